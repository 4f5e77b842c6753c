"""Two workers at it while patients move their visits: a phone rings once at most, and nobody is refused."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from sqlalchemy import select

from backend.courses import store as courses
from backend.courses.models import CourseRow, VisitRow
from backend.reminders.models import Delivery
from backend.reminders.settle import changing
from tests.reminders.company import EVENING, Company

DUE = 200
EDITED = 80


def _visits(company: Company) -> list[tuple[str, str, datetime]]:
    """Patient, visit and start of everybody's first session."""
    with company.stage.database.read() as session:
        rows = select(CourseRow.patient_id, VisitRow.id, VisitRow.start_local)
        found = session.execute(rows.join(VisitRow, VisitRow.course_id == CourseRow.id)).all()
        return [(patient, visit, start) for patient, visit, start in found]


def test_visits_moved_while_two_workers_send(company: Company) -> None:
    phones = company.gather(DUE)
    moved = _visits(company)[-EDITED:]

    def move(each: tuple[str, str, datetime]) -> None:
        patient, visit, start = each
        with changing(company.stage.database, patient, EVENING) as session:
            edit = {"start_local": start + timedelta(days=10)}
            courses.change_visit(session, patient, visit, edit, EVENING)

    workers = [company.start_tick() for _ in range(2)]
    company.service.wait_for(1, timeout=60)
    with ThreadPoolExecutor(8) as tabs:
        list(tabs.map(move, moved))
    assert [worker.wait(timeout=180) for worker in workers] == [0, 0]
    company.tick()

    posts = Counter(request.path for request in company.service.received)
    assert set(posts) <= {phone.path for phone in phones}
    assert set(posts.values()) == {1}
    assert len(posts) >= DUE - EDITED, "whose visit stayed was told"
    with company.stage.database.read() as session:
        states = Counter(session.scalars(select(Delivery.state)))
    assert set(states) <= {"accepted", "dropped"}, states
    assert states["accepted"] == len(posts)
