"""Knows how the SQLite database is copied while the app runs: whole, and readable by its owner only."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from backend.db import Database
from backend.settings import SettingsError


def back_up(database: Database, target: Path) -> None:
    """Write a copy to `target`; a former one stays until the new one is whole. SettingsError says why not."""
    if database.engine.dialect.name != "sqlite":
        raise SettingsError(
            "STIPPLE_DATABASE_URL names PostgreSQL, which brings a command of its own: pg_dump. "
            "docs/operating.md shows it."
        )
    if target.is_dir() or not target.parent.is_dir():
        raise SettingsError(f"{target} cannot be the copy. Name a file, in a folder that exists.")
    try:
        _write(database.engine, target)
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise SettingsError(
            f"The copy {target} cannot be written ({reason}). Let this user write there, or make room."
        ) from error


def _write(engine: Engine, target: Path) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")  # 0600
    os.close(descriptor)
    try:
        # It takes what still lies in the write-ahead log along, and nothing that was removed.
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA query_only = OFF")  # a reader may have had it before
            connection.cursor().execute("VACUUM INTO ?", (temporary,))
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise
