"""Taking a new version of the plan: what came due is settled first, then it rings as the new version says."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from backend.care.load import protocol_hash
from backend.courses import records, upgrade
from backend.courses.models import ProtocolText
from backend.reminders.settle import changing
from tests.reminders.stage import FIRST_PROTOCOL, Stage, at, session_on

MADE = at("2026-11-01T12:00")
SESSION = "2026-12-08T13:45"
LONGER = FIRST_PROTOCOL.replace(
    "    default: 7\n    deep: 7\n    min: 0\n", "    default: 9\n    deep: 9\n    min: 0\n"
)


def begun(stage: Stage) -> tuple[str, str]:
    alice = stage.patient("Alice", MADE)
    stage.device(alice, MADE)
    return alice, stage.course(alice, MADE, session_on(SESSION, MADE), sessions=1, actives=True)


def take(stage: Stage, alice: str, course_id: str, text: str, now: datetime) -> None:
    with changing(stage.database, alice, now) as session:
        course = records.own_course(session, alice, course_id)
        upgrade.take(session, alice, course, protocol_hash(text), text, now)


def decline(stage: Stage, alice: str, course_id: str, text: str, now: datetime) -> None:
    with changing(stage.database, alice, now) as session:
        course = records.own_course(session, alice, course_id)
        upgrade.decline(session, course, protocol_hash(text), text)


def rings(stage: Stage, alice: str, until: datetime) -> list[str]:
    """Let every moment come until then; the steps with the local date of each first ring."""
    while (due := stage.next_due(alice)) is not None and due <= until:
        stage.tick(due)
    return [f"{row.key.split('/')[1]} {row.rang_at:%m-%d}" for row in stage.rows() if row.rang_at]


def without(step: str) -> str:
    """The first protocol without one step."""
    head, tail = FIRST_PROTOCOL.split(f"  - id: {step}\n", 1)
    return head + "  - id: " + tail.split("\n  - id: ", 1)[1]


def test_after_taking_it_rings_as_the_new_version_says(stage: Stage) -> None:
    alice, course = begun(stage)
    rings(stage, alice, at("2026-11-20T12:00"))
    take(stage, alice, course, LONGER, at("2026-11-20T12:00"))
    heard = rings(stage, alice, at("2026-12-05T12:00"))
    assert [each for each in heard if each.startswith("B10")] == ["B10 11-28"]


def test_declined_it_rings_as_before(stage: Stage) -> None:
    alice, course = begun(stage)
    rings(stage, alice, at("2026-11-20T12:00"))
    decline(stage, alice, course, LONGER, at("2026-11-20T12:00"))
    heard = rings(stage, alice, at("2026-12-05T12:00"))
    assert [each for each in heard if each.startswith("B10")] == ["B10 11-30"]


def test_what_was_said_under_the_old_version_is_not_said_again(stage: Stage) -> None:
    alice, course = begun(stage)
    rings(stage, alice, at("2026-11-30T20:30"))
    stage.mark("B10", "done")
    shorter = FIRST_PROTOCOL.replace(
        "    default: 7\n    deep: 7\n    min: 0\n", "    default: 5\n    deep: 5\n    min: 0\n"
    )
    take(stage, alice, course, shorter, at("2026-11-30T21:00"))
    rings(stage, alice, at("2026-12-06T12:00"))
    assert [(row.state, row.rung) for row in stage.rows("B10")] == [("done", 1)]


def test_what_came_due_before_it_was_taken_is_settled_under_the_old_version(stage: Stage) -> None:
    alice, course = begun(stage)
    rings(stage, alice, at("2026-11-30T12:00"))
    assert not stage.rows("B10")
    take(stage, alice, course, without("B10"), at("2026-11-30T20:45"))
    assert [(row.state, row.rung) for row in stage.rows("B10")] == [("withdrawn", 1)]
    assert stage.tick(at("2026-11-30T20:46")) == []


def test_the_open_rows_of_a_retired_step_are_withdrawn_and_what_was_done_stays(stage: Stage) -> None:
    alice, course = begun(stage)
    rings(stage, alice, at("2026-11-30T20:30"))
    assert stage.states("B10") == ["open"]
    take(stage, alice, course, without("B10"), at("2026-11-30T21:00"))
    assert stage.states("B10") == ["withdrawn"]
    take(stage, alice, course, FIRST_PROTOCOL, at("2026-11-30T21:05"))
    assert stage.states("B10") == ["open"]


def test_taken_on_the_day_of_a_session_nothing_of_the_day_rings_twice(stage: Stage) -> None:
    alice, course = begun(stage)
    rings(stage, alice, at("2026-12-08T12:50"))
    before = {row.key: row.rung for row in stage.rows()}
    take(stage, alice, course, LONGER, at("2026-12-08T12:55"))
    rings(stage, alice, at("2026-12-08T13:40"))
    assert {row.key: row.rung for row in stage.rows() if row.key in before} == before


def test_taken_twice_it_is_taken_once(stage: Stage) -> None:
    alice, course = begun(stage)
    for minute in range(2):
        take(stage, alice, course, LONGER, at(f"2026-11-20T12:0{minute}"))
    with stage.database.read() as session:
        assert session.scalar(select(func.count()).select_from(ProtocolText)) == 2
        assert records.protocol_of(session, course).params["retinoid_before"].default == 9
