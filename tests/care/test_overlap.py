"""A late question about one session is not asked on the raw skin of the next, nor twice for the same days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from backend.care.course import Course, Visit
from backend.care.occurrence import Occurrence
from tests.care.builders import make_answers, make_course, make_plan, make_visit, only

CHECKS = ("A25", "A26", "A28")
RF = frozenset({"rf"})
EVERYONE = make_answers(area="face", retinoid="cosmetic", actives=True, tone=5, photos=True)
FIRST = date(2026, 12, 8)


def sessions(days_apart: int, at: str = "13:45", count: int = 4) -> tuple[Visit, ...]:
    dates = (FIRST + timedelta(days=days_apart * number) for number in range(count))
    return tuple(make_visit(f"{on} {at}", f"s{number}") for number, on in enumerate(dates, start=1))


def planned(*visits: Visit, **fields: object) -> tuple[Occurrence, ...]:
    course = make_course(*visits, sessions=len(visits), **fields)
    return make_plan(course, EVERYONE, until="2027-12-01 00:00")


def asked(step_id: str, found: tuple[Occurrence, ...]) -> list[tuple[str, str]]:
    """For which session, and on which date."""
    return [(o.visit.id if o.visit else "", o.on.isoformat()) for o in only(step_id, found)]


def test_five_weeks_apart_one_session_s_day_56_is_the_next_one_s_day_21_and_is_asked_once() -> None:
    assert asked("A26", planned(*sessions(35, count=2))) == [
        ("s1", "2026-12-29"),
        ("s2", "2027-02-02"),
        ("s2", "2027-03-09"),
    ]


def test_what_lies_three_days_apart_is_asked_of_both_sessions() -> None:
    """Day 56 of the first is day 18 of the second, which is looked at on day 21."""
    assert asked("A26", planned(*sessions(38, count=2)))[1:3] == [("s1", "2027-02-02"), ("s2", "2027-02-05")]


@pytest.mark.parametrize("days_apart", range(14, 60))
def test_no_check_is_asked_again_within_two_days_unless_a_session_lies_between(days_apart: int) -> None:
    visits = sessions(days_apart)
    found = planned(*visits, modalities=RF)
    for step_id in CHECKS:
        dues = [o.due_at for o in only(step_id, found)]
        for earlier, later in pairwise(dues):
            is_new = any(earlier < visit.starts_at < later for visit in visits)
            assert is_new or later - earlier > timedelta(days=2), (step_id, earlier)


@pytest.mark.parametrize("days_apart", range(14, 60))
@pytest.mark.parametrize("at", ["08:00", "13:45"])
def test_no_late_check_falls_on_the_raw_skin_of_a_later_session(days_apart: int, at: str) -> None:
    visits = sessions(days_apart, at)
    for occurrence in (o for o in planned(*visits, modalities=RF) if o.step.id in CHECKS and o.visit):
        assert occurrence.visit
        if (occurrence.on - occurrence.visit.on).days > 7:
            since = [(occurrence.on - v.on).days for v in visits if v.starts_at <= occurrence.due_at]
            assert since[-1] > 3, occurrence.key


def test_what_would_fall_on_the_evening_of_the_next_session_is_asked_the_evening_before() -> None:
    """Four weeks apart, day 28 is the next session's own day: in time to tell the clinic."""
    assert asked("A25", planned(*sessions(28, count=2)))[:3] == [
        ("s1", "2026-12-18"),
        ("s1", "2026-12-22"),
        ("s1", "2027-01-04"),
    ]


def test_a_check_on_the_morning_before_a_session_stays_there() -> None:
    found = planned(*sessions(28, count=2), modalities=RF)
    assert ("s1", "2027-01-05") in asked("A28", found)


def test_the_check_ins_of_healing_skin_are_never_moved_however_near_sessions_lie() -> None:
    found = planned(*sessions(2, count=2))
    assert asked("A18", found) == [("s1", "2026-12-10"), ("s2", "2026-12-12")]
    assert asked("A22", found) == [("s1", "2026-12-15"), ("s2", "2026-12-17")]


def test_after_the_last_session_every_check_is_asked() -> None:
    last = [on for visit, on in asked("A28", planned(*sessions(28, count=2), modalities=RF)) if visit == "s2"]
    assert last == ["2027-01-06", "2027-01-12", "2027-02-02", "2027-03-02", "2027-03-30"]


def course_of(days_apart: int) -> Course:
    return make_course(*sessions(days_apart, count=2), sessions=2)


@pytest.mark.parametrize(("days_apart", "is_asked"), [(28, False), (31, False), (32, True), (56, True)])
def test_progress_photos_are_not_asked_for_beside_those_before_the_next_session(
    days_apart: int, is_asked: bool
) -> None:
    found = make_plan(course_of(days_apart), EVERYONE, until="2027-06-01 00:00")
    assert asked("N03", found) == ([("s1", "2027-01-05")] if is_asked else [])
    assert "Result photo: week 4" in [o.words.title for o in only("M01", found)]


def test_who_said_that_the_course_is_done_is_not_told_to_book() -> None:
    (first,) = sessions(35, count=1)
    going_on = make_course(first, sessions=4)
    assert asked("N01", make_plan(going_on)) == [("s1", "2026-12-22")]
    assert asked("N01", make_plan(make_course(first, sessions=4, done_at=first.end_at))) == []


def test_the_week_s_plan_ends_four_weeks_after_the_last_session() -> None:
    found = only("N06", make_plan(make_course(sessions=1), until="2027-06-01 00:00"))
    assert found[-1].on == date(2027, 1, 3)
    assert len(only("N06", make_plan(make_course(sessions=2), until="2027-06-01 00:00"))) > len(found)


@pytest.mark.parametrize(("said", "last"), [("stop", date(2027, 1, 4)), ("keep", date(2027, 5, 31))])
def test_the_daily_sunscreen_can_be_stopped_once_four_weeks_passed_after_the_last_session(
    said: str, last: date
) -> None:
    answers = make_answers(area="face", retinoid="none", sunscreen_habit=said)
    found = only("A12", make_plan(make_course(sessions=1), answers, until="2027-06-01 00:00"))
    assert found[-1].on == last


@pytest.mark.parametrize(("count", "says"), [(2, "before your next session"), (1, "flakes or pink")])
def test_self_tan_speaks_of_a_next_session_only_where_one_is_planned(count: int, says: str) -> None:
    answers = make_answers(area="face", retinoid="none", products="self_tan")
    (found,) = only("A31", make_plan(make_course(sessions=count), answers))
    assert says in found.words.body
