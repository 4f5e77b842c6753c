"""Knows how SQLite and PostgreSQL are made to behave alike: transactions, UTC instants, locks."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any

from flask import current_app
from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    Select,
    TypeDecorator,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session

BUSY_TIMEOUT_SECONDS = 30

# Named constraints are the ones a later migration can change, on both databases.
_NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The root of every stored record."""

    metadata = MetaData(naming_convention=_NAMES)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in UTC on the way in and out; a naive datetime is refused with ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone: pass an aware datetime, such as clock.now().")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        # SQLite keeps no zone; what was written there is UTC.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """One database, opened lazily and safe to share between threads."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _open(url)
        self._reader = self.engine.execution_options(**_reader_options(self.engine))
        self._writer = self.engine.execution_options(is_write=True)
        # SQLite lets waiting writers in by chance, so that one of many threads may wait for ever; here they
        # queue, and only other processes are left to chance.
        self._turn = RLock() if self.engine.dialect.name == "sqlite" else nullcontext()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session that sees one moment of the database and cannot write."""
        with Session(self._reader, autoflush=False, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Yield the session of one write transaction: it commits, or rolls everything back and raises."""
        with self._turn, Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    def scrub(self) -> None:
        """Take what was just removed out of the files of the database too, as far as it lets us.

        SQLite keeps it in its log until that is written over. PostgreSQL has its own time for this (VACUUM).
        """
        if self.engine.dialect.name != "sqlite":
            return
        connection = self.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()

    def migrate(self) -> None:
        """Bring the tables up to date; safe when several processes start at once."""
        from backend.migrations import upgrade

        upgrade(self)

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def database() -> Database:
    """Return the database of the running application."""
    found: Database = current_app.extensions["database"]
    return found


def new_id() -> str:
    """Return a fresh random id (UUID 4) as a string."""
    return str(uuid.uuid4())


def now_of(session: Session) -> datetime:
    """Return the database's own clock: for leases only, which several machines must agree on."""
    if session.get_bind().dialect.name == "sqlite":
        told = session.scalar(text("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')"))
        return datetime.fromisoformat(str(told)).replace(tzinfo=UTC)
    moment: datetime = session.execute(text("SELECT clock_timestamp()")).scalar_one()
    return moment.astimezone(UTC)


def locked(session: Session, statement: Select[Any]) -> Select[Any]:
    """Return the statement so that it takes its rows and skips those another worker holds.

    PostgreSQL locks rows; on SQLite the write transaction already holds the whole database.
    """
    if session.get_bind().dialect.name == "postgresql":
        return statement.with_for_update(skip_locked=True)
    return statement


def insert_into(session: Session, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """Return an insert that can say what happens when the row is there already (`on_conflict_…`)."""
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if is_postgresql else sqlite.insert(table)


def _open(url: str) -> Engine:
    # hide_parameters: an error's text reaches the log, and must not carry a patient's words there.
    if not url.startswith("sqlite"):
        return create_engine(url, hide_parameters=True, pool_pre_ping=True, pool_size=20, max_overflow=20)
    _make_private(url)
    arguments = {"timeout": BUSY_TIMEOUT_SECONDS, "check_same_thread": False}
    engine = create_engine(url, hide_parameters=True, pool_size=20, max_overflow=20, connect_args=arguments)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_private(url: str) -> None:
    """Make the file before SQLite does, so that only its owner can read it."""
    path = Path(make_url(url).database or "")
    if path.parent.is_dir() and os.access(path.parent, os.W_OK):  # if not, SQLite says so when it opens it
        path.touch(mode=0o600, exist_ok=True)


def _reader_options(engine: Engine) -> dict[str, Any]:
    if engine.dialect.name == "postgresql":
        return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return {"is_write": False}


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not begin transactions by itself: it would begin them too late, and deferred.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_SECONDS * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",  # a recorded push must survive a power cut, or it would be sent again
        "foreign_keys = ON",
        "secure_delete = ON",  # what is removed is written over with zeros
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # IMMEDIATE takes the write lock first: a transaction that reads, then writes, cannot fail half-way
    # because another one wrote in between.
    is_write = connection.get_execution_options().get("is_write", True)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if is_write else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")
