"""What `/healthz` says about waiting reminders."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from backend.accounts.models import Patient
from backend.db import Database, new_id
from backend.health import health_of


def _add_patient(database: Database, next_due_at: datetime | None) -> None:
    one = new_id()
    with database.transaction() as session:
        session.add(
            Patient(
                id=one,
                name=one,
                name_key=one,
                passphrase_hash="",
                created_at=datetime.fromisoformat("2026-11-01T00:00Z"),
                zone="UTC",
                next_due_at=next_due_at,
            )
        )


def test_nothing_due_means_nothing_waits(database, now):
    _add_patient(database, None)
    _add_patient(database, now + timedelta(seconds=1))
    assert health_of(database, now).oldest_unsent_seconds is None


@pytest.mark.parametrize("seconds", [0, 1, 90, 3600])
def test_the_oldest_ring_that_nobody_claimed_counts(database, now, seconds):
    _add_patient(database, now - timedelta(seconds=seconds))
    _add_patient(database, now)
    assert health_of(database, now).oldest_unsent_seconds == seconds
