"""A step at its date: what it is called, when it is useful, and what it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from backend.care.course import Visit
from backend.care.protocol import Action, Step, Words

NO_VISIT = "-"


@dataclass(frozen=True)
class Key:
    """The identity of an occurrence (R7); never an instant, so no clock change can alter it."""

    course_id: str
    step_id: str
    visit_id: str | None
    epoch: int
    n: str

    def __str__(self) -> str:
        return "/".join([self.course_id, self.step_id, self.visit_id or NO_VISIT, str(self.epoch), self.n])

    @classmethod
    def parse(cls, text: str) -> Key:
        """The key that `str` wrote. ValueError when the text is none."""
        parts = text.split("/")
        if len(parts) != 5 or not (parts[3].isascii() and parts[3].isdigit()) or not all(parts):
            raise ValueError("This is not the key of a reminder.")
        course_id, step_id, visit_id, epoch, n = parts
        return cls(course_id, step_id, None if visit_id == NO_VISIT else visit_id, int(epoch), n)

    @property
    def stem(self) -> tuple[str, str, str | None, str]:
        """The same occurrence whatever the epoch, to find what an earlier one already said (R8)."""
        return self.course_id, self.step_id, self.visit_id, self.n


@dataclass(frozen=True)
class Occurrence:
    """One step, dated. It is useful from `due_at` until `valid_until`, both in UTC.

    `on` is the nominal local date. `renewed_at` is when the visit's present epoch began: what was
    said before it and was due before it is not said again (R8). `session_day` counts local days
    since the latest session, which sets the day's budget of rings (R12).
    """

    key: Key
    step: Step
    words: Words
    on: date
    due_at: datetime
    valid_until: datetime
    clock: str
    rings: bool
    actions: tuple[Action, ...] = ()
    is_top_up: bool = False
    visit: Visit | None = None
    renewed_at: datetime | None = None
    session_day: int | None = None

    @property
    def never_waits(self) -> bool:
        """Critical and clinic-clock steps neither wait for others nor count against the budget (R12)."""
        return self.step.critical or self.clock == "clinic"

    @property
    def is_free(self) -> bool:
        """Whether a ring for it stays outside the day's budget (R12)."""
        return self.never_waits or self.is_top_up


def by_importance(occurrences: Iterable[Occurrence], first_course: str = "") -> list[Occurrence]:
    """Critical first, then by priority, then by when they came due: the order of every list of them.

    Of equals those of the first course come first, where one is named.
    """

    def weight(o: Occurrence) -> tuple[object, ...]:
        is_other = o.key.course_id != first_course
        return not o.step.critical, o.step.priority, o.due_at, is_other, str(o.key)

    return sorted(occurrences, key=weight)
