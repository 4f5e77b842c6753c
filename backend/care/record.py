"""What was written about a visit, and when to be there: the patient's own record of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.care.course import Answer, Visit, VisitKind, VisitState
from backend.care.known import Known
from backend.care.protocol import Protocol
from backend.care.said import said

ARRIVE_EARLY = "arrive_early"
SAFETY = ("safety_check", "safety_signs")


@dataclass(frozen=True)
class Note:
    """One thing noted about a visit, under the question it answers."""

    question: str
    asks: str
    said: str


def record_of(visit: Visit, protocol: Protocol, answers: Sequence[Answer]) -> tuple[Note, ...]:
    """What the patient wrote about a visit, the last word to each question, in the protocol's order.

    Free words only: what a key answered settled a step, and is no note."""
    latest = {answer.question: answer.value for answer in answers if answer.visit_id == visit.id}
    return tuple(
        Note(question.id, question.asks, said(question, latest[question.id]))
        for question in protocol.questions.values()
        if question.id in latest and _is_note(question.kind, question.id) and latest[question.id] != ""
    )


def arrive_at(visit: Visit, known: Known) -> datetime | None:
    """When to be at a booked session, so that numbing cream can work; None for every other visit."""
    if visit.kind is not VisitKind.SESSION or visit.state is not VisitState.BOOKED:
        return None
    if ARRIVE_EARLY not in known.protocol.params:
        return None
    return visit.starts_at - timedelta(minutes=known.number(ARRIVE_EARLY))


def _is_note(kind: str, question: str) -> bool:
    return kind == "text" or question in SAFETY
