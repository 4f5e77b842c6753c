"""What is known about a course: the facts its conditions read and the numbers its steps use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property

from backend.care.condition import holds
from backend.care.course import Answer, Course, Visit, VisitKind
from backend.care.photographed import off_because
from backend.care.protocol import Amount, Condition, Offset, ParamAmount, Protocol, Step, value_of
from backend.care.vocabulary import TRAVEL
from backend.care.when import date_in

DEEP_MODALITIES = frozenset({"rf", "laser"})
PHOTOS = "photos"
"""The question whether the patient would like reminders to take photos."""
PLAIN_MODALITIES = frozenset({"pen", "roller"})
TALK_FIRST = "talked_first"
"""The question of the step for whom the clinic wants to hear of something before a session."""
DEEP_NEEDLES = "from_1_5_mm"
LENGTHS = {
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
    "weeks": timedelta(weeks=1),
}

Facts = dict[str, object]


class Known:
    """One course with its protocol and answers, asked for facts and numbers; it changes nothing."""

    def __init__(self, course: Course, protocol: Protocol, answers: Sequence[Answer]) -> None:
        self.course = course
        self.protocol = protocol
        self.answers = tuple(sorted(answers, key=lambda answer: answer.at))
        self.sessions = course.sessions
        self._facts: dict[str | None, Facts] = {}
        self._numbers: dict[str, int] = {}

    @cached_property
    def intake(self) -> Facts:
        """Intake answers by question, the last one counting, and what follows from the modalities.

        Who wants to be reminded of photos is not, where none may be taken."""
        found = self._said(None)
        found["modality"] = self.course.modalities
        found["deep"] = self.is_deep
        if off_because(found) is not None:
            found[PHOTOS] = False
        return found

    @property
    def is_deep(self) -> bool:
        """Radiofrequency, laser, or needles of 1.5 mm and more."""
        depths = [a.value for a in self.answers if a.question == "depth" and a.visit_id is None]
        return bool(self.course.modalities & DEEP_MODALITIES) or depths[-1:] == [DEEP_NEEDLES]

    def facts(self, visit: Visit | None) -> Facts:
        """Numbers, intake, the visit's own answers over it, and the computed facts of that visit."""
        name = visit.id if visit else None
        if name not in self._facts:
            numbers: Facts = {param: self.number(param) for param in self.protocol.params}
            found = numbers | self.intake | (self._facts_of(visit) if visit else {})
            self._facts[name] = found | {"talk_first": self._talks_first(found)}
        return self._facts[name]

    def _talks_first(self, facts: Facts) -> bool:
        """Whether the step that asks to talk to the clinic first applies, and nobody said it was done."""
        asking = (step for step in self.protocol.steps if TALK_FIRST in questions_of(step))
        return facts.get(TALK_FIRST) is not True and any(holds(step.condition, facts) for step in asking)

    def _said(self, visit_id: str | None) -> Facts:
        """The last answer to each question of one visit, or of the intake."""
        return {a.question: self._fact(a) for a in self.answers if a.visit_id == visit_id}

    def _fact(self, answer: Answer) -> object:
        """What an answer states; one to several is the set of its values."""
        question = self.protocol.questions.get(answer.question)
        is_several = question is not None and question.kind == "several"
        return frozenset(str(answer.value).split(",")) if is_several else answer.value

    def _facts_of(self, visit: Visit) -> Facts:
        found = self._said(visit.id)
        found["visit_kind"] = str(visit.kind)
        found["has_place"] = bool(visit.place)
        if visit.kind is VisitKind.SESSION and visit in self.sessions:
            found |= self._place_in_course(visit)
        return found

    def _place_in_course(self, session: Visit) -> Facts:
        number = self.sessions.index(session) + 1
        found: Facts = {
            "session_number": number,
            "first_session": number == 1,
            "sessions_left": self._sessions_after(number),
            "next_booked": number < len(self.sessions),
            "half_way": number == (self.course.sessions_planned + 1) // 2,
        }
        if number < len(self.sessions):
            gap = (self.sessions[number].on - session.on).days
            found["days_to_next"] = gap
            found["actives_window"] = gap - self.number("actives_after") - self.number("retinoid_before")
        return found

    def _sessions_after(self, number: int) -> int:
        """How many are planned after this one; none once the patient said that the course is done."""
        return 0 if self.course.done_at is not None else max(self.course.sessions_planned - number, 0)

    def holds(
        self,
        condition: Condition,
        visit: Visit | None,
        step: Step | None = None,
        due_at: datetime | None = None,
    ) -> bool:
        """Whether a condition holds for a visit, or for the course where there is none.

        `unanswered` is read as of `due_at`, so that an answer does not undo the question it answers.
        """
        facts = self.facts(visit)
        if step is not None:
            facts = facts | {"unanswered": not self.is_answered(step, visit, due_at)}
        if due_at is not None:
            facts = facts | {"session_today": self._has_session_on(due_at)} | self._after_last(due_at)
        return holds(condition, facts)

    def _has_session_on(self, moment: datetime) -> bool:
        return any(session.on == date_in(moment, session.zone) for session in self.sessions)

    def _after_last(self, moment: datetime) -> Facts:
        last = self.course.last_session
        return {"weeks_after_last": (date_in(moment, last.zone) - last.on).days // 7} if last else {}

    def is_answered(self, step: Step, visit: Visit | None, until: datetime | None = None) -> bool:
        """Whether a question of the step was answered for the visit, by `until` when given."""
        asked = questions_of(step)
        visit_id = visit.id if visit else None
        return any(
            a.question in asked and a.visit_id == visit_id and (until is None or a.at <= until)
            for a in self.answers
        )

    def number(self, param: str) -> int:
        """A parameter's number for this course, in the parameter's unit."""
        if param not in self._numbers:
            self._numbers[param] = value_of(
                self.protocol,
                param,
                {value.param: value.value for value in self.course.values},
                self.is_deep,
                lambda condition: holds(condition, self.intake),
                is_plain=bool(self.course.modalities & PLAIN_MODALITIES),
            )
        return self._numbers[param]

    def length(self, offset: Offset, visit: Visit | None) -> timedelta:
        """An offset added up; months do not occur in offsets."""
        return sum((self._length_of(amount, visit) for amount in offset), timedelta())

    def _length_of(self, amount: Amount | ParamAmount, visit: Visit | None) -> timedelta:
        if isinstance(amount, Amount):
            return amount.value * LENGTHS[amount.unit]
        if amount.param == TRAVEL:
            return amount.sign * timedelta(minutes=(visit.travel_minutes or 0) if visit else 0)
        unit = self.protocol.params[amount.param].unit
        return amount.sign * self.number(amount.param) * LENGTHS[unit]

    def is_in_days(self, offset: Offset) -> bool:
        """Whether an offset is counted on the calendar rather than on a stopwatch."""
        return all(self._unit_of(amount) in ("days", "weeks") for amount in offset)

    def _unit_of(self, amount: Amount | ParamAmount) -> str:
        if isinstance(amount, Amount):
            return amount.unit
        return "minutes" if amount.param == TRAVEL else self.protocol.params[amount.param].unit

    def next_session_at(self, moment: datetime) -> datetime | None:
        """When the first session after a moment starts, when one is dated."""
        return next((s.starts_at for s in self.sessions if s.starts_at > moment), None)


def questions_of(step: Step) -> frozenset[str]:
    """The questions a step's buttons answer."""
    return frozenset(question for action in step.actions for question, _ in action.answers)
