"""For every kind of patient: no two steps contradict, nothing comes too early, and the phone rings rarely."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import pytest

from backend.care.load import load_protocol, standard_text
from backend.care.protocol import Protocol
from tests.care.builders import STANDARD
from tests.care.combinations import (
    AREAS,
    FEW,
    MODALITIES,
    RETINOIDS,
    TONES,
    Case,
    bad_rings_of,
    cases_of,
    contradictions_in,
    pauses_of_prescribed_in,
    ringing_days,
    too_early_in,
)


@cache
def cases() -> tuple[int, tuple[Case, ...]]:
    """How many combinations there are, and the cases they share."""
    found = list(cases_of(STANDARD))
    return len(found), tuple({id(case): case for case in found}.values())


def test_every_combination_has_its_plan() -> None:
    count, different = cases()
    assert count == len(MODALITIES) * len(AREAS) * len(RETINOIDS) * len(TONES) * 2 == 5040
    assert 100 < len(different) < 500
    assert all(len(case.planned) > 100 for case in different)


@pytest.mark.parametrize("faults_in", [contradictions_in, too_early_in, pauses_of_prescribed_in])
def test_no_plan_contradicts_itself_comes_too_early_or_pauses_what_was_prescribed(
    faults_in: Callable[[Case], Iterator[str]],
) -> None:
    found = {fault for case in cases()[1] for fault in faults_in(case)}
    assert sorted(found) == []


def test_no_day_rings_over_its_budget_or_in_quiet_hours_or_drops_what_matters_most() -> None:
    days = {tuple(o.key for o in day): day for case in cases()[1] for day in ringing_days(case)}
    assert len(days) > 100
    assert sorted({fault for day in days.values() for fault in bad_rings_of(day)}) == []


def edited(old: str, new: str) -> Protocol:
    text = standard_text()
    assert text.count(old) >= 1, old
    return load_protocol(text.replace(old, new), "edited.yaml")


def faults_of(protocol: Protocol, faults_in: Callable[[Case], Iterator[str]]) -> set[str]:
    """The steps found at fault, looking at the few combinations that differ most."""
    return {fault.split()[0] for case in cases_of(protocol, FEW) for fault in faults_in(case)}


GUARD = "{any: [{fact: retinoid, is: cosmetic}, {all: [{fact: retinoid, is: prescribed}, {fact: prescriber, is: pause}]}]}"  # noqa: E501


WASH = "from: permitted_end, offset: [cleanser_after]"


@pytest.mark.parametrize(
    ("old", "new", "faults_in", "step"),
    [
        (WASH, "from: permitted_end, offset: [12h]", contradictions_in, "A09"),
        (WASH, "from: permitted_end, offset: [12h]", too_early_in, "A09"),
        (", when: {not: {fact: session_today, is: true}}}", "}", contradictions_in, "A12"),
        ("offset: [actives_after], at", "offset: [1d], at", too_early_in, "A23"),
        (GUARD, "{fact: retinoid, in: [cosmetic, prescribed]}", pauses_of_prescribed_in, "B10"),
    ],
)
def test_a_fault_put_in_is_found(
    old: str, new: str, faults_in: Callable[[Case], Iterator[str]], step: str
) -> None:
    assert step in faults_of(edited(old, new), faults_in)


def test_a_day_of_too_many_rings_is_found() -> None:
    crowded = edited("shows: card", "shows: push").steps
    loud = replace(STANDARD, steps=tuple(replace(s, critical=s.shows == "push") for s in crowded))
    case = next(cases_of(loud, FEW))
    assert any(list(bad_rings_of(day)) for day in ringing_days(case))


def test_a_permission_given_too_early_by_a_file_is_never_said() -> None:
    """The plan asks the same rules as “What may I do now?” before it says that something is OK."""
    for right, wrong, step in (
        ("from: permitted_end, offset: [gym_after]", "from: permitted_end, offset: [12h]", "A16"),
        ("offset: [swim_after], at", "offset: [1d], at", "A21"),
    ):
        planned = [o for case in cases_of(edited(right, wrong), FEW) for o in case.planned]
        assert step not in {o.step.id for o in planned}
        assert faults_of(edited(right, wrong), contradictions_in) == set()
