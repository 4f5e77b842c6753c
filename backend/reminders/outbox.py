"""The outbox of pushes: who may post a delivery, for how long, and what became of it (R5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Exists, or_, select
from sqlalchemy.orm import Session, aliased

from backend.accounts.models import Patient
from backend.db import locked, new_id, now_of
from backend.push import store as devices
from backend.push.models import Device
from backend.push.outcome import Kind, Outcome
from backend.push.payload import Message, minimal_payload, payload_of, topic_for
from backend.push.sender import Push
from backend.reminders import second_way
from backend.reminders.models import Delivery
from backend.reminders.render import Office, render, token_hash

LEASE = timedelta(seconds=90)
"""Longer than a batch can take: every push in it may wait for its whole timeout."""

UNSENT = ("queued", "superseded")
log = structlog.get_logger()


@dataclass(frozen=True)
class LeasedPush:
    """One leased delivery, ready to post; `is_again` says that the phone may have shown it already."""

    delivery_id: str
    patient_id: str
    lease_token: str
    attempts: int
    is_minimal: bool
    is_again: bool
    push: Push


def lease(
    session: Session, office: Office, now: datetime, limit: int, only: str | None = None
) -> tuple[int, list[LeasedPush]]:
    """Take unsent deliveries whose time has come, and render each: how many, and what of them is to be sent.

    What has nothing left to say is dropped. `only` takes one delivery by id. Leases use the database's
    clock, usefulness uses `now`.
    """
    clock = now_of(session)
    is_free = or_(Delivery.lease_until.is_(None), Delivery.lease_until < clock)
    is_due = Delivery.state == "queued", Delivery.next_attempt_at <= clock
    # The device's row is taken along: another worker may be taking a test for it at this moment.
    mine = select(Delivery).join(Device, Device.id == Delivery.device_id)
    chosen = mine.where(*is_due, is_free, ~_device_is_busy(clock))
    if only is not None:
        chosen = chosen.where(Delivery.id == only)
    chosen = chosen.order_by(Delivery.next_attempt_at).limit(limit)
    rows = session.scalars(locked(session, chosen)).all()
    busy = _busy_devices(session, rows, clock)
    rows = [row for row in rows if row.device_id not in busy]
    return _one_for_each_device(session, office, rows, clock, now)


def _one_for_each_device(
    session: Session, office: Office, rows: Sequence[Delivery], clock: datetime, now: datetime
) -> tuple[int, list[LeasedPush]]:
    """A test and a digest posted side by side might arrive in either order: the second waits its turn."""
    taken, by_device = 0, dict[str, LeasedPush]()
    for row in rows:
        if row.device_id in by_device:
            continue
        taken += 1
        leased = _leased(session, office, row, clock, now)
        if leased is not None:
            by_device[row.device_id] = leased
    return taken, list(by_device.values())


def _device_is_busy(clock: datetime) -> Exists:
    """Whether a push to the same device is on its way: a slow older digest must not arrive after this one."""
    other = aliased(Delivery)
    is_same = other.device_id == Delivery.device_id, other.id != Delivery.id
    return select(other.id).where(*is_same, other.lease_until >= clock).exists()


def _busy_devices(session: Session, rows: Sequence[Delivery], clock: datetime) -> set[str]:
    """Devices that became busy while their rows were waited for; now that they are held, none does."""
    devices_held = {row.device_id for row in rows}
    leased = Delivery.device_id.in_(devices_held), Delivery.lease_until >= clock
    return set(session.scalars(select(Delivery.device_id).where(*leased)))


def _leased(
    session: Session, office: Office, row: Delivery, clock: datetime, now: datetime
) -> LeasedPush | None:
    """A delivery that cannot be rendered is our fault, and must not keep the others waiting."""
    try:
        with session.begin_nested():
            return _prepared(session, office, row, clock, now)
    except Exception:
        log.exception("render_failed", delivery_id=row.id)
        row.state = "failed"
        return None


def _prepared(
    session: Session, office: Office, row: Delivery, clock: datetime, now: datetime
) -> LeasedPush | None:
    device = session.get_one(Device, row.device_id)
    if device.state == "gone":
        row.state = "gone"
        return None
    rendered = render(session, office, row, now)
    if rendered is None:
        return None
    push, is_again = _push(office, row, device, *rendered), row.lease_token is not None
    row.lease_until, row.lease_token = clock + LEASE, new_id()
    row.attempts += 1
    return LeasedPush(row.id, row.patient_id, row.lease_token, row.attempts, row.is_minimal, is_again, push)


def _push(office: Office, row: Delivery, device: Device, message: Message, life: timedelta) -> Push:
    row.token_hash = token_hash(message.token)
    row.valid_until = message.valid_until
    return Push(
        endpoint=device.endpoint,
        p256dh=device.p256dh,
        auth=device.auth,
        payload=minimal_payload(message) if row.is_minimal else payload_of(message),
        ttl=int(life.total_seconds()),
        topic=topic_for(office.secret, device.id),
        key_id=device.key_id,
    )


def mark(session: Session, leased: LeasedPush, outcome: Outcome, status: int | None, now: datetime) -> None:
    """Write what became of an attempt; only the holder of the lease may."""
    row = _held(session, leased)
    if row is None:
        return
    row.lease_until, row.status = None, status
    if status is not None and not leased.is_again:
        row.lease_token = None
    match outcome.kind:
        case Kind.ACCEPTED:
            row.accepted_at = now
            if row.state in UNSENT:  # the device may have been quicker, and have shown it already
                row.state = "accepted"
            devices.mark_accepted(session, row.device_id)
            second_way.arrange(session, row.patient_id, row.listed, now)
        case Kind.GONE:
            row.state = "gone"
            devices.mark_gone(session, row.device_id, now)
        case Kind.SHRINK:
            row.is_minimal = True
        case Kind.OUR_FAULT if not outcome.stop_origin:
            row.state = "failed" if row.state == "queued" else row.state
            devices.mark_failed(session, row.device_id)
        case _:
            _wait(session, row, outcome.delay or timedelta(), now)


def _wait(session: Session, row: Delivery, delay: timedelta, now: datetime) -> None:
    """Try again after a while, unless it would be of no use then."""
    if row.state == "queued" and row.valid_until is not None and now + delay >= row.valid_until:
        row.state = "expired"
    row.next_attempt_at = now_of(session) + delay


def release(session: Session, leased: LeasedPush, delay: timedelta) -> None:
    """Give a lease back unsent, because its push service is being left alone for a while."""
    row = _held(session, leased)
    if row is None:
        return
    row.lease_until, row.attempts = None, row.attempts - 1
    row.next_attempt_at = now_of(session) + delay
    if not leased.is_again:
        row.lease_token = None


def _held(session: Session, leased: LeasedPush) -> Delivery | None:
    """The delivery of a push while its lease is ours, with the patient's row held as for every change.

    The device may acknowledge at this moment: taken in another order, the two would wait for each other.
    """
    session.execute(select(Patient.id).where(Patient.id == leased.patient_id).with_for_update())
    row = session.get(Delivery, leased.delivery_id, with_for_update=True)
    return row if row is not None and row.lease_token == leased.lease_token else None
