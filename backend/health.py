"""Knows whether this process can do its work: what `/healthz` says, without any patient's data."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib.metadata import version

from flask import Blueprint
from spectree import Response as Answers
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from backend import __version__, clock
from backend.accounts.models import Patient
from backend.api import Shape, spec
from backend.db import Database, database
from backend.install import Install
from backend.reminders.models import Delivery

# Longer than a worker takes to start anew, or a push service to ask for another try.
LATE = timedelta(minutes=15)

blueprint = Blueprint("health", __name__)


class Health(Shape):
    """`oldest_unsent_seconds` is how long the oldest reminder that should have left has been waiting."""

    alive: bool
    database: bool
    oldest_unsent_seconds: int | None
    tzdata: str
    version: str


@blueprint.get("/healthz")
@spec.validate(resp=Answers(HTTP_200=Health, HTTP_503=Health), tags=["meta"])
def show_health() -> tuple[Health, int]:
    """Say whether this server works; 503 when its database does not answer."""
    found = health_of(database(), clock.now())
    return found, 200 if found.database else 503


def health_of(database: Database, now: datetime) -> Health:
    """Ask the database, and how long the oldest unsent reminder waits."""
    is_answering, oldest = True, None
    try:
        with database.read() as session:
            oldest = _oldest_unsent_seconds(session, now)
    except SQLAlchemyError:
        is_answering = False
    return Health(
        alive=True,
        database=is_answering,
        oldest_unsent_seconds=oldest,
        tzdata=version("tzdata"),
        version=__version__,
    )


def write_down(database: Database, now: datetime) -> None:
    """Write when somebody asked: a full or read-only disk lets us read, but no reminder is claimed there."""
    with database.transaction() as session:
        session.merge(Install(key="health_asked_at", value=now.isoformat()))


def trouble(found: Health) -> str | None:
    """Say in a sentence what a host should look at; None while reminders go out."""
    waits = timedelta(seconds=found.oldest_unsent_seconds or 0)
    if waits <= LATE:
        return None
    minutes = round(waits.total_seconds() / 60)
    return (
        f"A reminder should have left {minutes} minutes ago. Is a worker running? Its log says of each push "
        "to which service it went, and what was answered."
    )


def _oldest_unsent_seconds(session: Session, now: datetime) -> int | None:
    """Return how long the oldest ring has been due without a claim, or a delivery queued without a 2xx."""
    due = session.scalar(select(func.min(Patient.next_due_at)).where(Patient.next_due_at <= now))
    queued = session.scalar(select(func.min(Delivery.made_at)).where(Delivery.state == "queued"))
    waiting = [(now - since).total_seconds() for since in (due, queued) if since is not None]
    return max(0, round(max(waiting))) if waiting else None
