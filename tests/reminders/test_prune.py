"""What is forgotten when: deliveries after 90 days, a closed course's ledger after 13 months."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from backend.accounts.models import Patient
from backend.courses.models import CourseRow
from backend.push.models import Device
from backend.push.store import remove
from backend.reminders import act
from backend.reminders.act import Act
from backend.reminders.models import ActionRow, Delivery, Digest, LedgerRow
from backend.reminders.prune import prune
from backend.reminders.settle import changing
from tests.reminders.stage import Stage, at, session_on

MADE = at("2026-11-01T12:00")
EVENING = at("2026-11-02T20:00")
DAY = timedelta(days=1)


def _world(stage: Stage, **facts: object) -> tuple[str, str]:
    """Alice's pause rang on her phone and she did it; her course plans one session."""
    alice = stage.patient("Alice", MADE)
    phone = stage.device(alice, MADE)
    stage.course(alice, MADE, session_on("2026-11-10T13:45", MADE), sessions=1, **facts)
    stage.tick(EVENING)
    with changing(stage.database, alice, EVENING) as session:
        delivery = session.scalars(select(Delivery)).one()
        patient = session.get_one(Patient, alice)
        act.act_on_delivery(session, patient, delivery, Act("tap", "done", EVENING), EVENING)
    return alice, phone


def _left(stage: Stage, now: datetime) -> dict[str, int]:
    prune(stage.database, now)
    with stage.database.read() as session:
        models = (Delivery, Digest, ActionRow, LedgerRow, Device)
        return {
            model.__tablename__: session.scalar(select(func.count()).select_from(model)) or 0
            for model in models
        }


def _close(stage: Stage, closed_at: datetime) -> None:
    with stage.database.transaction() as session:
        session.execute(update(CourseRow).values(closed_at=closed_at))


def test_deliveries_are_kept_ninety_days_and_the_ledger_longer(stage: Stage) -> None:
    _world(stage)
    before = _left(stage, EVENING + 90 * DAY)
    assert before == {"deliveries": 1, "digests": 1, "actions": 1, "ledger": before["ledger"], "devices": 1}
    after = _left(stage, EVENING + 91 * DAY)
    assert after == {"deliveries": 0, "digests": 0, "actions": 0, "ledger": before["ledger"], "devices": 1}


def test_the_ledger_of_a_course_closed_by_the_patient_is_kept_thirteen_months(stage: Stage) -> None:
    _world(stage)
    closed_at = at("2026-12-01T12:00")
    _close(stage, closed_at)
    assert _left(stage, closed_at + 396 * DAY)["ledger"] > 0
    assert _left(stage, closed_at + 397 * DAY)["ledger"] == 0


def test_a_course_that_closed_by_itself_counts_from_that_day(stage: Stage) -> None:
    """26 weeks after its last session of 2026-11-10, 14:45 winter time: on 2027-05-11."""
    _world(stage)
    closed_at = at("2027-05-11T15:46")
    assert _left(stage, closed_at + 395 * DAY)["ledger"] > 0
    assert _left(stage, closed_at + 396 * DAY)["ledger"] == 0


def test_a_course_that_never_closed_keeps_its_ledger(stage: Stage) -> None:
    _world(stage)
    with stage.database.transaction() as session:
        session.execute(update(CourseRow).values(sessions_planned=4))
    assert _left(stage, EVENING + 2000 * DAY)["ledger"] > 0


def test_a_gone_device_is_forgotten_with_its_last_delivery(stage: Stage) -> None:
    _, phone = _world(stage)
    stage.end_device(phone)
    assert _left(stage, EVENING + 90 * DAY)["devices"] == 1
    assert _left(stage, EVENING + 91 * DAY)["devices"] == 0


def test_what_is_forgotten_is_not_said_again(stage: Stage) -> None:
    _world(stage)
    stage.tick(at("2026-12-20T21:00"))
    _close(stage, at("2026-12-21T12:00"))
    prune(stage.database, at("2028-06-01T12:00"))
    assert stage.tick(at("2028-06-01T12:00")) == []


def test_a_removed_device_is_known_as_long_as_somebody_may_be_signed_in_there(stage: Stage) -> None:
    alice, phone = _world(stage)
    with stage.database.transaction() as session:
        remove(session, alice, phone, EVENING)
    assert _left(stage, EVENING + 91 * DAY)["devices"] == 1
    assert _left(stage, EVENING + 366 * DAY)["devices"] == 1
    assert _left(stage, EVENING + 367 * DAY)["devices"] == 0
