"""A course as days: how much care each asks for, what it is called, and what today is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from backend.care.course import Course, Value, VisitKind, VisitState
from backend.care.days import CourseDay, Headline, days_of, foremost, headline
from backend.care.known import Known
from tests.care.builders import BERLIN, STANDARD, make_answers, make_at, make_course, make_visit

NOW = make_at("2026-11-20 10:00")
TWO = make_course(make_visit(), make_visit("2027-01-12 09:30", "s2"))


def days(course: Course = TWO, **intake: str | int | bool) -> dict[str, CourseDay]:
    return {str(day.on): day for day in days_of(Known(course, STANDARD, make_answers(**intake)), BERLIN, NOW)}


DAYS = [
    # date, level of care, label
    ("2026-11-01", 0, "37 days to session 1"),
    ("2026-11-23", 0, "15 days to session 1"),
    ("2026-11-24", 1, "14 days to session 1. Extra sun care"),
    ("2026-12-01", 2, "7 days to session 1. Products paused"),
    ("2026-12-06", 2, "2 days to session 1. Products paused"),
    ("2026-12-07", 3, "1 day to session 1. The day before"),
    ("2026-12-08", 5, "Session 1, 13:45"),
    ("2026-12-09", 4, "Day 1 after session 1. Closing"),
    ("2026-12-11", 4, "Day 3 after session 1. Closing"),
    ("2026-12-12", 3, "Day 4 after session 1. Settling"),
    ("2026-12-15", 3, "Day 7 after session 1. Settling"),
    ("2026-12-16", 0, "Day 8 after session 1. Settling"),
    ("2026-12-29", 1, "14 days to session 2. Extra sun care"),
    ("2027-01-12", 5, "Session 2, 09:30"),
    ("2027-02-09", 0, "Day 28 after session 2. Building"),
]


@pytest.mark.parametrize(("on", "level", "label"), DAYS)
def test_a_day_has_a_level_of_care_and_a_label(on: str, level: int, label: str) -> None:
    assert (days()[on].level, days()[on].label) == (level, label)


def test_days_run_without_a_gap_from_the_beginning_to_four_weeks_after_the_last_visit() -> None:
    dates = [day.on for day in days().values()]
    assert (dates[0], dates[-1]) == (date(2026, 11, 1), date(2027, 2, 9))
    assert len(dates) == len(set(dates)) == (dates[-1] - dates[0]).days + 1


def test_while_a_course_is_open_its_days_reach_a_week_ahead_of_today() -> None:
    known = Known(TWO, STANDARD, make_answers())
    late = days_of(known, BERLIN, make_at("2027-03-10 10:00"))[-8:]
    assert [late[0].label, late[-1].on] == ["Day 57 after session 2. Building", date(2027, 3, 17)]
    closed = Known(replace(TWO, closed_at=make_at("2027-03-01 10:00")), STANDARD, make_answers())
    assert days_of(closed, BERLIN, make_at("2027-03-10 10:00"))[-1].on == date(2027, 2, 9)


def test_preparation_before_the_course_was_made_is_shown() -> None:
    soon = make_course(make_visit("2026-11-05 10:00"))
    assert str(date(2026, 10, 22)) == next(iter(days(soon)))
    assert next(iter(days(soon, tone=5))) == "2026-10-08"


def test_numbers_of_the_course_set_the_levels() -> None:
    course = make_course(values=(Value("acids_before", 2, "clinic"), Value("retinoid_before", 3, "clinic")))
    assert [days(course)[f"2026-12-0{day}"].level for day in (4, 5, 6, 7)] == [1, 2, 2, 3]


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"kind": VisitKind.CONSULTATION}, "Consultation, 13:45"),
        ({"kind": VisitKind.PATCH_TEST}, "Patch test, 13:45"),
        ({"kind": VisitKind.FOLLOW_UP, "state": VisitState.PROPOSED}, "Follow-up, 13:45, proposed"),
        ({"state": VisitState.PROPOSED}, "Session 1, 13:45, proposed"),
        ({"state": VisitState.ENDED}, "Session 1, 13:45"),
    ],
)
def test_a_visit_is_named(fields: dict[str, object], label: str) -> None:
    assert days(make_course(make_visit(**fields)))["2026-12-08"].label == label


@pytest.mark.parametrize("state", [VisitState.CANCELLED, VisitState.DID_NOT_HAPPEN])
def test_a_visit_that_is_off_leaves_no_trace(state: VisitState) -> None:
    found = days(make_course(make_visit(state=state)))
    assert {day.level for day in found.values()} == {0}
    assert {day.label for day in found.values()} == {"Before your course"}


HEADLINES = [
    ("2026-11-20 10:00", "18 days", "To session 1 of 4"),
    ("2026-12-07 10:00", "Tomorrow", "To session 1 of 4"),
    ("2026-12-07 23:30", "Session day", "Session 1 of 4, 13:45"),  # it is the 8th in Berlin
    ("2026-12-08 22:30", "Session day", "Session 1 of 4, 13:45"),
    ("2026-12-10 10:00", "Day 2", "After session 1 of 4"),
    ("2026-12-15 10:00", "Day 7", "After session 1 of 4"),
    ("2026-12-31 10:00", "12 days", "To session 2 of 4"),
    ("2027-01-20 10:00", "Day 8", "After session 2 of 4"),
    ("2027-02-09 10:00", "Day 28", "After session 2 of 4"),
    ("2027-02-23 10:00", "Week 6", "After session 2 of 4"),
]


@pytest.mark.parametrize(("now", "title", "label"), HEADLINES)
def test_today_is_named_after_the_session_ahead_or_behind(now: str, title: str, label: str) -> None:
    assert headline(TWO, BERLIN, make_at(now)) == Headline(title, label)


def test_of_two_courses_today_is_named_after_the_one_whose_session_is_nearest() -> None:
    healing = make_course(make_visit("2026-11-19 10:00"))
    undated = make_course(make_visit(state=VisitState.PROPOSED))
    assert foremost([undated, TWO, healing], BERLIN, NOW) is healing
    assert foremost([healing, TWO], BERLIN, make_at("2026-12-07 10:00")) is TWO
    assert foremost([undated], BERLIN, NOW) is undated
    assert foremost([], BERLIN, NOW) is None


def test_today_follows_the_patient() -> None:
    assert headline(TWO, "Pacific/Honolulu", make_at("2026-12-08 09:00")).title == "Tomorrow"


@pytest.mark.parametrize(
    ("course", "label"),
    [
        (None, "No course is running"),
        (make_course(make_visit(state=VisitState.PROPOSED)), "No session is booked yet"),
    ],
)
def test_without_a_session_it_is_your_plan(course: Course | None, label: str) -> None:
    assert headline(course, BERLIN, NOW) == Headline("Your plan", label)
