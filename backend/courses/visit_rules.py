"""Which dates, lengths and ends a visit may have, and the sentences said when it may not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from backend.accounts.zones import all_zones
from backend.care.course import Visit, VisitKind, VisitState
from backend.care.when import date_exists, date_in

FIRST_YEAR = 2000
YEARS_AHEAD = 5
MINUTES = range(5, 481)
TRAVEL_MINUTES = range(0, 1441)
LONGEST_DAY = timedelta(hours=24)
FAR = timedelta(days=300)  # from here on a date is said with its year, as on the screens
LIVE = (VisitState.PROPOSED, VisitState.BOOKED, VisitState.ENDED)
CHANGES_OF_STATE = {
    VisitState.PROPOSED: {VisitState.BOOKED, VisitState.CANCELLED},
    VisitState.BOOKED: {VisitState.ENDED, VisitState.DID_NOT_HAPPEN, VisitState.CANCELLED},
    VisitState.ENDED: {VisitState.BOOKED},
    VisitState.DID_NOT_HAPPEN: {VisitState.BOOKED},
    VisitState.CANCELLED: {VisitState.BOOKED},
}
NAMES = {
    VisitKind.CONSULTATION: "consultation",
    VisitKind.PATCH_TEST: "patch test",
    VisitKind.SESSION: "session",
    VisitKind.FOLLOW_UP: "follow-up",
}
MONTHS = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_START = re.compile(r"(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})", re.ASCII)


@dataclass(frozen=True)
class Refusal:
    """What cannot be right, and the sentence that tells the patient what to do."""

    field: str
    sentence: str


def said(on: date) -> str:
    """A date as a patient reads it: 8 December 2026."""
    return f"{on.day} {MONTHS[on.month]} {on.year}"


def said_near(on: date, today: date) -> str:
    """The same where room is short: 8 Dec, or 8 Dec 2027 where another year's might be thought of."""
    short = f"{on.day} {MONTHS[on.month][:3]}"
    return f"{short} {on.year}" if abs(on - today) > FAR else short


def read_start(text: object) -> datetime:
    """Wall time from "2026-12-08T13:45". Raises ValueError with a sentence for the patient."""
    found = _START.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError("Please give the day and the time like this: 2026-12-08T13:45.")
    year, month, day, hour, minute = map(int, found.groups())
    if not 1 <= month <= 12:
        raise ValueError(f"There is no month {month}. Please check the month.")
    try:
        on = date(year, month, day)
    except ValueError:
        raise ValueError(f"{day} {MONTHS[month]} {year} is not a date. Please check the day.") from None
    if hour > 23 or minute > 59:
        raise ValueError(f"{hour:02}:{minute:02} is not a time of day. Please check the time.")
    return datetime(on.year, on.month, on.day, hour, minute)


def refusals(visit: Visit, others: Sequence[Visit], now: datetime) -> tuple[Refusal, ...]:
    """Everything about the visit that cannot be right; empty when it may be stored.

    Args:
        others: the other visits of the same course.
    """
    found = [_zone(visit)] if visit.zone not in all_zones() else [_start(visit, now)]
    if any(found):
        return tuple(one for one in found if one)
    found = [_minutes(visit), _travel(visit), _end(visit, now), _same_date(visit, others)]
    return tuple(one for one in found if one)


def change_refusal(before: Visit, after: Visit, now: datetime) -> Refusal | None:
    """Why a visit may not go from one state to the other, or None when it may."""
    if after.state is not before.state and after.state not in CHANGES_OF_STATE[before.state]:
        return Refusal("state", _CANNOT[before.state].format(NAMES[before.kind]))
    if after.state is VisitState.DID_NOT_HAPPEN and after.starts_at > now:
        return Refusal("state", f"This {NAMES[after.kind]} is still to come. You can cancel it instead.")
    return None


def number_of(visit: Visit, visits: Sequence[Visit]) -> int | None:
    """Which session of the course this is, by date; None for other visits and those not held."""
    ids = [one.id for one in live_sessions(visits)]
    return ids.index(visit.id) + 1 if visit.id in ids else None


def live_sessions(visits: Sequence[Visit]) -> tuple[Visit, ...]:
    """Sessions proposed, booked or ended, in order of their start."""
    found = [one for one in visits if one.kind is VisitKind.SESSION and one.state in LIVE]
    return tuple(sorted(found, key=lambda one: one.starts_at))


_CANNOT = {
    VisitState.PROPOSED: "This {} is only a suggestion so far. Please book it first.",
    VisitState.BOOKED: "This {} is booked already. You can change its date, or cancel it.",
    VisitState.ENDED: "This {} is marked as ended. If that was a mistake, set it back to booked first.",
    VisitState.DID_NOT_HAPPEN: (
        'This {} is marked as "didn\'t happen". If that was a mistake, set it back to booked first.'
    ),
    VisitState.CANCELLED: "This {} is cancelled. Please book it again first.",
}


def _zone(visit: Visit) -> Refusal:
    return Refusal("zone", f'"{visit.zone}" is not a time zone we know. Please choose one from the list.')


def _start(visit: Visit, now: datetime) -> Refusal | None:
    on = visit.start_local.date()
    if on.year < FIRST_YEAR:
        return Refusal("start", f"{said(on)} is too long ago. Please check the year.")
    if on.year > now.year + YEARS_AHEAD or on > _years_on(date_in(now, visit.zone), YEARS_AHEAD):
        return Refusal("start", f"{said(on)} is more than five years ahead. Please check the year.")
    if not date_exists(on, visit.zone):
        return Refusal("start", f"{said(on)} did not exist in {visit.zone}. Please check the day.")
    return None


def _years_on(on: date, years: int) -> date:
    """The same day some years later; 29 February becomes 28 February."""
    is_leap_day = on.month == 2 and on.day == 29
    return on.replace(year=on.year + years, day=28 if is_leap_day else on.day)


def _minutes(visit: Visit) -> Refusal | None:
    if visit.minutes in MINUTES:
        return None
    return Refusal("minutes", "A visit takes between 5 minutes and 8 hours. Please check its length.")


def _travel(visit: Visit) -> Refusal | None:
    if visit.travel_minutes is None or visit.travel_minutes in TRAVEL_MINUTES:
        return None
    return Refusal("travel_minutes", "The way there takes between 0 minutes and 24 hours. Please check it.")


def _end(visit: Visit, now: datetime) -> Refusal | None:
    name = NAMES[visit.kind]
    if visit.state is VisitState.ENDED and visit.starts_at > now:
        return Refusal("state", f"This {name} has not begun yet, so it has no end. Please check its date.")
    if visit.ended_at is None:
        return None
    if visit.ended_at > now:
        return Refusal("ended_at", "That end is still to come. Please check the time.")
    if visit.ended_at < visit.starts_at:
        return Refusal("ended_at", f"The {name} cannot end before it begins. Please check the time.")
    if visit.ended_at - visit.starts_at > LONGEST_DAY:
        return Refusal("ended_at", f"That is more than a day after the {name} began. Please check the day.")
    return None


def _same_date(visit: Visit, others: Sequence[Visit]) -> Refusal | None:
    if visit.kind is not VisitKind.SESSION or visit.state not in LIVE:
        return None
    for other in live_sessions(others):
        if other.on == visit.on and other.id != visit.id:
            return Refusal(
                "start",
                f"There is already a session on {said(visit.on)}. "
                "Please choose another day, or change that session.",
            )
    return None
