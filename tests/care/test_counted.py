"""Every number that can be set changes something: a date, a word, or what may be done now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import zip_longest

import pytest

from backend.care.course import Course, Value, VisitState
from backend.care.goal import goal
from backend.care.known import Known
from backend.care.load import ProtocolError, accepted_protocol, standard_text
from backend.care.plan import plan
from backend.care.protocol import Param
from backend.care.rules import Window
from backend.courses.values import FOR_NEW_COURSES, weeks_to_propose
from tests.care.builders import (
    CLOCKS,
    STANDARD,
    make_answer,
    make_answers,
    make_at,
    make_course,
    make_permissions,
    make_visit,
)
from tests.care.combinations import BUSY

SETTABLE = [param for param in STANDARD.params.values() if param.id not in FOR_NEW_COURSES]
SINCE, UNTIL = make_at("2026-05-01 00:00"), make_at("2027-08-01 00:00")
INTAKE = make_answers(**BUSY, area="face", retinoid="cosmetic", tone=2)  # type: ignore[arg-type]
ANSWERS = (
    *INTAKE,
    *make_answers(isotretinoin="under_12_months"),
    make_answer("talked_first", True, "2026-11-02 09:00"),
    make_answer("talked_first", True, "2026-11-02 09:00", "s2", "a2"),
    make_answer("outside", True, "2026-12-11 09:30", None, "a3"),
    make_answer("outside", True, "2026-12-24 09:30", None, "a4"),
)
ENDED = make_visit(state=VisitState.ENDED, ended_at=make_at("2026-12-08 13:50"))
SECOND = make_visit("2027-01-16 09:00", "s2", state=VisitState.ENDED, ended_at=make_at("2027-01-16 09:00"))
ONE_OF_TWO = make_course(ENDED, sessions=2)
BOTH = make_course(ENDED, SECOND, sessions=2)


def what_it_says(course: Course) -> Iterator[object]:
    """Each date and word of the plan, what may be done on each day, and the dates of the goal."""
    for each in plan(course, STANDARD, ANSWERS, CLOCKS, SINCE, UNTIL):
        yield str(each.key), each.words, each.due_at, each.valid_until
    known = Known(course, STANDARD, ANSWERS)
    yield weeks_to_propose(known)
    for hours in range(0, 100 * 24, 11):
        at = make_at("2026-11-20 00:00") + timedelta(hours=hours)
        for found in make_permissions(Window(known, CLOCKS, at, at), at).values():
            yield found.activity, found.state, found.until
    yield goal(course, STANDARD, ANSWERS, "Europe/Berlin")


@pytest.mark.parametrize("param", SETTABLE, ids=lambda each: each.id)
def test_another_number_changes_a_date_a_word_or_an_answer(param: Param) -> None:
    def said(value: int) -> Iterator[object]:
        own = (Value(param.id, value, "clinic"),)
        return (each for course in (BOTH, ONE_OF_TWO) for each in what_it_says(replace(course, values=own)))

    assert any(one != other for one, other in zip_longest(said(param.low), said(param.high)))


def test_a_number_that_no_step_uses_is_refused() -> None:
    idle = '  coffee_after: {what: "No coffee", unit: hours, default: 2, min: 0, max: 4, source: "S1"}\n'
    text = standard_text().replace("  spacing_min:\n", idle + "  spacing_min:\n")
    line = text[: text.index("  coffee_after")].count("\n") + 1
    with pytest.raises(ProtocolError) as caught:
        accepted_protocol(text, "my-clinic.yaml")
    assert caught.value.mistakes == (
        f"Line {line}: Number coffee_after changes nothing: no step uses it. "
        "Use it in the times or the words of a step, or take it out.",
    )
    for words in ("Skip alcohol for now", "Your check-in is ready."):
        assert accepted_protocol(text.replace(words, "Wait {coffee_after} h"), "my-clinic.yaml")
