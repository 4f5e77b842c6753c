"""Knows how a new revision is written: `python -m backend.migrations NUMBER "What changes"`.

It compares the models with an empty database brought up to the last revision. Read what it wrote.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command

from backend.db import Database
from backend.migrations import config, upgrade


def write(number: str, message: str) -> None:
    """Write versions/NUMBER_what_changes.py from the difference between models and revisions."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'empty.db'}")
        upgrade(database)
        with database.engine.begin() as connection:
            command.revision(config(connection), message, autogenerate=True, rev_id=number)
        database.close()


if __name__ == "__main__":
    write(*sys.argv[1:])
