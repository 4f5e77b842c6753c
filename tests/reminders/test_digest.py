"""How long a push service may keep a push, and whether it may still ring at a later attempt (R12, R13)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.reminders.digest import SHORTEST_LIFE, life_of, may_ring_now
from tests.care.builders import make_at, make_clocks, make_ledger, make_occurrence

CLOCKS = make_clocks()  # UTC, quiet from 22:00 to 07:30
EVENING = make_at("2026-12-08 21:30")
LEAVE = make_occurrence("2026-12-08 21:30", "D03", valid="2026-12-08 22:40", clock="clinic")
FORM = make_occurrence("2026-12-08 20:00", "B01", valid="2026-12-11 20:00")
TONIGHT = make_occurrence("2026-12-08 20:00", "B11", valid="2026-12-08 21:45")


@pytest.mark.parametrize(
    ("items", "until"),
    [
        ([TONIGHT], "2026-12-08 21:45"),  # it ends before the night
        ([FORM], "2026-12-08 22:00"),
        ([LEAVE], "2026-12-08 22:40"),  # on the clinic's clock, whatever the hour
        ([LEAVE, FORM], "2026-12-08 22:40"),  # which lets nothing else ring in the night
        ([LEAVE, TONIGHT], "2026-12-08 22:40"),
    ],
)
def test_it_is_kept_until_the_last_end_and_at_night_only_for_the_clinic_s_clock(
    items: list[object], until: str
) -> None:
    assert life_of(items, CLOCKS, EVENING) == make_at(until) - EVENING  # type: ignore[arg-type]


def test_it_is_kept_for_a_minute_at_least() -> None:
    last_second = make_at("2026-12-08 21:44") + timedelta(seconds=59)
    assert life_of([TONIGHT], CLOCKS, last_second) == SHORTEST_LIFE


@pytest.mark.parametrize(
    ("items", "at", "may"),
    [
        ([FORM], "2026-12-08 21:59", True),
        ([FORM], "2026-12-08 22:00", False),
        ([LEAVE], "2026-12-08 22:30", True),
        ([LEAVE, FORM], "2026-12-08 22:30", True),
    ],
)
def test_in_quiet_hours_only_the_clinic_s_clock_rings(items: list[object], at: str, may: bool) -> None:
    assert may_ring_now(items, make_ledger(), CLOCKS, make_at(at)) is may  # type: ignore[arg-type]
