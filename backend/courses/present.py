"""How a course is shown: numbers, warnings and state worked out from its records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Literal

from backend.care.costs import Costs, costs
from backend.care.course import Answer, Course, Value, Visit, VisitKind, VisitState
from backend.care.disclosure import disclosure
from backend.care.goal import goal
from backend.care.known import Known
from backend.care.protocol import Protocol, Question
from backend.care.record import arrive_at, record_of
from backend.care.safety import is_call_first
from backend.courses import intake, pauses, review_shapes, shapes, spacing, values, visit_rules
from backend.courses.fields import SetBy

LONG_AGO = timedelta(days=366)
State = Literal["running", "paused", "done", "closed"]


def course_shown(known: Known, now: datetime) -> shapes.Course:
    """The course as the patient sees it."""
    course, protocol, answers = known.course, known.protocol, known.answers
    gaps = _gap_warnings(known)
    return shapes.Course(
        id=course.id,
        protocol_version=protocol.version,
        sessions=course.sessions_planned,
        state=state_of(course, now),
        held_at=course.held_at,
        facts=intake.facts_shown(answers),
        open_questions=intake.open_questions(protocol, answers),
        from_before=intake.taken_from_before(course, answers),
        visits=[_visit_shown(known, visit, gaps) for visit in course.visits],
        values=[_value_shown(value, protocol) for value in course.values],
        phases=_phases_shown(protocol),
        warnings=_course_warnings(course, protocol, now),
    )


def visit_shown(known: Known, visit: Visit, *more: str) -> shapes.Visit:
    """The visit as the patient sees it; `more` warnings come after its own."""
    return _visit_shown(known, visit, _gap_warnings(known), *more)


def _gap_warnings(known: Known) -> dict[str, str]:
    return spacing.gap_warnings(known.course.visits, values.spacing_of(known))


def _visit_shown(known: Known, visit: Visit, gaps: Mapping[str, str], *more: str) -> shapes.Visit:
    return shapes.Visit(
        id=visit.id,
        course_id=known.course.id,
        kind=visit.kind,
        state=visit.state,
        number=visit_rules.number_of(visit, known.course.visits),
        start=visit.start_local.strftime("%Y-%m-%dT%H:%M"),
        zone=visit.zone,
        minutes=visit.minutes,
        place=visit.place,
        phone=visit.phone,
        travel_minutes=visit.travel_minutes,
        starts_at=visit.starts_at,
        arrive_at=arrive_at(visit, known),
        call_first=is_call_first(visit, known.answers),
        ended_at=visit.ended_at,
        warnings=[*([gaps[visit.id]] if visit.id in gaps else []), *more],
        record=[
            shapes.Note(question=note.question, asks=note.asks, said=note.said)
            for note in record_of(visit, known.protocol, known.answers)
        ],
    )


def cancelled_pauses(
    before: Course, after: Course, visit_id: str, answers: Sequence[Answer]
) -> tuple[str, ...]:
    """What to say of products paused for a booked session that is off, or did not happen (rule R11)."""
    was, is_now = _named(before, visit_id), _named(after, visit_id)
    if was.kind is not VisitKind.SESSION or was.state is not VisitState.BOOKED:
        return ()
    if is_now.state not in (VisitState.CANCELLED, VisitState.DID_NOT_HAPPEN):
        return ()
    return pauses.after_cancelling(intake.latest(answers, None), intake.latest(answers, visit_id))


def state_of(course: Course, now: datetime) -> State:
    """Whether the course runs, is paused, done, or closed by word or by time (R6)."""
    if course.is_closed(now):
        return "closed"
    if course.done_at is not None:
        return "done"
    return "running" if course.paused_at is None else "paused"


def protocol_shown(protocol: Protocol) -> shapes.Protocol:
    """The numbers and questions a course can be told."""
    params = [
        shapes.Param(
            id=one.id,
            what=one.what,
            unit=one.unit,
            value=one.default,
            low=one.low,
            high=one.high,
            note=one.note,
        )
        for one in protocol.params.values()
        if one.id not in values.FOR_NEW_COURSES
    ]
    questions = [_question_shown(one) for one in protocol.questions.values()]
    return shapes.Protocol(params=params, questions=questions)


def questions_shown(protocol: Protocol, answers: Sequence[Answer]) -> shapes.Questions:
    """What the patient may tell about a course, in the order it is asked."""
    asked = (one for one in protocol.questions.values() if one.id not in intake.moot(answers))
    return shapes.Questions(questions=[_question_shown(one) for one in asked])


def disclosure_shown(known: Known) -> review_shapes.Disclosure:
    """What the patient may show the clinic."""
    found = disclosure(known.course, known.protocol, known.answers)
    return review_shapes.Disclosure.model_validate(asdict(found))


def review_shown(known: Known, zone: str) -> review_shapes.Review:
    """How the course goes: the goal and its scores, and what was paid."""
    aim = asdict(goal(known.course, known.protocol, known.answers, zone))
    paid = costs(known.course, known.answers)
    return review_shapes.Review(goal=review_shapes.Goal.model_validate(aim), costs=_costs_shown(paid))


def _costs_shown(found: Costs) -> review_shapes.Costs:
    paid = [
        review_shapes.Paid(visit_id=p.visit.id, session=p.session, kit=p.kit, travel=p.travel, total=p.total)
        for p in found.paid
    ]
    return review_shapes.Costs(
        currency=found.currency,
        paid=paid,
        total=found.total,
        usual=found.usual,
        left=found.left,
        ahead=found.ahead,
    )


def _question_shown(question: Question) -> shapes.Question:
    return shapes.Question.model_validate(
        {
            "id": question.id,
            "asks": question.asks,
            "kind": question.kind,
            "values": list(question.values),
            "labels": list(question.labels),
            "low": question.low,
            "high": question.high,
            "asked": question.asked,
            "why": question.why,
        }
    )


def _named(course: Course, visit_id: str) -> Visit:
    return next(visit for visit in course.visits if visit.id == visit_id)


def _value_shown(value: Value, protocol: Protocol) -> shapes.Value:
    warning = values.value_warning(protocol.params[value.param], value.value)
    set_by: SetBy = "clinic" if value.set_by == "clinic" else "patient"
    return shapes.Value(param=value.param, value=value.value, set_by=set_by, warning=warning)


def _phases_shown(protocol: Protocol) -> list[shapes.Phase]:
    """The phases that follow any session, each from the day after the one before it."""
    begins = (0, *(phase.last_day + 1 for phase in protocol.healing))
    return [
        shapes.Phase(
            id=phase.id, name=phase.name, what=phase.what, first_day=first_day, last_day=phase.last_day
        )
        for first_day, phase in zip(begins, protocol.healing, strict=False)
    ]


def _course_warnings(course: Course, protocol: Protocol, now: datetime) -> list[str]:
    found = [intake.sessions_warning(protocol, course.sessions_planned), _year_warning(course, now)]
    return [warning for warning in found if warning]


def _year_warning(course: Course, now: datetime) -> str | None:
    """A course goes on for months: a last session over a year behind is often a year mistyped."""
    if not course.sessions or state_of(course, now) == "closed":
        return None
    latest = max(course.sessions, key=lambda one: one.starts_at)
    if now - latest.starts_at <= LONG_AGO:
        return None
    return f"{visit_rules.said(latest.on)} is more than a year ago. Please double-check the year."
