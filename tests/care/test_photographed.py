"""Nothing on Today asks for a photo that nobody may take, whatever the patient said of reminders."""

from __future__ import annotations

import pytest

from backend.care.course import Answer
from backend.care.occurrence import Occurrence
from tests.care.builders import make_answers, make_plan
from tests.care.combinations import BUSY


def made(area: str, **said: object) -> list[Occurrence]:
    told: tuple[Answer, ...] = make_answers(**{**BUSY, "tone": 5, "area": area, **said})  # type: ignore[arg-type]
    return list(make_plan(answers=told))


def asking(plan: list[Occurrence]) -> set[str]:
    """The steps that ask for photos: by what they are, by a button, or by their words."""
    return {
        each.step.id
        for each in plan
        if each.step.what == "photos"
        or any(action.opens == "photos" or ("photo", "taken") in action.answers for action in each.actions)
        or "and photo" in each.words.title
    }


@pytest.mark.parametrize("area", ["face", "chest", "face,breast", "buttocks,face,hands"])
def test_who_has_an_area_to_photograph_is_reminded(area: str) -> None:
    assert asking(made(area)) == {"B14", "A19", "A22", "A25", "N03"}


@pytest.mark.parametrize(
    ("area", "said"),
    [
        ("breast", {}),
        ("buttocks", {}),
        ("breast,buttocks", {}),
        ("breast,chest", {}),
        ("buttocks,thighs", {}),
        ("face", {"age": "under_18"}),
        ("face", {"photos": False}),
    ],
    ids=str,
)
def test_who_has_none_is_not_reminded(area: str, said: dict[str, object]) -> None:
    assert asking(made(area, **said)) == set()


def test_who_has_none_is_not_told_to_look_at_any() -> None:
    said = {(each.step.id, each.words.title, each.words.body) for each in made("breast")}
    assert any(step == "A25" for step, _title, _body in said)
    assert [each for each in said if "photo" in f"{each[1]} {each[2]}".lower()] == []
    assert any("before photo" in each.words.body for each in made("face"))


def test_the_day_of_a_check_in_stays_without_its_photo() -> None:
    [title] = {each.words.title for each in made("breast") if each.step.id == "A19"}
    assert title == "Day 3: check-in"
