"""Knows the addresses at which reminders are turned on, healed, tried and turned off on a device."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import Blueprint, Response
from flask.blueprints import BlueprintSetupState
from spectree import Response as Answers
from sqlalchemy.orm import Session

from backend import clock
from backend.accounts import store as accounts
from backend.accounts import zones
from backend.accounts.sessions import current_patient_id, current_sign_in_id
from backend.api import spec
from backend.db import database
from backend.errors import Problem, invalid
from backend.push import store
from backend.push.endpoint import BadEndpoint, check_endpoint
from backend.push.models import Device
from backend.push.shapes import NewDevice, PushAnswer, PushDevice, PushDevices, PushKey, PushQuestion
from backend.push.store import Subscription
from backend.push.vapid import VapidKeys
from backend.reminders.deliver import postman, postman_of
from backend.reminders.settle import changing
from backend.reminders.silent import unseen_since
from backend.settings import settings

blueprint = Blueprint("push", __name__)


@blueprint.record
def _appoint_postman(state: BlueprintSetupState) -> None:
    """Give the application the postman that sends what these routes ask for at once."""
    extensions = state.app.extensions
    extensions.setdefault("postman", postman_of(extensions["settings"], extensions["database"]))


@blueprint.get("/api/push/key")
@spec.validate(resp=Answers(HTTP_200=PushKey), tags=["push"])
def show_key() -> PushKey:
    """Return the key a browser subscribes with."""
    keys = VapidKeys.from_settings(settings())
    return PushKey(public_key=keys.public_key, key_id=keys.key_id)


@blueprint.get("/api/push/devices")
@spec.validate(resp=Answers(HTTP_200=PushDevices), tags=["push"])
def list_devices() -> PushDevices:
    """Return the patient's devices."""
    with database().read() as session:
        found = store.devices_of(session, current_patient_id())
        return PushDevices(devices=_told(session, *found))


@blueprint.post("/api/push/devices")
@spec.validate(resp=Answers(HTTP_201=PushDevice), tags=["push"])
def register_device(json: NewDevice) -> tuple[PushDevice, int]:
    """Turn reminders on for this browser; a first reminder goes out to prove that it arrives."""
    wanted = _usable(json)
    now = clock.now()
    with changing(database(), current_patient_id(), now) as session:
        zones.report(accounts.patient(session, current_patient_id()), json.zone, now)
        replaces = None if json.replaces is None else str(json.replaces)
        if not json.is_asked:
            store.refuse_removed(session, current_patient_id(), replaces)
        device = store.register(session, current_patient_id(), wanted, now, replaces)
        store.note_opened(device, current_sign_in_id(), now)
    if device.state == "activating":
        postman().send_notice(device.id, "activation")
    return _alive(device.id), 201


@blueprint.post("/api/push/check")
@spec.validate(resp=Answers(HTTP_200=PushAnswer), tags=["push"])
def check_device(json: PushQuestion) -> PushAnswer:
    """Say whether reminders reach the browser that asks, and note the zone it is in."""
    now = clock.now()
    is_current = json.key_id == VapidKeys.from_settings(settings()).key_id
    with changing(database(), current_patient_id(), now) as session:
        zones.report(accounts.patient(session, current_patient_id()), json.zone, now)
        device = store.find(session, current_patient_id(), json.endpoint, json.key_id)
        if device is None or not is_current:
            return PushAnswer(known=False, device=None, removed_at=_removed_at(session, json))
        store.note_opened(device, current_sign_in_id(), now)
        return PushAnswer(known=True, device=_told(session, device)[0], removed_at=None)


@blueprint.delete("/api/push/devices/<uuid:device_id>")
@spec.validate(resp=Answers("HTTP_204"), tags=["push"])
def remove_device(device_id: UUID) -> Response:
    """Turn reminders off for one device."""
    now = clock.now()
    with changing(database(), current_patient_id(), now) as session:
        store.remove(session, current_patient_id(), str(device_id), now)
    return Response(status=204)


@blueprint.post("/api/push/devices/<uuid:device_id>/test")
@spec.validate(resp=Answers(HTTP_200=PushDevice), tags=["push"])
def test_device(device_id: UUID) -> PushDevice:
    """Send a test reminder to one device."""
    own_id = _shown(str(device_id)).id
    postman().send_notice(own_id, "test")
    return _shown(own_id)


def _removed_at(session: Session, json: PushQuestion) -> datetime | None:
    own_id = None if json.device is None else str(json.device)
    return store.removed_at(session, current_patient_id(), own_id)


def _usable(json: NewDevice) -> Subscription:
    """Return what can be sent to; Problem 422 or 409 when it cannot."""
    try:
        endpoint = check_endpoint(json.endpoint, settings().push_origins)
    except BadEndpoint as error:
        raise invalid("endpoint", str(error)) from error
    if not VapidKeys.from_settings(settings()).holds(json.key_id):
        raise Problem(409, "key_changed", "Our key for reminders has changed. Please reload and try again.")
    return Subscription(endpoint, json.p256dh, json.auth, json.key_id, json.label)


def _alive(device_id: str) -> PushDevice:
    """Describe a device just registered; Problem 409 when its push service says at once that it ended."""
    with database().read() as session:
        if session.get_one(Device, device_id).state == "gone":
            sentence = "This browser's connection for reminders has ended. Please turn reminders on again."
            raise Problem(409, "subscription_ended", sentence)
    return _shown(device_id)


def _shown(device_id: str) -> PushDevice:
    with database().read() as session:
        return _told(session, store.device_of(session, current_patient_id(), device_id))[0]


def _told(session: Session, *found: Device) -> list[PushDevice]:
    """Describe devices to their patient, with what was sent to them and never seen."""
    silent = unseen_since(session, current_patient_id(), clock.now())
    return [
        PushDevice(
            id=each.id,
            label=each.label,
            state=each.state,
            proven_at=each.proven_at,
            last_shown_at=each.last_shown_at,
            unseen_since=silent.get(each.id),
            created_at=each.created_at,
        )
        for each in found
        if each.state != "gone"
    ]
