"""A course of several areas: the union of what each of them needs, and one area as it always was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from backend.care.areas import areas_of, discreet_name
from backend.care.known import Known
from backend.care.photographed import photographed
from tests.care.builders import FACE, STANDARD, make_answers, make_course, make_plan
from tests.care.combinations import BUSY, ONE_AREA

SAID = {**BUSY, "retinoid": "cosmetic", "cold_sores": True, "tone": 2}

OF_PHOTOS = {"B14", "N03", "M01"}


@pytest.mark.parametrize(
    ("told", "areas"),
    [
        ("face", ("face",)),
        ("thighs,face", ("face", "thighs")),
        ("face,face", ("face",)),
        (frozenset({"neck", "face"}), ("face", "neck")),
        ("none", ()),
        ("", ()),
        (None, ()),
    ],
)
def test_the_areas_are_read_as_answered_and_as_conditions_read_them(
    told: object, areas: tuple[str, ...]
) -> None:
    assert areas_of({"area": told}) == areas


def steps_for(*areas: str) -> frozenset[str]:
    known = Known(make_course(), STANDARD, make_answers(**SAID, area=",".join(areas)))  # type: ignore[arg-type]
    return frozenset(step.id for step in STANDARD.steps if known.holds(step.condition, None))


def sets_of_areas() -> Iterator[tuple[str, ...]]:
    for count in range(2, len(ONE_AREA) + 1):
        yield from combinations(ONE_AREA, count)


def test_every_set_of_areas_has_the_steps_of_each_and_no_other() -> None:
    of_one = {area: steps_for(area) for area in ONE_AREA}
    assert len(set(of_one.values())) > 3, "areas differ in what they need"
    for areas in sets_of_areas():
        wanted = frozenset().union(*(of_one[area] for area in areas))
        # A photo of the chest would show the breast: beside it the chest is not photographed either.
        assert steps_for(*areas) == (wanted if photographed(areas) else wanted - OF_PHOTOS), areas


@pytest.mark.parametrize(
    ("step", "area", "other"),
    [
        ("A12", "thighs,hands", "thighs,abdomen"),  # sunscreen: any area in daylight
        ("A11", "back,neck", "back,hands"),  # make-up: any area anyone wears it on
        ("B05", "chest,face", "chest,neck"),  # cold sores: the face among them
        ("A29", "face,back", "face,neck"),  # soft clothes: any area under them
        ("D02", "hands,thighs", "arms,thighs"),  # a bare area
    ],
)
def test_a_step_for_an_area_is_there_as_soon_as_one_of_several_is_meant(
    step: str, area: str, other: str
) -> None:
    assert step in steps_for(*area.split(","))
    assert step not in steps_for(*other.split(","))


def test_a_course_pinned_to_a_text_that_asked_for_one_area_keeps_its_plan() -> None:
    question = replace(STANDARD.questions["area"], kind="choice")
    older = replace(STANDARD, questions={**STANDARD.questions, "area": question})
    was = [(each.key, each.due_at) for each in make_plan(answers=FACE, protocol=older)]
    assert was == [(each.key, each.due_at) for each in make_plan(answers=FACE)]
    assert len(was) > 50


def test_some_area_is_always_treated() -> None:
    assert STANDARD.questions["area"].kind == "several"
    assert STANDARD.questions["area"].answers == ONE_AREA
    assert "none" in STANDARD.questions["products"].answers


@pytest.mark.parametrize(
    ("areas", "name"),
    [
        ({"face"}, "face"),
        ({"neck", "face"}, "face and neck"),
        ({"hands", "neck", "face"}, "face, neck and hands"),
        ({"abdomen"}, "tummy"),
        ({"buttocks"}, "body"),
        ({"breast", "buttocks"}, "body"),
        ({"breast", "face"}, "face and body"),
        ({"an area of a clinic's own"}, "body"),
    ],
)
def test_areas_are_named_so_that_nobody_learns_of_an_intimate_one(areas: set[str], name: str) -> None:
    assert discreet_name(areas) == name


def test_no_area_at_all_has_no_name() -> None:
    assert discreet_name(()) == ""
