"""What a change of start does to a visit's identity: its epoch and its count of starts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from backend.care.course import Visit, VisitState

NEW_EPOCH_DATES = 3


def moved(visit: Visit, new_start_local: datetime, zone: str, now: datetime) -> Visit:
    """The visit at its new start, in the clinic's zone (rule R8).

    The epoch grows when the new start lies three or more local dates from the start its epoch
    began with, so two and two days count as well. `starts` counts every change of the instant.
    """
    after = replace(visit, start_local=new_start_local, zone=zone)
    if after.start_local == visit.start_local and after.starts_at == visit.starts_at:
        return after
    after = replace(after, starts=visit.starts + 1, moved_at=now)
    dates_away = abs((new_start_local.date() - visit.epoch_start_local.date()).days)
    if dates_away < NEW_EPOCH_DATES:
        return after
    return replace(after, epoch=visit.epoch + 1, epoch_start_local=new_start_local, epoch_began_at=now)


def changed(before: Visit, wanted: Visit, now: datetime) -> Visit:
    """The visit as wanted, its identity carried on from before; a told end also says that it ended."""
    told_end = wanted.ended_at is not None and wanted.ended_at != before.ended_at
    state = VisitState.ENDED if told_end and wanted.state is before.state else wanted.state
    place = moved(before, wanted.start_local, wanted.zone, now)
    return replace(
        wanted,
        state=state,
        ended_at=wanted.ended_at if state is VisitState.ENDED else None,
        epoch=place.epoch,
        epoch_start_local=place.epoch_start_local,
        epoch_began_at=place.epoch_began_at,
        starts=place.starts,
        moved_at=place.moved_at,
    )
