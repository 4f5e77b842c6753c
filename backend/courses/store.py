"""How what a patient says about courses, visits, answers and values is checked and written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.care.course import Answer, Course, Value, Visit, VisitState
from backend.care.known import Known
from backend.care.load import load_protocol, protocol_hash
from backend.care.safety import CALLED
from backend.care.vocabulary import FactValue
from backend.care.worry import CHECKS, asks_clinic
from backend.courses import intake, moves, proposals, values, visit_rules
from backend.courses.models import AnswerRow, CourseRow, ProtocolText, ValueRow, VisitRow
from backend.courses.records import (
    answers_of,
    columns_of,
    courses_of,
    in_order,
    key_sent,
    known_course,
    load_course,
    own_course,
    own_course_row,
    own_visit,
    protocol_of,
    told_by,
    visit_of,
)
from backend.db import insert_into, new_id
from backend.errors import Problem, invalid, not_found

MOST_COURSES = 20
MOST_VISITS = 200
ADDED_ALREADY = (
    "A visit was added from this page already, perhaps in another tab. To change it, open it on Course. "
    "To add one more, press “Add it” once more."
)


@dataclass(frozen=True)
class CourseStart:
    """What a patient says when a course begins; `first` carries the booked first session, if any."""

    id: str
    modalities: frozenset[str]
    facts: Mapping[str, FactValue]
    sessions: int | None = None
    first: Visit | None = None
    second_start: datetime | None = None


def pin(session: Session, text: str, now: datetime) -> str:
    """Store the protocol text unless it is there; two patients may do so at once."""
    pinned = protocol_hash(text)
    row = insert_into(session, ProtocolText).values(hash=pinned, text=text, stored_at=now)
    session.execute(row.on_conflict_do_nothing())
    return pinned


# Courses


def create_course(session: Session, patient_id: str, new: CourseStart, text: str, now: datetime) -> Course:
    """Make a course pinned to the protocol `text`; made twice with one id, it stays as it is.

    Raises Problem 422 when the sessions or facts cannot be right, 409 when there are too many courses.
    """
    if session.get(CourseRow, new.id) is not None:
        return own_course(session, patient_id, new.id)
    open_courses = [one for one in courses_of(session, patient_id) if one.closed_at is None]
    if len(open_courses) >= MOST_COURSES:
        raise Problem(409, "too_many", f"{MOST_COURSES} courses fit in here. Please close an old one first.")
    answers = tuple(Answer(new_id(), question, value, now) for question, value in new.facts.items())
    course = Course(new.id, now, 1 if new.sessions is None else new.sessions, new.modalities)
    protocol = load_protocol(text, "the protocol")
    if new.sessions is None:
        course = replace(course, sessions_planned=intake.usual_sessions(Known(course, protocol, answers)))
    _refuse(intake.age_refusal(new.facts), intake.sessions_refusal(protocol, course.sessions_planned))
    _add_course(session, patient_id, course, pin(session, text, now))
    for answer in answers:
        record_answer(session, patient_id, new.id, answer, now)
    for answer in intake.taken_along(protocol, told_by(session, patient_id), new.facts, now):
        record_answer(session, patient_id, new.id, replace(answer, id=new_id(), occurrence=None), now)
    if new.first is not None:
        add_visit(session, patient_id, new.id, new.first, now)
        if new.second_start is not None:
            second = proposals.session_like(new.first, new_id(), new.second_start, VisitState.BOOKED, now)
            add_visit(session, patient_id, new.id, second, now)
        _propose_the_rest(session, patient_id, new.id, now)
    return load_course(session, new.id)


def set_sessions(session: Session, patient_id: str, course_id: str, sessions: int, now: datetime) -> None:
    """Plan another number of sessions: propose those that lack a date, take back proposals beyond it."""
    row = own_course_row(session, patient_id, course_id)
    _refuse(intake.sessions_refusal(protocol_of(session, course_id), sessions))
    row.sessions_planned = sessions
    live = visit_rules.live_sessions(own_course(session, patient_id, course_id).visits)
    beyond = [visit for visit in live[::-1] if visit.state is VisitState.PROPOSED]
    for visit in beyond[: max(0, len(live) - sessions)]:
        session.delete(session.get_one(VisitRow, visit.id))
    session.flush()
    _propose_the_rest(session, patient_id, course_id, now)


def set_course_state(
    session: Session,
    patient_id: str,
    course_id: str,
    now: datetime,
    *,
    paused: bool | None = None,
    done: bool | None = None,
    closed: bool | None = None,
) -> None:
    """Pause or resume, mark as done, or close a course, or take that back; None leaves it as it is."""
    row = own_course_row(session, patient_id, course_id)
    if paused is not None:
        row.paused_at = (row.paused_at or now) if paused else None
    if done is not None:
        row.done_at = (row.done_at or now) if done else None
    if closed is not None:
        row.closed_at = (row.closed_at or now) if closed else None


def hold(session: Session, patient_id: str, course_id: str, at: datetime) -> None:
    """The clinic has to be asked about a symptom: routine reminders and photos wait from now on."""
    row = own_course_row(session, patient_id, course_id)
    row.held_at = max(row.held_at or at, at)


def let_go(session: Session, patient_id: str, course_id: str, at: datetime) -> None:
    """The clinic was reached, or it is over; what was told after that still waits."""
    row = own_course_row(session, patient_id, course_id)
    if row.held_at is not None and row.held_at <= at:
        row.held_at = None


# Visits


def add_visit(session: Session, patient_id: str, course_id: str, visit: Visit, now: datetime) -> Visit:
    """Add a visit; added twice with one id, it stays as it is.

    Raises Problem 422 when it cannot be right, 409 "added_already" when the second says something else.
    """
    if session.get(VisitRow, visit.id) is not None:
        return _added_before(own_visit(session, patient_id, visit.id)[1], visit)
    course = own_course(session, patient_id, course_id)
    if len(course.visits) >= MOST_VISITS:
        raise Problem(
            409, "too_many", f"{MOST_VISITS} visits fit in one course. Please start another course."
        )
    _refuse(*visit_rules.refusals(visit, course.visits, now))
    session.add(VisitRow(id=visit.id, course_id=course_id, **columns_of(visit)))
    _flush_new(session)
    return visit


def _added_before(known: Visit, again: Visit) -> Visit:
    """The visit as it stands; a form left open in a second tab has the same id, and other words."""
    said = ("kind", "start_local", "zone", "minutes", "place", "phone", "travel_minutes")
    if any(getattr(known, name) != getattr(again, name) for name in said):
        raise Problem(409, "added_already", ADDED_ALREADY)
    return known


def visit_changed(
    session: Session, patient_id: str, visit_id: str, edits: Mapping[str, Any], now: datetime
) -> tuple[Course, Course]:
    """The course as it is, and as it would be with the visit edited; nothing is written.

    Proposals that follow a moved session move with it.

    Raises Problem 404 for another patient's visit, 422 when the change cannot be right.
    """
    course, visit = own_visit(session, patient_id, visit_id)
    wanted = replace(visit, **edits)
    _refuse(*visit_rules.refusals(wanted, (), now))
    after = moves.changed(visit, wanted, now)
    _refuse(visit_rules.change_refusal(visit, after, now))
    others = [one for one in course.visits if one.id != visit_id]
    others_after = proposals.along(visit, after, others, now)
    _refuse(*visit_rules.refusals(after, others_after, now))
    return course, replace(course, visits=in_order([after, *others_after]))


def change_visit(
    session: Session, patient_id: str, visit_id: str, edits: Mapping[str, Any], now: datetime
) -> tuple[Course, Course]:
    """Book, move, correct, cancel or end a visit; returns the course before and after.

    Raises what `visit_changed` raises.
    """
    before, after = visit_changed(session, patient_id, visit_id, edits, now)
    for visit in set(after.visits) - set(before.visits):
        row = session.get_one(VisitRow, visit.id)
        for column, value in columns_of(visit).items():
            setattr(row, column, value)
    session.flush()
    return before, after


# Answers and values


def record_answer(session: Session, patient_id: str, course_id: str, answer: Answer, now: datetime) -> None:
    """Add an answer once, at the phone's time but never later than now.

    Raises Problem 404 for another patient's course or visit, 422 when it answers nothing that is asked.
    """
    own_course_row(session, patient_id, course_id)
    known = session.get(AnswerRow, answer.id)
    if known is not None:
        own_course_row(session, patient_id, known.course_id)
        return
    question = protocol_of(session, course_id).questions.get(answer.question)
    if question is None:
        raise invalid("question", "We do not know this question. Please reload the page and try again.")
    if (answer.question, answer.value) != CALLED:
        _refuse(values.answer_refusal(question, answer.value))
    visit_id = _asked_for(session, course_id, answer)
    kept = replace(answer, at=min(answer.at, now), visit_id=visit_id)
    if _asks_clinic(session, kept, course_id):
        hold(session, patient_id, course_id, kept.at)
    session.add(AnswerRow(**asdict(kept), course_id=course_id, received_at=now))
    _flush_new(session)


def _asks_clinic(session: Session, answer: Answer, course_id: str) -> bool:
    if answer.question not in CHECKS:
        return False
    row = session.get(VisitRow, answer.visit_id) if answer.visit_id is not None else None
    earlier = [each for each in answers_of(session, course_id) if each.at < answer.at]
    return asks_clinic(answer, earlier, visit_of(row) if row else None)


def set_value(session: Session, patient_id: str, course_id: str, value: Value, now: datetime) -> str | None:
    """Keep a number for this course and who set it; returns the sentence to show when it is unusual."""
    own_course_row(session, patient_id, course_id)
    protocol = protocol_of(session, course_id)
    param = protocol.params.get(value.param)
    if param is None:
        raise not_found("number")
    _refuse(values.value_refusal(param, value.value, values.is_interval(protocol, param.id)))
    row = session.get(ValueRow, (course_id, value.param)) or ValueRow(course_id=course_id, param=value.param)
    row.value, row.set_by, row.set_at = value.value, value.set_by, now
    session.add(row)
    session.flush()
    return values.value_warning(param, value.value)


def unset_value(session: Session, patient_id: str, course_id: str, param_id: str) -> None:
    """Go back to the protocol's own number; nothing happens when none was set."""
    own_course_row(session, patient_id, course_id)
    if param_id not in protocol_of(session, course_id).params:
        raise not_found("number")
    row = session.get(ValueRow, (course_id, param_id))
    if row is not None:
        session.delete(row)
        session.flush()


# Writing


def _add_course(session: Session, patient_id: str, course: Course, pinned: str) -> None:
    session.add(
        CourseRow(
            id=course.id,
            patient_id=patient_id,
            protocol_hash=pinned,
            created_at=course.created_at,
            sessions_planned=course.sessions_planned,
            modalities=sorted(course.modalities),
        )
    )
    _flush_new(session)


def _flush_new(session: Session) -> None:
    """Write what was added under an id made by a phone; Problem 409 when another patient just took the id."""
    try:
        session.flush()
    except IntegrityError as error:  # PostgreSQL: taken between the question and the answer
        raise Problem(409, "try_again", "This could not be kept just now. Please try again.") from error


def _propose_the_rest(session: Session, patient_id: str, course_id: str, now: datetime) -> None:
    """Propose the planned sessions that have no date yet, after the last that has one."""
    known = known_course(session, patient_id, course_id)
    live = visit_rules.live_sessions(known.course.visits)
    if not live:
        return
    weeks = values.weeks_to_propose(known)
    count = max(0, known.course.sessions_planned - len(live))
    for start in proposals.propose(live[-1].start_local, live[-1].zone, count + 1, weeks)[1:]:
        proposal = proposals.session_like(live[-1], new_id(), start, VisitState.PROPOSED, now)
        if not visit_rules.refusals(proposal, (), now):
            add_visit(session, patient_id, course_id, proposal, now)


def _asked_for(session: Session, course_id: str, answer: Answer) -> str | None:
    """The visit an answer belongs to: the one its reminder was about, or the one named."""
    visit_id = answer.visit_id
    if answer.occurrence is not None:
        key = key_sent(answer.occurrence, "occurrence")
        if key.course_id != course_id or (visit_id is not None and key.visit_id != visit_id):
            sentence = "This answer belongs to another visit. Please reload the page and try again."
            raise invalid("occurrence", sentence)
        visit_id = key.visit_id
    visit = session.get(VisitRow, visit_id) if visit_id is not None else None
    if visit_id is not None and (visit is None or visit.course_id != course_id):
        raise not_found("visit")
    return visit_id


def _refuse(*found: visit_rules.Refusal | None) -> None:
    """Raise Problem 422 when something cannot be right, with a sentence per field."""
    refused = [one for one in found if one is not None]
    if not refused:
        return
    errors = [{"field": one.field, "sentence": one.sentence} for one in refused]
    raise Problem(422, "invalid", refused[0].sentence, errors=errors)
