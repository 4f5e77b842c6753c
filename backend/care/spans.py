"""What may be done over the coming weeks: each activity from instant to instant, all courses in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from backend.care.areas import areas_of, discreet_name
from backend.care.course import Course
from backend.care.known import Known
from backend.care.permissions import (
    ACTIVITIES,
    ASK_FIRST,
    HELD,
    NOT_UNTIL,
    NOW,
    PRESCRIBED,
    Activity,
    Permission,
    changes_of,
    is_known,
    permission_for,
)
from backend.care.rules import Window


@dataclass(frozen=True)
class Part:
    """What holds for one area where the treated areas differ; `area` may be read by whoever looks on."""

    area: str
    permission: Permission


@dataclass(frozen=True)
class Span:
    """What holds from an instant until the next span of the same activity begins.

    `parts` name the areas where they differ, the strictest first; one alone is the area it holds for."""

    from_at: datetime
    permission: Permission
    parts: tuple[Part, ...] = ()


def spans_of(windows: Sequence[Window], now: datetime, until: datetime) -> tuple[tuple[Span, ...], ...]:
    """One row of spans for each activity a course knows of; where courses differ, the stricter holds."""
    windows = [as_closed(window) for window in windows]
    rows = []
    for activity in ACTIVITIES:
        told = [window for window in windows if is_known(activity, window.known)]
        if told:
            treated = frozenset[str]().union(*(areas_of(window.known.intake) for window in windows))
            rows.append(tuple(_row(activity, told, treated, now, until)))
    return tuple(rows)


def as_closed(window: Window) -> Window:
    """A closed course: the skin still heals from what was done, and nothing pauses for what was not."""
    course = window.known.course
    if course.closed_at is None:
        return window
    held = tuple(visit for visit in course.visits if visit.starts_at <= course.closed_at)
    closed: Course = replace(course, visits=held)
    return replace(window, known=Known(closed, window.known.protocol, window.known.answers))


def _row(
    activity: Activity, windows: Sequence[Window], treated: frozenset[str], now: datetime, until: datetime
) -> Iterator[Span]:
    changes = frozenset[datetime]().union(*(changes_of(activity, window) for window in windows))
    instants = [now, *sorted(at for at in changes if now < at < until)]
    each_course = [[permission_for(activity, each, at) for each in windows] for at in instants]
    joined = _as_one_wait([(at, _strictest(found)) for at, found in zip(instants, each_course, strict=True)])
    last: Span | None = None
    for (at, permission), found in zip(joined, each_course, strict=True):
        span = Span(at, permission, _parts(activity, windows, found, permission, treated))
        if last is None or (span.permission, span.parts) != (last.permission, last.parts):
            yield span
        last = span


def _parts(
    activity: Activity,
    windows: Sequence[Window],
    found: Sequence[Permission],
    strictest: Permission,
    treated: frozenset[str],
) -> tuple[Part, ...]:
    """What holds where, once areas differ and each has a name of its own; none while all are one.

    What is done with the whole body waits for the strictest area. While the clinic's answer about one area is
    awaited, nothing is said of the others."""
    if strictest.state == NOW or strictest.note == HELD:
        return ()
    alike: dict[object, tuple[Permission, set[str]]] = {}
    for window, each in zip(windows, found, strict=True):
        own = set(areas_of(window.known.intake))
        _, areas = alike.setdefault((each.state, each.until, each.and_calm), (each, set()))
        areas |= own & activity.areas if activity.areas else own
    kept = [one for one in alike.values() if not activity.is_of_whole_body or one[0] == strictest]
    if any(not areas for _, areas in kept):
        return ()
    return _apart(kept, treated)


def _apart(kept: Sequence[tuple[Permission, set[str]]], treated: frozenset[str]) -> tuple[Part, ...]:
    """Each permission with its areas, the strictest first: it holds for an area that another names too."""
    apart: list[tuple[Permission, set[str]]] = []
    for permission, areas in sorted(kept, key=lambda one: _strictness(one[0]), reverse=True):
        own = areas.difference(*(stricter for _, stricter in apart))
        if own:
            apart.append((permission, own))
    called = [name for _, own in apart for name in {discreet_name([area]) for area in own}]
    is_all_one = bool(apart) and apart[0][1] == treated
    if is_all_one or len(set(called)) < len(called):
        return ()
    return tuple(Part(discreet_name(own), permission) for permission, own in apart)


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
