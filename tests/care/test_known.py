"""What is known about a course: answers by visit, computed facts, and numbers by who set them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.care.course import Value, VisitState
from backend.care.known import Known, questions_of
from backend.care.protocol import Amount, Compare, FactIs, Not, ParamAmount
from tests.care.builders import (
    STANDARD,
    STEPS,
    make_answer,
    make_answers,
    make_at,
    make_course,
    make_visit,
)

FIRST, SECOND = make_visit(), make_visit("2027-01-12 13:45", "s2")
COURSE = make_course(FIRST, SECOND)


def known(course=COURSE, *answers, **intake) -> Known:  # type: ignore[no-untyped-def]
    return Known(course, STANDARD, (*make_answers(**intake), *answers))


def test_answers_of_a_visit_count_for_that_visit_only() -> None:
    said = known(COURSE, make_answer("prescriber", "pause", "2026-11-25 10:00"), retinoid="prescribed")
    pause = FactIs("prescriber", ("pause",))
    assert said.holds(pause, FIRST)
    assert not said.holds(pause, SECOND)
    assert not said.holds(pause, None)
    assert said.holds(FactIs("retinoid", ("prescribed",)), SECOND)


def test_the_last_answer_counts_whatever_order_they_are_read_in() -> None:
    early = make_answer("calm", "not_calm", "2026-12-15 20:00", answer_id="a1")
    late = make_answer("calm", "calm", "2026-12-17 20:00", answer_id="a2")
    assert known(COURSE, late, early).facts(FIRST)["calm"] == "calm"


def test_an_unknown_fact_is_false_and_its_opposite_true() -> None:
    nothing = known()
    assert not nothing.holds(FactIs("retinoid", ("none", "cosmetic", "prescribed")), FIRST)
    assert nothing.holds(Not(FactIs("daylight", (False,))), FIRST)
    assert not nothing.holds(Compare("actives_window", "<", 99), SECOND)


FACTS = [
    (FIRST, {"session_number": 1, "first_session": True, "sessions_left": 3, "next_booked": True}),
    (SECOND, {"session_number": 2, "first_session": False, "sessions_left": 2, "next_booked": False}),
    (FIRST, {"half_way": False, "actives_window": 35 - 7 - 7, "visit_kind": "session", "has_place": False}),
    (SECOND, {"half_way": True, "deep": False}),
]


@pytest.mark.parametrize(("visit", "facts"), FACTS)
def test_a_session_knows_its_facts(visit, facts) -> None:  # type: ignore[no-untyped-def]
    assert facts.items() <= known().facts(visit).items()


def test_a_cancelled_session_does_not_count() -> None:
    course = make_course(make_visit(state=VisitState.CANCELLED), SECOND)
    assert known(course).facts(SECOND)["session_number"] == 1


def test_a_course_of_two_devices_counts_as_each() -> None:
    both = known(make_course(modalities=frozenset({"pen", "rf"})))
    assert both.is_deep
    assert both.holds(FactIs("modality", ("rf",)), None) and both.holds(FactIs("modality", ("pen",)), None)


@pytest.mark.parametrize(
    ("until", "is_answered"), [(None, True), ("2026-11-28 10:00", True), ("2026-11-28 09:59", False)]
)
def test_unanswered_is_read_as_of_an_instant(until: str | None, is_answered: bool) -> None:
    said = known(COURSE, make_answer("prescriber", "keep", "2026-11-28 10:00"))
    at = make_at(until) if until else None
    assert said.is_answered(STEPS["B20"], FIRST, at) is is_answered
    assert said.holds(FactIs("unanswered", (True,)), FIRST, STEPS["B20"], at) is not is_answered
    assert not said.is_answered(STEPS["B20"], SECOND)


def test_the_questions_of_a_step_are_those_of_its_buttons() -> None:
    assert questions_of(STEPS["A23"]) == {"calm", "calm_date"}


@pytest.mark.parametrize(
    ("modalities", "intake", "values", "param", "number"),
    [
        ({"pen"}, {}, {}, "actives_after", 7),
        ({"rf"}, {}, {}, "actives_after", 14),
        ({"pen", "rf"}, {}, {}, "actives_after", 14),
        ({"rf"}, {}, {}, "sessions_face", 3),
        ({"pen", "rf"}, {}, {}, "sessions_face", 4),  # the larger of the two
        ({"pen"}, {"tone": 5}, {}, "sun_before", 28),
        ({"pen"}, {"tone": 2}, {}, "sun_before", 14),
        ({"rf"}, {"tone": 5}, {"actives_after": 5, "sun_before": 7}, "actives_after", 5),  # a clinic's value
        ({"rf"}, {"tone": 5}, {"actives_after": 5, "sun_before": 7}, "sun_before", 7),
        ({"pen"}, {}, {"retinoid_before": 0}, "retinoid_before", 0),
    ],
)
def test_a_number_is_the_clinics_else_the_largest_default_that_applies(
    modalities, intake, values, param, number
) -> None:  # type: ignore[no-untyped-def]
    told = tuple(Value(name, value, "clinic") for name, value in values.items())
    assert known(make_course(modalities=frozenset(modalities), values=told), **intake).number(param) == number


@pytest.mark.parametrize(
    ("offset", "length", "is_in_days"),
    [
        ((), timedelta(), True),
        ((ParamAmount(-1, "retinoid_before"), Amount(-1, "days")), timedelta(days=-8), True),
        ((ParamAmount(1, "spf_start"),), timedelta(hours=24), False),
        ((ParamAmount(-1, "arrive_early"), ParamAmount(-1, "travel")), timedelta(minutes=-55), False),
        ((Amount(4, "weeks"),), timedelta(weeks=4), True),
    ],
)
def test_offsets_add_up(offset, length: timedelta, is_in_days: bool) -> None:  # type: ignore[no-untyped-def]
    visit = make_visit(travel_minutes=25)
    assert known().length(offset, visit) == length
    assert known().is_in_days(offset) is is_in_days


@pytest.mark.parametrize(
    ("moment", "start"),
    [
        ("2026-12-01 00:00", FIRST.starts_at),
        ("2026-12-08 12:45", SECOND.starts_at),
        ("2027-01-12 12:45", None),
    ],
)
def test_the_next_session_is_the_first_that_starts_later(moment: str, start: object) -> None:
    assert known().next_session_at(make_at(moment)) == start


def test_an_answer_to_several_states_each_of_its_values() -> None:
    said = known(COURSE, habits="exercise,alcohol", conditions="none")
    assert said.holds(FactIs("habits", ("exercise",)), FIRST)
    assert said.holds(FactIs("habits", ("alcohol",)), None)
    assert not said.holds(FactIs("habits", ("swimming", "none")), None)
    assert said.holds(FactIs("conditions", ("none",)), FIRST)


def test_a_number_of_the_protocol_is_a_fact_with_who_set_it_last() -> None:
    course = make_course(FIRST, values=(Value("retinoid_before", 1, "clinic"),))
    assert known(COURSE).holds(Compare("retinoid_before", ">=", 7), FIRST)
    assert not known(course).holds(Compare("retinoid_before", ">=", 2), FIRST)


@pytest.mark.parametrize(
    ("depth", "is_deep", "hours"),
    [("under_1_5_mm", False, 72), ("from_1_5_mm", True, 96), ("unknown", False, 72)],
)
def test_long_needles_are_deep_whatever_the_device(depth: str, is_deep: bool, hours: int) -> None:
    told = known(COURSE, depth=depth)
    assert told.is_deep is is_deep
    assert told.number("gym_after") == hours
