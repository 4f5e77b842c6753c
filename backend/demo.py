"""A made-up patient half-way through a course, to look at the app without living through five months."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from backend.accounts import store as accounts
from backend.accounts.passphrases import Passphrases
from backend.care.course import Answer, Visit, VisitKind, VisitState
from backend.care.load import standard_text
from backend.care.vocabulary import FactValue
from backend.courses import store as courses
from backend.courses.store import CourseStart
from backend.db import Database, new_id
from backend.reminders.settle import changing

NAME, PASSPHRASE = "Demo", "half way through a course"
ZONE = "Europe/Berlin"
SESSIONS, DAYS_BETWEEN, DAYS_SINCE_THE_SECOND = 4, 35, 2
START = time(13, 45)
FACTS: dict[str, FactValue] = {
    "area": "face,neck",
    "retinoid": "cosmetic",
    "actives": True,
    "tone": 3,
    "dark_marks": False,
    "photos": True,
}


def add_demo_patient(database: Database, now: datetime) -> None:
    """Add the patient once: two sessions are over, the second two days ago, and two are ahead."""
    with database.read() as session:
        if accounts.patient_named(session, NAME) is not None:
            return
    with database.transaction() as session:
        kept = Passphrases().hash(PASSPHRASE)
        patient = accounts.create_patient(session, name=NAME, passphrase_hash=kept, zone=ZONE, now=now)
    with changing(database, patient.id, now) as session:
        began_at = now - timedelta(days=DAYS_SINCE_THE_SECOND + DAYS_BETWEEN + 20)
        start = CourseStart(new_id(), frozenset({"pen"}), FACTS, sessions=SESSIONS)
        course = courses.create_course(session, patient.id, start, standard_text(), began_at)
        for visit in _visits(now):
            courses.add_visit(session, patient.id, course.id, visit, now)
            if visit.state is VisitState.ENDED:
                calm = Answer(new_id(), "safety_check", "fine", visit.starts_at, visit.id)
                courses.record_answer(session, patient.id, course.id, calm, now)


def _visits(now: datetime) -> list[Visit]:
    second = now.astimezone(ZoneInfo(ZONE)).date() - timedelta(days=DAYS_SINCE_THE_SECOND)
    visits = []
    for number in range(SESSIONS):
        on = second + timedelta(days=(number - 1) * DAYS_BETWEEN)
        start_local = datetime.combine(on, START)
        visits.append(
            Visit(
                id=new_id(),
                kind=VisitKind.SESSION,
                state=(VisitState.ENDED, VisitState.ENDED, VisitState.BOOKED, VisitState.PROPOSED)[number],
                start_local=start_local,
                zone=ZONE,
                minutes=60,
                epoch_start_local=start_local,
                epoch_began_at=now,
                moved_at=now,
                place="Harbour Street 3",
                phone="+49 30 5550100",
                ended_at=start_local.replace(hour=14, minute=40, tzinfo=ZoneInfo(ZONE))
                if number < 2
                else None,
            )
        )
    return visits
