"""What a course starts with: its number of sessions, the questions of its intake, and what follows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from backend.care.areas import areas_of
from backend.care.course import Answer, Course
from backend.care.known import PHOTOS, Known
from backend.care.photographed import UNDER_18, off_because
from backend.care.protocol import Param, Protocol, Question
from backend.care.vocabulary import AREA, FactValue
from backend.courses import values
from backend.courses.proposals import sessions_params
from backend.courses.visit_rules import Refusal

INTAKE = ("first_run", "later")
IN_DAYLIGHT = frozenset({"face", "neck", "chest", "hands", "arms"})


def usual_sessions(known: Known) -> int:
    """The usual number of sessions; of several areas, the one that takes most counts (care protocol 2.2)."""
    return max(known.number(param) for param in sessions_params(areas_of(known.intake)))


def sessions_refusal(protocol: Protocol, planned: int) -> Refusal | None:
    """Why a course cannot have this many sessions, or None when it can."""
    if planned < 1:
        return Refusal("sessions", "A course has at least 1 session. Please check the number.")
    if planned > 10 * max(param.high for param in _params(protocol)):
        return Refusal(
            "sessions", f"{planned} sessions are far more than any course has. Please check the number."
        )
    return None


def sessions_warning(protocol: Protocol, planned: int) -> str | None:
    """What to say of an unusual number of sessions; it is kept all the same."""
    low, high = min(p.low for p in _params(protocol)), max(p.high for p in _params(protocol))
    if low <= planned <= high:
        return None
    return (
        f"Most courses have {low} to {high} sessions, and this one {planned}. "
        "Please double-check with your clinic."
    )


def completed(facts: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """The facts as said, and whether daylight reaches an area when that was not said (care protocol 3.1)."""
    return {"daylight": not IN_DAYLIGHT.isdisjoint(areas_of(facts)), **facts}


def edited(facts: Mapping[str, FactValue], before: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """The facts to change; what was known of daylight was known of the areas of `before`."""
    is_other = AREA in facts and set(areas_of(facts)) != set(areas_of(before))
    return completed(facts) if is_other else dict(facts)


def age_refusal(facts: Mapping[str, object]) -> Refusal | None:
    """Why no course is planned for somebody under 18, or None (care protocol 2.3)."""
    if facts.get("age") != UNDER_18:
        return None
    return Refusal("age", "Stipple is for people of 18 and older. Please speak to a doctor first.")


def intake_questions(protocol: Protocol) -> list[Question]:
    """Every question of the intake, answered or not, in the order they are asked."""
    return [question for question in protocol.questions.values() if question.asked in INTAKE]


def open_questions(protocol: Protocol, answers: Sequence[Answer]) -> list[str]:
    """The questions of the intake nobody has answered yet, in the order they are asked."""
    closed = latest(answers, None).keys() | moot(answers)
    return [one.id for one in intake_questions(protocol) if one.id not in closed]


def moot(answers: Sequence[Answer]) -> frozenset[str]:
    """The questions nothing hangs on: where no photo may be taken, whether to be reminded of some."""
    return frozenset({PHOTOS} if off_because(latest(answers, None)) is not None else ())


def facts_shown(answers: Sequence[Answer]) -> dict[str, FactValue]:
    """The latest answer to each question of the intake that something hangs on."""
    answered, without = latest(answers, None), moot(answers)
    return {question: value for question, value in answered.items() if question not in without}


def taken_along(
    protocol: Protocol, told: Sequence[Answer], said: Collection[str], now: datetime
) -> list[Answer]:
    """What the patient said of themselves in earlier courses, where this protocol still takes it.

    Args:
        told: every answer of the patient, in order of time.
        said: the questions answered anew.
    """
    known = {answer.question: answer for answer in told if answer.visit_id is None and answer.at < now}
    return [
        known[question.id]
        for question in protocol.questions.values()
        if question.about == "person"
        and question.id in known.keys() - set(said)
        and values.answer_refusal(question, known[question.id].value) is None
    ]


def taken_from_before(course: Course, answers: Sequence[Answer]) -> list[str]:
    """The questions whose answer was given before the course was made: as in the last course."""
    last = {answer.question: answer for answer in answers if answer.visit_id is None}
    return [question for question, answer in last.items() if answer.at < course.created_at]


def latest(answers: Sequence[Answer], visit_id: str | None) -> dict[str, FactValue]:
    """The latest answer to each question of one visit, or of the intake; `answers` in order of time."""
    return {answer.question: answer.value for answer in answers if answer.visit_id == visit_id}


def _params(protocol: Protocol) -> tuple[Param, Param]:
    return protocol.params["sessions_face"], protocol.params["sessions_body"]
