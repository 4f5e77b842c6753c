"""What the patient says to a reminder, and what it does to the ledger: Done, Later, Skip, Undo (R13, R14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.accounts.models import Patient
from backend.care.course import Clocks
from backend.care.occurrence import Key
from backend.care.when import date_in, next_after
from backend.courses import records
from backend.errors import not_found
from backend.push import store as devices
from backend.reminders.ledger import row_for, rows_of
from backend.reminders.models import ActionRow, Delivery, LedgerRow, LedgerState
from backend.reminders.outlook import Outlook, outlook_of
from backend.reminders.render import token_hash

HOUR = timedelta(hours=1)
BEFORE_THE_END = timedelta(minutes=10)


@dataclass(frozen=True)
class Act:
    """One tap: its client-made id, what it does (done, later, skip, undo) and when, by the phone."""

    id: str
    does: str
    at: datetime
    until: str = "hour"


@dataclass(frozen=True)
class Result:
    """How the occurrence stands after the tap."""

    state: LedgerState
    wake_at: datetime | None = None


def act_on_key(session: Session, patient: Patient, key_text: str, act: Act, now: datetime) -> Result:
    """Carry out one tap in the app. A key the plan no longer yields is answered with withdrawn.

    Raises Problem 404 for a key of another patient's course, 422 for a text that is no key.
    """
    key = _own_key(session, patient, key_text)
    outlook = outlook_of(session, patient, now)
    row = _row_of(session, patient, key, outlook, now)
    if row is None:
        return Result("withdrawn")
    if _is_new(session, patient.id, act.id, now):
        _carry_out(row, act, outlook.clocks, now)
    return Result(row.state, row.wake_at if row.is_later else None)


def _own_key(session: Session, patient: Patient, text: str) -> Key:
    key = records.key_sent(text, "key")
    records.own_course_row(session, patient.id, key.course_id)
    return key


def _row_of(
    session: Session, patient: Patient, key: Key, outlook: Outlook, now: datetime
) -> LedgerRow | None:
    """Any key the plan yields within 60 days either side, or that has a row, may be acted on (R14)."""
    occurrence = next((o for o in outlook.around(now) if o.key == key), None)
    if occurrence is not None:
        return row_for(session, patient.id, occurrence, outlook.ledger)
    return next(iter(rows_of(session, patient.id, [str(key)])), None)


def _is_new(session: Session, patient_id: str, action_id: str, now: datetime) -> bool:
    """Whether this id was never carried out; a repeat of the same tap changes nothing."""
    if session.get(ActionRow, action_id) is not None:
        return False
    session.add(ActionRow(id=action_id, patient_id=patient_id, received_at=now))
    session.flush()
    return True


def _carry_out(row: LedgerRow, act: Act, clocks: Clocks, now: datetime) -> None:
    at = min(act.at, now)
    match act.does:
        case "done" if row.state != "done":
            row.state, row.acted_at, row.wake_at, row.is_later = "done", at, None, False
        case "skip" if row.state == "open":
            row.state, row.acted_at, row.wake_at, row.is_later = "skipped", at, None, False
        case "undo" if row.state in ("done", "skipped") and now < row.valid_until:
            row.state, row.acted_at = "open", None
        case "later" if row.state == "open" and now < row.valid_until:
            wake_at = later_at(act.until, at, row.valid_until, clocks)
            row.wake_at, row.is_later = wake_at, wake_at is not None


def later_at(until: str, at: datetime, valid_until: datetime, clocks: Clocks) -> datetime | None:
    """When Later rings again, always while it is still of use; None when no time is left (R13)."""
    match until:
        case "evening":
            wanted = next_after(at, clocks.evening, clocks.zone)
        case "tomorrow":
            wanted = next_after(at, clocks.morning, clocks.zone)
            if date_in(wanted, clocks.zone) == date_in(at, clocks.zone):
                wanted = next_after(wanted, clocks.morning, clocks.zone)
        case _:
            wanted = at + HOUR
    latest = valid_until - BEFORE_THE_END
    return min(wanted, latest) if latest > at else None


def mark_seen(session: Session, patient: Patient, keys: Iterable[str], now: datetime) -> None:
    """What was seen on Today counts as shown (R12)."""
    for row in rows_of(session, patient.id, list(keys)):
        row.shown_at = row.shown_at or now


# By the token of a digest, without a cookie


def delivery_with(session: Session, token: str, at: datetime, now: datetime) -> Delivery:
    """The delivery a token is bound to. Raises Problem 404 for any other text, or when its use was over.

    `at` is when the device showed it or was tapped: without a line the news of it may come much later.
    """
    found = session.scalar(select(Delivery).where(Delivery.token_hash == token_hash(token)))
    if found is None or found.valid_until is None or found.valid_until <= min(at, now):
        raise not_found("reminder")
    return found


def mark_shown(session: Session, delivery: Delivery, at: datetime, now: datetime) -> None:
    """The device says that it showed this push."""
    shown_at = min(at, now)
    if delivery.state != "acted":
        delivery.state = "shown"
    delivery.shown_at = delivery.shown_at or shown_at
    devices.mark_shown(session, delivery.device_id, shown_at)
    for row in rows_of(session, delivery.patient_id, delivery.listed):
        row.shown_at = row.shown_at or shown_at


def act_on_delivery(session: Session, patient: Patient, delivery: Delivery, act: Act, now: datetime) -> None:
    """Done settles exactly what the digest said was new and quick; Later puts all of it off an hour."""
    mark_shown(session, delivery, act.at, now)
    if not _is_new(session, patient.id, act.id, now):
        return
    outlook = outlook_of(session, patient, now)
    keys = delivery.doable if act.does == "done" else delivery.listed
    for row in rows_of(session, patient.id, keys):
        _carry_out(row, act, outlook.clocks, now)
    delivery.state = "acted"
