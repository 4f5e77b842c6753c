"""How the skin heals, in dates: the phases after a session, what is often seen, and where both end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from backend.care.course import Course, VisitState
from backend.care.healing import Healing, healing_of, phase_of
from backend.care.known import Known
from tests.care.builders import BERLIN, FACE, STANDARD, make_at, make_course, make_visit

# The first session is on 8 December 2026, the second on 12 January 2027.
ONE = make_course()
TWO = make_course(make_visit(), make_visit("2027-01-12 09:30", "s2"))


def healing(now: str, course: Course = TWO) -> Healing | None:
    return healing_of(Known(course, STANDARD, FACE), BERLIN, make_at(now))


@pytest.mark.parametrize(
    ("since", "phase"),
    [
        (None, None),
        (0, "closing"),
        (3, "closing"),
        (4, "settling"),
        (21, "settling"),
        (22, "building"),
        (182, "building"),
        (183, None),
    ],
)
def test_a_day_belongs_to_one_phase_of_healing(since: int | None, phase: str | None) -> None:
    found = phase_of(STANDARD.healing, since)
    assert (found.id if found else None) == phase


def test_the_phases_follow_each_other_up_to_the_eve_of_the_next_session() -> None:
    found = healing("2026-12-10 10:00")
    assert found is not None and found.session_on == date(2026, 12, 8)
    assert [(p.phase.name, str(p.first_on), str(p.last_on)) for p in found.phases] == [
        ("Closing", "2026-12-08", "2026-12-11"),
        ("Settling", "2026-12-12", "2026-12-29"),
        ("Building", "2026-12-30", "2027-01-11"),
    ]


def test_after_the_last_session_the_skin_builds_for_half_a_year() -> None:
    found = healing("2026-12-10 10:00", ONE)
    assert found is not None and str(found.phases[-1].last_on) == "2027-06-08"


def test_a_session_that_comes_early_cuts_the_phases_and_the_words() -> None:
    soon = make_course(make_visit(), make_visit("2026-12-16 09:30", "s2"))
    found = healing("2026-12-10 10:00", soon)
    assert found is not None
    assert [(p.phase.id, str(p.last_on)) for p in found.phases] == [
        ("closing", "2026-12-11"),
        ("settling", "2026-12-15"),
    ]
    assert [str(each.on) for each in found.seen] == ["2026-12-08", "2026-12-10", "2026-12-12"]


@pytest.mark.parametrize(
    ("now", "course"),
    [
        ("2026-12-08 12:00", TWO),  # before it begins: 13:45 in Berlin
        ("2026-12-08 13:00", TWO),  # while it lasts
        ("2027-06-10 10:00", ONE),
        ("2026-12-10 10:00", make_course(make_visit(state=VisitState.CANCELLED))),
    ],
)
def test_without_a_session_just_behind_nothing_is_said(now: str, course: Course) -> None:
    assert healing(now, course) is None


def test_a_protocol_without_the_phases_says_nothing() -> None:
    old = replace(STANDARD, healing=())
    assert healing_of(Known(TWO, old, FACE), BERLIN, make_at("2026-12-10 10:00")) is None


def test_every_day_after_a_session_has_words_that_call_nothing_normal_and_end_with_the_clinic() -> None:
    for phase in STANDARD.healing:
        for each in phase.expect:
            assert not {"normal", "fine", "safe"} & set(each.says.lower().rstrip(".").split()), each.says
            assert each.says.endswith(("Contact your clinic.", "Contact your clinic today.")), each.says
