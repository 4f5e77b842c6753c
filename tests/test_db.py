"""How the database behaves under threads, and what it refuses."""

from __future__ import annotations

import stat
import threading
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from backend.accounts.models import Patient, SignIn
from backend.db import Database, locked, new_id, now_of
from backend.install import Install


def _run_together(work: Any, count: int) -> list[Exception]:
    errors: list[Exception] = []

    def attempt() -> None:
        try:
            work()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=attempt) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return errors


def test_a_transaction_commits(database):
    with database.transaction() as session:
        session.add(Install(key="a", value="1"))
    with database.read() as session:
        assert session.get(Install, "a").value == "1"


def test_a_transaction_that_raises_leaves_nothing(database):
    with pytest.raises(RuntimeError, match="half-way"), database.transaction() as session:
        session.add(Install(key="a", value="1"))
        session.flush()
        raise RuntimeError("half-way")
    with database.read() as session:
        assert session.get(Install, "a") is None


def test_threads_that_read_then_write_lose_no_update(database):
    with database.transaction() as session:
        session.add(Install(key="count", value="0"))

    def count_up() -> None:
        for _ in range(10):
            with database.transaction() as session:
                row = session.get(Install, "count", with_for_update=True)
                row.value = str(int(row.value) + 1)

    assert _run_together(count_up, 8) == []
    with database.read() as session:
        assert session.get(Install, "count").value == "80"


def test_a_reader_sees_one_moment_while_others_write(database):
    with database.read() as reader:
        before = reader.scalars(select(Install.key)).all()
        with database.transaction() as session:
            session.add(Install(key="late", value="1"))
        assert reader.scalars(select(Install.key)).all() == before
    with database.read() as reader:
        assert "late" in reader.scalars(select(Install.key)).all()


def test_a_reader_cannot_write(database):
    with database.read() as session, pytest.raises(DBAPIError, match=r"read-?only"):
        session.execute(text("INSERT INTO install (key, value) VALUES ('a', '1')"))
    with database.transaction() as session:  # the connection is given back able to write
        session.add(Install(key="a", value="1"))


def test_a_row_cannot_point_to_nobody(database, now):
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.add(
            SignIn(
                id=new_id(),
                token_hash="0" * 64,
                patient_id=new_id(),
                created_at=now,
                last_seen_at=now,
                confirmed_at=now,
                device="",
            )
        )


def test_an_error_never_shows_what_was_to_be_written(database, now):
    with pytest.raises(IntegrityError) as error, database.transaction() as session:
        for _ in range(2):
            session.add(Install(key="the same", value="Alice's secret"))
            session.flush()
            session.expunge_all()
    assert "Alice's secret" not in str(error.value)


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
        datetime(2026, 12, 1, 9, 0, 0, 123456, tzinfo=UTC),
        datetime(2026, 12, 1, 10, 0, tzinfo=timezone(timedelta(hours=1))),
    ],
)
def test_instants_come_back_as_the_same_instant_in_utc(database, instant):
    patient_id = _add_patient(database, next_due_at=instant)
    with database.read() as session:
        found = session.get(Patient, patient_id).next_due_at
    assert found == instant
    assert found.tzinfo is UTC


def test_instants_of_several_zones_compare_in_the_database(database, now):
    early = _add_patient(database, next_due_at=now.astimezone(timezone(timedelta(hours=14))))
    _add_patient(database, next_due_at=now + timedelta(seconds=1))
    with database.read() as session:
        assert session.scalars(select(Patient.id).where(Patient.next_due_at <= now)).all() == [early]


def test_a_naive_datetime_is_refused(database):
    with pytest.raises(StatementError, match="has no time zone"):
        _add_patient(database, next_due_at=datetime(2026, 12, 1, 9, 0))


def test_the_databases_own_clock_is_aware_and_near_ours(database):
    with database.read() as session:
        told = now_of(session)
    assert told.tzinfo is UTC
    assert abs(datetime.now(UTC) - told) < timedelta(minutes=1)


def test_two_workers_never_take_the_same_row(database, now):
    ids = {_add_patient(database, next_due_at=now) for _ in range(4)}
    taken: list[str] = []

    def take() -> None:
        while True:
            with database.transaction() as session:
                waiting = select(Patient).where(Patient.next_due_at <= now).limit(1)
                found = session.scalar(locked(session, waiting))
                if found is None:
                    return
                found.next_due_at = None
                taken.append(found.id)

    assert _run_together(take, 4) == []
    assert sorted(taken) == sorted(ids)


def test_migrating_again_changes_nothing_also_from_several_processes_at_once(database):
    assert _run_together(database.migrate, 3) == []


def test_only_the_owner_can_read_a_database_file(tmp_path):
    path = tmp_path / "own.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    with database.read() as session:
        session.execute(text("SELECT 1"))
        modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}
    database.close()
    assert set(modes.values()) == {0o600}, modes


def test_several_processes_may_migrate_an_empty_database_at_once(tmp_path):
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    databases = [Database(url) for _ in range(3)]
    starts = iter(databases)
    assert _run_together(lambda: next(starts).migrate(), 3) == []
    for each in databases:
        each.close()


def test_ids_are_uuids_and_fresh():
    found = {new_id() for _ in range(100)}
    assert len(found) == 100
    assert all(len(one) == 36 for one in found)


def _add_patient(database: Database, **columns: Any) -> str:
    patient_id = new_id()
    with database.transaction() as session:
        session.add(
            Patient(
                id=patient_id,
                name=patient_id,
                name_key=patient_id,
                passphrase_hash="",
                created_at=datetime(2026, 12, 1, tzinfo=UTC),
                zone="UTC",
                **columns,
            )
        )
    return patient_id
