"""Two patients, an empty database and a small protocol, for everything about courses."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert

from backend.accounts.models import Patient
from backend.care.course import Course
from backend.db import Database
from tests.courses.cast import ALICE, BOB, NOW
from tests.courses.stored import begin


@pytest.fixture
def kept(database: Database) -> Database:
    """A database in which Alice and Bob have accounts, and nothing else."""
    with database.transaction() as session:
        for patient_id, name in ((ALICE, "Alice"), (BOB, "Bob")):
            session.execute(
                insert(Patient).values(
                    id=patient_id,
                    name=name,
                    name_key=name.casefold(),
                    passphrase_hash="none",
                    created_at=NOW,
                    zone="Europe/Berlin",
                )
            )
    return database


@pytest.fixture(scope="session")
def small_protocol() -> str:
    """The text of a protocol with one step, and the numbers and questions a course needs."""
    return (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8")


@pytest.fixture
def alices(kept: Database, small_protocol: str) -> Course:
    """Alice's course: one session booked, three proposed."""
    return begin(kept, small_protocol)
