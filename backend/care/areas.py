"""Which areas a course treats: its question is answered with one, or with several."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from backend.care.vocabulary import AREA, NONE_OF_THEM

# What may be named where others can read along; whatever else is treated is “body”.
_NAMES = {area: area for area in ("face", "neck", "chest", "hands", "thighs", "arms", "back")} | {
    "abdomen": "tummy"
}
_UNNAMED = "body"


def areas_of(facts: Mapping[str, object]) -> tuple[str, ...]:
    """The areas treated, each once, in the order of the alphabet; none where nobody said.

    Args:
        facts: as answered ("face", "face,neck"), or as conditions read them (a set).
    """
    return tuple(sorted(chosen_of(facts.get(AREA))))


def chosen_of(told: object) -> frozenset[str]:
    """What was chosen of several: as answered ("lines,pores"), or as conditions read it (a set)."""
    named = told if isinstance(told, (set, frozenset)) else str(told or "").split(",")
    return frozenset(named) - {"", NONE_OF_THEM}


def discreet_name(areas: Collection[str]) -> str:
    """The areas in words that name no intimate one: "face and neck", "thighs and body"."""
    named = [name for area, name in _NAMES.items() if area in areas]
    words = [*named, *([_UNNAMED] if any(area not in _NAMES for area in areas) else [])]
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
