"""What a course of treatment is made of, as plain records that the rules read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property

from backend.care.when import instant_of


class VisitKind(StrEnum):
    CONSULTATION = "consultation"
    PATCH_TEST = "patch_test"
    SESSION = "session"
    FOLLOW_UP = "follow_up"


class VisitState(StrEnum):
    PROPOSED = "proposed"
    BOOKED = "booked"
    ENDED = "ended"
    DID_NOT_HAPPEN = "did_not_happen"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Visit:
    """A dated appointment; `start_local` is wall time in the clinic's `zone`.

    `epoch` counts moves of three or more local dates, `starts` every change of start;
    `epoch_began_at` and `moved_at` are the instants of the last of each (rule R8).
    """

    id: str
    kind: VisitKind
    state: VisitState
    start_local: datetime
    zone: str
    minutes: int
    epoch_start_local: datetime
    epoch_began_at: datetime
    moved_at: datetime
    place: str = ""
    phone: str = ""
    travel_minutes: int | None = None
    ended_at: datetime | None = None
    epoch: int = 0
    starts: int = 0

    @property
    def anchors_steps(self) -> bool:
        """Only a booked or ended visit gives dates to steps (R6)."""
        return self.state in (VisitState.BOOKED, VisitState.ENDED)

    @property
    def on(self) -> date:
        """The date of the visit where the clinic is."""
        return self.start_local.date()

    @cached_property
    def starts_at(self) -> datetime:
        found = instant_of(self.start_local.date(), self.start_local.time(), self.zone)
        if found is None:
            raise ValueError(f"Visit {self.id} starts on a date that does not exist in {self.zone}.")
        return found

    @property
    def assumed_end_at(self) -> datetime:
        """Start plus the visit's length (R11)."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def end_at(self) -> datetime:
        """The end the patient told, else the assumed one (R11)."""
        return self.ended_at or self.assumed_end_at

    @property
    def permitted_end_at(self) -> datetime:
        """The later of assumed and told end: permissions count from here (R11)."""
        return max(self.end_at, self.assumed_end_at)


@dataclass(frozen=True)
class Answer:
    """One fact the patient stated, at the phone's time; without a visit it is intake."""

    id: str
    question: str
    value: str | int | bool
    at: datetime
    visit_id: str | None = None
    occurrence: str | None = None


@dataclass(frozen=True)
class Value:
    """A parameter of the protocol set for this course, and by whom: clinic or patient."""

    param: str
    value: int
    set_by: str


@dataclass(frozen=True)
class Course:
    """One treatment plan of one patient. It starts when it was created (anchor course_made).

    `held_at`: since when the clinic has to be asked about a symptom, until the patient says it was reached.
    """

    id: str
    created_at: datetime
    sessions_planned: int
    modalities: frozenset[str] = frozenset()
    visits: tuple[Visit, ...] = ()
    values: tuple[Value, ...] = ()
    paused_at: datetime | None = None
    held_at: datetime | None = None
    done_at: datetime | None = None
    closed_at: datetime | None = None

    @cached_property
    def sessions(self) -> tuple[Visit, ...]:
        """The sessions that anchor steps, in order of their start."""
        found = [v for v in self.visits if v.kind is VisitKind.SESSION and v.anchors_steps]
        return tuple(sorted(found, key=lambda v: v.starts_at))

    @cached_property
    def last_session(self) -> Visit | None:
        """L of the protocol: known once the planned number is dated, or the patient is done (R6)."""
        if self.done_at is not None:
            held = [v for v in self.sessions if v.starts_at <= self.done_at]
            return held[-1] if held else None
        return self.sessions[-1] if len(self.sessions) >= self.sessions_planned and self.sessions else None

    @cached_property
    def closes_at(self) -> datetime | None:
        """On the patient's word, else 26 weeks after the last session (R6); None while neither is known.

        A course said to be done with no session in it has nothing left to follow, and closes with that.
        """
        if self.closed_at is not None:
            return self.closed_at
        last = self.last_session
        if last is None:
            return None if self.sessions else self.done_at
        return last.end_at + timedelta(weeks=26)

    def is_closed(self, now: datetime) -> bool:
        """Whether everything of it has ended, on the patient's word or by time."""
        return self.closes_at is not None and self.closes_at <= now


@dataclass(frozen=True)
class Clocks:
    """Where the patient is, and the moments of the day they chose."""

    zone: str
    morning: time = time(8)
    evening: time = time(20)
    quiet_from: time = time(22)
    quiet_until: time = time(7, 30)

    def bundle(self, slot: str) -> time:
        return self.morning if slot == "morning" else self.evening

    def is_quiet(self, moment: time) -> bool:
        """Whether a wall time lies in quiet hours, which may span midnight."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= moment < self.quiet_until
        return moment >= self.quiet_from or moment < self.quiet_until


def visit_named(visits: Sequence[Visit], visit_id: str) -> Visit | None:
    return next((visit for visit in visits if visit.id == visit_id), None)
