"""How the rows of courses, visits, answers and values are read back as the records of the care rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from backend.care.course import Answer, Course, Value, Visit, VisitKind, VisitState
from backend.care.known import Known
from backend.care.load import load_protocol
from backend.care.occurrence import Key
from backend.care.protocol import Protocol
from backend.courses.models import AnswerRow, CourseRow, ProtocolText, ValueRow, VisitRow
from backend.errors import invalid, not_found

_parsed: dict[str, Protocol] = {}
_VISIT_FIELDS = (
    "start_local",
    "zone",
    "minutes",
    "place",
    "phone",
    "travel_minutes",
    "ended_at",
    "epoch",
    "epoch_start_local",
    "epoch_began_at",
    "starts",
    "moved_at",
)


def load_course(session: Session, course_id: str) -> Course:
    """The course with its visits and values. Raises Problem 404 when there is none."""
    row = session.get(CourseRow, course_id)
    if row is None:
        raise not_found("course")
    return _courses(session, [row])[0]


def courses_of(session: Session, patient_id: str) -> tuple[Course, ...]:
    """All courses of one patient, the oldest first."""
    return _courses(session, session.scalars(_of(patient_id)).all())


def courses_named(session: Session, ids: Sequence[str]) -> tuple[Course, ...]:
    """The courses with these ids, whosever they are."""
    return _courses(session, session.scalars(select(CourseRow).where(CourseRow.id.in_(ids))).all())


def own_course(session: Session, patient_id: str, course_id: str) -> Course:
    """The patient's own course. Raises Problem 404 for any other."""
    return _courses(session, [own_course_row(session, patient_id, course_id)])[0]


def known_courses(session: Session, patient_id: str) -> tuple[Known, ...]:
    """All courses of one patient with their protocols and answers, the oldest first.

    However many there are, it takes as many statements as for one.
    """
    rows = session.scalars(_of(patient_id)).all()
    answers = defaultdict[str, list[Answer]](list)
    for row in session.scalars(_in_time(AnswerRow.course_id.in_([row.id for row in rows]))):
        answers[row.course_id].append(_answer(row))
    return tuple(
        Known(course, _protocol(session, row.protocol_hash), answers[row.id])
        for row, course in zip(rows, _courses(session, rows), strict=True)
    )


def known_course(session: Session, patient_id: str, course_id: str) -> Known:
    """The patient's own course with its protocol and answers. Raises Problem 404 for any other."""
    course = own_course(session, patient_id, course_id)
    return Known(course, protocol_of(session, course_id), answers_of(session, course_id))


def own_visit(session: Session, patient_id: str, visit_id: str) -> tuple[Course, Visit]:
    """The patient's own visit and its course. Raises Problem 404 for any other."""
    row = session.get(VisitRow, visit_id)
    if row is None or not _is_own(session, patient_id, row.course_id):
        raise not_found("visit")
    return own_course(session, patient_id, row.course_id), visit_of(row)


def protocol_of(session: Session, course_id: str) -> Protocol:
    """The protocol the course is pinned to, read from the database: its file may be gone."""
    row = session.get(CourseRow, course_id)
    if row is None:
        raise not_found("course")
    return _protocol(session, row.protocol_hash)


def answers_of(session: Session, course_id: str) -> tuple[Answer, ...]:
    """Everything answered in a course, in order of the phone's time: the last one holds."""
    return tuple(map(_answer, session.scalars(_in_time(AnswerRow.course_id == course_id))))


def told_by(session: Session, patient_id: str) -> tuple[Answer, ...]:
    """Everything the patient answered in any course, in order of the phone's time."""
    own = select(CourseRow.id).where(CourseRow.patient_id == patient_id)
    return tuple(map(_answer, session.scalars(_in_time(AnswerRow.course_id.in_(own)))))


def key_sent(text: str, field: str) -> Key:
    """The key of an occurrence, as a phone sent it in this field. Problem 422 for a text that is none."""
    try:
        return Key.parse(text)
    except ValueError as error:
        raise invalid(field, "We do not know this reminder. Please reload the page and try again.") from error


def own_course_row(session: Session, patient_id: str, course_id: str) -> CourseRow:
    """The row of the patient's own course. Raises Problem 404 for any other."""
    row = session.get(CourseRow, course_id)
    if row is None or row.patient_id != patient_id:
        raise not_found("course")
    return row


def in_order(visits: Sequence[Visit]) -> tuple[Visit, ...]:
    """The visits by their start."""
    return tuple(sorted(visits, key=lambda visit: (visit.starts_at, visit.id)))


def visit_of(row: VisitRow) -> Visit:
    """The visit of a row."""
    columns = {name: getattr(row, name) for name in _VISIT_FIELDS}
    return Visit(id=row.id, kind=VisitKind(row.kind), state=VisitState(row.state), **columns)


def columns_of(visit: Visit) -> dict[str, Any]:
    """A visit as the columns of its row, all but the ids."""
    columns = {name: getattr(visit, name) for name in _VISIT_FIELDS}
    return {"kind": visit.kind.value, "state": visit.state.value, **columns}


def _protocol(session: Session, pinned: str) -> Protocol:
    """The protocol with this hash, read once for all by each process: a text never changes."""
    if pinned not in _parsed:
        kept = session.get_one(ProtocolText, pinned)
        _parsed[pinned] = load_protocol(kept.text, f"protocol {pinned[:8]}")
    return _parsed[pinned]


def _in_time(which: ColumnElement[bool]) -> Select[AnswerRow]:
    return select(AnswerRow).where(which).order_by(AnswerRow.at, AnswerRow.received_at, AnswerRow.id)


def _answer(row: AnswerRow) -> Answer:
    return Answer(row.id, row.question, row.value, row.at, row.visit_id, row.occurrence)


def _of(patient_id: str) -> Select[CourseRow]:
    own = select(CourseRow).where(CourseRow.patient_id == patient_id)
    return own.order_by(CourseRow.created_at, CourseRow.id)


def _is_own(session: Session, patient_id: str, course_id: str) -> bool:
    row = session.get(CourseRow, course_id)
    return row is not None and row.patient_id == patient_id


def _courses(session: Session, rows: Sequence[CourseRow]) -> tuple[Course, ...]:
    ids = [row.id for row in rows]
    visits: dict[str, list[Visit]] = defaultdict(list)
    # In a fixed order: PostgreSQL gives rows back in another one after each change.
    booked = select(VisitRow).where(VisitRow.course_id.in_(ids)).order_by(VisitRow.start_local, VisitRow.id)
    for visit in session.scalars(booked):
        visits[visit.course_id].append(visit_of(visit))
    set_values: dict[str, list[Value]] = defaultdict(list)
    statement = select(ValueRow).where(ValueRow.course_id.in_(ids)).order_by(ValueRow.param)
    for value in session.scalars(statement):
        set_values[value.course_id].append(Value(value.param, value.value, value.set_by))
    return tuple(_course(row, visits[row.id], set_values[row.id]) for row in rows)


def _course(row: CourseRow, visits: Sequence[Visit], set_values: Sequence[Value]) -> Course:
    return Course(
        id=row.id,
        created_at=row.created_at,
        sessions_planned=row.sessions_planned,
        modalities=frozenset(row.modalities),
        visits=in_order(visits),
        values=tuple(set_values),
        paused_at=row.paused_at,
        held_at=row.held_at,
        done_at=row.done_at,
        closed_at=row.closed_at,
    )
