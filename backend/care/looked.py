"""What the patient said of the skin when a reminder asked, in words: for the page the clinic is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backend.care.course import Answer, Course, visit_named
from backend.care.protocol import Protocol
from backend.care.safety import CHECK, YES
from backend.care.said import said
from backend.care.worry import CHECK_IN, LOOKS, asks_clinic

LOOKED_AT = (
    CHECK_IN,
    *sorted(LOOKS),
    CHECK,
    "safety_signs",
    "skin_open",
    "still_sore",
    "calm",
    "used_retinoid",
)
"""The questions whose answers tell of the skin, or of what was done to it."""


@dataclass(frozen=True)
class Look:
    """One answer with its words; `asks_clinic` when it means to contact the clinic."""

    answer: Answer
    asks: str
    said: str
    asks_clinic: bool


def looks_of(course: Course, protocol: Protocol, answers: Sequence[Answer]) -> list[Look]:
    """Every such answer of a course, the newest first; `answers` in order of time."""
    found = []
    for place, answer in enumerate(answers):
        question = protocol.questions.get(answer.question)
        if question is not None and answer.question in LOOKED_AT:
            is_call = _asks_clinic(course, answer, answers[:place])
            found.append(Look(answer, question.asks, said(question, answer.value), is_call))
    return found[::-1]


def _asks_clinic(course: Course, answer: Answer, earlier: Sequence[Answer]) -> bool:
    if answer.question == CHECK:
        return answer.value == YES
    visit = visit_named(course.visits, answer.visit_id) if answer.visit_id else None
    return asks_clinic(answer, earlier, visit)
