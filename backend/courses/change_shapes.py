"""What a change would do, to dates or to the plan, as it is shown before anybody agrees to it."""

from __future__ import annotations

from datetime import date, datetime

from backend.api import Shape
from backend.care.course import VisitKind, VisitState
from backend.care.move import What
from backend.courses.fields import SetBy
from backend.courses.spacing import Whose


class Change(Shape):
    """What a change would do to one reminder; `rings` says whether the phone rings for it at all.

    `late` would prepare the visit, but its day, told in `new`, is over.
    """

    what: What
    step: str
    visit_id: str | None
    title: str
    rings: bool
    old: date | None
    new: date | None
    old_at: datetime | None
    new_at: datetime | None


class MovedVisit(Shape):
    """A proposed session that moves along with the one before it."""

    id: str
    kind: VisitKind
    number: int | None
    old: date
    new: date


class Gap(Shape):
    """How far a session would be from the one before it, what that means, and whose number says so."""

    text: str
    means: str
    is_short: bool
    set_by: Whose
    source: str


class PreviewDay(Shape):
    """One day of the field: its care from 0 to 5, and how the visit on it stands."""

    on: date
    level: int
    visit: VisitState | None


class PreviewField(Shape):
    """The same weeks of the course twice: as it is, and as it would be. `until` is the day after the last."""

    since: date
    until: date
    before: list[PreviewDay]
    after: list[PreviewDay]


class Preview(Shape):
    """What a change would do; nothing has changed yet. `ends` is what is in force and would be no more."""

    changes: list[Change]
    visits: list[MovedVisit]
    gaps: list[Gap]
    ends: list[str]
    warnings: list[str]
    field: PreviewField | None


class OtherNumber(Shape):
    """A number that would be another, and whose the old one is; null where there is none."""

    what: str
    old: int | None
    old_unit: str
    new: int | None
    new_unit: str
    set_by: Whose


class KeptNumber(Shape):
    """The clinic's or the patient's own number, which stays though the new version says `offered`."""

    what: str
    unit: str
    value: int
    offered: int
    set_by: SetBy


class ReminderWords(Shape):
    """What one reminder says."""

    title: str
    body: str
    why: str


class OtherWords(Shape):
    """A reminder that would say something else."""

    old: ReminderWords
    new: ReminderWords


class NewVersion(Shape):
    """A new version of the plan and what it would change; nothing changes before it is taken by its `id`.

    `handling` names reminders with other buttons, or another way to ring; `questions` would be asked anew.
    """

    id: str
    version: str
    changes: list[Change]
    numbers: list[OtherNumber]
    kept: list[KeptNumber]
    words: list[OtherWords]
    handling: list[str]
    questions: list[str]
    healing: bool
    photos: bool


class Offered(Shape):
    """The new version a course is offered; null when there is none, or it was not wanted."""

    offer: NewVersion | None
