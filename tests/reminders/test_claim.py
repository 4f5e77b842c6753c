"""How due patients are taken: a bad one holds up nobody, a new release loses and repeats nothing."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from backend.accounts.models import Patient
from backend.courses.models import VisitRow
from backend.reminders.claim import BATCH, claim_due, claim_outdated
from backend.reminders.outlook import stamp
from tests.reminders.stage import Stage, at, session_on

MADE = at("2026-11-01T12:00")
EVENING = at("2026-11-02T20:00")
FIRST = "2026-11-10T13:45"
PAUSE = "Your pause starts tomorrow"


def _due_this_evening(stage: Stage, name: str) -> str:
    patient = stage.patient(name, MADE)
    stage.device(patient, MADE)
    stage.course(patient, MADE, session_on(FIRST, MADE))
    stage.tick(at("2026-11-01T21:00"))
    return patient


def _computed_elsewhere(stage: Stage) -> None:
    with stage.database.transaction() as session:
        session.execute(update(Patient).values(computed_with="0.0.1 tzdata 2020.1"))


def _stamp_of(stage: Stage, patient_id: str) -> str:
    with stage.database.read() as session:
        return session.get_one(Patient, patient_id).computed_with


def test_a_patient_who_cannot_be_computed_holds_up_nobody(stage: Stage) -> None:
    alice, bob = _due_this_evening(stage, "Alice"), _due_this_evening(stage, "Bob")
    with stage.database.transaction() as session:
        session.execute(update(Patient).where(Patient.id == alice).values(zone="Nowhere/At all"))

    assert stage.tick(EVENING) == [PAUSE]

    assert [row.patient_id for row in stage.rows("B10")] == [bob]
    assert stage.next_due(alice) == EVENING + timedelta(minutes=15)


def test_once_mended_the_patient_hears_what_is_still_useful(stage: Stage) -> None:
    alice = _due_this_evening(stage, "Alice")
    with stage.database.transaction() as session:
        session.execute(update(Patient).where(Patient.id == alice).values(zone="Nowhere/At all"))
    stage.tick(EVENING)
    with stage.database.transaction() as session:
        session.execute(update(Patient).where(Patient.id == alice).values(zone="Europe/Berlin"))

    assert stage.tick(EVENING + timedelta(minutes=15)) == [PAUSE]


def test_patients_are_taken_in_batches_until_none_is_left(stage: Stage) -> None:
    with stage.database.transaction() as session:
        for number in range(BATCH + 1):
            session.add(
                Patient(
                    id=f"patient {number}", name="", name_key=f"{number}", passphrase_hash="none",
                    created_at=MADE, zone="Europe/Berlin", next_due_at=EVENING,
                )
            )  # fmt: skip
    assert [claim_due(stage.database, EVENING) for _ in range(3)] == [BATCH, 1, 0]


def test_a_new_release_before_the_ring_changes_nothing(stage: Stage) -> None:
    alice = _due_this_evening(stage, "Alice")
    _computed_elsewhere(stage)

    assert claim_outdated(stage.database, at("2026-11-02T19:00")) == 1

    assert claim_outdated(stage.database, at("2026-11-02T19:00")) == 0
    assert _stamp_of(stage, alice) == stamp()
    assert stage.next_due(alice) == EVENING
    assert stage.tick(EVENING) == [PAUSE]


def test_a_new_release_after_the_ring_says_it_once(stage: Stage) -> None:
    """Stopped at 19:50 for a release, started at 20:30: the start-up computes again before the first tick."""
    _due_this_evening(stage, "Alice")
    stage.tick(at("2026-11-02T19:50"))
    _computed_elsewhere(stage)

    claim_outdated(stage.database, at("2026-11-02T20:30"))

    assert stage.tick(at("2026-11-02T20:30")) == [PAUSE]
    _computed_elsewhere(stage)
    claim_outdated(stage.database, at("2026-11-02T20:40"))
    assert stage.tick(at("2026-11-02T20:41")) == []


def test_a_ring_that_new_time_zones_put_later_waits_for_its_new_time(stage: Stage) -> None:
    """The old rules said 19:00: at that moment nothing is due yet, and nothing is lost."""
    alice = _due_this_evening(stage, "Alice")
    _computed_elsewhere(stage)
    with stage.database.transaction() as session:
        session.execute(update(Patient).values(next_due_at=at("2026-11-02T19:00")))

    claim_outdated(stage.database, at("2026-11-02T19:10"))

    assert stage.rows("B10") == []
    assert stage.next_due(alice) == EVENING
    assert stage.tick(EVENING) == [PAUSE]


def test_a_ring_that_new_time_zones_put_earlier_is_late_and_not_lost(stage: Stage) -> None:
    """The old rules said 21:00; by the new ones it was due at 20:00, and it is 20:30 already."""
    _due_this_evening(stage, "Alice")
    with stage.database.transaction() as session:
        session.execute(update(Patient).values(next_due_at=at("2026-11-02T21:00")))
    assert stage.tick(at("2026-11-02T20:30")) == []
    assert stage.tick(at("2026-11-02T21:00")) == [PAUSE]


def test_when_every_device_is_gone_nothing_is_planned_and_nothing_is_lost(stage: Stage) -> None:
    alice = stage.patient("Alice", MADE)
    phone = stage.device(alice, MADE)
    stage.course(alice, MADE, session_on(FIRST, MADE))
    stage.tick(at("2026-11-02T09:00"))
    stage.end_device(phone)

    assert stage.tick(EVENING) == []
    assert stage.next_due(alice) is None
    assert stage.rows("B10") == []

    stage.device(alice, at("2026-11-02T20:30"), name="new phone")
    stage.tick(at("2026-11-03T08:00"))
    assert len(stage.tick(at("2026-11-03T20:00"))) == 1
    assert stage.states("B11") == ["open"]


def test_a_device_that_turns_out_gone_at_the_push_leaves_the_ring_for_the_next_one(stage: Stage) -> None:
    """The question of 18:00 is good for three days: the phone of tomorrow still rings for it."""
    alice = _due_this_evening(stage, "Alice")
    with stage.database.transaction() as session:
        session.execute(update(VisitRow).values(start_local=at("2026-11-01T13:00").replace(tzinfo=None)))
    now = at("2026-11-04T20:00")
    stage.tick(at("2026-11-04T19:59"))
    stage.tick(now)
    assert stage.states("A19") == ["open"]
    with stage.database.transaction() as session:
        for device in stage.live(session, alice):
            device.state = "gone"
    assert stage.tick(at("2026-11-05T08:00")) == []

    stage.device(alice, at("2026-11-05T12:00"), name="new phone")
    stage.tick(at("2026-11-05T20:00"))
    assert [row.rung for row in stage.rows("A19")] == [2]
