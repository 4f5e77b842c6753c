"""Knows where devices are kept, to whom each belongs, and how it goes from activating to gone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.db import new_id
from backend.errors import Problem, not_found
from backend.push.endpoint import endpoint_hash
from backend.push.models import Device

MOST_DEVICES = 10
BROKEN_AFTER = 5  # failures in a row
REMOVED = "You turned reminders off for this device. Open Reminders in Settings here to turn them on again."


@dataclass(frozen=True)
class Subscription:
    """What a browser gives to be reached by; already checked."""

    endpoint: str = field(repr=False)
    p256dh: str = field(repr=False)
    auth: str = field(repr=False)
    key_id: str
    label: str


def register(
    session: Session, patient_id: str, wanted: Subscription, now: datetime, replaces: str | None = None
) -> Device:
    """Return the patient's device for this subscription; when it is `activating`, a first push is due.

    The same subscription again is the same device. An endpoint of another patient moves here, because
    whoever is signed in on a phone is who it reminds. `replaces` names what this browser was before it
    lost its subscription, and ends it. Problem 409 "too_many_devices" above ten.
    """
    known = _by_endpoint(session, wanted.endpoint)
    _end_former(session, patient_id, replaces, known, now)
    if known is not None and known.patient_id != patient_id:
        _end(known, now)
        session.flush()  # the endpoint must be free before its new owner takes it
        known = None
    if known is None:
        return _add(session, patient_id, wanted, now)
    is_same = (known.p256dh, known.auth, known.key_id) == (wanted.p256dh, wanted.auth, wanted.key_id)
    if not is_same or known.state != "active":
        known.p256dh, known.auth, known.key_id = wanted.p256dh, wanted.auth, wanted.key_id
        known.state, known.proven_at, known.failures = "activating", None, 0
    known.label = wanted.label
    return known


def find(session: Session, patient_id: str, endpoint: str | None, key_id: str) -> Device | None:
    """Return the patient's device with this endpoint, unless it was made with another VAPID key."""
    device = None if endpoint is None else _by_endpoint(session, endpoint)
    if device is None or (device.patient_id, device.key_id) != (patient_id, key_id):
        return None
    return device


def devices_of(session: Session, patient_id: str) -> Sequence[Device]:
    """Return all devices the patient has turned reminders on for, the oldest first."""
    mine = select(Device).where(Device.patient_id == patient_id, Device.state != "gone")
    return session.scalars(mine.order_by(Device.created_at, Device.id)).all()


def under_other_keys(session: Session, held: Collection[str]) -> Sequence[Device]:
    """Return the devices of all patients that subscribed with a VAPID key not among these ids."""
    return session.scalars(select(Device).where(Device.state != "gone", Device.key_id.not_in(held))).all()


def live_devices(session: Session, patient_id: str) -> Sequence[Device]:
    """Return the patient's devices that have shown a push; a broken one is still tried, the fault is ours."""
    return [device for device in devices_of(session, patient_id) if device.state in ("active", "broken")]


def device_of(session: Session, patient_id: str, device_id: str) -> Device:
    """Return one device of the patient; Problem 404 when it is gone or somebody else's."""
    device = session.get(Device, device_id)
    if device is None or device.patient_id != patient_id or device.state == "gone":
        raise not_found("device")
    return device


def remove(session: Session, patient_id: str, device_id: str, now: datetime) -> None:
    """Turn reminders off for one device of the patient; Problem 404 when there is none."""
    device = device_of(session, patient_id, device_id)
    _end(device, now)
    device.is_removed = True


def removed_at(session: Session, patient_id: str, device_id: str | None) -> datetime | None:
    """When the patient turned reminders off for what was their device; None when they did not."""
    device = None if device_id is None else session.get(Device, device_id)
    if device is None or device.patient_id != patient_id or not device.is_removed:
        return None
    return device.gone_at


def refuse_removed(session: Session, patient_id: str, device_id: str | None) -> None:
    """Raise Problem 409 "device_removed" where the patient turned reminders off: only a tap undoes it."""
    if removed_at(session, patient_id, device_id) is not None:
        raise Problem(409, "device_removed", REMOVED)


def note_opened(device: Device, sign_in_id: str, now: datetime) -> None:
    """Record that the patient opened the app on this device, signed in there by this sign-in."""
    device.opened_at, device.sign_in_id = now, sign_in_id


def end_with(session: Session, patient_id: str, sign_in_id: str, now: datetime) -> None:
    """End the devices of a sign-in that ends: a phone that is signed out is reminded of nothing."""
    for device in devices_of(session, patient_id):
        if device.sign_in_id == sign_in_id:
            _end(device, now)


def end_others(session: Session, patient_id: str, sign_in_id: str | None, now: datetime) -> None:
    """End every device but those of one sign-in, or every device; also those whose sign-in nobody knows."""
    for device in devices_of(session, patient_id):
        if sign_in_id is None or device.sign_in_id != sign_in_id:
            _end(device, now)


def was_opened_last(session: Session, device_id: str) -> bool:
    """Whether this is the device on which the patient last opened the app: it knows where they are (R10)."""
    device = session.get(Device, device_id)
    if device is None:
        return False
    opened = [other.opened_at for other in devices_of(session, device.patient_id) if other.opened_at]
    return not opened or device.opened_at == max(opened)


def mark_shown(session: Session, device_id: str, at: datetime) -> None:
    """Record that the device showed a push at `at`; whatever was thought of it before, it works."""
    mark_proven(session, device_id, at)
    device = session.get(Device, device_id)
    if device is not None and (device.last_shown_at is None or device.last_shown_at < at):
        device.last_shown_at = at


def mark_proven(session: Session, device_id: str, at: datetime) -> None:
    """Record that the device could read a push; a device that is gone stays gone."""
    device = session.get(Device, device_id)
    if device is None or device.state == "gone":
        return
    device.state, device.failures = "active", 0
    device.proven_at = device.proven_at or at


def mark_accepted(session: Session, device_id: str) -> None:
    """Record that the push service took a push for the device."""
    device = session.get(Device, device_id)
    if device is not None:
        device.failures = 0


def mark_failed(session: Session, device_id: str) -> None:
    """Record that a push failed by our fault; after five in a row the device counts as broken."""
    device = session.get(Device, device_id)
    if device is None or device.state == "gone":
        return
    device.failures += 1
    if device.failures >= BROKEN_AFTER:
        device.state = "broken"


def mark_gone(session: Session, device_id: str, now: datetime) -> None:
    """Record that the push service no longer knows the subscription (404 or 410)."""
    device = session.get(Device, device_id)
    if device is not None and device.state != "gone":
        _end(device, now)


def _by_endpoint(session: Session, endpoint: str) -> Device | None:
    return session.scalar(select(Device).where(Device.endpoint_hash == endpoint_hash(endpoint)))


def _end_former(
    session: Session, patient_id: str, former_id: str | None, known: Device | None, now: datetime
) -> None:
    former = None if former_id is None else session.get(Device, former_id)
    if former is None or former is known or former.patient_id != patient_id or former.state == "gone":
        return
    _end(former, now)


def _add(session: Session, patient_id: str, wanted: Subscription, now: datetime) -> Device:
    _make_room(devices_of(session, patient_id), now)
    device = Device(
        id=new_id(),
        patient_id=patient_id,
        endpoint=wanted.endpoint,
        endpoint_hash=endpoint_hash(wanted.endpoint),
        p256dh=wanted.p256dh,
        auth=wanted.auth,
        key_id=wanted.key_id,
        label=wanted.label,
        state="activating",
        created_at=now,
        failures=0,
    )
    session.add(device)
    try:
        session.flush()
    except IntegrityError as error:  # two patients on one phone in the same instant
        sentence = "This device is being set up twice at once. Please wait a moment and try again."
        raise Problem(409, "try_again", sentence) from error
    return device


def _make_room(devices: Sequence[Device], now: datetime) -> None:
    """End the oldest device that does not work, should there be ten; ten that work are enough."""
    if len(devices) < MOST_DEVICES:
        return
    idle = [device for device in devices if device.state != "active"]
    if not idle:
        sentence = f"Reminders are on for {MOST_DEVICES} devices already. Please remove one in Settings."
        raise Problem(409, "too_many_devices", sentence)
    _end(idle[0], now)


def _end(device: Device, now: datetime) -> None:
    """Forget how to reach the device; what was sent to it keeps its row."""
    device.state, device.gone_at = "gone", now
    device.endpoint, device.endpoint_hash = "", None
    device.p256dh = device.auth = ""
