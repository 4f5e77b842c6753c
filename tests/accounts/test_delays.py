"""How long the next try waits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.accounts.delays import ADDRESS, KNOWN_DEVICE, NAME, Allowance


@pytest.mark.parametrize(
    ("tries", "seconds"),
    [(0, 0), (1, 0), (2, 0), (3, 1), (4, 2), (5, 4), (6, 8), (7, 10), (8, 10), (5000, 10)],
)
def test_the_first_tries_are_free_and_then_the_wait_doubles_up_to_the_longest(tries, seconds):
    allowance = Allowance(free=3, longest=timedelta(seconds=10))
    assert allowance.wait_after(tries) == timedelta(seconds=seconds)


def test_two_thousand_guesses_at_one_name_take_weeks():
    waits = sum((NAME.wait_after(tries) for tries in range(1, 2001)), timedelta())
    assert waits > timedelta(days=20)


@pytest.mark.parametrize("allowance", [NAME, KNOWN_DEVICE, ADDRESS])
def test_no_wait_is_longer_than_a_quarter_of_an_hour(allowance):
    assert max(allowance.wait_after(tries) for tries in range(10_000)) <= timedelta(minutes=15)
