"""What a patient may show the clinic: their answers under headings, and which of them to say first.

The sheet judges nothing and decides nothing. Which answers the clinic wants to hear of first is read from the
step of the protocol that asks for it: the one whose key answers `talked_first`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from backend.care.condition import holds
from backend.care.course import Answer, Course
from backend.care.known import TALK_FIRST, Facts, Known, questions_of
from backend.care.protocol import AllOf, Condition, FactIs, Protocol, Question
from backend.care.said import said

_HEADINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("What I would like", ("area", "concern", "goal", "cause")),
    ("Medicines and supplements", ("prescribed_medicine", "medicines", "supplements", "isotretinoin")),
    ("Allergies", ("allergies",)),
    ("Health", ("pregnancy", "conditions", "keloids", "bruising", "cold_sores", "age")),
    ("Skin", ("tone", "dark_marks")),
    ("On the area", ("retinoid", "prescribed_cream", "actives", "products", "habits")),
    ("Treatments", ("other_treatments", "depth", "home_cream")),
)
_OTHERS = "More"
# What only the app wants to know.
_OURS = frozenset({"photos", "daylight", "goal_score", "cost_diary"})

# Two answers that cannot both be so. The list shows both, and asks.
_DOUBTS: tuple[tuple[Condition, str], ...] = (
    (
        AllOf(
            (
                FactIs("prescribed_medicine", (False,)),
                FactIs("conditions", ("blood_thinner", "heart_rhythm")),
            )
        ),
        "You said no prescribed medicine, and also a blood thinner or heart medicine. Please check.",
    ),
    (
        AllOf(
            (
                FactIs("actives", (False,)),
                FactIs("products", ("acids", "scrubs", "vitamin_c", "benzoyl_peroxide")),
            )
        ),
        "You said no acids, scrubs, vitamin C or benzoyl peroxide, and then chose one. Please check.",
    ),
)


@dataclass(frozen=True)
class Line:
    """One question with its answer in words, None while there is none; `tell`: say it first."""

    question: str
    asks: str
    said: str | None
    tell: bool


@dataclass(frozen=True)
class Section:
    """The answers under one heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Disclosure:
    """The whole sheet; `doubts` are answers that do not fit each other, `changed_at` the last one's time."""

    sections: tuple[Section, ...]
    doubts: tuple[str, ...]
    changed_at: datetime | None


def disclosure(course: Course, protocol: Protocol, answers: Sequence[Answer]) -> Disclosure:
    """The sheet of one course, from what its patient answered so far."""
    known = Known(course, protocol, answers)
    latest = {answer.question: answer for answer in known.answers if answer.visit_id is None}
    asked = {
        one.id: one for one in protocol.questions.values() if one.asked != "in_time" and one.id not in _OURS
    }
    sections = [
        Section(
            heading, tuple(_line(known, asked[name], latest.get(name)) for name in names if name in asked)
        )
        for heading, names in (*_HEADINGS, (_OTHERS, _not_under_a_heading(asked)))
    ]
    return Disclosure(
        sections=tuple(section for section in sections if section.lines),
        doubts=tuple(sentence for doubt, sentence in _DOUBTS if holds(doubt, known.intake)),
        changed_at=max((answer.at for name, answer in latest.items() if name in asked), default=None),
    )


def _not_under_a_heading(asked: dict[str, Question]) -> tuple[str, ...]:
    """The questions a clinic added to its own protocol."""
    placed = {name for _, names in _HEADINGS for name in names}
    return tuple(name for name in asked if name not in placed)


def _line(known: Known, question: Question, answer: Answer | None) -> Line:
    if answer is None:
        return Line(question.id, question.asks, None, tell=False)
    numbers: Facts = {param: known.number(param) for param in known.protocol.params}
    alone = numbers | {question.id: known.intake[question.id]}
    tell = any(
        holds(step.condition, alone) for step in known.protocol.steps if TALK_FIRST in questions_of(step)
    )
    return Line(question.id, question.asks, said(question, answer.value), tell)
