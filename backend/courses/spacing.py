"""How far apart sessions stand, what that means in words, and who set the number it is measured by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from backend.care.course import Visit, VisitState
from backend.courses.visit_rules import live_sessions, said_near

Whose = Literal["clinic", "patient", "protocol"]

DAYS_A_WEEK = 7
# Seed 001: "This allows sufficient time for the skin to regenerate".
WHY_WAIT = "The weeks between give your skin time to renew itself."


@dataclass(frozen=True)
class Spacing:
    """Whole weeks clinics leave between sessions (care protocol 2.2, spacing).

    `usual` is the protocol's, `clinic` what this patient's clinic said, `own` what the patient chose,
    `least` the number below which even a clinic's own number is worth a second look. `longest` is where
    the suggested window ends, `longer` what the protocol says of a later session, and `furthest` the end of
    the range it says that for. `source` says where the usual numbers come from.
    """

    usual: int
    least: int
    clinic: int | None = None
    own: int | None = None
    longest: int | None = None
    longer: str = ""
    furthest: int | None = None
    source: str = ""

    @property
    def floor(self) -> int:
        """Weeks below which a gap is pointed out."""
        return max(self.least, self.usual if self.clinic is None else self.clinic)

    def is_short(self, days: int) -> bool:
        return days < self.floor * DAYS_A_WEEK

    def is_long(self, days: int) -> bool:
        return self.longest is not None and days > max(self.longest, self.floor) * DAYS_A_WEEK

    def said_of_long(self, days: int) -> str:
        """What a gap this long means; past the range of the protocol nobody said that it is no harm."""
        if self.furthest is None or days <= self.furthest * DAYS_A_WEEK:
            return self.longer
        named = f"The longest usual gap our sources name is {self.furthest} weeks."
        return f"{named} Please double-check with your clinic."


@dataclass(frozen=True)
class Gap:
    """The time between a session and the one before it, as a change would leave it.

    `text` says how long and what is asked for, `means` what a shorter or longer one means; `set_by` is
    who gave the number, and `source` where the protocol has it from.
    """

    text: str
    means: str
    is_short: bool
    set_by: Whose
    source: str


def gap_warnings(visits: Sequence[Visit], spacing: Spacing) -> dict[str, str]:
    """A sentence per session still to come that follows another one too soon, by visit id."""
    sessions = live_sessions(visits)
    found = {}
    for number, (before, visit) in enumerate(pairwise(sessions), start=1):
        days = (visit.on - before.on).days
        if visit.state is not VisitState.ENDED and spacing.is_short(days):
            found[visit.id] = _sentence(days, number, spacing)
    return found


def _sentence(days: int, number: int, spacing: Spacing) -> str:
    asked = _asked(days, spacing)
    return f"Only {_length(days)} after session {number}. {asked} Please double-check with yours."


def _asked(days: int, spacing: Spacing) -> str:
    """What the gap is measured by, and whose number that is."""
    unit = "" if days % DAYS_A_WEEK == 0 else " weeks"
    if spacing.clinic is not None and (days < spacing.clinic * DAYS_A_WEEK or not spacing.is_short(days)):
        return f"You noted that your clinic leaves {spacing.clinic}{unit} or more."
    usual = f"Most clinics leave {max(spacing.usual, spacing.least)}{unit} or more."
    if spacing.clinic is None and spacing.own is not None:
        return f"You chose {spacing.own}{unit}. {usual}"
    return usual


def _length(days: int) -> str:
    if days % DAYS_A_WEEK == 0:
        weeks = days // DAYS_A_WEEK
        return "1 week" if weeks == 1 else f"{weeks} weeks"
    return "1 day" if days == 1 else f"{days} days"


def changed_gaps(
    before: Sequence[Visit], after: Sequence[Visit], spacing: Spacing, visit_id: str, today: date
) -> tuple[Gap, ...]:
    """The gaps a change makes another length: the visit's own first, then the others by number and date."""
    old, new = _gaps(before), _gaps(after)
    changed = [each for each in new if each not in old and each[1].state is not VisitState.ENDED]
    own = [_gap(*each, spacing, None) for each in changed if each[1].id == visit_id]
    others = [_gap(*each, spacing, today) for each in changed if each[1].id != visit_id]
    return (*own, *others)


def _gaps(visits: Sequence[Visit]) -> list[tuple[int, Visit, int]]:
    """Each session after the first: its number, itself, and the days since the one before it."""
    sessions = live_sessions(visits)
    return [
        (number, visit, (visit.on - before.on).days)
        for number, (before, visit) in enumerate(pairwise(sessions), start=2)
    ]


def _gap(number: int, visit: Visit, days: int, spacing: Spacing, named_on: date | None) -> Gap:
    """The gap before a session; `named_on` is today where the session itself has to be named."""
    is_short = spacing.is_short(days)
    text = _sentence(days, number - 1, spacing) if is_short else _plain(days, number - 1, spacing)
    if named_on is not None:
        text = f"The session on {said_near(visit.on, named_on)}: {text[0].lower()}{text[1:]}"
    own: Whose = "protocol" if spacing.own is None else "patient"
    return Gap(
        text=text,
        means=WHY_WAIT if is_short else spacing.said_of_long(days) if spacing.is_long(days) else "",
        is_short=is_short,
        set_by=own if spacing.clinic is None else "clinic",
        source=spacing.source,
    )


def _plain(days: int, number: int, spacing: Spacing) -> str:
    return f"{_length(days)} after session {number}. {_asked(days, spacing)}"
