"""That the revisions build exactly the tables the models describe, and can be taken back."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError

from backend.accounts.models import Patient, SignIn
from backend.db import Database, new_id
from backend.migrations import difference, downgrade, upgrade
from backend.models import Base


def _tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names())


def test_the_revisions_build_what_the_models_describe(database):
    assert difference(database) == [], "write a revision: python -m backend.migrations NUMBER 'What changes'"
    assert _tables(database) == set(Base.metadata.tables) | {"alembic_version"}


def test_each_key_by_which_rows_are_removed_has_an_index(database):
    """A row that goes takes along what names it: without an index the database looks through every row."""
    found = inspect(database.engine)
    for table in Base.metadata.sorted_tables:
        keys = [
            table.primary_key.columns.keys(),
            *(one["column_names"] for one in found.get_indexes(table.name)),
        ]
        keys += [one["column_names"] for one in found.get_unique_constraints(table.name)]
        for key in table.foreign_keys:
            assert key.ondelete is None or key.parent.name in {one[0] for one in keys}, str(key.parent)


def test_the_first_release_can_be_taken_back_and_built_again(database):
    downgrade(database, "base")
    assert _tables(database) == {"alembic_version"}
    upgrade(database)
    assert difference(database) == []


def test_migrating_a_database_in_use_keeps_what_it_holds(database, now):
    patient_id = new_id()
    with database.transaction() as session:
        session.add(
            Patient(
                id=patient_id,
                name="Alice",
                name_key="alice",
                passphrase_hash="",
                created_at=now,
                zone="Europe/Berlin",
            )
        )
        session.flush()
        session.add(
            SignIn(
                id=new_id(),
                token_hash="0" * 64,
                patient_id=patient_id,
                created_at=now,
                last_seen_at=now,
                confirmed_at=now,
                device="Firefox",
            )
        )
    database.migrate()
    with database.read() as session:
        assert session.scalars(select(SignIn.patient_id)).all() == [patient_id]


def test_after_a_migration_foreign_keys_hold_again(database, now):
    database.migrate()
    nobodys = SignIn(
        id=new_id(),
        token_hash="1" * 64,
        patient_id=new_id(),
        created_at=now,
        last_seen_at=now,
        confirmed_at=now,
        device="",
    )
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.add(nobodys)
