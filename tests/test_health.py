"""What `/healthz` says about waiting reminders."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import OperationalError

from backend.accounts.models import Patient
from backend.db import Database, new_id
from backend.health import health_of, trouble, write_down


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


@pytest.mark.parametrize(("minutes", "is_said"), [(0, False), (15, False), (16, True), (3 * 60, True)])
def test_a_host_hears_of_a_reminder_that_should_have_left_long_ago(database, now, minutes, is_said):
    _add_patient(database, now - timedelta(minutes=minutes))
    said = trouble(health_of(database, now))
    assert (said is not None and f"{minutes} minutes ago. Is a worker running?" in said) is is_said


def test_a_disk_that_lets_us_read_only_is_no_health(settings, database, now):
    write_down(database, now)
    read_only = Database(f"sqlite:///file:{settings.data_dir}/stipple.db?mode=ro&uri=true")
    assert trouble(health_of(read_only, now)) is None
    with pytest.raises(OperationalError):
        write_down(read_only, now + timedelta(minutes=5))
    read_only.close()
