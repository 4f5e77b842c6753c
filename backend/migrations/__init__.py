"""Knows how a database is brought to the tables this release needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backend.db import Database


def upgrade(database: Database) -> None:
    """Create what is missing; safe to repeat."""
    from backend.models import Base

    with database.transaction() as session:
        Base.metadata.create_all(session.connection())
