"""When the diary asks by itself: on check days after a session, and the day after something was watched."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from backend.care.course import Course, Visit
from backend.care.triage import Table, day_of, is_check_day
from backend.care.when import DAY, date_in, midnight_after

DAYS_AHEAD = 60


@dataclass(frozen=True)
class Asking:
    """From when until when the diary asks, on one local date."""

    from_at: datetime
    until: datetime


def askings(
    table: Table, course: Course, told: Collection[tuple[date, str]], zone: str, now: datetime
) -> Iterator[Asking]:
    """From today on, each date something is asked; `told` is what was written down: its date and tier.

    Who wrote something down is asked no more that day; on the date of a session it is asked after that."""
    written = {on for on, _ in told}
    watched = {on + DAY for on, tier in told if tier == "watch"}
    today = date_in(now, zone)
    for on in (today + number * DAY for number in range(DAYS_AHEAD + 1)):
        session = next((s for s in reversed(course.sessions) if s.on <= on), None)
        if session is None or on in written:
            continue
        day = day_of(session.on, on)
        if on in watched or is_check_day(table, day, {"modality": course.modalities}):
            yield Asking(_from(on, day, session, zone), midnight_after(on, zone))


def _from(on: date, day: int, session: Visit, zone: str) -> datetime:
    begins_at = midnight_after(on - DAY, zone)
    return max(begins_at, session.end_at) if day == 0 else begins_at
