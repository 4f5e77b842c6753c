"""Conditions: what is known, what is unknown, and facts that are sets."""

import pytest

from backend.care.condition import can_be, holds, is_sure, parts
from backend.care.protocol import ALWAYS, AllOf, AnyOf, Compare, Condition, FactIs, Not

COSMETIC = FactIs("retinoid", ("cosmetic",))
TOLD_TO_PAUSE = AllOf((FactIs("retinoid", ("prescribed",)), FactIs("prescriber", ("pause",))))

TABLE: list[tuple[str, Condition, dict[str, object], bool]] = [
    ("always", ALWAYS, {}, True),
    ("one value", COSMETIC, {"retinoid": "cosmetic"}, True),
    ("another value", COSMETIC, {"retinoid": "none"}, False),
    ("unknown fact", COSMETIC, {}, False),
    ("a fact of None is unknown", COSMETIC, {"retinoid": None}, False),
    ("not of an unknown fact", Not(COSMETIC), {}, True),
    ("not of a true one", Not(COSMETIC), {"retinoid": "cosmetic"}, False),
    ("one of several values", FactIs("tone", (4, 5, 6, "unknown")), {"tone": "unknown"}, True),
    ("none of several values", FactIs("tone", (4, 5, 6, "unknown")), {"tone": 3}, False),
    ("yes is not the number one", FactIs("tone", (1,)), {"tone": True}, False),
    ("the number one is not yes", FactIs("photos", (True,)), {"photos": 1}, False),
    ("a set contains", FactIs("modality", ("rf",)), {"modality": frozenset({"pen", "rf"})}, True),
    ("a set does not contain", FactIs("modality", ("rf",)), {"modality": frozenset({"pen"})}, False),
    ("an empty set", FactIs("modality", ("rf",)), {"modality": frozenset()}, False),
    ("all", TOLD_TO_PAUSE, {"retinoid": "prescribed", "prescriber": "pause"}, True),
    ("all but one", TOLD_TO_PAUSE, {"retinoid": "prescribed"}, False),
    ("any", AnyOf((COSMETIC, TOLD_TO_PAUSE)), {"retinoid": "cosmetic"}, True),
    ("any of none", AnyOf(()), {}, False),
    ("at least", Compare("sessions_left", ">=", 1), {"sessions_left": 1}, True),
    ("less", Compare("sessions_left", "<", 1), {"sessions_left": 1}, False),
    ("unequal", Compare("sessions_left", "!=", 2), {"sessions_left": 1}, True),
    ("an unknown number", Compare("sessions_left", "<", 1), {}, False),
    ("a word is no number", Compare("tone", ">=", 4), {"tone": "unknown"}, False),
    ("yes is no number", Compare("tone", "=", 1), {"tone": True}, False),
]


@pytest.mark.parametrize(
    ("condition", "facts", "expected"), [row[1:] for row in TABLE], ids=[r[0] for r in TABLE]
)
def test_a_condition_holds_of_the_facts_it_names(
    condition: Condition, facts: dict[str, object], expected: bool
) -> None:
    assert holds(condition, facts) is expected


def test_parts_are_the_comparisons_in_the_order_written() -> None:
    left = Compare("sessions_left", ">=", 1)
    assert [*parts(AllOf((left, Not(AnyOf((COSMETIC,))))))] == [left, COSMETIC]


SURE: list[tuple[str, Condition, dict[str, object], tuple[bool, bool]]] = [
    ("what is known", COSMETIC, {"retinoid": "cosmetic"}, (True, False)),
    ("what is known otherwise", COSMETIC, {"retinoid": "none"}, (False, True)),
    ("what nobody answered", COSMETIC, {"retinoid": None}, (False, True)),
    ("what nobody knows goes either way", COSMETIC, {}, (True, True)),
    ("a member is there", FactIs("area", ("face",)), {"area": frozenset({"face"})}, (True, False)),
    ("another member may be", FactIs("area", ("neck",)), {"area": frozenset({"face"})}, (True, True)),
    ("not of the unknown", Not(COSMETIC), {}, (True, True)),
    ("any, with one for sure", AnyOf((COSMETIC, TOLD_TO_PAUSE)), {"retinoid": "cosmetic"}, (True, False)),
    ("all, with one unknown", TOLD_TO_PAUSE, {"retinoid": "prescribed"}, (True, True)),
    ("all, with one that fails", TOLD_TO_PAUSE, {"retinoid": "none"}, (False, True)),
    ("a number", Compare("sessions_left", ">=", 1), {"sessions_left": 0}, (False, True)),
    ("always", AllOf(()), {}, (True, False)),
]


@pytest.mark.parametrize(
    ("condition", "certain", "expected"), [row[1:] for row in SURE], ids=[row[0] for row in SURE]
)
def test_what_a_condition_can_be_when_only_some_is_certain(
    condition: Condition, certain: dict[str, object], expected: tuple[bool, bool]
) -> None:
    assert can_be(condition, certain) == expected
    assert is_sure(condition, certain) is (not expected[1])
