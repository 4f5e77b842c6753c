"""With sessions close together and the clinic's own numbers, no step contradicts what may be done."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from backend.care.course import Value
from backend.care.protocol import Param
from tests.care.builders import STANDARD, make_answers, make_course, make_plan, make_visit, only
from tests.care.combinations import case_with, contradictions_in

FIRST = datetime(2026, 12, 8, 9)
USUAL = "2027-01-12 13:45"
LOWEST = {param.id: param.low for param in STANDARD.params.values()}
HIGHEST = {param.id: param.high for param in STANDARD.params.values()}
HOURS_AND_DAYS = [p for p in STANDARD.params.values() if p.unit in ("hours", "days")]


@pytest.mark.parametrize("modality", ["pen", "rf"])
@pytest.mark.parametrize("weeks", [2, 3, 4])
def test_sessions_close_together_allow_nothing_that_pauses_for_the_next(weeks: int, modality: str) -> None:
    second = f"{FIRST + timedelta(weeks=weeks):%Y-%m-%d %H:%M}"
    assert sorted(contradictions_in(case_with(modality, second, {}))) == []


@pytest.mark.parametrize("modality", ["pen", "rf"])
@pytest.mark.parametrize("values", [LOWEST, HIGHEST], ids=["lowest", "highest"])
def test_the_ends_of_every_range_fit_together(values: dict[str, int], modality: str) -> None:
    assert sorted(contradictions_in(case_with(modality, USUAL, values))) == []


@pytest.mark.parametrize("param", HOURS_AND_DAYS, ids=lambda each: each.id)
def test_one_number_at_an_end_of_its_range_contradicts_nothing(param: Param) -> None:
    for value in (param.low, param.high):
        assert sorted(contradictions_in(case_with("pen", USUAL, {param.id: value}))) == []


def said(step: str, **values: int) -> list[str]:
    numbers = tuple(Value(name, value, "clinic") for name, value in values.items())
    course = make_course(make_visit(place="Park Street"), values=numbers)
    answers = make_answers(area="face", retinoid="cosmetic", products="self_tan", habits="swimming,alcohol")
    return [f"{o.words.title}. {o.words.body} {o.words.why}" for o in only(step, make_plan(course, answers))]


def test_a_limit_of_nothing_is_not_said_and_one_day_is_said_as_one() -> None:
    assert said("A17", swim_after=0) == [] == said("A33", alcohol_after=0) == said("A02", touch_free=0)
    assert "Wait 2 days." in said("A17", swim_after=2)[0]
    assert "your plan says 1 day." in said("B10", retinoid_before=1)[0]


def test_where_the_clinic_wants_nobody_early_nobody_is_told_to_be() -> None:
    for step in ("B19", "D03"):
        assert "30 min" in said(step)[0]
        assert "early" not in said(step, arrive_early=0)[0]


def test_only_the_clinics_product_names_no_hours_where_its_times_differ() -> None:
    assert said("A03")[0].startswith("Only your clinic's product for 24 hours.")
    for values in ({"spf_start": 0}, {"makeup_after": 6}, {"moist_after": 12}):
        assert said("A03", **values)[0].startswith("Only your clinic's product for now.")
