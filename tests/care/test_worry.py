"""Check-ins that send to the clinic: worse, no better twice after day 3, and whatever a late look finds."""

from __future__ import annotations

import pytest

from backend.care.worry import LOOKS, asks_clinic
from tests.care.builders import STANDARD, STEPS, make_answer, make_visit

SESSION = make_visit()  # on 8 December


def test_worse_than_yesterday_asks_the_clinic_on_any_day() -> None:
    assert asks_clinic(make_answer("check_in", "worse", "2026-12-09 08:00"), (), SESSION)


@pytest.mark.parametrize(
    ("before", "now", "asks"),
    [
        ("2026-12-11 18:00", "2026-12-15 18:00", True),  # days 3 and 7
        ("2026-12-10 09:00", "2026-12-11 18:00", False),  # days 2 and 3
        ("2026-12-10 09:00", "2026-12-12 09:00", True),  # days 2 and 4
        ("2026-12-15 08:00", "2026-12-15 18:00", False),  # twice on one day
    ],
)
def test_the_same_twice_in_a_row_asks_the_clinic_after_day_3(before: str, now: str, asks: bool) -> None:
    earlier = [make_answer("check_in", "same", before)]
    assert asks_clinic(make_answer("check_in", "same", now), earlier, SESSION) is asks


def test_the_same_once_or_after_better_or_of_another_session_asks_nobody() -> None:
    now = make_answer("check_in", "same", "2026-12-15 18:00")
    assert not asks_clinic(now, (), SESSION)
    better = [
        make_answer("check_in", "same", "2026-12-10 09:00"),
        make_answer("check_in", "better", "2026-12-11 18:00"),
    ]
    assert not asks_clinic(now, better, SESSION)
    other = [make_answer("check_in", "same", "2026-12-11 18:00", visit_id="s0")]
    assert not asks_clinic(now, other, SESSION)


@pytest.mark.parametrize("question", sorted(LOOKS))
def test_whatever_a_late_look_finds_asks_the_clinic(question: str) -> None:
    assert asks_clinic(make_answer(question, "something", "2026-12-29 18:00"), (), SESSION)
    assert not asks_clinic(make_answer(question, "nothing", "2026-12-29 18:00"), (), SESSION)


def test_every_look_of_the_protocol_is_known() -> None:
    """The check before a session has a way of its own: it comes before anything was done."""
    looks = {name for name, each in STANDARD.questions.items() if each.values == ("nothing", "something")}
    assert looks == LOOKS
    asked = {question for step in STEPS.values() for a in step.actions for question, _ in a.answers}
    assert asked >= LOOKS
