"""What may be done over the coming weeks: from instant to instant, and the stricter of two courses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from backend.care.course import Answer, Course, VisitState
from backend.care.known import Known
from backend.care.permissions import ACTIVITIES, permission_for
from backend.care.rules import Window
from backend.care.spans import Span, spans_of
from tests.care.builders import CLOCKS, FACE, STANDARD, make_answers, make_at, make_course, make_visit

SESSION = make_visit()  # 8 December, 13:45 to 14:45 in Berlin, one hour ahead of UTC
LATER = make_visit("2026-12-10 13:45", "other")
SIXTY_DAYS = timedelta(days=60)


def window_of(course: Course, answers: Iterable[Answer] = FACE) -> Window:
    at = make_at("2026-12-08 16:00")
    return Window(Known(course, STANDARD, tuple(answers)), CLOCKS, at, at)


def rows(now: str, *windows: Window) -> dict[str, list[Span]]:
    at = make_at(now)
    found = spans_of(windows or (window_of(make_course()),), at, at + SIXTY_DAYS)
    return {row[0].permission.activity: list(row) for row in found}


def said(spans: Iterable[Span]) -> list[tuple[str, str, str | None]]:
    return [
        (
            f"{span.from_at:%Y-%m-%d %H:%M}",
            span.permission.state,
            f"{span.permission.until:%Y-%m-%d %H:%M}" if span.permission.until else None,
        )
        for span in spans
    ]


def test_a_row_begins_now_and_goes_on_at_the_instants_of_the_rules() -> None:
    assert said(rows("2026-12-07 10:00")["make_up"]) == [
        ("2026-12-07 10:00", "now", None),
        ("2026-12-08 10:45", "not_until", "2026-12-09 13:45"),
        ("2026-12-09 13:45", "now", None),
    ]
    assert said(rows("2026-12-08 15:00")["retinoid"]) == [
        ("2026-12-08 15:00", "not_until", "2026-12-14 23:00"),
        ("2026-12-14 23:00", "now", None),
    ]


@pytest.mark.parametrize("activity", [each.id for each in ACTIVITIES])
def test_at_every_moment_the_row_says_what_the_rules_say(activity: str) -> None:
    course = make_course(SESSION, make_visit("2027-01-05 13:45", "s2"))
    answers = (*FACE, *make_answers(retinoid="cosmetic"))
    row = rows("2026-12-07 10:00", window_of(course, answers))[activity]
    for hours in range(0, 24 * 60, 5):
        at = make_at("2026-12-07 10:00") + timedelta(hours=hours)
        span = next(each for each in reversed(row) if each.from_at <= at)
        rule = permission_for(activity, window_of(course, answers), at)
        assert (span.permission.state, span.permission.until) == (rule.state, rule.until), at


def test_while_nobody_told_the_end_a_wait_in_hours_says_what_it_assumes() -> None:
    assert rows("2026-12-08 15:00")["make_up"][0].permission.assumed_end_at == make_at("2026-12-08 13:45")
    told = make_visit(state=VisitState.ENDED, ended_at=make_at("2026-12-08 13:30"))
    assert (
        rows("2026-12-08 15:00", window_of(make_course(told)))["make_up"][0].permission.assumed_end_at is None
    )
    assert rows("2026-12-08 15:00")["swimming"][0].permission.assumed_end_at is None  # it ends with a date


def test_of_two_courses_the_stricter_holds_and_waits_without_a_break_are_one() -> None:
    both = rows("2026-12-08 15:00", window_of(make_course()), window_of(make_course(LATER)))
    assert said(both["exercise"]) == [
        ("2026-12-08 15:00", "not_until", "2026-12-13 13:45"),
        ("2026-12-13 13:45", "now", None),
    ]
    assert said(both["make_up"])[0] == ("2026-12-08 15:00", "not_until", "2026-12-09 13:45")
    assert said(both["make_up"])[1:3] == [
        ("2026-12-09 13:45", "now", None),
        ("2026-12-10 10:45", "not_until", "2026-12-11 13:45"),
    ]


def test_a_retinoid_prescribed_in_one_course_is_never_paused_by_the_other() -> None:
    prescribed = window_of(make_course(LATER), make_answers(retinoid="prescribed", area="face"))
    for pair in ((prescribed, window_of(make_course())), (window_of(make_course()), prescribed)):
        (span,) = rows("2026-12-08 15:00", *pair)["retinoid"]
        assert (span.permission.state, span.permission.until) == ("ask_first", None)


def test_a_closed_course_lets_the_skin_heal_and_pauses_for_nothing_more() -> None:
    ahead = make_visit("2027-01-05 13:45", "s2")
    closed = replace(make_course(SESSION, ahead), closed_at=make_at("2026-12-08 18:00"))
    assert said(rows("2026-12-08 19:00", window_of(closed))["retinoid"]) == [
        ("2026-12-08 19:00", "not_until", "2026-12-14 23:00"),
        ("2026-12-14 23:00", "now", None),
    ]


def test_while_the_clinic_has_to_be_asked_a_wait_is_followed_by_a_question() -> None:
    held = replace(make_course(), held_at=make_at("2026-12-09 08:00"))
    assert [state for _, state, _ in said(rows("2026-12-09 10:00", window_of(held))["exercise"])] == [
        "not_until",
        "ask_first",
    ]


def test_without_a_course_there_is_nothing_to_say() -> None:
    at = make_at("2026-12-08 15:00")
    assert spans_of((), at, at + SIXTY_DAYS) == ()
