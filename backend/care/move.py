"""What a change of the course does to its reminders: the old and the new date of each step."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from backend.care.occurrence import Occurrence

Group = tuple[str, str, str | None]


@dataclass(frozen=True)
class Change:
    """One step's change: it `moves`, `goes`, is `new`, or was said already and `stays`."""

    what: str
    title: str
    old: date | None
    new: date | None
    old_at: datetime | None
    new_at: datetime | None


def compare(
    before: Sequence[Occurrence], after: Sequence[Occurrence], said: Collection[str], now: datetime
) -> tuple[Change, ...]:
    """What changes for each step of each visit, in order of the new dates; repeats show their next date."""
    old, new = _next_of_each(before, said, now), _next_of_each(after, said, now)
    told = _told(before, said)
    changes = [
        change
        for group in {**old, **new, **told}
        if (change := _change(old.get(group), new.get(group), told.get(group)))
    ]
    return tuple(sorted(changes, key=_when))


def _group(occurrence: Occurrence) -> Group:
    return occurrence.key.course_id, occurrence.key.step_id, occurrence.key.visit_id


def _next_of_each(
    occurrences: Sequence[Occurrence], said: Collection[str], now: datetime
) -> dict[Group, Occurrence]:
    """What each step still has to say; what was said or done already does not come again."""
    found: dict[Group, Occurrence] = {}
    for occurrence in sorted(occurrences, key=lambda o: o.due_at):
        if occurrence.due_at > now and str(occurrence.key) not in said:
            found.setdefault(_group(occurrence), occurrence)
    return found


def _told(occurrences: Sequence[Occurrence], said: Collection[str]) -> dict[Group, Occurrence]:
    return {_group(o): o for o in occurrences if str(o.key) in said and o.visit is not None}


def _change(old: Occurrence | None, new: Occurrence | None, told: Occurrence | None) -> Change | None:
    shown = new or old or told
    if shown is None or (old and new and (old.due_at, old.on) == (new.due_at, new.on)):
        return None
    if old and new:
        what = "moves"
    elif old:
        what = "goes"
    else:
        what = "new" if new else "stays"
    past = old or told
    return Change(
        what=what,
        title=shown.words.title,
        old=past.on if past else None,
        new=new.on if new else None,
        old_at=past.due_at if past else None,
        new_at=new.due_at if new else None,
    )


def _when(change: Change) -> tuple[datetime, str]:
    at = change.new_at or change.old_at
    assert at is not None, "a change has an old or a new date"
    return at, change.title
