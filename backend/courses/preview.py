"""What a change of a visit would do, shown before it is made: dates, gaps, pauses and the field of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from backend.care.agenda import Ledger
from backend.care.course import Answer, Clocks, Course, Visit, visit_named
from backend.care.days import CourseDay, days_of
from backend.care.known import Known
from backend.care.move import compare, ended_pauses
from backend.care.plan import plan
from backend.care.protocol import Protocol
from backend.care.rules import Window
from backend.care.when import date_in
from backend.courses import change_shapes
from backend.courses.present import cancelled_pauses
from backend.courses.spacing import changed_gaps
from backend.courses.values import spacing_of
from backend.courses.visit_rules import number_of

SEEN_BACK = timedelta(days=60)
SEEN_AHEAD = timedelta(days=800)
WEEK = timedelta(weeks=1)
LONGEST_FIELD = timedelta(weeks=7)
JUST_BEFORE = timedelta(seconds=1)


@dataclass(frozen=True)
class Change:
    """A course as it is and as it would be with one visit changed, and all that is known of the patient."""

    before: Course
    after: Course
    visit_id: str
    protocol: Protocol
    answers: Sequence[Answer]
    clocks: Clocks
    ledger: Ledger
    now: datetime

    @property
    def old(self) -> Visit:
        return _visit(self.before, self.visit_id)

    @property
    def new(self) -> Visit:
        return _visit(self.after, self.visit_id)

    def known(self, course: Course) -> Known:
        return Known(course, self.protocol, self.answers)


def preview(change: Change) -> change_shapes.Preview:
    """The change in words and dates; nothing has changed yet."""
    old, new = (
        plan(
            each,
            change.protocol,
            change.answers,
            change.clocks,
            change.now - SEEN_BACK,
            change.now + SEEN_AHEAD,
        )
        for each in (change.before, change.after)
    )
    spacing = spacing_of(change.known(change.after))
    today = date_in(change.now, change.clocks.zone)
    gaps = changed_gaps(change.before.visits, change.after.visits, spacing, change.visit_id, today)
    changes = compare(old, new, change.ledger, change.now)
    return change_shapes.Preview(
        changes=[change_shapes.Change(**asdict(each)) for each in changes],
        visits=_moved_along(change),
        gaps=[change_shapes.Gap(**asdict(each)) for each in gaps],
        ends=list(_pauses_in_force(change)),
        warnings=list(cancelled_pauses(change.before, change.after, change.visit_id, change.answers)),
        field=_field(change),
    )


def _visit(course: Course, visit_id: str) -> Visit:
    found = visit_named(course.visits, visit_id)
    assert found is not None, "a change is one of a visit the course has"
    return found


def _moved_along(change: Change) -> list[change_shapes.MovedVisit]:
    """Proposals that follow a moved session move with it."""
    return [
        change_shapes.MovedVisit(
            id=visit.id,
            kind=visit.kind,
            number=number_of(visit, change.after.visits),
            old=_visit(change.before, visit.id).on,
            new=visit.on,
        )
        for visit in change.after.visits
        if visit.id != change.visit_id and visit.on != _visit(change.before, visit.id).on
    ]


def _pauses_in_force(change: Change) -> tuple[str, ...]:
    """What is in force for the visit and ends with this change; after its start, what was in force for it."""
    at = min(change.now, change.old.starts_at - JUST_BEFORE)
    before, after = (
        Window(change.known(course), change.clocks, at, at) for course in (change.before, change.after)
    )
    return ended_pauses(before, after, at)


def _field(change: Change) -> change_shapes.PreviewField | None:
    """The weeks round the old and the new date, as they are and as they would be; none for a far move."""
    first, last = sorted((change.old.on, change.new.on))
    since = first - timedelta(days=first.weekday()) - WEEK
    until = last - timedelta(days=last.weekday()) + 2 * WEEK
    if first == last or until - since > LONGEST_FIELD:
        return None
    before, after = (
        _days(days_of(change.known(course), change.clocks.zone, change.now), since, until)
        for course in (change.before, change.after)
    )
    return change_shapes.PreviewField(since=since, until=until, before=before, after=after)


def _days(days: Sequence[CourseDay], since: date, until: date) -> list[change_shapes.PreviewDay]:
    return [
        change_shapes.PreviewDay(on=day.on, level=day.level, visit=day.visit.state if day.visit else None)
        for day in days
        if since <= day.on < until
    ]
