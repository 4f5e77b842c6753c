"""How near the patient says the goal is, on which date, and from when looking is fair.

The dates come from two numbers of the protocol: `results_first` weeks after the first session a first change
may show; the verdict is fair from the least to the usual number of `results_fair` weeks after the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from backend.care.course import Answer, Course, Visit, VisitKind, VisitState
from backend.care.known import Known
from backend.care.protocol import Protocol
from backend.care.when import date_in

SCORE = "goal_score"
GOAL = "goal"
_FIRST, _FAIR = "results_first", "results_fair"
_TO_COME = (VisitState.PROPOSED, VisitState.BOOKED, VisitState.ENDED)


@dataclass(frozen=True)
class Score:
    """What the patient answered on a date, from 0 to 10."""

    on: date
    value: int


@dataclass(frozen=True)
class Goal:
    """The goal in the patient's words, its scores in order, and the dates that make a look fair.

    A date is None while the session it counts from has none. `is_last_sure` is false while the last session
    is only proposed, so that the dates after it may still move."""

    words: str
    scores: tuple[Score, ...]
    first_session_on: date | None
    first_change_on: date | None
    last_session_on: date | None
    fair_from: date | None
    fair_on: date | None
    is_last_sure: bool


def goal(course: Course, protocol: Protocol, answers: Sequence[Answer], zone: str) -> Goal:
    """The goal of one course; the dates of the scores are those of the patient's `zone`."""
    known = Known(course, protocol, answers)
    first = course.sessions[0] if course.sessions else None
    last = _last(course)
    fair = known.number(_FAIR) if _FAIR in protocol.params else None
    early = None if fair is None else min(protocol.params[_FAIR].low, fair)
    return Goal(
        words=next((str(a.value) for a in reversed(known.answers) if a.question == GOAL), ""),
        scores=_scores(known.answers, zone),
        first_session_on=first.on if first else None,
        first_change_on=_after(first, known.number(_FIRST) if _FIRST in protocol.params else None),
        last_session_on=last.on if last else None,
        fair_from=_after(last, early),
        fair_on=_after(last, fair),
        is_last_sure=last is not None and last == course.last_session,
    )


def _scores(answers: Sequence[Answer], zone: str) -> tuple[Score, ...]:
    """One score a day, the last one said."""
    found = {date_in(a.at, zone): a.value for a in answers if a.question == SCORE}
    return tuple(Score(on, value) for on, value in sorted(found.items()) if isinstance(value, int))


def _last(course: Course) -> Visit | None:
    """The last session: of the course when it is known, else the last one that has a date at all."""
    if course.last_session is not None:
        return course.last_session
    dated = [v for v in course.visits if v.kind is VisitKind.SESSION and v.state in _TO_COME]
    return max(dated, key=lambda v: v.starts_at) if len(dated) >= course.sessions_planned else None


def _after(session: Visit | None, weeks: int | None) -> date | None:
    return session.on + timedelta(weeks=weeks) if session and weeks is not None else None
