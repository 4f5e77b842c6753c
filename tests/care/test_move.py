"""The old and the new dates that a change of the course brings, and what was said already."""

from __future__ import annotations

from datetime import datetime

import pytest

from backend.care.course import Course, VisitState
from backend.care.move import Change, compare
from backend.courses.moves import moved
from tests.care.builders import make_at, make_course, make_plan, make_visit, only

BEFORE = make_course()


def changes(after: Course, now: str, *said_steps: str) -> dict[str, Change]:
    """By step id; what is named as said rang in the old plan before now."""
    old, new = make_plan(BEFORE), make_plan(after)
    titles = {o.words.title: o.step.id for o in (*old, *new)}
    said = [str(o.key) for name in said_steps for o in only(name, old) if o.due_at <= make_at(now)]
    return {titles[change.title]: change for change in compare(old, new, said, make_at(now))}


def course_moved_to(start: str, at: str) -> Course:
    return make_course(moved(make_visit(), datetime.fromisoformat(start), "Europe/Berlin", make_at(at)))


def test_a_move_shows_old_and_new_dates() -> None:
    found = changes(course_moved_to("2026-12-15 13:45", "2026-11-20 10:00"), "2026-11-20 10:00")["B10"]
    assert (found.what, str(found.old), str(found.new)) == ("moves", "2026-11-30", "2026-12-07")
    assert (found.old_at, found.new_at) == (make_at("2026-11-30 19:00"), make_at("2026-12-07 19:00"))


def test_changes_are_in_order_of_their_new_dates() -> None:
    old, new = make_plan(BEFORE), make_plan(course_moved_to("2026-12-15 13:45", "2026-11-20 10:00"))
    found = compare(old, new, [], make_at("2026-11-20 10:00"))
    at = [change.new_at or change.old_at for change in found]
    assert at == sorted(at, key=str)


@pytest.mark.parametrize(
    ("start", "what"),
    [("2026-12-09 13:45", "stays"), ("2026-12-11 13:45", "new"), ("2026-12-05 13:45", "stays")],
)
def test_a_pause_that_was_said_stays_unless_the_move_is_a_real_one(start: str, what: str) -> None:
    found = changes(course_moved_to(start, "2026-12-01 10:00"), "2026-12-01 10:00", "B10")["B10"]
    assert found.what == what
    assert str(found.old) == "2026-11-30"


def test_cancelling_says_what_goes() -> None:
    cancelled = make_course(make_visit(state=VisitState.CANCELLED))
    found = changes(cancelled, "2026-12-01 10:00", "B10")
    assert found["B11"].what == "goes" and found["B11"].new is None
    assert found["B10"].what == "stays"
    assert "N06" not in found  # the weekly note is the course's own


def test_what_does_not_change_is_not_listed() -> None:
    assert changes(BEFORE, "2026-11-20 10:00") == {}


def test_an_hour_later_moves_only_what_hangs_on_the_hour() -> None:
    found = changes(course_moved_to("2026-12-08 14:45", "2026-11-20 10:00"), "2026-11-20 10:00")
    assert "A03" in found and "B10" not in found and "A22" not in found


def test_a_new_session_brings_new_dates() -> None:
    both = make_course(make_visit(), make_visit("2027-01-12 13:45", "s2"))
    old, new = make_plan(BEFORE), make_plan(both)
    found = [c for c in compare(old, new, [], make_at("2026-12-20 10:00")) if c.what == "new"]
    assert found and all(c.old is None and c.new is not None for c in found)


def test_repeats_show_their_next_date() -> None:
    found = changes(course_moved_to("2026-12-10 13:45", "2026-12-02 10:00"), "2026-12-02 10:00", "B11")["B11"]
    assert (found.what, str(found.old), str(found.new)) == ("moves", "2026-12-02", "2026-12-03")
