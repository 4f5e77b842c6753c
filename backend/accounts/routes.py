"""Knows the addresses of signing up, signing in and out, and the patient's own account."""

from __future__ import annotations

from flask import Blueprint, Response
from flask_login import current_user
from spectree import Response as Answers

from backend import clock
from backend.accounts import preferences, sessions, sign_in, store
from backend.accounts.security_shapes import Welcome
from backend.accounts.sessions import current_patient_id, current_sign_in_id
from backend.accounts.shapes import Caller, Credentials, Me, NewAccount, Preferences, me_of
from backend.api import spec
from backend.db import database
from backend.push import store as devices
from backend.reminders.settle import changing

blueprint = Blueprint("accounts", __name__)


@blueprint.post("/api/account")
@spec.validate(resp=Answers(HTTP_201=Welcome), tags=["account"])
def create_account(json: NewAccount) -> tuple[Welcome, int]:
    """Create an account and sign this browser in."""
    patient, code = sign_in.sign_up(json, clock.now())
    return Welcome(**me_of(patient).model_dump(), recovery_code=code), 201


@blueprint.post("/api/session")
@spec.validate(resp=Answers(HTTP_200=Me), tags=["account"])
def create_session(json: Credentials) -> Me:
    """Sign this browser in."""
    return me_of(sign_in.sign_in(json, clock.now()))


@blueprint.get("/api/session")
@spec.validate(resp=Answers(HTTP_200=Caller), tags=["account"])
def show_session() -> Caller:
    """Return who is signed in, which may be nobody: a first visit is no error."""
    if not current_user.is_authenticated:
        return Caller(me=None)
    return Caller(me=_me())


@blueprint.delete("/api/session")
@spec.validate(resp=Answers("HTTP_204"), tags=["account"])
def delete_session() -> Response:
    """Sign this browser out and let it forget everything it kept.

    But not that it is known here (`known_devices`), so the cookies are not all cleared: the session's own
    is taken away by name.
    """
    now = clock.now()
    with database().transaction() as session:
        devices.end_with(session, current_patient_id(), current_sign_in_id(), now)
        sessions.sign_out(session)
    return Response(status=204, headers={"Clear-Site-Data": '"storage"'})


@blueprint.get("/api/me")
@spec.validate(resp=Answers(HTTP_200=Me), tags=["account"])
def show_me() -> Me:
    """Return the signed-in patient."""
    return _me()


@blueprint.patch("/api/me")
@spec.validate(resp=Answers(HTTP_200=Me), tags=["account"])
def update_me(json: Preferences) -> Me:
    """Change the patient's wishes; what comes due moves with them."""
    now = clock.now()
    with changing(database(), current_patient_id(), now) as session:
        patient = store.patient(session, current_patient_id())
        preferences.apply(patient, json)
        return me_of(patient)


def _me() -> Me:
    with database().read() as session:
        return me_of(store.patient(session, current_patient_id()))
