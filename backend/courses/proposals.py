"""Which sessions to propose: how many for an area, and on which dates after the first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from backend.care.course import Visit, VisitKind, VisitState
from backend.care.when import date_exists

FACE = frozenset({"face", "neck", "chest", "hands"})
LONGEST_AHEAD = timedelta(days=5 * 365)


def sessions_param(area: str) -> str:
    """The parameter that holds the usual number of sessions for an area (care protocol 2.2)."""
    return "sessions_face" if area in FACE else "sessions_body"


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
