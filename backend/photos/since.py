"""Knows the day of a photo: how many days after which session, in words for its caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from backend.care.course import Visit
from backend.care.when import date_in
from backend.photos import poses


@dataclass(frozen=True)
class Day:
    """Day `day` after session `session` of the course, counted from 1."""

    session: int
    day: int


def day_of(taken_at: datetime, sessions: Sequence[Visit]) -> Day | None:
    """Return the day of the course at `taken_at`; None before the first session. `sessions` in order."""
    past = [visit for visit in sessions if visit.starts_at <= taken_at]
    if not past:
        return None
    last = past[-1]
    return Day(len(past), (date_in(taken_at, last.zone) - last.on).days)


def caption(area: str, pose: str, taken_at: datetime, zone: str, day: Day | None) -> str:
    """Return what stands below a photo, such as "Face, front. 12 December 2026, day 4 after session 1."."""
    on = date_in(taken_at, zone)
    since = f"day {day.day} after session {day.session}" if day else "before the first session"
    named = poses.label(area, pose)
    return f"{named[0].upper()}{named[1:]}. {on.day} {on:%B %Y}, {since}."
