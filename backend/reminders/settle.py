"""The gate every change passes: settle what came due under the old plan, change, compute again (R3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.accounts.models import Patient
from backend.care.agenda import next_bundle
from backend.care.occurrence import Occurrence
from backend.db import Database, new_id, now_of
from backend.errors import not_found
from backend.push.models import Device
from backend.push.store import live_devices
from backend.reminders.ledger import renewed, row_for, withdraw_what_ended
from backend.reminders.models import Delivery, Digest, LedgerRow
from backend.reminders.outlook import Outlook, outlook_of, stamp


@contextmanager
def changing(database: Database, patient_id: str, now: datetime) -> Iterator[Session]:
    """Settle until now under the old plan, let the caller change things, then compute the next ring again.

    All in one transaction that holds the patient's row. Raises Problem 404 when there is no such patient.
    """
    with database.transaction() as session:
        patient = _held(session, patient_id)
        settle(session, patient, now)
        yield session
        session.flush()
        recompute(session, patient, now)


def _held(session: Session, patient_id: str) -> Patient:
    patient = session.scalar(select(Patient).where(Patient.id == patient_id).with_for_update())
    if patient is None:
        raise not_found("account")
    return patient


def settle(session: Session, patient: Patient, now: datetime) -> None:
    """Record every ring that came due until now, and put one digest of what is still useful in the outbox.

    Without a live device there is no ring and no ledger row: it is all in the app (R12).
    """
    if patient.next_due_at is None or patient.next_due_at > now:
        return
    devices = live_devices(session, patient.id)
    if not devices:
        patient.next_due_at = None
        return
    outlook = outlook_of(session, patient, now).planned_for(patient.next_due_at, now)
    counts: list[bool] = []
    while (moment := patient.next_due_at) is not None and moment <= now:
        agenda = outlook.agenda(moment)
        rung = (*agenda.new, *agenda.woken)
        written = [_record(session, patient.id, occurrence, outlook, now) for occurrence in rung]
        if any(occurrence.valid_until > now for occurrence in rung):
            counts.append(agenda.counts)
        outlook = _renewed(outlook, written)
        patient.next_due_at = outlook.agenda(moment).next_ring_at
        if patient.next_due_at == moment:
            raise RuntimeError(f"The ring of {moment.isoformat()} asks for itself again.")
    if counts:
        _put_in_outbox(session, patient.id, devices, all(counts), now)


def _record(
    session: Session, patient_id: str, occurrence: Occurrence, outlook: Outlook, now: datetime
) -> LedgerRow:
    """Write that it rings; what ended before now was missed by us (R14)."""
    row = row_for(session, patient_id, occurrence, outlook.ledger)
    if occurrence.valid_until <= now:
        row.state = "missed" if row.rung == 0 else row.state
        row.wake_at = None
        return row
    if row.is_later:
        row.shown_at = None
    row.rung, row.rang_at = row.rung + 1, now
    row.wake_at = None if row.is_later else _second_ring(occurrence, row.rung, outlook, now)
    return row


def _second_ring(occurrence: Occurrence, rung: int, outlook: Outlook, now: datetime) -> datetime | None:
    """The one later bundle at which it may ring again, if it is still useful then (R12)."""
    at = next_bundle(outlook.clocks, now)
    return at if rung == 1 and at < occurrence.valid_until else None


def _put_in_outbox(
    session: Session, patient_id: str, devices: Sequence[Device], counts: bool, now: datetime
) -> None:
    """One digest, one delivery per device; it supersedes every unsent delivery before it (R12)."""
    unsent = (Delivery.patient_id == patient_id, Delivery.state == "queued", Delivery.purpose == "digest")
    session.execute(update(Delivery).where(*unsent).values(state="superseded"))
    digest = Digest(id=new_id(), patient_id=patient_id, rang_at=now, counts=counts)
    session.add(digest)
    session.flush()
    for device in devices:
        session.add(new_delivery(session, device, "digest", now, digest.id))


def new_delivery(
    session: Session, device: Device, purpose: str, now: datetime, digest_id: str | None = None
) -> Delivery:
    """A delivery that may be attempted at once."""
    return Delivery(
        id=new_id(),
        patient_id=device.patient_id,
        device_id=device.id,
        digest_id=digest_id,
        purpose=purpose,
        state="queued",
        made_at=now,
        next_attempt_at=now_of(session),
        attempts=0,
        is_minimal=False,
        listed=[],
        doable=[],
    )


def recompute(session: Session, patient: Patient, now: datetime) -> None:
    """Withdraw what the plan no longer yields and compute the next ring, stamped with what computed it."""
    outlook = outlook_of(session, patient, now)
    written = withdraw_what_ended(session, patient.id, outlook.around(now), outlook.ledger, now)
    patient.computed_with = stamp()
    if not live_devices(session, patient.id):
        patient.next_due_at = None
        return
    patient.next_due_at = _renewed(outlook, written).agenda(now).next_ring_at


def _renewed(outlook: Outlook, written: Iterable[LedgerRow]) -> Outlook:
    return replace(outlook, ledger=renewed(outlook.ledger, written))
