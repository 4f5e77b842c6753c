"""The demo patient can be signed in, and is half-way through."""

from __future__ import annotations

from datetime import UTC, datetime

from backend.accounts import store as accounts
from backend.db import Database
from backend.demo import NAME, add_demo_patient
from backend.reminders.today import plan_shown


def test_the_demo_patient_is_on_day_2_after_session_2(database: Database) -> None:
    now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    add_demo_patient(database, now)
    add_demo_patient(database, now)
    with database.read() as session:
        patient = accounts.patient_named(session, NAME)
        assert patient is not None
        plan = plan_shown(session, patient, now)
    assert (plan.today.title, plan.today.label) == ("Day 2", "After session 2 of 4")
    assert {"A12", "A10"} <= {item.step for item in plan.today.outstanding}
    [course] = plan.courses
    assert course.facts["area"] == "face,neck"
