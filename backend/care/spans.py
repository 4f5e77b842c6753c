"""What may be done over the coming weeks: each activity from instant to instant, all courses in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from backend.care.course import Course
from backend.care.known import Known
from backend.care.permissions import (
    ACTIVITIES,
    ASK_FIRST,
    NOT_UNTIL,
    PRESCRIBED,
    Activity,
    Permission,
    changes_of,
    is_known,
    permission_for,
)
from backend.care.rules import Window


@dataclass(frozen=True)
class Span:
    """What holds from an instant until the next span of the same activity begins."""

    from_at: datetime
    permission: Permission


def spans_of(windows: Sequence[Window], now: datetime, until: datetime) -> tuple[tuple[Span, ...], ...]:
    """One row of spans for each activity a course knows of; where courses differ, the stricter holds."""
    windows = [as_closed(window) for window in windows]
    rows = []
    for activity in ACTIVITIES:
        told = [window for window in windows if is_known(activity, window.known)]
        if told:
            rows.append(tuple(_row(activity, told, now, until)))
    return tuple(rows)


def as_closed(window: Window) -> Window:
    """A closed course: the skin still heals from what was done, and nothing pauses for what was not."""
    course = window.known.course
    if course.closed_at is None:
        return window
    held = tuple(visit for visit in course.visits if visit.starts_at <= course.closed_at)
    closed: Course = replace(course, visits=held)
    return replace(window, known=Known(closed, window.known.protocol, window.known.answers))


def _row(activity: Activity, windows: Sequence[Window], now: datetime, until: datetime) -> Iterator[Span]:
    changes = frozenset[datetime]().union(*(changes_of(activity, window) for window in windows))
    instants = [now, *sorted(at for at in changes if now < at < until)]
    found = [(at, _strictest([permission_for(activity.id, each, at) for each in windows])) for at in instants]
    last: Permission | None = None
    for at, permission in _as_one_wait(found):
        if permission != last:
            yield Span(at, permission)
        last = permission


def _strictest(permissions: Sequence[Permission]) -> Permission:
    """A prescriber's word first, then the longest wait, then a question."""
    return max(permissions, key=_strictness)


def _strictness(permission: Permission) -> tuple[int, datetime | None]:
    if permission.note == PRESCRIBED:
        return 3, None
    if permission.state == NOT_UNTIL:
        return 2, permission.until
    return int(permission.state == ASK_FIRST), None


def _as_one_wait(found: Sequence[tuple[datetime, Permission]]) -> list[tuple[datetime, Permission]]:
    """Waits of several courses that follow without a break are one, and end with the last of them."""
    joined: list[tuple[datetime, Permission]] = []
    for at, permission in reversed(found):
        after = joined[-1][1] if joined else None
        waits_on = after is not None and permission.state == after.state == NOT_UNTIL
        joined.append((at, after if after is not None and waits_on else permission))
    return joined[::-1]
