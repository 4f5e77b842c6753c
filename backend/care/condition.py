"""Whether a condition of the protocol holds for a set of known facts."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterator, Mapping

from backend.care.protocol import AllOf, AnyOf, Compare, Condition, FactIs, Not
from backend.care.vocabulary import FactValue

_COMPARE: Mapping[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}


def holds(condition: Condition, facts: Mapping[str, object]) -> bool:
    """Whether `condition` is true of `facts`: an unknown fact makes it false, and `not` of it true.

    A fact whose value is a set counts as each of its members."""
    match condition:
        case FactIs(fact, values):
            return any(_same(known, value) for known in _known(facts.get(fact)) for value in values)
        case Compare(fact, op, value):
            known = facts.get(fact)
            return isinstance(known, int) and not isinstance(known, bool) and _COMPARE[op](known, value)
        case AllOf(conditions):
            return all(holds(each, facts) for each in conditions)
        case AnyOf(conditions):
            return any(holds(each, facts) for each in conditions)
        case Not(inner):
            return not holds(inner, facts)


def can_be(condition: Condition, certain: Mapping[str, object]) -> tuple[bool, bool]:
    """Whether `condition` can be true, and whether it can be false, when only `certain` is known for sure.

    A certain fact of None is one nobody answered. A set holds its members for sure, and may hold others.
    Every other comparison is taken to go either way."""
    match condition:
        case FactIs(fact) | Compare(fact) if fact in certain:
            is_so = holds(condition, certain)
            return is_so or isinstance(certain[fact], frozenset), not is_so
        case AllOf(conditions):
            each = [can_be(one, certain) for one in conditions]
            return all(true for true, _ in each), any(false for _, false in each)
        case AnyOf(conditions):
            each = [can_be(one, certain) for one in conditions]
            return any(true for true, _ in each), all(false for _, false in each)
        case Not(inner):
            true, false = can_be(inner, certain)
            return false, true
    return True, True


def is_sure(condition: Condition, certain: Mapping[str, object]) -> bool:
    """Whether `condition` is true whatever else may be true beside `certain`."""
    return not can_be(condition, certain)[1]


def parts(condition: Condition) -> Iterator[FactIs | Compare]:
    """Every comparison with a fact inside `condition`, in the order written."""
    match condition:
        case AllOf(conditions) | AnyOf(conditions):
            for each in conditions:
                yield from parts(each)
        case Not(inner):
            yield from parts(inner)
        case FactIs() | Compare():
            yield condition


def _known(value: object) -> Collection[object]:
    if value is None:
        return ()
    return value if isinstance(value, (set, frozenset, tuple, list)) else (value,)


def _same(known: object, value: FactValue) -> bool:
    """Equal and of one type: Python's 1 == True must not make tone 1 a yes."""
    return known == value and isinstance(known, bool) == isinstance(value, bool)
