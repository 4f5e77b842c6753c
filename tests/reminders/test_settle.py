"""Settle, then change (R3): nothing that came due is lost by an edit, and nothing is said twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from backend.care.course import Visit, VisitState
from backend.reminders.models import LedgerRow
from tests.reminders.stage import Stage, at, session_on

MADE = at("2026-11-01T12:00")
FIRST = "2026-11-10T13:45"
PAUSE = "Your pause starts tomorrow"


def _begun(stage: Stage, **facts: Any) -> tuple[str, Visit]:
    """Alice with a phone and a course from 10 November on; her id and her first session."""
    alice, first = stage.patient("Alice", MADE), session_on(FIRST, MADE)
    stage.device(alice, MADE)
    stage.course(alice, MADE, first, **facts)
    return alice, first


def _start(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_the_pause_rings_once_on_the_evening_before_it_begins(stage: Stage) -> None:
    _begun(stage)
    stage.tick(at("2026-11-01T21:00"))

    assert stage.tick(at("2026-11-02T19:59")) == []
    assert stage.tick(at("2026-11-02T20:00")) == [PAUSE]
    assert stage.tick(at("2026-11-02T20:01")) == []
    assert stage.states("B10") == ["open"]


def test_an_edit_after_the_worker_died_says_what_came_due_before_it(stage: Stage) -> None:
    """The worker dies at 19:50, the session moves at 21:00: what was due at 20:00 is still said, once."""
    alice, first = _begun(stage)
    stage.tick(at("2026-11-02T19:50"))

    stage.change_visit(alice, first.id, at("2026-11-02T21:00"), place="The new house")

    assert stage.tick(at("2026-11-02T21:01")) == [PAUSE]
    assert stage.tick(at("2026-11-02T21:02")) == []
    assert len(stage.rows("B10")) == 1


def test_the_second_edit_does_not_ring_again(stage: Stage) -> None:
    alice, first = _begun(stage)
    stage.tick(at("2026-11-02T20:00"))

    stage.change_visit(alice, first.id, at("2026-11-02T20:10"), place="The new house")
    stage.change_visit(alice, first.id, at("2026-11-02T20:20"), phone="030 901820")

    assert stage.tick(at("2026-11-02T20:21")) == []


def test_what_an_enrolment_makes_due_waits_for_the_next_bundle(stage: Stage) -> None:
    made = at("2026-11-07T15:00")
    alice = stage.patient("Alice", made)
    stage.device(alice, made)
    stage.course(alice, made, session_on(FIRST, made))

    titles = stage.tick(at("2026-11-07T15:01"))

    assert titles == ["Quick check before your booking"], "the critical check rings at once"
    assert stage.next_due(alice) == at("2026-11-07T20:00")


def test_a_move_by_one_day_says_nothing_twice(stage: Stage) -> None:
    alice, first = _begun(stage)
    stage.tick(at("2026-11-02T20:00"))

    stage.change_visit(alice, first.id, at("2026-11-02T20:30"), start_local=_start("2026-11-11T13:45"))

    assert PAUSE not in stage.tick(at("2026-11-03T20:00"))
    assert stage.states("B10") == ["open"]


def test_a_move_by_three_days_says_the_pause_again_on_its_new_date(stage: Stage) -> None:
    alice, first = _begun(stage)
    stage.tick(at("2026-11-02T20:00"))

    stage.change_visit(alice, first.id, at("2026-11-02T20:30"), start_local=_start("2026-11-13T13:45"))
    stage.tick(at("2026-11-05T19:59"))

    assert stage.tick(at("2026-11-05T20:00")) == [PAUSE]
    assert stage.states("B10") == ["withdrawn", "open"]


def test_two_moves_by_two_days_count_as_one_by_four(stage: Stage) -> None:
    alice, first = _begun(stage)
    stage.tick(at("2026-11-02T20:00"))

    stage.change_visit(alice, first.id, at("2026-11-02T20:30"), start_local=_start("2026-11-12T13:45"))
    stage.change_visit(alice, first.id, at("2026-11-02T20:40"), start_local=_start("2026-11-14T13:45"))
    stage.tick(at("2026-11-06T19:59"))

    assert stage.tick(at("2026-11-06T20:00")) == [PAUSE]


def test_moved_away_and_back_the_old_row_stands(stage: Stage) -> None:
    alice, first = _begun(stage)
    stage.tick(at("2026-11-02T20:00"))

    stage.change_visit(alice, first.id, at("2026-11-02T20:30"), start_local=_start("2026-11-17T13:45"))
    assert stage.states("B10") == ["withdrawn"]
    stage.change_visit(alice, first.id, at("2026-11-02T20:40"), start_local=_start(FIRST))

    assert stage.states("B10") == ["open"]
    assert PAUSE not in stage.tick(at("2026-11-02T20:41"))


def test_cancelled_after_the_pause_was_said_it_is_withdrawn(stage: Stage) -> None:
    alice, first = _begun(stage)
    stage.tick(at("2026-11-02T20:00"))

    stage.change_visit(alice, first.id, at("2026-11-02T20:30"), state=VisitState.CANCELLED)

    assert stage.states("B10") == ["withdrawn"]
    assert stage.tick(at("2026-11-03T20:00")) == []


def test_down_over_the_bundle_the_useful_is_said_and_the_rest_is_recorded_as_missed(stage: Stage) -> None:
    """Down from Monday 19:50 to Tuesday 08:30: Monday's pause is over, and nothing else is lost."""
    _begun(stage)
    stage.tick(at("2026-11-02T19:50"))

    stage.tick(at("2026-11-03T08:30"))

    assert stage.states("B10") == ["missed"]
    stage.tick(at("2026-11-03T20:00"))
    assert stage.states("B11") == ["open"]


def test_down_for_an_hour_over_the_bundle_the_pause_is_still_said(stage: Stage) -> None:
    _begun(stage)
    stage.tick(at("2026-11-02T19:50"))

    assert stage.tick(at("2026-11-02T21:00")) == [PAUSE]


def test_what_we_missed_is_said_after_all_when_a_move_puts_it_ahead(stage: Stage) -> None:
    """Down over Monday evening's pause; on Tuesday the session moves by two days, within the same epoch."""
    alice, first = _begun(stage)
    stage.tick(at("2026-11-02T19:50"))
    stage.tick(at("2026-11-03T08:30"))
    assert stage.states("B10") == ["missed"]

    stage.change_visit(alice, first.id, at("2026-11-03T09:00"), start_local=_start("2026-11-12T13:45"))
    stage.tick(at("2026-11-04T19:59"))

    assert PAUSE in stage.tick(at("2026-11-04T20:00"))
    assert stage.states("B10") == ["open"]


def test_what_rang_and_moves_ahead_does_not_ring_before_its_new_due(stage: Stage) -> None:
    """The photos of Tuesday 20:00 were not shown; before their second ring they move to Wednesday."""
    alice, first = _begun(stage, daylight=True)
    stage.tick(at("2026-11-03T20:00"))
    with stage.database.transaction() as session:
        session.execute(update(LedgerRow).values(wake_at=at("2026-11-04T08:00")))

    stage.change_visit(alice, first.id, at("2026-11-03T21:00"), start_local=_start("2026-11-11T13:45"))

    assert stage.tick(at("2026-11-04T08:00")) == []
    assert stage.next_due(alice) == at("2026-11-04T20:00")


def test_a_night_opening_does_not_put_off_what_waits_for_the_end_of_quiet_hours(stage: Stage) -> None:
    """The session ends at 21:45, its notes are due at 22:15 and wait until 07:30, edit or not."""
    alice = stage.patient("Alice", MADE)
    stage.device(alice, MADE)
    evening = session_on("2026-11-10T20:45", MADE)
    stage.course(alice, MADE, evening)
    stage.tick(at("2026-11-10T22:00"))

    stage.change_visit(alice, evening.id, at("2026-11-10T22:30"), phone="030 901820")
    stage.tick(at("2026-11-11T07:30"))

    assert [row.rang_at for row in stage.rows("D06")] == [at("2026-11-11T07:30")]


def test_the_day_has_room_for_two_rings_and_the_rest_waits_in_the_app(stage: Stage) -> None:
    """Wed 25 Nov: morning sunscreen and one evening bundle ring; a third ordinary ring has no room."""
    alice = stage.patient("Alice", MADE)
    stage.device(alice, MADE)
    stage.course(alice, MADE, session_on(FIRST, MADE), session_on("2026-12-15T13:45", MADE))
    for minute in range(0, 24 * 60, 10):
        stage.tick(at("2026-11-25T00:00") + timedelta(minutes=minute))
    rang = [digest.rang_at for digest in stage.digests() if digest.rang_at > at("2026-11-25T00:01")]
    assert [moment.hour for moment in rang] == [7, 19]


def test_without_a_live_device_nothing_rings_and_nothing_is_recorded(stage: Stage) -> None:
    alice = stage.patient("Alice", MADE)
    stage.course(alice, MADE, session_on(FIRST, MADE))

    assert stage.next_due(alice) is None
    assert stage.tick(at("2026-11-02T20:00")) == []
    assert stage.rows() == []


def test_a_device_added_late_hears_at_the_next_bundle(stage: Stage) -> None:
    alice = stage.patient("Alice", MADE)
    stage.course(alice, MADE, session_on(FIRST, MADE))

    stage.device(alice, at("2026-11-02T20:30"))

    assert stage.next_due(alice) == at("2026-11-03T20:00")


def test_two_courses_share_one_digest(stage: Stage) -> None:
    alice, _ = _begun(stage)
    stage.course(alice, MADE, session_on(FIRST, MADE), area="neck")
    stage.tick(at("2026-11-02T19:00"))

    stage.tick(at("2026-11-02T20:00"))

    assert len(stage.rows("B10")) == 2
    assert stage.sender.messages[-1]["body"] == "And 1 more. Open to see."
