"""Knows how a database is brought to the tables this release needs, and back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

if TYPE_CHECKING:
    from backend.db import Database

# Any number will do, as long as nobody else locks it.
_ONE_AT_A_TIME = 7_218_450_361


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the tables up to the revision; safe when several processes start at once."""
    with _alone(database) as connection:
        command.upgrade(config(connection), revision)


def downgrade(database: Database, revision: str) -> None:
    """Take the tables back to the revision ("base" removes them with all they hold)."""
    with _alone(database) as connection:
        command.downgrade(config(connection), revision)


def is_current(database: Database) -> bool:
    """Return whether the database is at the revision this release was built for."""
    return _revisions_of(database) == set(ScriptDirectory.from_config(config(None)).get_heads())


def is_known(database: Database) -> bool:
    """Return whether this release knows the revision the database is at; it does not know later ones."""
    revisions = ScriptDirectory.from_config(config(None)).walk_revisions()
    return _revisions_of(database) <= {each.revision for each in revisions}


def _revisions_of(database: Database) -> set[str]:
    with database.read() as session:
        return set(MigrationContext.configure(session.connection()).get_current_heads())


def difference(database: Database) -> list[Any]:
    """Return in what the tables differ from the models; an empty list when they agree."""
    from backend.models import Base

    with database.read() as session:
        context = MigrationContext.configure(
            session.connection(), opts={"compare_type": True, "compare_server_default": True}
        )
        found: list[Any] = compare_metadata(context, Base.metadata)
        return found


def config(connection: Connection | None) -> Config:
    """Return Alembic's settings; there is no ini file, all of them are here."""
    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent))
    found.set_main_option("path_separator", "os")
    found.attributes["connection"] = connection
    return found


@contextmanager
def _alone(database: Database) -> Iterator[Connection]:
    """Yield the connection of one transaction that no other migration overlaps."""
    with database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            with _without_foreign_keys(connection), connection.begin():
                yield connection
                _check_foreign_keys(connection)
        else:
            with connection.begin():
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
                yield connection


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    # SQLite changes a table by copying it and dropping the old one: with foreign keys on, the drop would
    # delete every row that points to it. Inside a transaction the pragma does nothing, hence here.
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        raise RuntimeError(f"the migration would leave {len(broken)} rows pointing to nothing")
