"""What a change would do, as the patient reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from backend.care.agenda import Ledger
from backend.care.course import Course, VisitState
from backend.courses import change_shapes
from backend.courses.preview import Change, preview
from tests.care.builders import CLOCKS, FACE, STANDARD, make_at, make_course, make_visit

NOW = "2026-12-03 10:00"
SECOND = make_visit("2027-01-12 13:45", "s2", state=VisitState.PROPOSED)


def shown(before: Course, after: Course, now: str = NOW) -> change_shapes.Preview:
    """The preview of a change of session 1 by someone who heard nothing yet."""
    return preview(Change(before, after, "s1", STANDARD, FACE, CLOCKS, Ledger(), make_at(now)))


def with_first(course: Course, **fields: Any) -> Course:
    first, *others = course.visits
    return replace(course, visits=(replace(first, **fields), *others))


def on(start: str) -> dict[str, datetime]:
    return {"start_local": datetime.fromisoformat(start)}


def test_the_field_shows_the_same_weeks_as_they_are_and_as_they_would_be() -> None:
    before = make_course(make_visit(), SECOND)
    found = shown(before, with_first(before, **on("2026-12-22 13:45"))).field
    assert found is not None
    assert (str(found.since), str(found.until)) == ("2026-11-30", "2027-01-04")
    assert [str(day.on) for day in found.before if day.visit] == ["2026-12-08"]
    assert [str(day.on) for day in found.after if day.visit] == ["2026-12-22"]
    assert all(b.on - a.on == timedelta(days=1) for a, b in pairwise(found.after))


@pytest.mark.parametrize("start", ["2026-12-08 15:00", "2027-02-02 13:45"])
def test_no_field_is_drawn_where_it_would_show_nothing_or_too_much(start: str) -> None:
    before = make_course()
    assert shown(before, with_first(before, **on(start))).field is None


def test_proposals_that_move_along_are_named_with_both_dates() -> None:
    before = make_course(make_visit(), SECOND)
    after = replace(before, visits=(replace(make_visit(), **on("2026-12-15 13:45")),
                                    replace(SECOND, **on("2027-01-19 13:45"))))  # fmt: skip
    found = shown(before, after).visits
    assert [(v.id, v.number, str(v.old), str(v.new)) for v in found] == [
        ("s2", 2, "2027-01-12", "2027-01-19")
    ]


@pytest.mark.parametrize(
    ("state", "now"), [(VisitState.CANCELLED, NOW), (VisitState.DID_NOT_HAPPEN, "2026-12-08 16:00")]
)
def test_a_session_that_is_off_says_which_pauses_end(state: VisitState, now: str) -> None:
    before = make_course()
    found = shown(before, with_first(before, state=state), now)
    assert found.ends == [
        "Extra sun care from 24 Nov until your session: no tanning, shade, a hat.",
        "Retinoid pauses from 1 Dec. If you used it after that, tell your clinic when.",
        "Acids and scrubs pause from 1 Dec. Were you prescribed one? Ask first.",
    ]
    assert found.warnings == [
        "The pause before this date ends. If you had stopped strong skincare for it, "
        "advice from your last session still counts."
    ]
    assert {change.what for change in found.changes} == {"goes"}
