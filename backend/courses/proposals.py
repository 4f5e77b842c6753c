"""Which sessions to propose: how many for an area, and on which dates after the first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from backend.care.course import Visit, VisitKind, VisitState
from backend.care.when import date_exists
from backend.courses.moves import moved
from backend.courses.visit_rules import LIVE, live_sessions, refusals

FACE = frozenset({"face", "neck", "chest", "hands"})
LONGEST_AHEAD = timedelta(days=5 * 365)


def sessions_params(areas: Collection[str]) -> tuple[str, ...]:
    """The parameters that hold the usual number of sessions for these areas (care protocol 2.2)."""
    named = {"sessions_face" if area in FACE else "sessions_body" for area in areas}
    return tuple(sorted(named)) or ("sessions_face",)


def propose(first_start_local: datetime, zone: str, count: int, weeks: int) -> tuple[datetime, ...]:
    """Local starts of `count` sessions, `weeks` apart, the first included; the wall time is kept.

    A date the zone skipped whole is left for the next one that exists. Nothing is proposed more
    than five years after the first: no clinic books that far.
    """
    return tuple(
        _on_a_real_date(start, zone)
        for start in (first_start_local + timedelta(weeks=weeks * k) for k in range(count))
        if start - first_start_local <= LONGEST_AHEAD
    )


def _on_a_real_date(start_local: datetime, zone: str) -> datetime:
    while not date_exists(start_local.date(), zone):
        start_local += timedelta(days=1)
    return start_local


def along(before: Visit, after: Visit, others: Sequence[Visit], now: datetime) -> tuple[Visit, ...]:
    """The other visits once a session has moved: proposals that follow it move by as many days.

    Those at its time of day, or in its zone, take its new one: it was never more than a copy. They keep
    their time of day once it has begun: that it began late says nothing of the next. All stay where they
    are when a booked session stands among them, when one would leave the dates a visit may have, or when
    one would reach a session that stays.
    """
    following = [one for one in live_sessions(others) if one.on > before.on]
    is_guess = all(one.state is VisitState.PROPOSED for one in following)
    if (
        (after.start_local, after.zone) == (before.start_local, before.zone)
        or not is_guess
        or before.kind is not VisitKind.SESSION
        or after.state not in LIVE
    ):
        return tuple(others)
    shifted = {one.id: _moved_with(one, before, after, now) for one in following}
    latest = max(one.on for one in (after, *live_sessions(others)) if one.id not in shifted)
    if any(one.on <= latest or refusals(one, (), now) for one in shifted.values()):
        return tuple(others)
    return tuple(shifted.get(one.id, one) for one in others)


def _moved_with(visit: Visit, before: Visit, after: Visit, now: datetime) -> Visit:
    times = {before.start_local.time(): after.start_local.time()} if after.starts_at > now else {}
    zone = {before.zone: after.zone}.get(visit.zone, visit.zone)
    on, at = visit.start_local.date() + (after.on - before.on), visit.start_local.time()
    start = datetime.combine(on, times.get(at, at))
    return moved(visit, _on_a_real_date(start, zone), zone, now)


def session_like(
    visit: Visit, visit_id: str, start_local: datetime, state: VisitState, now: datetime
) -> Visit:
    """Another session at the same place, of the same length, at another start."""
    return replace(
        visit,
        id=visit_id,
        kind=VisitKind.SESSION,
        state=state,
        start_local=start_local,
        ended_at=None,
        epoch=0,
        epoch_start_local=start_local,
        epoch_began_at=now,
        starts=0,
        moved_at=now,
    )
