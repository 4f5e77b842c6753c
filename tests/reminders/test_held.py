"""While a symptom waits for the clinic: what is routine is quiet, what heals rings, and all comes back."""

from __future__ import annotations

from datetime import datetime

from backend.courses import records
from backend.reminders.settle import changing
from backend.symptoms import store as diary
from backend.symptoms.store import Told
from tests.reminders.stage import Stage, at, session_on

MADE = at("2026-11-01T12:00")
FIRST, SECOND = "2026-11-10T13:45", "2026-12-15T13:45"


def begun(stage: Stage) -> tuple[str, str]:
    alice = stage.patient("Alice", MADE)
    stage.device(alice, MADE)
    visits = (session_on(FIRST, MADE), session_on(SECOND, MADE))
    return alice, stage.course(alice, MADE, *visits, sessions=2, actives=True)


def told(stage: Stage, alice: str, course: str, symptom: str, now: datetime, score: int = 5) -> None:
    entry = Told("8a7ad0a6-95ba-4bd9-b1a8-7d0f0f6d6c11", course, symptom, score, None, "", now)
    with changing(stage.database, alice, now) as session:
        diary.tell(session, alice, entry, True, now)


def ticks(stage: Stage, alice: str, until: datetime) -> list[str]:
    """The steps that rang, by what came due up to an instant."""
    before = {row.key: row.rung for row in stage.rows()}
    while (due := stage.next_due(alice)) is not None and due <= until:
        stage.tick(due)
    return sorted({row.key.split("/")[1] for row in stage.rows() if row.rung > before.get(row.key, 0)})


def test_a_routine_reminder_waits_until_the_clinic_was_reached(stage: Stage) -> None:
    alice, course = begun(stage)
    ticks(stage, alice, at("2026-12-06T12:00"))
    told(stage, alice, course, "lumps", at("2026-12-06T12:00"))
    quiet = ticks(stage, alice, at("2026-12-10T12:00"))
    with changing(stage.database, alice, at("2026-12-10T12:00")) as session:
        diary.reached(session, alice, course, at("2026-12-10T12:00"))
        assert records.load_course(session, course).held_at is None
    heard = ticks(stage, alice, at("2026-12-12T12:00"))
    assert "B10" not in quiet and "B11" not in quiet
    assert {"B10", "B11"} & set(heard)


def test_critical_and_healing_reminders_ring_all_the_same(stage: Stage) -> None:
    alice, course = begun(stage)
    ticks(stage, alice, at("2026-11-16T12:00"))
    told(stage, alice, course, "pus", at("2026-11-16T12:00"))
    assert "A22" in ticks(stage, alice, at("2026-11-17T20:00"))


def test_what_is_only_watched_changes_no_reminder(stage: Stage) -> None:
    alice, course = begun(stage)
    ticks(stage, alice, at("2026-12-06T12:00"))
    before = stage.next_due(alice)
    told(stage, alice, course, "darker", at("2026-12-06T12:00"), score=2)
    assert stage.next_due(alice) == before
