"""Knows every stored record of the product, so that migrations and tests see all tables."""

from backend import install
from backend.accounts import credentials
from backend.accounts import models as accounts
from backend.courses import models as courses
from backend.db import Base
from backend.mail import models as mail
from backend.photos import models as photos
from backend.push import models as push
from backend.reminders import models as reminders
from backend.symptoms import models as symptoms

__all__ = [
    "Base",
    "accounts",
    "courses",
    "credentials",
    "install",
    "mail",
    "photos",
    "push",
    "reminders",
    "symptoms",
]
