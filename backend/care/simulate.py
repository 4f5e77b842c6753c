"""What a protocol would say to a made-up patient: the dated course, line by line, for whoever edits it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from backend.care.course import Answer, Clocks, Course, Visit, VisitKind, VisitState
from backend.care.occurrence import Occurrence
from backend.care.plan import plan
from backend.care.protocol import Protocol
from backend.care.vocabulary import FactValue
from backend.care.when import time_in

WEEKS_BEFORE, WEEKS_AFTER = 5, 27
MINUTES = 60
INDENT = " " * 42


def simulate(
    protocol: Protocol,
    starts: Sequence[datetime],
    zone: str,
    modalities: frozenset[str],
    facts: Mapping[str, FactValue],
    says_words: bool,
) -> Iterator[str]:
    """One line for each reminder of sessions at these wall times: date, time, push or card, step, title.

    With `says_words` its body and its why follow."""
    course = _course(starts, zone, modalities)
    answers = [Answer(name, name, value, course.created_at) for name, value in facts.items()]
    first, last = course.sessions[0].starts_at, course.sessions[-1].starts_at
    since, until = first - timedelta(weeks=WEEKS_BEFORE), last + timedelta(weeks=WEEKS_AFTER)
    planned = plan(course, protocol, answers, Clocks(zone), since, until)
    for occurrence in planned:
        yield _line(occurrence, zone)
        if says_words:
            yield f"{INDENT}{occurrence.words.body}"
            yield f"{INDENT}Why: {occurrence.words.why}"


def _course(starts: Sequence[datetime], zone: str, modalities: frozenset[str]) -> Course:
    created_at = (min(starts) - timedelta(weeks=WEEKS_BEFORE)).replace(tzinfo=UTC)
    visits = tuple(
        Visit(
            id=f"session-{number}",
            kind=VisitKind.SESSION,
            state=VisitState.BOOKED,
            start_local=start,
            zone=zone,
            minutes=MINUTES,
            epoch_start_local=start,
            epoch_began_at=created_at,
            moved_at=created_at,
            place="the clinic",
        )
        for number, start in enumerate(sorted(starts), start=1)
    )
    return Course("simulated", created_at, len(visits), modalities, visits)


def _line(occurrence: Occurrence, zone: str) -> str:
    day = "" if occurrence.session_day is None else f"day {occurrence.session_day}"
    at = time_in(occurrence.due_at, zone)
    kind = occurrence.step.shows if occurrence.rings else "card"
    critical = "!" if occurrence.step.critical else " "
    when = f"{occurrence.on:%a %d %b %Y} {at:%H:%M}"
    return f"{when}  {day:<7} {kind:<4}{critical} {occurrence.step.id:<4} {occurrence.words.title}"
