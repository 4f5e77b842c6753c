"""Many patients at once: copies of one patient whose pause is due, each with a phone of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from backend.accounts.models import Patient
from backend.courses.models import AnswerRow, CourseRow, VisitRow
from backend.db import Base, new_id
from backend.push.endpoint import endpoint_hash
from backend.push.models import Device
from backend.reminders.settle import changing
from tests.fakes.push_service import FakeDevice
from tests.reminders.stage import Stage


def crowd(
    stage: Stage,
    patient_id: str,
    course_id: str,
    key_id: str,
    phones: Sequence[FakeDevice],
    name: str = "crowd",
) -> list[str]:
    """Copy the patient and the course once for each phone; the copies' ids. All else stays as it is."""
    copies = []
    with stage.database.transaction() as session:
        patient = _rows(session, Patient, Patient.id == patient_id)[0]
        course = _rows(session, CourseRow, CourseRow.id == course_id)[0]
        visits = _rows(session, VisitRow, VisitRow.course_id == course_id)
        answers = _rows(session, AnswerRow, AnswerRow.course_id == course_id)
        for phone in phones:
            copy_id, course_copy = new_id(), new_id()
            _add(session, Patient, {**patient, "id": copy_id, "name_key": f"{name} {copy_id}"})
            _add(session, CourseRow, {**course, "id": course_copy, "patient_id": copy_id})
            for row in visits:
                _add(session, VisitRow, {**row, "id": new_id(), "course_id": course_copy})
            for row in answers:
                _add(session, AnswerRow, {**row, "id": new_id(), "course_id": course_copy})
            _add(session, Device, _device(copy_id, key_id, phone, patient["created_at"]))
            copies.append(copy_id)
    return copies


def enrol_phone(stage: Stage, patient_id: str, key_id: str, phone: FakeDevice, now: datetime) -> str:
    """Give the patient a phone at a push service; its id."""
    row = _device(patient_id, key_id, phone, now)
    with changing(stage.database, patient_id, now) as session:
        _add(session, Device, row)
    return str(row["id"])


def _rows(session: Session, model: type[Base], condition: Any) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in session.execute(select(_table(model)).where(condition))]


def _add(session: Session, model: type[Base], row: dict[str, Any]) -> None:
    session.execute(insert(_table(model)).values(**row))


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _device(patient_id: str, key_id: str, phone: FakeDevice, created_at: Any) -> dict[str, Any]:
    return {
        "id": new_id(),
        "patient_id": patient_id,
        "endpoint": phone.endpoint,
        "endpoint_hash": endpoint_hash(phone.endpoint),
        "p256dh": phone.p256dh,
        "auth": phone.auth,
        "key_id": key_id,
        "label": "phone",
        "state": "active",
        "created_at": created_at,
        "failures": 0,
    }
