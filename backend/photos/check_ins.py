"""Knows when photos are due and which of their poses are missing. Pure: no database, no clock.

The sets are those of care protocol 5.1. When a set opens and closes round its date is our choice: wide
enough for a busy week, narrow enough that like is compared with like.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest
from typing import Literal

from backend.care.course import Course, Visit, VisitKind, VisitState
from backend.care.protocol import FactValue
from backend.care.when import date_in
from backend.courses import intake
from backend.photos import poses

Kind = Literal["progress", "healing"]
State = Literal["ahead", "open", "done", "over"]
Off = Literal["under_age", "intimate_area"]


@dataclass(frozen=True)
class Taken:
    """A photo that is safe on the server."""

    id: str
    course_id: str
    area: str
    pose: str
    check_in: str | None
    taken_at: datetime


@dataclass(frozen=True)
class Wanted:
    """One pose of a check-in; `ghost` is the first photo of this pose, to take the next one alike."""

    area: str
    pose: str
    photo: str | None
    ghost: str | None


@dataclass(frozen=True)
class CheckIn:
    """One set of photos. `asks` is true for the one set the app may ask for now."""

    id: str
    name: str
    kind: Kind
    due_on: date
    opens_on: date
    closes_on: date
    state: State
    poses: tuple[Wanted, ...]
    asks: bool = False

    @property
    def missing(self) -> int:
        return sum(wanted.photo is None for wanted in self.poses)


@dataclass(frozen=True)
class _Set:
    """A check-in without its photos."""

    id: str
    name: str
    kind: Kind
    due_on: date
    before: int
    after: int


# Days after a session: only to show the clinic, since swelling can hide lines. (day, days it stays open)
_HEALING = ((0, 0), (1, 0), (3, 1), (7, 2))
_WEEKS_AFTER_LAST = (4, 8, 12, 24)
_WEEK_OPENS, _WEEK_CLOSES = 3, 10
_DAYS_BETWEEN = 28  # step N03, unless the set before the next session is open then
_BASELINE_DUE, _BASELINE_OPENS = 7, 7
_BEFORE_OPENS = 2


def off_because(facts: Mapping[str, FactValue], areas: Sequence[str]) -> Off | None:
    """Return why no photo of these areas is taken, or None when photos may be."""
    if intake.age_refusal(facts) is not None:
        return "under_age"
    if any(area in poses.INTIMATE or area not in poses.POSES for area in areas):
        return "intimate_area"
    return None


def areas_of(facts: Mapping[str, FactValue]) -> tuple[str, ...]:
    """Return the treated areas of a course."""
    told = facts.get("area")
    return (told,) if isinstance(told, str) else ()


def check_ins(
    course: Course,
    facts: Mapping[str, FactValue],
    taken: Sequence[Taken],
    zone: str,
    now: datetime,
    *,
    is_held: bool = False,
) -> tuple[CheckIn, ...]:
    """Return every set of the course, the earliest first.

    `is_held`: the clinic has to be asked first, so that nothing asks for photos; taking them stays possible.
    """
    areas, today = areas_of(facts), date_in(now, zone)
    if not areas or off_because(facts, areas):
        return ()
    found = [_filled(one, course, areas, taken, today) for one in _sets(course)]
    in_order = sorted(found, key=lambda one: (one.due_on, one.id))
    if is_held or facts.get("photos") is not True or course.paused_at is not None:
        return tuple(in_order)
    return tuple(_with_one_question(in_order))


def _sets(course: Course) -> Iterator[_Set]:
    sessions = _sessions(course)
    for number, visit in enumerate(sessions, 1):
        if number == 1:
            due = visit.on - timedelta(days=_BASELINE_DUE)
            yield _Set("baseline", "Baseline", "progress", due, _BASELINE_OPENS, _BASELINE_DUE - 2)
        before = visit.on - timedelta(days=1)
        yield _Set(f"before/{visit.id}", f"Before session {number}", "progress", before, _BEFORE_OPENS, 1)
        for day, stays in _HEALING:
            on, name = visit.on + timedelta(days=day), f"Day {day} after session {number}"
            yield _Set(f"day-{day}/{visit.id}", name, "healing", on, 0, stays)
    last = course.last_session
    for number, (visit, following) in enumerate(zip_longest(sessions, sessions[1:]), 1):
        on = visit.on + timedelta(days=_DAYS_BETWEEN)
        is_free = following is None or on < following.on - timedelta(days=_BEFORE_OPENS + 1)
        if is_free and visit is not last:
            yield _Set(f"after/{visit.id}", f"Four weeks after session {number}", "progress", on, 3, 3)
    if last is not None:
        for week in _WEEKS_AFTER_LAST:
            on = last.on + timedelta(weeks=week)
            yield _Set(f"week-{week}", f"Week {week}", "progress", on, _WEEK_OPENS, _WEEK_CLOSES)


def _sessions(course: Course) -> list[Visit]:
    """Sessions with a date of their own; a proposed one has none yet."""
    dated = (VisitState.BOOKED, VisitState.ENDED)
    found = [one for one in course.visits if one.kind is VisitKind.SESSION and one.state in dated]
    return sorted(found, key=lambda one: one.starts_at)


def _filled(one: _Set, course: Course, areas: Sequence[str], taken: Sequence[Taken], today: date) -> CheckIn:
    own = [photo for photo in taken if photo.course_id == course.id]
    wanted = tuple(_wanted(one.id, area, pose, own) for area in areas for pose in poses.POSES[area])
    opens_on, closes_on = (
        one.due_on - timedelta(days=one.before),
        one.due_on + timedelta(days=one.after),
    )
    is_done = all(each.photo is not None for each in wanted)
    state: State = "ahead" if today < opens_on else "over" if today > closes_on else "open"
    return CheckIn(
        id=one.id,
        name=one.name,
        kind=one.kind,
        due_on=one.due_on,
        opens_on=opens_on,
        closes_on=closes_on,
        state="done" if is_done else state,
        poses=wanted,
    )


def _wanted(set_id: str, area: str, pose: str, taken: Sequence[Taken]) -> Wanted:
    """The pose with the newest photo of this set, and the first of any set that shows progress."""
    alike = sorted(
        (photo for photo in taken if (photo.area, photo.pose) == (area, pose)), key=lambda one: one.taken_at
    )
    of_set = [photo.id for photo in alike if photo.check_in == set_id]
    shown = [photo.id for photo in alike if kind_of(photo.check_in) == "progress"]
    return Wanted(area, pose, of_set[-1] if of_set else None, shown[0] if shown else None)


def kind_of(check_in: str | None) -> Kind:
    """Return whether photos of a check-in show progress, or only healing. Those of none show progress."""
    return "healing" if check_in is not None and check_in.startswith("day-") else "progress"


def _with_one_question(found: Sequence[CheckIn]) -> Iterator[CheckIn]:
    """Let one set ask: of those that are open, the last that has come due; day 0 is never asked for."""
    open_now = [one for one in found if one.state == "open" and not one.id.startswith("day-0/")]
    asking = open_now[-1].id if open_now else None
    for one in found:
        yield CheckIn(**{**one.__dict__, "asks": one.id == asking})
