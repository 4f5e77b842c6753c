"""Knows the addresses of the diary; none of them says what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask import Blueprint
from spectree import Response as Answers

from backend import clock
from backend.accounts import store as accounts
from backend.accounts.sessions import current_patient_id
from backend.api import Nothing, spec
from backend.care import triage
from backend.care.asking import askings
from backend.care.known import Known
from backend.care.load import symptom_table
from backend.care.looked import LOOKED_AT
from backend.courses import records
from backend.db import database
from backend.reminders.settle import changing
from backend.settings import settings
from backend.symptoms import shapes, store
from backend.symptoms.models import DiaryEntry
from backend.symptoms.store import Looked, Told

blueprint = Blueprint("symptoms", __name__)


@blueprint.get("/api/diary")
@spec.validate(resp=Answers(HTTP_200=shapes.Diary), tags=["diary"])
def show_diary() -> shapes.Diary:
    """Return what was told and answered, what can be told, and the signs that come before every question."""
    patient_id, now = current_patient_id(), clock.now()
    with database().read() as session:
        patient = accounts.patient(session, patient_id)
        listed = triage.emergencies(symptom_table(), store.emergency_number_of(patient))
        entries, own = store.entries_of(session, patient_id), records.known_courses(session, patient_id)
        return shapes.Diary(
            now=now,
            emergencies=[shapes.Emergency.model_validate(each) for each in listed],
            courses=[
                _course(known, entries, patient.zone, now) for known in own if not known.course.is_closed(now)
            ],
            entries=[_entry(row) for row in entries],
            looks=[_look(each) for known in own for each in store.looks_of(known, patient.zone)],
        )


def _entry(row: DiaryEntry) -> shapes.Entry:
    entry = shapes.Entry.model_validate(row)
    return entry if store.is_felt(row.symptom) else entry.model_copy(update={"score": None})


def _look(found: Looked) -> shapes.Look:
    look = found.look
    return shapes.Look(
        id=look.answer.id,
        course_id=found.course_id,
        visit_id=found.visit_id,
        on=found.on,
        at=look.answer.at,
        day=found.day,
        asks=look.asks,
        said=look.said,
        asks_clinic=look.asks_clinic,
    )


def _course(known: Known, entries: Sequence[DiaryEntry], zone: str, now: datetime) -> shapes.DiaryCourse:
    told = [(entry.on, entry.tier) for entry in entries if entry.course_id == known.course.id]
    asks = askings(symptom_table(), known.course, told, zone, now)
    return shapes.DiaryCourse(
        course_id=known.course.id,
        offers=[shapes.Offer.model_validate(each) for each in store.offers_of(known, zone, now)],
        asks=[shapes.Asking.model_validate(each) for each in asks],
        looks_at=list(LOOKED_AT),
    )


@blueprint.post("/api/diary")
@spec.validate(resp=Answers(HTTP_200=shapes.Entry), tags=["diary"])
def tell(json: shapes.NewEntry) -> shapes.Entry:
    """Keep an entry and answer it by the table; told twice with one id, the first answer stays."""
    patient_id, now = current_patient_id(), clock.now()
    told = Told(
        str(json.id), str(json.course_id), json.symptom, json.score, json.change, json.note.strip(), json.at
    )
    with changing(database(), patient_id, now) as session:
        entry = store.tell(session, patient_id, told, settings().raises_for_health, now)
        return _entry(entry)


@blueprint.post("/api/diary/reached")
@spec.validate(resp=Answers(HTTP_200=Nothing), tags=["diary"])
def note_reached(json: shapes.Reached) -> Nothing:
    """Note that the clinic was reached, or that it is over: reminders go on."""
    patient_id, now = current_patient_id(), clock.now()
    with changing(database(), patient_id, now) as session:
        store.reached(session, patient_id, str(json.course_id), min(json.at, now))
    return Nothing()
