"""What a change of the course does to its reminders: what moves, comes again, stays, ends or is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from backend.care.agenda import Ledger, Row
from backend.care.course import Visit
from backend.care.occurrence import Occurrence
from backend.care.rules import Window
from backend.care.standing import standings

Group = tuple[str, str, str | None]
What = Literal["moves", "again", "new", "goes", "stays", "late"]


@dataclass(frozen=True)
class Change:
    """One step's change: it `moves`, is said `again`, is `new`, `goes`, or was said already and `stays`.

    Or it would prepare a visit to come, and it is too `late` to say it. `old` is its next date before the
    change, or the date it was said for; `new` its next date after, which for what is late is over.
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


def compare(
    before: Sequence[Occurrence], after: Sequence[Occurrence], ledger: Ledger, now: datetime
) -> tuple[Change, ...]:
    """What a change at `now` really does to each step of each visit, in order of date (R8).

    Args:
        before: the plan of the course as it is, from its past on.
        after: the plan of the course as it would be, over the same time.
        ledger: what was said and done until now.
    """
    past = _Past(ledger, now)
    old, new = _by_group(before, past), _by_group(after, past)
    same_visits = {o.visit for o in after}
    found = (_change(old.get(group, _NOTHING), new.get(group, _NOTHING), past) for group in {**old, **new})
    told = (change for change in found if change and not _is_old_news(change, same_visits))
    return tuple(sorted((change for change, _ in told), key=_when))


def ended_pauses(before: Window, after: Window, at: datetime) -> tuple[str, ...]:
    """What is in force before a change and no more after it, in the protocol's words."""
    still = {(each.step.id, each.visit.id) for each in standings(after, at)}
    return tuple(each.text for each in standings(before, at) if (each.step.id, each.visit.id) not in still)


class _Past:
    """What was said until now, asked about single occurrences."""

    def __init__(self, ledger: Ledger, now: datetime) -> None:
        self._ledger, self._now = ledger, now

    def row_of(self, occurrence: Occurrence) -> Row | None:
        """The row that says it was said, its own or one that stands for it."""
        row = self._ledger.row_for(occurrence)
        return None if row is None or _is_unsaid(row) else row

    def is_to_come(self, occurrence: Occurrence) -> bool:
        """Whether it is still to be said. What we missed comes only where the change puts it ahead (R9)."""
        if occurrence.valid_until <= self._now or self.row_of(occurrence):
            return False
        row = self._ledger.row_for(occurrence)
        return row is None or row.state != "missed" or occurrence.due_at > self._now

    def is_too_late(self, occurrence: Occurrence) -> bool:
        """Whether its time is over, unsaid, while the visit it prepares is still to come."""
        is_ahead = occurrence.visit is not None and occurrence.visit.starts_at > self._now
        return is_ahead and occurrence.valid_until <= self._now

    def is_open_either_way(self, old: _Step, new: _Step) -> bool:
        """Whether it stands on Today already, and goes on doing so."""
        return all(step.next is not None and step.next.due_at <= self._now for step in (old, new))

    def is_open(self, occurrence: Occurrence, row: Row) -> bool:
        """Whether what was said still stands on Today."""
        return row.state == "open" and self._now < occurrence.valid_until


def _is_unsaid(row: Row) -> bool:
    """A row of something that never rang, was never seen, and is not settled."""
    is_settled = row.state in ("done", "skipped")
    return row.rung == 0 and row.shown_at is None and row.wake_at is None and not is_settled


@dataclass(frozen=True)
class _Step:
    """One step of one visit under one plan: what is said next, what was said last, and by which rows.

    `late` is the last of what was not said and cannot be any more.
    """

    next: Occurrence | None = None
    said: Occurrence | None = None
    rows: tuple[Row, ...] = ()
    late: Occurrence | None = None


_NOTHING = _Step()


def _by_group(occurrences: Iterable[Occurrence], past: _Past) -> dict[Group, _Step]:
    found: dict[Group, _Step] = {}
    for each in sorted(occurrences, key=lambda o: o.due_at):
        group = (each.key.course_id, each.key.step_id, each.key.visit_id)
        step = found.get(group, _NOTHING)
        if row := past.row_of(each):
            step = replace(step, said=each, rows=(*step.rows, row))
        elif step.next is None and past.is_to_come(each):
            step = replace(step, next=each)
        elif past.is_too_late(each):
            step = replace(step, late=each)
        found[group] = step
    return found


def _change(old: _Step, new: _Step, past: _Past) -> tuple[Change, Occurrence] | None:
    """The change of one step, with the occurrence it is told of."""
    if new.next:
        change = None if past.is_open_either_way(old, new) else _still_to_come(old, new.next)
        return (change, new.next) if change else None
    if new.late and not new.said and (old.next or not old.late):
        return _made("late", old.next, new.late), new.late
    if old.next:
        return _made("goes", old.next, None), old.next
    if old.said is None:
        return None
    is_withdrawn = past.is_open(old.said, old.rows[-1]) and old.rows[-1] not in new.rows
    return _made("goes" if is_withdrawn else "stays", old.said, None), old.said


def _still_to_come(old: _Step, coming: Occurrence) -> Change | None:
    if old.next and (old.next.due_at, old.next.on) == (coming.due_at, coming.on):
        return None
    if old.next:
        return _made("moves", old.next, coming)
    return _made("again" if old.said else "new", old.said, coming)


def _is_old_news(told: tuple[Change, Occurrence], same_visits: set[Visit | None]) -> bool:
    """What was said of a visit that does not change is not worth a line."""
    change, occurrence = told
    return change.what == "stays" and occurrence.visit in same_visits


def _made(what: What, old: Occurrence | None, new: Occurrence | None) -> Change:
    shown = new or old
    assert shown is not None, "a change has an old or a new date"
    return Change(
        what=what,
        step=shown.step.id,
        visit_id=shown.key.visit_id,
        title=shown.words.title,
        rings=shown.rings,
        old=old.on if old else None,
        new=new.on if new else None,
        old_at=old.due_at if old else None,
        new_at=new.due_at if new else None,
    )


def _when(change: Change) -> tuple[datetime, str]:
    at = change.new_at or change.old_at
    assert at is not None, "a change has an old or a new date"
    return at, change.title
