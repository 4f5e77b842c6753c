"""Which morning, evening and quiet hours go together."""

from __future__ import annotations

import pytest

from backend.accounts.bundles import clock_time, conflict, is_quiet
from backend.care.course import Clocks


@pytest.mark.parametrize("text", ["00:00", "07:30", "23:59"])
def test_a_time_of_day_has_hours_and_minutes(text):
    assert clock_time(text) == text


@pytest.mark.parametrize("text", ["", "8:00", "24:00", "08:60", "08:00:00", "08:00\n", "20:0٥", "２０:00"])
def test_anything_else_is_no_time_of_day(text):
    with pytest.raises(ValueError, match="such as 08:00"):
        clock_time(text)


@pytest.mark.parametrize(
    ("time", "quiet_from", "quiet_until", "expected"),
    [
        ("21:59", "22:00", "07:30", False),
        ("22:00", "22:00", "07:30", True),
        ("00:00", "22:00", "07:30", True),
        ("07:29", "22:00", "07:30", True),
        ("07:30", "22:00", "07:30", False),
        ("13:00", "13:00", "15:00", True),
        ("15:00", "13:00", "15:00", False),
        ("13:00", "13:00", "13:00", False),  # the same time twice: no quiet hours
    ],
)
def test_quiet_hours_hold_their_beginning_and_not_their_end(time, quiet_from, quiet_until, expected):
    assert is_quiet(time, quiet_from, quiet_until) is expected


def test_the_defaults_go_together():
    assert conflict("08:00", "20:00", "22:00", "07:30") is None


def test_the_pure_rules_begin_with_the_times_of_a_new_account():
    clocks = Clocks("Europe/Berlin")
    times = (clocks.morning, clocks.evening, clocks.quiet_from, clocks.quiet_until)
    assert [f"{each:%H:%M}" for each in times] == ["08:00", "20:00", "22:00", "07:30"]


@pytest.mark.parametrize(
    ("clocks", "field"),
    [
        (("07:00", "20:00", "22:00", "07:30"), "morning"),
        (("08:00", "22:30", "22:00", "07:30"), "evening"),
        (("08:00", "08:00", "22:00", "07:30"), "morning"),
    ],
)
def test_a_conflict_names_the_field_to_change(clocks, field):
    assert conflict(*clocks)[0] == field
