"""When two sessions stand closer together than clinics leave between them, and how to say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from backend.care.course import Visit, VisitState
from backend.courses.visit_rules import live_sessions

DAYS_A_WEEK = 7


@dataclass(frozen=True)
class Spacing:
    """Whole weeks clinics leave between sessions (care protocol 2.2, spacing).

    `usual` is the protocol's, `clinic` what this patient's clinic said, `least` the number
    below which even a clinic's own number is worth a second look.
    """

    usual: int
    least: int
    clinic: int | None = None

    @property
    def floor(self) -> int:
        """Weeks below which a gap is pointed out."""
        return max(self.least, self.usual if self.clinic is None else self.clinic)


def gap_warnings(visits: Sequence[Visit], spacing: Spacing) -> dict[str, str]:
    """A sentence per session still to come that follows another one too soon, by visit id."""
    sessions = live_sessions(visits)
    found = {}
    for number, (before, visit) in enumerate(pairwise(sessions), start=1):
        days = (visit.on - before.on).days
        if visit.state is not VisitState.ENDED and days < spacing.floor * DAYS_A_WEEK:
            found[visit.id] = _sentence(days, number, spacing)
    return found


def _sentence(days: int, number: int, spacing: Spacing) -> str:
    if spacing.clinic is not None and days < spacing.clinic * DAYS_A_WEEK:
        usual = f"You noted that your clinic leaves {spacing.clinic} or more."
    else:
        usual = f"Most clinics leave {max(spacing.usual, spacing.least)} or more."
    unit = "" if days % DAYS_A_WEEK == 0 else " weeks"
    usual = usual.replace(" or more", f"{unit} or more")
    return f"Only {_length(days)} after session {number}. {usual} Please double-check with yours."


def _length(days: int) -> str:
    if days % DAYS_A_WEEK == 0:
        weeks = days // DAYS_A_WEEK
        return "1 week" if weeks == 1 else f"{weeks} weeks"
    return "1 day" if days == 1 else f"{days} days"


def new_warnings(
    before: Sequence[Visit], after: Sequence[Visit], spacing: Spacing, visit_id: str
) -> tuple[str, ...]:
    """The sentences a change would add: the visit's own first, then its neighbour's by number."""
    old, new = gap_warnings(before, spacing), gap_warnings(after, spacing)
    found = [new[visit_id]] if visit_id in new else []
    for number, visit in enumerate(live_sessions(after), start=1):
        if visit.id != visit_id and visit.id in new and new[visit.id] != old.get(visit.id):
            found.append(f"Session {number}: {new[visit.id][0].lower()}{new[visit.id][1:]}")
    return tuple(found)
