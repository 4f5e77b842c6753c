"""Knows how entries of the diary are answered once, kept as they were said, and hold back reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.accounts import store as accounts
from backend.accounts.models import Patient
from backend.care import looked, triage
from backend.care.course import Course, Visit
from backend.care.emergency import number_in
from backend.care.known import Known
from backend.care.load import symptom_table
from backend.care.looked import Look
from backend.care.when import date_in
from backend.courses import records
from backend.courses import store as courses
from backend.errors import Problem, invalid
from backend.symptoms.models import DiaryEntry

MOST_ENTRIES = 5000
CONTACT = triage.TIERS.index("contact")
BEFORE_ANY_SESSION = -1


@dataclass(frozen=True)
class Told:
    """What the patient chose, at the phone's time."""

    id: str
    course_id: str
    symptom: str
    score: int | None
    change: str | None
    note: str
    at: datetime


@dataclass(frozen=True)
class Looked:
    """A look with its date and its day, as an entry has them."""

    look: Look
    course_id: str
    visit_id: str | None
    on: date
    day: int


def tell(session: Session, patient_id: str, told: Told, raises_for_risk: bool, now: datetime) -> DiaryEntry:
    """Answer an entry by the table and keep both; told twice with one id, the first answer stays.

    Raises Problem 404 for another patient's course, 422 for what the table does not hold.
    """
    kept = session.get(DiaryEntry, (patient_id, told.id))
    if kept is not None:
        return kept
    known = records.known_course(session, patient_id, told.course_id)
    _refuse_unknown(told.symptom)
    _refuse_unmeasured(told)
    _refuse_too_many(session, patient_id)
    entry = _answered(session, accounts.patient(session, patient_id), known, told, raises_for_risk, now)
    session.add(entry)
    if triage.TIERS.index(entry.tier) >= CONTACT:
        courses.hold(session, patient_id, told.course_id, entry.at)
    session.flush()
    return entry


def reached(session: Session, patient_id: str, course_id: str, at: datetime) -> None:
    """The clinic was reached, or it is over: what was held back until then goes on."""
    courses.let_go(session, patient_id, course_id, at)


def entries_of(session: Session, patient_id: str) -> list[DiaryEntry]:
    """All entries of the patient, the newest first."""
    own = select(DiaryEntry).where(DiaryEntry.patient_id == patient_id)
    return list(session.scalars(own.order_by(DiaryEntry.at.desc(), DiaryEntry.id)))


def entries_since(session: Session, patient_id: str, since: datetime) -> list[DiaryEntry]:
    """The entries of the patient since an instant, the oldest first."""
    own = select(DiaryEntry).where(DiaryEntry.patient_id == patient_id, DiaryEntry.at >= since)
    return list(session.scalars(own.order_by(DiaryEntry.at, DiaryEntry.id)))


def offers_of(known: Known, zone: str, now: datetime) -> tuple[triage.Offer, ...]:
    """What can be told of this course now."""
    visit, _ = session_and_day(known.course, date_in(now, zone), now)
    return triage.asked(symptom_table(), known.facts(visit))


def emergency_number_of(patient: Patient) -> str:
    """What to call in an emergency: the patient's own number, else their zone's, else that in words."""
    return patient.emergency_number or number_in(patient.zone) or triage.NUMBER_UNKNOWN


def looks_of(known: Known, zone: str) -> list[Looked]:
    """What was answered when reminders of this course asked of the skin, the newest first."""
    found = []
    for look in looked.looks_of(known.course, known.protocol, known.answers):
        on = date_in(look.answer.at, zone)
        visit, day = session_and_day(known.course, on, look.answer.at)
        found.append(Looked(look, known.course.id, visit.id if visit else None, on, day))
    return found


def session_and_day(course: Course, on: date, at: datetime) -> tuple[Visit | None, int]:
    """The session a report counts from, and the day it is; before the first one the day is negative.

    On a session's own date the day is 0 only once it has begun: what is seen that morning comes from before.
    """
    begun = [visit for visit in course.sessions if min(visit.starts_at, visit.end_at) <= at]
    if begun:
        return begun[-1], max(0, triage.day_of(begun[-1].on, on))
    coming = [triage.day_of(visit.on, on) for visit in course.sessions]
    return None, min(BEFORE_ANY_SESSION, max(coming, default=BEFORE_ANY_SESSION))


def _answered(
    session: Session, patient: Patient, known: Known, told: Told, raises_for_risk: bool, now: datetime
) -> DiaryEntry:
    table, at = symptom_table(), min(told.at, now)
    on = date_in(at, patient.zone)
    visit, day = session_and_day(known.course, on, at)
    facts = known.facts(visit)
    was_same = _was_same(session, patient.id, told, at, on)
    report = triage.Report(told.symptom, told.score or 0, told.change, was_same)
    answer = triage.answer(table, report, day, facts, raises_for_risk, emergency_number_of(patient))
    return DiaryEntry(
        patient_id=patient.id,
        id=told.id,
        course_id=told.course_id,
        visit_id=visit.id if visit else None,
        on=on,
        at=at,
        received_at=now,
        day=day,
        symptom=told.symptom,
        label=triage.label_of(table, told.symptom, facts),
        score=told.score or 0,
        change=told.change,
        note=told.note,
        tier=answer.tier,
        rule=answer.rule,
        raised_by=answer.raised_by,
        says=answer.says,
        table_version=table.version,
    )


def _was_same(session: Session, patient_id: str, told: Told, at: datetime, on: date) -> bool:
    """Whether the check-in before, on an earlier date, said “the same” of it too (engine rule 3)."""
    earlier = (
        select(DiaryEntry.change)
        .where(DiaryEntry.patient_id == patient_id, DiaryEntry.course_id == told.course_id)
        .where(DiaryEntry.symptom == told.symptom, DiaryEntry.at < at, DiaryEntry.on < on)
        .order_by(DiaryEntry.at.desc())
    )
    return session.scalars(earlier.limit(1)).first() == "same"


def _refuse_unknown(symptom: str) -> None:
    if symptom not in symptom_table().symptoms:
        raise invalid("symptom", "We do not know this one. Please reload the page and choose again.")


def _refuse_unmeasured(told: Told) -> None:
    if told.score is None and is_felt(told.symptom):
        raise invalid("score", "Please choose how strong it is, from 0 to 10.")


def is_felt(symptom: str) -> bool:
    """Whether an entry of this symptom says how strong it was; one the table no longer knows did."""
    known = symptom_table().symptoms.get(symptom)
    return known is None or known.is_felt


def _refuse_too_many(session: Session, patient_id: str) -> None:
    own = select(DiaryEntry.id).where(DiaryEntry.patient_id == patient_id).limit(MOST_ENTRIES)
    if len(session.scalars(own).all()) >= MOST_ENTRIES:
        raise Problem(409, "too_many", "The diary is full. Please call your clinic about what you see.")
