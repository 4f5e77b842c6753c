"""Wall times become instants: gaps, folds, dates that never were, and every zone for ten years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from backend.care.course import Clocks
from backend.care.when import (
    date_exists,
    date_in,
    instant_of,
    last_not_after,
    midnight_after,
    next_after,
    time_in,
)
from tests.care.builders import STEPS, make_at, make_course, make_plan, make_protocol, make_visit

FIRST, LAST = date(2021, 1, 1), date(2030, 12, 31)
DAY = timedelta(days=1)
Change = tuple[datetime, timedelta | None]


@pytest.mark.parametrize(
    ("on", "at", "zone", "instant"),
    [
        ("2026-03-29", "02:30", "Europe/Berlin", "2026-03-29 01:30"),  # a gap: 03:30 summer time
        ("2026-03-29", "01:59", "Europe/Berlin", "2026-03-29 00:59"),
        ("2026-03-29", "03:00", "Europe/Berlin", "2026-03-29 01:00"),
        ("2026-10-25", "02:30", "Europe/Berlin", "2026-10-25 00:30"),  # a fold: the first of two
        ("2026-10-25", "03:00", "Europe/Berlin", "2026-10-25 02:00"),
        ("2026-03-08", "00:00", "America/Havana", "2026-03-08 05:00"),  # midnight is missing: 01:00
        ("2026-03-08", "00:30", "America/Havana", "2026-03-08 05:30"),
        ("2011-12-30", "08:00", "Pacific/Apia", None),  # the date was left out
        ("2011-12-29", "23:59", "Pacific/Apia", "2011-12-30 09:59"),
        ("2011-12-31", "00:00", "Pacific/Apia", "2011-12-30 10:00"),
        ("2026-04-05", "01:45", "Australia/Lord_Howe", "2026-04-04 14:45"),  # a fold of half an hour
        ("2026-12-01", "08:00", "Asia/Kathmandu", "2026-12-01 02:15"),
    ],
)
def test_a_wall_time_is_one_instant(on: str, at: str, zone: str, instant: str | None) -> None:
    found = instant_of(date.fromisoformat(on), time.fromisoformat(at), zone)
    assert found == (make_at(instant) if instant else None)


def test_the_gap_of_berlin_is_shown_as_half_past_three() -> None:
    assert time_in(make_at("2026-03-29 01:30"), "Europe/Berlin") == time(3, 30)


@pytest.mark.parametrize(
    ("on", "zone", "exists"),
    [
        ("2011-12-30", "Pacific/Apia", False),
        ("2011-12-30", "Pacific/Fakaofo", False),
        ("2011-12-30", "Pacific/Auckland", True),
        ("2026-03-08", "America/Havana", True),
        ("2026-03-29", "Europe/Berlin", True),
    ],
)
def test_only_a_date_left_out_whole_does_not_exist(on: str, zone: str, exists: bool) -> None:
    assert date_exists(date.fromisoformat(on), zone) is exists


@pytest.mark.parametrize(
    ("on", "zone", "midnight"),
    [
        ("2026-03-07", "America/Havana", "2026-03-08 05:00"),
        ("2011-12-29", "Pacific/Apia", "2011-12-30 10:00"),
        ("2026-10-25", "Europe/Berlin", "2026-10-25 23:00"),
        ("2026-12-31", "UTC", "2027-01-01 00:00"),
    ],
)
def test_a_date_ends_where_the_next_begins(on: str, zone: str, midnight: str) -> None:
    assert midnight_after(date.fromisoformat(on), zone) == make_at(midnight)


@pytest.mark.parametrize(
    ("moment", "at", "zone", "last"),
    [
        ("2026-12-01 11:00", "20:00", "America/Los_Angeles", "2026-12-01 04:00"),
        ("2026-12-01 04:00", "20:00", "America/Los_Angeles", "2026-12-01 04:00"),  # the very instant counts
        ("2026-12-01 03:59", "20:00", "America/Los_Angeles", "2026-11-30 04:00"),
        ("2011-12-30 12:00", "20:00", "Pacific/Apia", "2011-12-30 06:00"),
    ],
)
def test_the_last_time_the_clocks_showed_it(moment: str, at: str, zone: str, last: str) -> None:
    assert last_not_after(make_at(moment), time.fromisoformat(at), zone) == make_at(last)


@pytest.mark.parametrize(
    ("moment", "at", "zone", "following"),
    [
        ("2026-12-01 07:00", "08:00", "Europe/Berlin", "2026-12-02 07:00"),  # that instant itself is past
        ("2026-12-01 06:59", "08:00", "Europe/Berlin", "2026-12-01 07:00"),
        ("2011-12-29 18:00", "08:00", "Pacific/Apia", "2011-12-30 18:00"),
    ],
)
def test_the_next_time_the_clocks_show_it(moment: str, at: str, zone: str, following: str) -> None:
    assert next_after(make_at(moment), time.fromisoformat(at), zone) == make_at(following)


def test_the_date_is_the_one_people_have_there() -> None:
    moment = make_at("2026-12-01 23:30")
    assert date_in(moment, "Asia/Tokyo") == date(2026, 12, 2)
    assert date_in(moment, "America/Los_Angeles") == date(2026, 12, 1)


@cache
def changes_of(zone: str) -> tuple[Change, ...]:
    """The offset a zone begins with, and each instant in the ten years at which it changes."""
    info = ZoneInfo(zone)

    def offset(moment: datetime) -> timedelta | None:
        return moment.astimezone(info).utcoffset()

    days = [
        datetime.combine(FIRST, time(), UTC) + 2 * DAY * n for n in range(-1, (LAST - FIRST).days // 2 + 3)
    ]
    found: list[Change] = [(days[0], offset(days[0]))]
    for before, after in pairwise(days):
        if offset(before) != offset(after):
            found.append((_change_between(before, after, offset), offset(after)))
    return tuple(found)


def _change_between(
    before: datetime, after: datetime, offset: Callable[[datetime], timedelta | None]
) -> datetime:
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) / 2
        before, after = (middle, after) if offset(middle) == offset(before) else (before, middle)
    return after.replace(microsecond=0)


@cache
def zones() -> tuple[str, ...]:
    """One zone of each kind: those whose clocks show the same through the ten years are one."""
    names = sorted(available_timezones() - {"localtime", "Factory", "posixrules"})
    return tuple({changes_of(name): name for name in names}.values())


def test_there_are_many_kinds_of_zones() -> None:
    assert 60 < len(zones()) < 250


@pytest.mark.parametrize("at", [time(0), time(2, 30), time(8), time(20), time(23, 45)])
def test_every_date_of_every_zone_has_one_instant_in_order(at: time) -> None:
    dates = [FIRST + DAY * n for n in range((LAST - FIRST).days + 1)]
    for zone in zones():
        found = [instant_of(on, at, zone) for on in dates]
        instants = [moment for moment in found if moment is not None]
        assert len(instants) == len(dates), zone  # no date was left out in these years
        assert all(before < after for before, after in pairwise(instants)), zone


def test_every_daily_step_comes_once_a_date_in_order_around_every_change_of_every_zone() -> None:
    sunscreen = make_protocol(STEPS["A12"])
    for zone in zones():
        course = make_course(make_visit("2020-11-01 12:00", zone=zone))
        for changed_at, _ in changes_of(zone)[1:]:
            since, until = (f"{changed_at + days * DAY:%Y-%m-%d %H:%M}" for days in (-2, 2))
            planned = make_plan(course, clocks=Clocks(zone), since=since, until=until, protocol=sunscreen)
            names = [occurrence.key.n for occurrence in planned]
            assert len(planned) in (3, 4, 5) and names == sorted(set(names)), zone
            assert all(a.due_at < a.valid_until <= b.due_at for a, b in pairwise(planned)), zone
