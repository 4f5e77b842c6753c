"""How the skin heals after a session, in dates: its phases, and what is often seen on which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from backend.care.known import Known
from backend.care.protocol import SkinPhase
from backend.care.when import DAY, date_in


@dataclass(frozen=True)
class PhaseDates:
    """A phase from its first to its last date, both included."""

    phase: SkinPhase
    first_on: date
    last_on: date


@dataclass(frozen=True)
class SeenFrom:
    """What is often seen from a date on."""

    on: date
    says: str


@dataclass(frozen=True)
class Healing:
    """What follows one session, cut where the next one begins."""

    session_on: date
    phases: tuple[PhaseDates, ...]
    seen: tuple[SeenFrom, ...]


def phase_of(phases: Sequence[SkinPhase], since: int | None) -> SkinPhase | None:
    """The phase on a day after a session; none before the first, nor when healing is long over."""
    if since is None:
        return None
    return next((phase for phase in phases if since <= phase.last_day), None)


def healing_of(known: Known, zone: str, now: datetime) -> Healing | None:
    """What follows the last session that is over; None before the first, and once its phases ended."""
    over = [session for session in known.sessions if session.end_at <= now]
    if not over or not known.protocol.healing:
        return None
    session_on = over[-1].on
    ahead = [session.on for session in known.sessions if session.on > session_on]
    phases = known.protocol.healing
    last_on = session_on + phases[-1].last_day * DAY
    if ahead:
        last_on = min(last_on, ahead[0] - DAY)
    if date_in(now, zone) > last_on:
        return None
    seen = (SeenFrom(session_on + e.day * DAY, e.says) for phase in phases for e in phase.expect)
    return Healing(
        session_on, _dated(phases, session_on, last_on), tuple(each for each in seen if each.on <= last_on)
    )


def _dated(phases: Sequence[SkinPhase], session_on: date, last_on: date) -> tuple[PhaseDates, ...]:
    dated, first_on = [], session_on
    for phase in phases:
        ends_on = min(session_on + phase.last_day * DAY, last_on)
        if first_on <= ends_on:
            dated.append(PhaseDates(phase, first_on, ends_on))
        first_on = session_on + (phase.last_day + 1) * DAY
    return tuple(dated)
