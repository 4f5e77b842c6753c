"""How the worker takes the patients whose moment has come (R4), and those computed with old rules (R2)."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from backend.accounts.models import Patient
from backend.db import Database, locked
from backend.reminders.outlook import stamp
from backend.reminders.settle import recompute, settle

BATCH = 20
POISON_PAUSE = timedelta(minutes=15)

log = structlog.get_logger()


def claim_due(database: Database, now: datetime) -> int:
    """Settle one batch of due patients in one short transaction; the number of patients taken."""
    return _claim(database, now, Patient.next_due_at <= now, refresh=False)


def claim_outdated(database: Database, now: datetime) -> int:
    """Recompute one batch computed with other code or time zones: an edit at their old next ring (R2)."""
    return _claim(database, now, Patient.computed_with != stamp(), refresh=True)


def due_patients(database: Database, now: datetime) -> list[tuple[str, datetime]]:
    """Who would ring now, by patient id, with the moment each was due; nothing is changed."""
    with database.read() as session:
        due = select(Patient).where(Patient.next_due_at <= now).order_by(Patient.next_due_at)
        return [(patient.id, patient.next_due_at) for patient in session.scalars(due) if patient.next_due_at]


def _claim(database: Database, now: datetime, condition: ColumnElement[bool], *, refresh: bool) -> int:
    with database.transaction() as session:
        chosen = select(Patient).where(condition).order_by(Patient.next_due_at).limit(BATCH)
        patients = session.scalars(locked(session, chosen)).all()
        for patient in patients:
            _claim_one(session, patient, now, refresh)
        return len(patients)


def _claim_one(session: Session, patient: Patient, now: datetime, refresh: bool) -> None:
    """One patient whose data cannot be computed must not keep the others waiting."""
    try:
        with session.begin_nested():
            settle(session, patient, now)
            if refresh:
                recompute(session, patient, now)
    except Exception:
        log.exception("claim_failed", patient_id=patient.id)
        session.refresh(patient)
        patient.next_due_at = now + POISON_PAUSE
        patient.computed_with = stamp()
