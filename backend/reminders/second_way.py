"""Knows when an e-mail is due: an important item was rung, accepted, and for two hours seen nowhere."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.accounts.models import Patient
from backend.care.occurrence import Occurrence
from backend.db import Database, locked
from backend.mail.store import new_letter, proved_address
from backend.reminders.models import LedgerRow
from backend.reminders.outlook import Outlook, outlook_of

WAIT = timedelta(hours=2)
BATCH = 20

log = structlog.get_logger()


def arrange(session: Session, patient_id: str, keys: Collection[str], now: datetime) -> None:
    """A push was accepted: look again in two hours, once for each item, if e-mail is on."""
    if proved_address(session, patient_id) is None:
        return
    unseen = LedgerRow.shown_at.is_(None), LedgerRow.mail_at.is_(None), ~LedgerRow.is_mail_settled
    own = LedgerRow.patient_id == patient_id, LedgerRow.key.in_(keys), LedgerRow.state == "open"
    session.execute(update(LedgerRow).where(*own, *unseen).values(mail_at=now + WAIT))


def claim_unseen(database: Database, now: datetime) -> int:
    """Queue one letter for each of a batch of patients with something unseen; how many were looked at."""
    with database.transaction() as session:
        waiting = select(LedgerRow.patient_id).where(LedgerRow.mail_at <= now)
        chosen = select(Patient).where(Patient.id.in_(waiting)).order_by(Patient.id).limit(BATCH)
        patients = session.scalars(locked(session, chosen)).all()
        for patient in patients:
            _claim_one(session, patient, now)
        return len(patients)


def _claim_one(session: Session, patient: Patient, now: datetime) -> None:
    """One patient whose data cannot be computed must not keep the others waiting."""
    try:
        with session.begin_nested():
            _queue(session, patient, now)
    except Exception:
        log.exception("second_way_failed", patient_id=patient.id)
    settled = {"mail_at": None, "is_mail_settled": True}
    due = LedgerRow.patient_id == patient.id, LedgerRow.mail_at <= now
    session.execute(update(LedgerRow).where(*due).values(settled))


def _queue(session: Session, patient: Patient, now: datetime) -> None:
    due = select(LedgerRow.key).where(LedgerRow.patient_id == patient.id, LedgerRow.mail_at <= now)
    items = unseen(outlook_of(session, patient, now), session.scalars(due).all(), now)
    address = proved_address(session, patient.id)
    if items and address is not None:
        until = max(occurrence.valid_until for occurrence in items.values())
        session.add(new_letter(session, address, "reminder", now, until, tuple(items)))


def unseen(outlook: Outlook, keys: Collection[str], now: datetime) -> dict[str, Occurrence]:
    """Return the critical items among these that are open, useful and seen nowhere, by their rows' keys."""
    found = {}
    for occurrence in outlook.agenda(now).outstanding:
        row = outlook.ledger.row_for(occurrence)
        if row and str(row.key) in keys and row.shown_at is None and occurrence.step.critical:
            found[str(row.key)] = occurrence
    return found
