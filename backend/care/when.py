"""How wall times become instants: gaps, folds and dates that never were."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
NOON = time(12)


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def instant_of(on: date, at: time, zone: str) -> datetime | None:
    """The UTC instant of a wall time, or None when that date does not exist in the zone.

    A time in a spring gap uses the offset before it (02:30 becomes 03:30), one in an autumn
    fold is the first: RFC 5545 section 3.3.5, which is what `fold=0` means.
    """
    if not date_exists(on, zone):
        return None
    return datetime.combine(on, at, _zone(zone)).astimezone(UTC)


def date_exists(on: date, zone: str) -> bool:
    """False for a date a zone skipped whole, such as 2011-12-30 in Apia."""
    noon = datetime.combine(on, NOON, _zone(zone))
    return noon.astimezone(UTC).astimezone(_zone(zone)).date() == on


def date_in(moment: datetime, zone: str) -> date:
    """The calendar date people in the zone have at this instant."""
    return moment.astimezone(_zone(zone)).date()


def time_in(moment: datetime, zone: str) -> time:
    """The wall time people in the zone have at this instant."""
    return moment.astimezone(_zone(zone)).time()


def midnight_after(on: date, zone: str) -> datetime:
    """The instant at which the date ends: the first moment of the next date that exists."""
    following = on + DAY
    while (found := instant_of(following, time(0), zone)) is None:
        following += DAY
    return found


def last_not_after(moment: datetime, at: time, zone: str) -> datetime:
    """The last time the zone's clocks showed `at`, no later than the moment (R10)."""
    on = date_in(moment, zone)
    while (found := instant_of(on, at, zone)) is None or found > moment:
        on -= DAY
    return found


def next_after(moment: datetime, at: time, zone: str) -> datetime:
    """The first time after the moment at which the zone's clocks show `at`."""
    on = date_in(moment, zone)
    while (found := instant_of(on, at, zone)) is None or found <= moment:
        on += DAY
    return found
