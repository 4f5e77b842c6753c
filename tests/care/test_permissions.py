"""What may be done now: not until an instant and calm, ask first, or now, by the protocol's own numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from backend.care.course import Answer, Course, Value, VisitState
from backend.care.known import Known
from backend.care.permissions import ACTIVITIES, Permission
from backend.care.rules import Window
from tests.care.builders import (
    CLOCKS,
    FACE,
    STANDARD,
    STEPS,
    make_answer,
    make_answers,
    make_at,
    make_course,
    make_permissions,
    make_plan,
    make_visit,
    only,
)

SESSION = make_visit()  # 8 December, 13:45 to 14:45 in Berlin, one hour ahead of UTC


def all_at(now: str, course: Course | None = None, answers: Iterable[Answer] = FACE) -> dict[str, Permission]:
    at = make_at(now)
    window = Window(Known(course or make_course(), STANDARD, tuple(answers)), CLOCKS, at, at)
    return make_permissions(window, at)


def test_every_activity_people_ask_about_is_answered() -> None:
    asked = {"make_up", "exercise", "sauna", "swimming", "sun", "retinoid", "acids", "vitamin_c", "shaving"}
    assert asked | {"waxing", "alcohol", "products"} <= set(all_at("2026-11-10 10:00"))
    assert all(step in STEPS for activity in ACTIVITIES for step in activity.steps)


AFTER: list[tuple[str, frozenset[str], str, bool]] = [  # activity, modality, not until (UTC), by date
    ("rinse", frozenset({"pen"}), "2026-12-08 19:45", False),
    ("cleanser", frozenset({"pen"}), "2026-12-09 13:45", False),
    ("moisturiser", frozenset({"pen"}), "2026-12-09 13:45", False),
    ("sunscreen", frozenset({"pen"}), "2026-12-09 13:45", False),
    ("products", frozenset({"pen"}), "2026-12-09 13:45", False),
    ("make_up", frozenset({"pen"}), "2026-12-09 13:45", False),
    ("make_up", frozenset({"rf"}), "2026-12-10 13:45", False),
    ("exercise", frozenset({"pen"}), "2026-12-11 13:45", False),
    ("exercise", frozenset({"rf"}), "2026-12-12 13:45", False),
    ("swimming", frozenset({"pen"}), "2026-12-12 23:00", True),
    ("swimming", frozenset({"rf"}), "2026-12-14 23:00", True),
    ("sauna", frozenset({"pen"}), "2026-12-12 23:00", True),
    ("direct_sun", frozenset({"pen"}), "2026-12-10 23:00", True),
    ("direct_sun", frozenset({"rf"}), "2026-12-14 23:00", True),
    ("sun", frozenset({"pen"}), "2027-01-04 23:00", True),
    ("self_tan", frozenset({"pen"}), "2026-12-21 23:00", True),
    ("retinoid", frozenset({"pen"}), "2026-12-14 23:00", True),
    ("retinoid", frozenset({"rf"}), "2026-12-21 23:00", True),
    ("acids", frozenset({"pen", "rf"}), "2026-12-21 23:00", True),
    ("vitamin_c", frozenset({"pen"}), "2026-12-14 23:00", True),
    ("shaving", frozenset({"pen"}), "2026-12-11 13:45", False),
    ("waxing", frozenset({"pen"}), "2026-12-14 23:00", True),
    ("alcohol", frozenset({"pen"}), "2026-12-09 13:45", False),
    ("alcohol", frozenset({"rf"}), "2026-12-10 13:45", False),
]


@pytest.mark.parametrize(("activity", "modality", "until", "by_date"), AFTER)
def test_after_a_session_an_activity_waits_for_its_number(
    activity: str, modality: frozenset[str], until: str, by_date: bool
) -> None:
    course = make_course(modalities=modality)
    found = all_at("2026-12-08 15:00", course)[activity]
    assert (found.state, found.until, found.by_date) == ("not_until", make_at(until), by_date)
    assert all_at(until, course)[activity].state in ("now", "ask_first")


def test_the_wait_ends_at_its_instant_and_not_a_minute_before() -> None:
    assert all_at("2026-12-11 13:44")["exercise"].state == "not_until"
    assert all_at("2026-12-11 13:45")["exercise"].state == "now"


BEFORE: list[tuple[str, str]] = [  # activity, the last minute at which it is still allowed (UTC)
    ("retinoid", "2026-11-30 22:59"),
    ("acids", "2026-11-30 22:59"),
    ("sun", "2026-11-23 22:59"),
    ("self_tan", "2026-11-23 22:59"),
    ("waxing", "2026-11-30 22:59"),
    ("shaving", "2026-12-07 12:44"),
    ("alcohol", "2026-12-07 12:44"),
    ("make_up", "2026-12-08 10:44"),
]


@pytest.mark.parametrize(("activity", "last"), BEFORE)
def test_before_a_session_an_activity_pauses_and_waits_until_after_it(activity: str, last: str) -> None:
    assert all_at(last)[activity].state == ("ask_first" if activity == "sun" else "now")
    paused = all_at(f"{make_at(last) + timedelta(minutes=1):%Y-%m-%d %H:%M}")[activity]
    assert paused.state == "not_until"
    assert paused.until is not None and paused.until > SESSION.starts_at


def test_a_later_told_end_makes_the_wait_longer_and_an_earlier_one_does_not_shorten_it() -> None:
    late = make_visit(state=VisitState.ENDED, ended_at=make_at("2026-12-08 15:30"))
    early = make_visit(state=VisitState.ENDED, ended_at=make_at("2026-12-08 13:00"))
    assert all_at("2026-12-08 16:00", make_course(late))["make_up"].until == make_at("2026-12-09 15:30")
    assert all_at("2026-12-08 16:00", make_course(early))["make_up"].until == make_at("2026-12-09 13:45")


def test_a_clinic_s_0_days_still_wait_for_the_end_of_the_session() -> None:
    course = make_course(values=(Value("swim_after", 0, "clinic"),))
    found = all_at("2026-12-08 13:00", course)["swimming"]
    assert (found.state, found.until) == ("not_until", SESSION.permitted_end_at)
    assert all_at("2026-12-08 13:45", course)["swimming"].state == "now"


def test_the_clinic_s_number_counts_and_is_named() -> None:
    course = make_course(values=(Value("gym_after", 12, "clinic"),))
    found = all_at("2026-12-08 15:00", course)["exercise"]
    assert (found.until, found.value, found.set_by) == (make_at("2026-12-09 01:45"), 12, "clinic")
    assert found.rule == "gym_after" and "C-KDS" in found.source
    assert all_at("2026-12-08 15:00")["exercise"].set_by is None


def test_a_prescribed_retinoid_is_always_a_question_for_who_prescribed_it() -> None:
    prescribed = make_answers(retinoid="prescribed", area="face")
    for now in ("2026-11-10 10:00", "2026-12-05 10:00", "2026-12-08 15:00", "2026-12-30 10:00"):
        found = all_at(now, answers=prescribed)["retinoid"]
        assert (found.state, found.until, found.note[:32]) == (
            "ask_first",
            None,
            "The person who prescribed it, or",
        )


@pytest.mark.parametrize("said", [{}, {"retinoid": "prescribed"}])
def test_a_retinoid_nobody_told_us_about_is_asked_about_as_a_prescribed_one(said: dict[str, str]) -> None:
    for now in ("2026-12-05 10:00", "2026-12-08 15:00"):
        assert all_at(now, answers=make_answers(area="face", **said))["retinoid"].state == "ask_first"


def test_acids_wait_with_a_word_for_those_who_were_prescribed_one() -> None:
    told = all_at("2026-12-08 15:00", answers=make_answers(prescribed_cream=False))
    assert told["acids"].note == ""
    for answers in (make_answers(), make_answers(prescribed_cream=True)):
        found = all_at("2026-12-08 15:00", answers=answers)
        assert (
            found["acids"].note
            == found["vitamin_c"].note
            == "Was one prescribed? Then ask before any change."
        )


@pytest.mark.parametrize(
    "now", ["2026-11-10 10:00", "2026-12-05 10:00", "2026-12-20 10:00", "2027-03-20 10:00"]
)
def test_sunbathing_is_never_among_what_is_ok_now(now: str) -> None:
    assert all_at(now)["sun"].state in ("ask_first", "not_until")


def test_a_clinic_that_says_keep_using_lifts_the_pause_before_and_not_the_wait_after() -> None:
    keep = (*FACE, make_answer("keep_using", True, "2026-11-20 10:00"))
    assert all_at("2026-12-05 10:00", answers=keep)["retinoid"].state == "now"
    assert all_at("2026-12-08 15:00", answers=keep)["retinoid"].state == "not_until"


def test_skin_that_is_not_calm_waits_two_more_days_and_a_given_date_for_that_date() -> None:
    raw = make_answer("calm", "not_calm", "2026-12-15 20:00")
    assert all_at("2026-12-15 21:00", answers=(*FACE, raw))["acids"].until == make_at("2026-12-16 23:00")
    dated = make_answer("calm_date", "2026-12-20", "2026-12-15 21:00", answer_id="a2")
    assert all_at("2026-12-15 22:00", answers=(*FACE, raw, dated))["acids"].until == make_at(
        "2026-12-19 23:00"
    )


def test_a_restart_shortly_before_the_next_pause_is_a_question() -> None:
    near = make_course(SESSION, make_visit("2026-12-28 13:45", "s2"))
    assert all_at("2026-12-16 10:00", near)["retinoid"].state == "ask_first"
    assert all_at("2026-12-16 10:00")["retinoid"].state == "now"


def test_waits_that_follow_without_a_break_are_one() -> None:
    near = make_course(SESSION, make_visit("2026-12-22 13:45", "s2"))
    found = all_at("2026-12-09 10:00", near)["retinoid"]
    assert found.until == make_at("2026-12-28 23:00")


def test_while_the_clinic_s_answer_is_awaited_nothing_restarts() -> None:
    held = replace(make_course(), held_at=make_at("2026-11-09 08:00"))
    going_on = {name for name, each in all_at("2026-12-20 10:00", held).items() if each.state == "now"}
    assert going_on == {"rinse", "cleanser", "moisturiser", "sunscreen"}  # as their steps do
    assert all_at("2026-11-10 10:00", held)["exercise"].state == "now"  # no session yet


def test_laser_names_the_clinic_s_sheet_first() -> None:
    found = all_at("2026-12-08 15:00", make_course(modalities=frozenset({"laser"})))["make_up"]
    assert found.note.startswith("You had laser too")


def test_peels_and_injections_are_always_asked_about() -> None:
    found = all_at("2026-11-10 10:00")
    assert [found[name].state for name in ("peels", "injections")] == ["ask_first", "ask_first"]


@pytest.mark.parametrize(
    ("step", "activity"),
    [
        ("A05", "rinse"),
        ("A09", "cleanser"),
        ("A10", "moisturiser"),
        ("A11", "make_up"),
        ("A12", "sunscreen"),
        ("A16", "exercise"),
        ("A21", "swimming"),
        ("A23", "retinoid"),
        ("A24", "waxing"),
        ("A31", "self_tan"),
    ],
)
@pytest.mark.parametrize("modality", ["pen", "rf"])
def test_no_reminder_allows_what_this_page_still_refuses(step: str, activity: str, modality: str) -> None:
    answers = (*FACE, *make_answers(products="make_up,self_tan", habits="exercise,swimming,hair_removal"))
    course = make_course(modalities=frozenset({modality}))
    said = only(step, make_plan(course, answers))
    assert said
    for occurrence in said:
        window = Window(Known(course, STANDARD, answers), CLOCKS, occurrence.due_at, occurrence.due_at)
        assert make_permissions(window, occurrence.due_at)[activity].state == "now", occurrence.due_at


def test_an_old_protocol_without_a_number_leaves_that_activity_out() -> None:
    params = {k: v for k, v in STANDARD.params.items() if k != "shave_after"}
    old = replace(STANDARD, params=params)
    at = make_at("2026-12-08 15:00")
    assert "shaving" not in make_permissions(Window(Known(make_course(), old, FACE), CLOCKS, at, at), at)


def test_make_up_is_spoken_of_only_where_anyone_wears_it() -> None:
    """Care protocol 3.1: body-only courses drop the make-up items."""
    said = {"face": True, "chest": True, "thighs": False, "back": False}
    for area, is_there in {**said, "back,thighs": False, "thighs,neck": True}.items():
        assert ("make_up" in all_at("2026-12-08 15:00", answers=make_answers(area=area))) is is_there
