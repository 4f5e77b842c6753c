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
from tests.care.builders import (
    ACTIVITY,
    CLOCKS,
    FACE,
    STANDARD,
    make_answers,
    make_at,
    make_course,
    make_visit,
)

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
        rule = permission_for(ACTIVITY[activity], window_of(course, answers), at)
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


def in_area(area: str, course: Course, **facts: str | int | bool) -> Window:
    told = {"retinoid": "cosmetic", "actives": True, "tone": 2, **facts}
    return window_of(course, make_answers(area=area, **told))


def parts_at(now: str, activity: str, *windows: Window) -> list[tuple[str, str, str | None]]:
    return [
        (part.area, part.permission.state, until and f"{until:%m-%d %H:%M}")
        for part in rows(now, *windows)[activity][0].parts
        for until in [part.permission.until]
    ]


def test_where_the_areas_of_two_courses_differ_each_is_named() -> None:
    face, body = in_area("face", make_course(SESSION)), in_area("thighs", make_course(LATER))
    assert parts_at("2026-12-11 10:00", "retinoid", face, body) == [
        ("thighs", "not_until", "12-16 23:00"),
        ("face", "not_until", "12-14 23:00"),
    ]
    assert parts_at("2026-12-15 10:00", "retinoid", face, body) == [
        ("thighs", "not_until", "12-16 23:00"),
        ("face", "now", None),
    ]
    assert parts_at("2026-12-18 10:00", "retinoid", face, body) == []  # all may


def test_what_is_done_with_the_whole_body_names_the_area_it_waits_for() -> None:
    face, body = in_area("face", make_course(SESSION)), in_area("thighs", make_course(LATER))
    assert parts_at("2026-12-12 10:00", "exercise", face, body) == [("thighs", "not_until", "12-13 13:45")]
    assert parts_at("2026-12-09 10:00", "exercise", face, body) == []  # two waits, one after the other


def test_courses_that_agree_or_treat_the_same_areas_name_none() -> None:
    at = "2026-12-09 10:00"
    same_day = in_area("thighs", make_course(SESSION))
    assert parts_at(at, "retinoid", in_area("face", make_course(SESSION)), same_day) == []
    assert (
        parts_at(at, "retinoid", in_area("face", make_course(SESSION)), in_area("face", make_course(LATER)))
        == []
    )
    assert parts_at(at, "retinoid", in_area("face", make_course(SESSION))) == []


def test_make_up_of_a_course_of_face_and_thighs_is_about_the_face() -> None:
    window = in_area("face,thighs", make_course(SESSION))
    assert parts_at("2026-12-08 15:00", "make_up", window) == [("face", "not_until", "12-09 13:45")]


def test_an_area_of_two_courses_is_named_once_with_the_stricter_wait() -> None:
    first, later = in_area("face,neck", make_course(SESSION)), in_area("neck,chest", make_course(LATER))
    assert parts_at("2026-12-15 10:00", "retinoid", first, later) == [
        ("neck and chest", "not_until", "12-16 23:00"),
        ("face", "now", None),
    ]
    some = in_area("neck", make_course(LATER))
    assert parts_at("2026-12-15 10:00", "retinoid", first, some) == [
        ("neck", "not_until", "12-16 23:00"),
        ("face", "now", None),
    ]
    all_of_it = in_area("face,neck", make_course(LATER))
    assert parts_at("2026-12-15 10:00", "retinoid", in_area("face", make_course(SESSION)), all_of_it) == []


def test_an_intimate_area_is_named_by_no_word_of_its_own() -> None:
    at, face = "2026-12-11 10:00", in_area("face", make_course(SESSION))
    assert [area for area, *_ in parts_at(at, "acids", face, in_area("breast", make_course(LATER)))] == [
        "body",
        "face",
    ]
    two = (in_area("breast", make_course(SESSION)), in_area("buttocks", make_course(LATER)))
    assert parts_at(at, "acids", *two) == []  # both would be called body
    beside = (in_area("face,breast", make_course(SESSION)), in_area("buttocks", make_course(LATER)))
    assert parts_at(at, "acids", *beside) == []


def test_while_one_area_waits_for_the_clinic_nothing_is_said_of_the_other() -> None:
    held = in_area("face", replace(make_course(SESSION), held_at=make_at("2026-12-09 08:00")))
    body = in_area("thighs", make_course(LATER))
    (span, *_) = rows("2026-12-20 10:00", held, body)["retinoid"]
    assert (span.permission.state, span.parts) == ("ask_first", ())


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
