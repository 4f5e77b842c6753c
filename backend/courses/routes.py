"""The addresses of courses, visits, answers and values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, Response
from spectree import Response as Answers
from sqlalchemy.orm import Session

from backend import clock
from backend.accounts import store as accounts
from backend.accounts.sessions import current_patient_id
from backend.api import Nothing, spec
from backend.care.course import Answer, Course, Value, Visit, VisitKind, VisitState
from backend.care.load import load_protocol
from backend.courses import change_shapes, intake, present, records, review_shapes, shapes, store, upgrade
from backend.courses.preview import Change, preview
from backend.db import database, new_id
from backend.reminders.ledger import ledger_of
from backend.reminders.outlook import clocks_of
from backend.reminders.settle import changing
from backend.settings import settings

blueprint = Blueprint("courses", __name__)

_EDITED = {"start": "start_local"}
_CLEARED_BY_NULL = ("travel_minutes", "ended_at")


@blueprint.get("/api/protocol")
@spec.validate(resp=Answers(HTTP_200=shapes.Protocol), tags=["courses"])
def show_protocol() -> shapes.Protocol:
    """Return the numbers and questions a new course can be told."""
    return present.protocol_shown(load_protocol(settings().protocol_text, "the protocol"))


@blueprint.get("/api/courses")
@spec.validate(resp=Answers(HTTP_200=shapes.Courses), tags=["courses"])
def list_courses() -> shapes.Courses:
    """Return all courses of the patient."""
    now = clock.now()
    with database().read() as session:
        courses = records.known_courses(session, current_patient_id())
        return shapes.Courses(courses=[present.course_shown(known, now) for known in courses])


@blueprint.post("/api/courses")
@spec.validate(resp=Answers(HTTP_201=shapes.Course), tags=["courses"])
def create_course(json: shapes.NewCourse) -> tuple[shapes.Course, int]:
    """Begin a course: book its first session, propose the others."""
    patient_id, now = current_patient_id(), clock.now()
    with changing(database(), patient_id, now) as session:
        course = store.create_course(session, patient_id, _start_of(json, now), settings().protocol_text, now)
        return _shown(session, patient_id, course.id, now), 201


@blueprint.patch("/api/courses/<uuid:course_id>")
@spec.validate(resp=Answers(HTTP_200=shapes.Course), tags=["courses"])
def update_course(course_id: UUID, json: shapes.CourseEdits) -> shapes.Course:
    """Change the number of sessions or the facts; pause, finish or close the course, or take that back."""
    patient_id, now, own_id = current_patient_id(), clock.now(), str(course_id)
    with changing(database(), patient_id, now) as session:
        store.set_course_state(
            session, patient_id, own_id, now, paused=json.paused, done=json.done, closed=json.closed
        )
        told = intake.latest(records.answers_of(session, own_id), None)
        for question, value in intake.edited(json.facts, told).items():
            store.record_answer(session, patient_id, own_id, Answer(new_id(), question, value, now), now)
        if json.sessions is not None:
            store.set_sessions(session, patient_id, own_id, json.sessions, now)
        return _shown(session, patient_id, own_id, now)


@blueprint.get("/api/courses/<uuid:course_id>/questions")
@spec.validate(resp=Answers(HTTP_200=shapes.Questions), tags=["courses"])
def list_questions(course_id: UUID) -> shapes.Questions:
    """Return what is asked about this course, in the words of the protocol it was made with."""
    with database().read() as session:
        course = records.own_course(session, current_patient_id(), str(course_id))
        answers = records.answers_of(session, course.id)
        return present.questions_shown(records.protocol_of(session, course.id), answers)


@blueprint.get("/api/courses/<uuid:course_id>/new-version")
@spec.validate(resp=Answers(HTTP_200=change_shapes.Offered), tags=["courses"])
def show_new_version(course_id: UUID) -> change_shapes.Offered:
    """Return the installed version of the plan with what it would change for this course."""
    patient_id, now = current_patient_id(), clock.now()
    with database().read() as session:
        course = records.own_course(session, patient_id, str(course_id))
        clocks = clocks_of(accounts.patient(session, patient_id))
        seen = upgrade.Seen(ledger_of(session, patient_id, now), clocks, now)
        offer = upgrade.offer_of(session, course, settings().protocol_text, seen)
        return change_shapes.Offered(offer=upgrade.offer_shown(offer) if offer else None)


@blueprint.post("/api/courses/<uuid:course_id>/new-version")
@spec.validate(resp=Answers(HTTP_200=shapes.Course), tags=["courses"])
def answer_new_version(course_id: UUID, json: shapes.OfferAnswer) -> shapes.Course:
    """Take the new version of the plan, or keep the course's own."""
    patient_id, now, text = current_patient_id(), clock.now(), settings().protocol_text
    with changing(database(), patient_id, now) as session:
        course = records.own_course(session, patient_id, str(course_id))
        if json.takes:
            upgrade.take(session, patient_id, course, json.id, text, now)
        else:
            upgrade.decline(session, course, json.id, text)
        return _shown(session, patient_id, course.id, now)


@blueprint.get("/api/courses/<uuid:course_id>/list")
@spec.validate(resp=Answers(HTTP_200=review_shapes.Disclosure), tags=["courses"])
def show_list(course_id: UUID) -> review_shapes.Disclosure:
    """Return what the patient may show the clinic, from the answers so far."""
    with database().read() as session:
        return present.disclosure_shown(records.known_course(session, current_patient_id(), str(course_id)))


@blueprint.get("/api/courses/<uuid:course_id>/review")
@spec.validate(resp=Answers(HTTP_200=review_shapes.Review), tags=["courses"])
def show_review(course_id: UUID) -> review_shapes.Review:
    """Return the goal with its scores, and what was paid so far."""
    patient_id = current_patient_id()
    with database().read() as session:
        known = records.known_course(session, patient_id, str(course_id))
        return present.review_shown(known, accounts.patient(session, patient_id).zone)


@blueprint.put("/api/courses/<uuid:course_id>/values")
@spec.validate(resp=Answers(HTTP_200=shapes.ValueKept), tags=["courses"])
def set_value(course_id: UUID, json: shapes.NewValue) -> shapes.ValueKept:
    """Keep the clinic's or the patient's number; an unusual one is kept with a warning."""
    patient_id, now = current_patient_id(), clock.now()
    value = Value(json.param, json.value, json.set_by)
    with changing(database(), patient_id, now) as session:
        warning = store.set_value(session, patient_id, str(course_id), value, now)
        return shapes.ValueKept(value=json.value, warning=warning)


@blueprint.post("/api/courses/<uuid:course_id>/values/reset")
@spec.validate(resp=Answers("HTTP_204"), tags=["courses"])
def unset_value(course_id: UUID, json: shapes.NamedValue) -> Response:
    """Go back to the protocol's own number."""
    patient_id = current_patient_id()
    with changing(database(), patient_id, clock.now()) as session:
        store.unset_value(session, patient_id, str(course_id), json.param)
    return Response(status=204)


@blueprint.post("/api/courses/<uuid:course_id>/visits")
@spec.validate(resp=Answers(HTTP_201=shapes.Visit), tags=["visits"])
def add_visit(course_id: UUID, json: shapes.NewVisit) -> tuple[shapes.Visit, int]:
    """Add a visit to a course."""
    patient_id, now = current_patient_id(), clock.now()
    visit = _visit_of(json, str(json.id), json.kind, VisitState(json.state), now)
    with changing(database(), patient_id, now) as session:
        added = store.add_visit(session, patient_id, str(course_id), visit, now)
        return _visit_shown(session, patient_id, added.id), 201


@blueprint.patch("/api/visits/<uuid:visit_id>")
@spec.validate(resp=Answers(HTTP_200=shapes.Visit), tags=["visits"])
def update_visit(visit_id: UUID, json: shapes.VisitEdits) -> shapes.Visit:
    """Book, move, correct or cancel a visit, say when it ended, or that it didn't happen."""
    patient_id, now, own_id = current_patient_id(), clock.now(), str(visit_id)
    with changing(database(), patient_id, now) as session:
        before, after = store.change_visit(session, patient_id, own_id, _edits_of(json), now)
        pauses = present.cancelled_pauses(before, after, own_id, records.answers_of(session, after.id))
        return _visit_shown(session, patient_id, own_id, *pauses)


@blueprint.post("/api/visits/<uuid:visit_id>/preview")
@spec.validate(resp=Answers(HTTP_200=change_shapes.Preview), tags=["visits"])
def preview_visit(visit_id: UUID, json: shapes.VisitEdits) -> change_shapes.Preview:
    """Return what the same change would do to the reminders; nothing is changed."""
    patient_id, now, own_id = current_patient_id(), clock.now(), str(visit_id)
    with database().read() as session:
        before, after = store.visit_changed(session, patient_id, own_id, _edits_of(json), now)
        return _preview(session, patient_id, before, after, own_id, now)


@blueprint.post("/api/answers")
@spec.validate(resp=Answers(HTTP_200=Nothing), tags=["answers"])
def record_answer(json: shapes.NewAnswer) -> Nothing:
    """Take one answer; taken twice with one id, it counts once."""
    patient_id, now = current_patient_id(), clock.now()
    visit_id = str(json.visit_id) if json.visit_id else None
    answer = Answer(str(json.id), json.question, json.value, json.at, visit_id, json.occurrence)
    with changing(database(), patient_id, now) as session:
        store.record_answer(session, patient_id, str(json.course_id), answer, now)
    return Nothing()


def _start_of(json: shapes.NewCourse, now: datetime) -> store.CourseStart:
    asked = ("area", "retinoid", "actives", "tone", "dark_marks", "photos")
    said = {name: value for name in asked if (value := getattr(json, name)) is not None}
    return store.CourseStart(
        id=str(json.id),
        modalities=frozenset(json.modalities),
        facts=intake.completed({**json.facts, **said}),
        sessions=json.sessions,
        first=_visit_of(json.first, new_id(), VisitKind.SESSION, VisitState.BOOKED, now)
        if json.first
        else None,
        second_start=json.second_start,
    )


def _visit_of(
    json: shapes.FirstVisit, visit_id: str, kind: VisitKind, state: VisitState, now: datetime
) -> Visit:
    return Visit(
        id=visit_id,
        kind=kind,
        state=state,
        start_local=json.start,
        zone=json.zone,
        minutes=json.minutes,
        place=json.place,
        phone=json.phone,
        travel_minutes=json.travel_minutes,
        epoch_start_local=json.start,
        epoch_began_at=now,
        moved_at=now,
    )


def _edits_of(json: shapes.VisitEdits) -> Mapping[str, Any]:
    """The fields of a visit that were given; null leaves alone what cannot be empty."""
    given = {name: getattr(json, name) for name in json.model_fields_set}
    return {
        _EDITED.get(name, name): value
        for name, value in given.items()
        if value is not None or name in _CLEARED_BY_NULL
    }


def _shown(session: Session, patient_id: str, course_id: str, now: datetime) -> shapes.Course:
    return present.course_shown(records.known_course(session, patient_id, course_id), now)


def _visit_shown(session: Session, patient_id: str, visit_id: str, *more: str) -> shapes.Visit:
    course, visit = records.own_visit(session, patient_id, visit_id)
    return present.visit_shown(records.known_course(session, patient_id, course.id), visit, *more)


def _preview(
    session: Session, patient_id: str, before: Course, after: Course, visit_id: str, now: datetime
) -> change_shapes.Preview:
    return preview(
        Change(
            before=before,
            after=after,
            visit_id=visit_id,
            protocol=records.protocol_of(session, before.id),
            answers=records.answers_of(session, before.id),
            clocks=clocks_of(accounts.patient(session, patient_id)),
            ledger=ledger_of(session, patient_id, now),
            now=now,
        )
    )
