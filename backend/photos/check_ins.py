"""Knows when photos are due and which of their poses are missing. Pure: no database, no clock.

Which sets there are, and when each opens and closes, is the protocol's to say (`photos` of its file).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from backend.care.areas import areas_of, chosen_of
from backend.care.condition import holds
from backend.care.course import Course, Visit
from backend.care.photographed import off_because, photographed
from backend.care.protocol import PhotoSet
from backend.care.vocabulary import PhotoKind
from backend.care.when import date_in
from backend.photos import poses

State = Literal["ahead", "open", "done", "over"]


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
class Told:
    """A symptom the patient wrote down, on this date of theirs."""

    id: str
    course_id: str
    on: date
    at: datetime


@dataclass(frozen=True)
class Wanted:
    """One pose of a check-in; `ghost` is the first photo of this pose, to take the next one alike.

    Without an extra one nothing is missing."""

    area: str
    pose: str
    photo: str | None
    ghost: str | None
    is_extra: bool = False


@dataclass(frozen=True)
class CheckIn:
    """One set of photos. `asks` is true for the one set the app may ask for now.

    `step` is the step of the protocol that is done once no pose is missing; "" for none."""

    id: str
    name: str
    kind: PhotoKind
    due_on: date
    opens_on: date
    closes_on: date
    state: State
    poses: tuple[Wanted, ...]
    may_ask: bool
    step: str
    asks: bool = False

    @property
    def missing(self) -> int:
        return sum(wanted.photo is None for wanted in self.poses if not wanted.is_extra)


@dataclass(frozen=True)
class _Set:
    """A check-in without its photos."""

    id: str
    name: str
    of: PhotoSet
    due_on: date
    begins_at: datetime

    @property
    def opens_on(self) -> date:
        return self.due_on - timedelta(days=self.of.opens)

    @property
    def closes_on(self) -> date:
        return self.due_on + timedelta(days=self.of.closes)

    def state(self, today: date, now: datetime) -> State:
        """By the date; on the day of the session what shows the skin before it ends as the session begins,
        and what shows it after begins then."""
        is_before, has_begun = self.of.day < 0, self.begins_at <= now
        if today > self.closes_on or (is_before and has_begun):
            return "over"
        if today < self.opens_on or not (is_before or has_begun):
            return "ahead"
        return "open"


def check_ins(
    course: Course,
    sets: Sequence[PhotoSet],
    facts: Mapping[str, object],
    taken: Sequence[Taken],
    zone: str,
    now: datetime,
    *,
    is_held: bool = False,
    told: Sequence[Told] = (),
) -> tuple[CheckIn, ...]:
    """Return every set of the course, the earliest first; `sets` are its protocol's, `facts` its intake.

    `is_held`: the clinic has to be asked first, so that nothing asks for photos; taking them stays possible.
    `told`: what the diary holds, of any course.
    """
    today = date_in(now, zone)
    if not photographed(areas_of(facts)) or off_because(facts):
        return ()
    held = [one for one in sets if holds(one.condition, facts)]
    dated = list(_dated(course, held))
    dated += _to_show(held, [one for one in told if one.course_id == course.id], dated)
    own = _Own([photo for photo in taken if photo.course_id == course.id], facts, sets)
    found = [own.filled(one, one.state(today, now)) for one in dated]
    in_order = sorted(found, key=lambda one: (one.due_on, one.id))
    if is_held or facts.get("photos") is not True or course.paused_at is not None:
        return tuple(in_order)
    return tuple(_with_one_question(in_order))


def _dated(course: Course, sets: Sequence[PhotoSet]) -> Iterator[_Set]:
    """Each set at each session it follows, without those that give way to another."""
    made = [(visit, one) for of in sets for visit, one in _at_its_sessions(course, of)]
    for visit, one in made:
        later = (each for _, each in made if each.of.id in one.of.gives_way_to and each.due_on > visit.on)
        if not any(each.opens_on <= one.due_on for each in later):
            yield one


def _at_its_sessions(course: Course, of: PhotoSet) -> Iterator[tuple[Visit, _Set]]:
    sessions = course.sessions
    for number, visit in enumerate(sessions, 1):
        if of.anchor == "session":
            name = of.name.replace("{session}", str(number))
            yield visit, _set(f"{of.id}/{visit.id}", name, of, visit)
    last = (course.last_session,) if course.last_session else ()
    for visit in {"first_session": sessions[:1], "last_session": last}.get(of.anchor, ()):
        name = of.name.replace("{session}", str(sessions.index(visit) + 1))
        yield visit, _set(of.id, name, of, visit)


def _set(set_id: str, name: str, of: PhotoSet, visit: Visit) -> _Set:
    return _Set(set_id, name, of, visit.on + timedelta(days=of.day), visit.starts_at)


def _to_show(sets: Sequence[PhotoSet], told: Sequence[Told], others: Sequence[_Set]) -> Iterator[_Set]:
    """The set for a symptom, of the newest date one was told on; where healing is photographed then, that
    set shows it."""
    if not told:
        return
    on = max(one.on for one in told)
    if any(one.of.kind == "healing" and one.opens_on <= on <= one.closes_on for one in others):
        return
    first = min((one for one in told if one.on == on), key=lambda one: (one.at, one.id))
    for of in sets:
        if of.anchor == "symptom":
            yield _Set(f"{of.id}/{first.id}", of.name, of, on + timedelta(days=of.day), first.at)


class _Own:
    """The photos of one course, asked which pose of a set each of them is."""

    def __init__(self, taken: Sequence[Taken], facts: Mapping[str, object], sets: Sequence[PhotoSet]) -> None:
        self._taken = sorted(taken, key=lambda one: one.taken_at)
        self._facts = facts
        self._kinds = {one.id: one.kind for one in sets}

    def filled(self, one: _Set, state: State) -> CheckIn:
        """The set with its photos."""
        wanted = tuple(self._wanted(one))
        needed = [each for each in wanted if not each.is_extra]
        is_done = bool(needed) and all(each.photo is not None for each in needed)
        return CheckIn(
            id=one.id,
            name=one.name,
            kind=one.of.kind,
            due_on=one.due_on,
            opens_on=one.opens_on,
            closes_on=one.closes_on,
            state="done" if is_done else state,
            poses=wanted,
            may_ask=one.of.asks,
            step=one.of.step,
        )

    def _wanted(self, one: _Set) -> Iterator[Wanted]:
        treated, concerns = areas_of(self._facts), chosen_of(self._facts.get("concern"))
        is_of_symptom = one.of.anchor == "symptom"  # whichever view shows it is enough
        for area in photographed(treated):
            for pose in poses.POSES[area]:
                yield self._pose(one.id, area, pose, is_extra=is_of_symptom)
            for pose in poses.extra(area, treated, concerns, shows_mark=is_of_symptom):
                yield self._pose(one.id, area, pose, is_extra=True)

    def _pose(self, set_id: str, area: str, pose: str, *, is_extra: bool) -> Wanted:
        """The pose with the newest photo of this set, and the first of any set that shows progress."""
        alike = [photo for photo in self._taken if (photo.area, photo.pose) == (area, pose)]
        of_set = [photo.id for photo in alike if photo.check_in == set_id]
        shown = [photo.id for photo in alike if kind_of(photo.check_in, self._kinds) == "progress"]
        return Wanted(area, pose, of_set[-1] if of_set else None, shown[0] if shown else None, is_extra)


def kind_of(check_in: str | None, kinds: Mapping[str, PhotoKind]) -> PhotoKind:
    """Return what a photo is for, by the kinds of its protocol's sets; one of no set known shows progress."""
    return kinds.get((check_in or "").partition("/")[0], "progress")


def _with_one_question(found: Sequence[CheckIn]) -> Iterator[CheckIn]:
    """Let one set ask: of those that are open and may, the last that has come due."""
    open_now = [one for one in found if one.state == "open" and one.may_ask]
    asking = open_now[-1].id if open_now else None
    for one in found:
        yield CheckIn(**{**one.__dict__, "asks": one.id == asking})
