"""Knows the addresses of recovery, sessions, passkeys, confirming who one is, and leaving."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response
from flask import session as cookie
from spectree import Response as Answers
from sqlalchemy.orm import Session

from backend import clock
from backend.accounts import attempts, leaving, passkeys, recovery, sessions, sign_in, step_up
from backend.accounts.security_shapes import (
    Confirmation,
    Export,
    FreshCode,
    NewPasskey,
    NewPassphrase,
    PasskeyAnswer,
    PasskeyLabel,
    PasskeyList,
    PasskeyOptions,
    PasskeyShape,
    Recovery,
    SessionList,
)
from backend.accounts.sessions import current_patient_id, current_sign_in_id
from backend.accounts.shapes import Me, me_of
from backend.api import spec
from backend.db import database
from backend.photos import gallery
from backend.photos.album import album
from backend.push import store as devices

blueprint = Blueprint("security", __name__)


@blueprint.post("/api/recovery")
@spec.validate(resp=Answers(HTTP_200=FreshCode), tags=["account"])
def recover(json: Recovery) -> FreshCode:
    """Set a new passphrase by a recovery code, and sign out everywhere."""
    now = clock.now()

    def end_devices(session: Session, patient_id: str) -> None:
        devices.end_others(session, patient_id, None, now)

    return FreshCode(recovery_code=recovery.recover(json, now, end_devices))


@blueprint.post("/api/recovery/code")
@spec.validate(resp=Answers(HTTP_200=FreshCode), tags=["account"])
def renew_code() -> FreshCode:
    """Make a new recovery code; the former one is dead."""
    now = clock.now()
    patient_id = step_up.require(now)
    with database().transaction() as session:
        return FreshCode(recovery_code=recovery.renew(session, patient_id, now))


@blueprint.put("/api/passphrase")
@spec.validate(resp=Answers("HTTP_204"), tags=["account"])
def change_passphrase(json: NewPassphrase) -> Response:
    """Change the passphrase, and sign out everywhere else."""
    sign_in.change_passphrase(step_up.require(clock.now()), json.passphrase, _end_elsewhere)
    return Response(status=204)


@blueprint.post("/api/session/confirm")
@spec.validate(resp=Answers("HTTP_204"), tags=["account"])
def confirm(json: Confirmation) -> Response:
    """Show again who this is; it holds for ten minutes."""
    step_up.confirm(json, clock.now())
    return Response(status=204)


@blueprint.get("/api/sessions")
@spec.validate(resp=Answers(HTTP_200=SessionList), tags=["account"])
def list_sessions() -> SessionList:
    """Return every browser that is signed in."""
    with database().read() as session:
        return sessions.listed(session)


@blueprint.delete("/api/sessions/<uuid:session_id>")
@spec.validate(resp=Answers("HTTP_204"), tags=["account"])
def end_session(session_id: UUID) -> Response:
    """Sign one browser out; nothing is sent there any more."""
    now = clock.now()
    patient_id = step_up.require(now)
    with database().transaction() as session:
        sessions.end(session, str(session_id))
        devices.end_with(session, patient_id, str(session_id), now)
    return Response(status=204)


@blueprint.delete("/api/sessions")
@spec.validate(resp=Answers("HTTP_204"), tags=["account"])
def end_other_sessions() -> Response:
    """Sign every other browser out; this one stays."""
    step_up.require(clock.now())
    with database().transaction() as session:
        _end_elsewhere(session)
    return Response(status=204)


@blueprint.post("/api/session/passkey/options")
@spec.validate(resp=Answers(HTTP_200=PasskeyOptions), tags=["account"])
def passkey_options() -> PasskeyOptions:
    """Return what the browser needs to sign in, or to confirm, with a passkey."""
    now = clock.now()
    attempts.take(attempts.of_challenge(), now)
    return PasskeyOptions(public_key=passkeys.request_options(now))


@blueprint.post("/api/session/passkey")
@spec.validate(resp=Answers(HTTP_200=Me), tags=["account"])
def sign_in_by_passkey(json: PasskeyAnswer) -> Me:
    """Sign this browser in with a passkey."""
    return me_of(sign_in.sign_in_by_passkey(json.credential, clock.now()))


@blueprint.get("/api/passkeys")
@spec.validate(resp=Answers(HTTP_200=PasskeyList), tags=["account"])
def list_passkeys() -> PasskeyList:
    """Return the patient's passkeys."""
    with database().read() as session:
        found = passkeys.all_of(session, current_patient_id())
        return PasskeyList(passkeys=[PasskeyShape.model_validate(passkey) for passkey in found])


@blueprint.post("/api/passkeys/options")
@spec.validate(resp=Answers(HTTP_200=PasskeyOptions), tags=["account"])
def new_passkey_options() -> PasskeyOptions:
    """Return what the browser needs to make a passkey."""
    now = clock.now()
    return PasskeyOptions(public_key=passkeys.creation_options(step_up.require(now), now))


@blueprint.post("/api/passkeys")
@spec.validate(resp=Answers(HTTP_201=PasskeyShape), tags=["account"])
def add_passkey(json: NewPasskey) -> tuple[PasskeyShape, int]:
    """Keep a passkey the browser made."""
    now = clock.now()
    return PasskeyShape.model_validate(passkeys.add(step_up.require(now), json, now)), 201


@blueprint.patch("/api/passkeys/<uuid:passkey_id>")
@spec.validate(resp=Answers(HTTP_200=PasskeyShape), tags=["account"])
def rename_passkey(passkey_id: UUID, json: PasskeyLabel) -> PasskeyShape:
    """Call a passkey something else."""
    with database().transaction() as session:
        passkey = passkeys.of(session, current_patient_id(), str(passkey_id))
        passkey.label = json.label
        return PasskeyShape.model_validate(passkey)


@blueprint.delete("/api/passkeys/<uuid:passkey_id>")
@spec.validate(resp=Answers("HTTP_204"), tags=["account"])
def remove_passkey(passkey_id: UUID) -> Response:
    """Let a passkey sign in no longer."""
    patient_id = step_up.require(clock.now())
    with database().transaction() as session:
        passkeys.remove(session, patient_id, str(passkey_id))
    return Response(status=204)


@blueprint.get("/api/export")
@spec.validate(resp=Answers(HTTP_200=Export), tags=["account"])
def export() -> Export:
    """Return all that is kept about the patient."""
    now = clock.now()
    patient_id = step_up.require(now)
    if not gallery.is_open_now(now):  # it says which photos there are
        raise step_up.confirm_first()
    with database().read() as session:
        return leaving.export_of(session, patient_id, now)


@blueprint.delete("/api/account")
@spec.validate(resp=Answers("HTTP_204"), tags=["account"])
def remove_account() -> Response:
    """Remove the account with all that is kept about the patient, at once and for good."""
    patient_id = step_up.require(clock.now())
    with database().transaction() as session:
        leaving.remove(session, patient_id)
    album().remove_patient(patient_id)
    database().scrub()  # the key of the photos must be gone, not only its row
    cookie.clear()
    return Response(status=204, headers={"Clear-Site-Data": '"cookies", "storage"'})


def _end_elsewhere(session: Session) -> None:
    """Sign every other browser out, in one transaction with what it is reminded by.

    No gate as for other changes: this must work too where a plan cannot be computed, and a ring without a
    device settles itself.
    """
    sessions.end_others(session)
    devices.end_others(session, current_patient_id(), current_sign_in_id(), clock.now())
