"""Rings of one patient over days: second chances, the day's budget, words that outlive their file."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from backend.accounts.models import Patient
from backend.reminders import act
from backend.reminders.settle import changing
from backend.reminders.today import plan_shown
from tests.reminders.stage import FIRST_PROTOCOL, Stage, at, session_on

MADE = at("2026-11-01T12:00")
FIRST = "2026-11-10T13:45"
BERLIN_TIME = ZoneInfo("Europe/Berlin")


def _show_last(stage: Stage, patient_id: str, when: str) -> None:
    """The phone says that it showed the last push."""
    token, now = str(stage.sender.messages[-1]["data"]["token"]), at(when)
    with changing(stage.database, patient_id, now) as session:
        act.mark_shown(session, act.delivery_with(session, token, now, now), now, now)


def _alice(stage: Stage, **facts: Any) -> str:
    alice = stage.patient("Alice", MADE)
    stage.device(alice, MADE)
    stage.course(alice, MADE, session_on(FIRST, MADE), **facts)
    return alice


def test_a_critical_step_shown_and_not_acted_on_rings_once_more(stage: Stage) -> None:
    """A22, day 7: shown at 18:00 and left, it comes back at 20:00, and then never again."""
    alice = _alice(stage)
    stage.tick(at("2026-11-17T17:59"))
    stage.tick(at("2026-11-17T18:00"))
    _show_last(stage, alice, "2026-11-17T18:01")
    assert [(row.rung, row.shown_at is not None) for row in stage.rows("A22")] == [(1, True)]

    stage.tick(at("2026-11-17T20:00"))
    assert [row.rung for row in stage.rows("A22")] == [2]

    stage.tick(at("2026-11-18T08:00"))
    stage.tick(at("2026-11-18T20:00"))
    assert [row.rung for row in stage.rows("A22")] == [2]


def test_a_plain_step_that_was_shown_does_not_ring_again(stage: Stage) -> None:
    alice = _alice(stage)
    stage.tick(at("2026-11-13T19:59"))
    stage.tick(at("2026-11-13T20:00"))
    _show_last(stage, alice, "2026-11-13T20:01")

    stage.tick(at("2026-11-14T08:00"))
    stage.tick(at("2026-11-14T20:00"))

    assert [row.rung for row in stage.rows("A19")] == [1]


def test_a_step_never_known_shown_rings_at_one_later_bundle(stage: Stage) -> None:
    _alice(stage)
    stage.tick(at("2026-11-13T19:59"))
    stage.tick(at("2026-11-13T20:00"))
    stage.tick(at("2026-11-14T08:00"))
    stage.tick(at("2026-11-14T20:00"))
    stage.tick(at("2026-11-15T08:00"))
    assert [row.rung for row in stage.rows("A19")] == [2]


def test_an_old_course_rings_by_the_protocol_it_began_with(stage: Stage) -> None:
    """No file on the disk says these words: they come from the text pinned in the database."""
    old = FIRST_PROTOCOL.replace("Your pause starts tomorrow", "As it was said back then")
    _alice(stage, text=old)
    stage.tick(at("2026-11-01T21:00"))
    assert stage.tick(at("2026-11-02T20:00")) == ["As it was said back then"]


def test_a_permission_given_too_early_is_taken_back_in_words(stage: Stage) -> None:
    """Moisturiser was allowed 24 hours after the assumed end; the patient then tells a later end."""
    alice = _alice(stage)
    stage.tick(at("2026-11-11T14:45"))
    assert len(stage.rows("A10")) == 1

    with stage.database.read() as session:
        plan = plan_shown(session, session.get_one(Patient, alice), at("2026-11-11T14:50"))
    (session_one,) = [v for v in plan.courses[0].visits if v.number == 1]
    stage.change_visit(alice, session_one.id, at("2026-11-11T14:50"), ended_at=at("2026-11-10T16:30"))

    with stage.database.read() as session:
        plan = plan_shown(session, session.get_one(Patient, alice), at("2026-11-11T14:51"))
    told = [notice.text for notice in plan.today.notices]
    assert any("please wait until Wed 11, 16:30" in text for text in told), told


def test_day_0_rings_four_times(stage: Stage) -> None:
    """The check nobody answered (again), the notes, only the clinic's product, and what was not seen yet."""
    _alice(stage)
    stage.tick(at("2026-11-10T00:01"))
    before = len(stage.sender.sent)
    rang = [
        at(f"2026-11-10T{hour:02}:{minute:02}")
        for hour in range(7, 24)
        for minute in range(0, 60, 5)
        if stage.tick(at(f"2026-11-10T{hour:02}:{minute:02}"))
    ]
    assert len(stage.sender.sent) - before == len(rang)
    assert [f"{moment.astimezone(BERLIN_TIME):%H:%M}" for moment in rang] == [
        "08:00",
        "15:15",
        "17:45",
        "20:00",
    ]
