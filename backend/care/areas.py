"""Which areas a course treats: its question is answered with one, or with several."""

from __future__ import annotations

from collections.abc import Mapping

from backend.care.protocol import AREA, NONE_OF_THEM


def areas_of(facts: Mapping[str, object]) -> tuple[str, ...]:
    """The areas treated, each once, in the order of the alphabet; none where nobody said.

    Args:
        facts: as answered ("face", "face,neck"), or as conditions read them (a set).
    """
    told = facts.get(AREA)
    named = told if isinstance(told, (set, frozenset)) else str(told or "").split(",")
    return tuple(sorted(set(named) - {"", NONE_OF_THEM}))
