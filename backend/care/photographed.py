"""Of which areas photos are taken: of no intimate one, and of nobody under 18 (care protocol 4.3)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from backend.care.areas import areas_of

UNDER_18 = "under_18"

Off = Literal["under_age", "intimate_area"]

# In the order they are asked for. Of any other area a photo is never asked for and never taken.
AREAS = ("face", "neck", "chest", "hands", "abdomen", "thighs", "arms", "back")

# A photo of the first is never taken, and one of the second would show it as well: where both are treated,
# neither is photographed.
_SHOWN_BESIDE = {"breast": "chest", "buttocks": "thighs", "groin": "thighs", "inner_thighs": "thighs"}


def photographed(areas: Collection[str]) -> tuple[str, ...]:
    """Return those of the treated areas that photos are taken of, in the order they are asked for."""
    beside = {_SHOWN_BESIDE.get(area) for area in areas}
    return tuple(area for area in AREAS if area in areas and area not in beside)


def off_because(facts: Mapping[str, object]) -> Off | None:
    """Return why no photo of a course is taken, or None when some may be; `facts` are its intake."""
    if facts.get("age") == UNDER_18:
        return "under_age"
    areas = areas_of(facts)
    return "intimate_area" if areas and not photographed(areas) else None
