"""Knows WebAuthn: how a passkey is added, and how it proves who somebody is."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

import structlog
import webauthn
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from backend.accounts import challenges, store
from backend.accounts.credentials import Passkey
from backend.accounts.security_shapes import NewPasskey
from backend.db import database, new_id
from backend.errors import Problem, not_found
from backend.settings import settings

MOST = 20  # per patient
_PROMPT_MS = int(challenges.LASTS.total_seconds() * 1000)

_log = structlog.get_logger("stipple.accounts")
_Verified = TypeVar("_Verified")


def creation_options(patient_id: str, now: datetime) -> dict[str, Any]:
    """Return what the browser needs to make a passkey that knows whose it is (a discoverable one)."""
    with database().read() as session:
        patient = store.patient(session, patient_id)
        had = [key.credential_id for key in all_of(session, patient_id)]
    options = webauthn.generate_registration_options(
        rp_id=_rp_id(),
        rp_name="Stipple",
        user_id=uuid.UUID(patient_id).bytes,
        user_name=patient.name,
        user_display_name=patient.name,
        challenge=challenges.begin("register", now),
        timeout=_PROMPT_MS,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(key)) for key in had],
    )
    return _as_dict(options)


def request_options(now: datetime) -> dict[str, Any]:
    """Return what the browser needs to offer the passkeys it has for us; no name is asked, none is told."""
    options = webauthn.generate_authentication_options(
        rp_id=_rp_id(),
        challenge=challenges.begin("prove", now),
        timeout=_PROMPT_MS,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _as_dict(options)


def add(patient_id: str, wanted: NewPasskey, now: datetime) -> Passkey:
    """Keep a new passkey; Problem 400 when it does not answer our challenge, 409 when it is here already."""
    challenge = challenges.take("register", now)
    verified = _verified(
        lambda: webauthn.verify_registration_response(
            credential=wanted.credential,
            expected_challenge=challenge,
            expected_rp_id=_rp_id(),
            expected_origin=settings().public_url,
            require_user_verification=True,
        ),
        patient_id,
    )
    passkey = Passkey(
        id=new_id(),
        patient_id=patient_id,
        credential_id=bytes_to_base64url(verified.credential_id),
        public_key=verified.credential_public_key,
        sign_count=verified.sign_count,
        label=wanted.label,
        created_at=now,
    )
    _keep(passkey)
    _log.info("passkey_added", patient=patient_id)
    return passkey


def prove(credential: dict[str, Any], now: datetime) -> str:
    """Return the id of the patient whose passkey answered our challenge; Problem 400 when none did."""
    challenge = challenges.take("prove", now)
    with database().transaction() as session:
        told = str(credential.get("id"))
        passkey = session.scalar(select(Passkey).where(Passkey.credential_id == told).with_for_update())
        if passkey is None:
            _log.warning("passkey_refused", reason="unknown", patient=None)
            raise _not_taken()
        verified = _verified(lambda: _answer_to(challenge, credential, passkey), passkey.patient_id)
        passkey.sign_count, passkey.last_used_at = verified.new_sign_count, now
        return passkey.patient_id


def all_of(session: Session, patient_id: str) -> list[Passkey]:
    """Return the patient's passkeys, the oldest first."""
    own = select(Passkey).where(Passkey.patient_id == patient_id)
    return list(session.scalars(own.order_by(Passkey.created_at, Passkey.id)))


def of(session: Session, patient_id: str, passkey_id: str) -> Passkey:
    """Return one passkey of the patient; Problem 404 when it is somebody else's or gone."""
    found = session.get(Passkey, passkey_id)
    if found is None or found.patient_id != patient_id:
        raise not_found("passkey")
    return found


def remove(session: Session, patient_id: str, passkey_id: str) -> None:
    """Let a passkey of the patient sign in no longer; Problem 404 when it is somebody else's or gone."""
    session.delete(of(session, patient_id, passkey_id))
    _log.info("passkey_removed", patient=patient_id)


def _answer_to(challenge: bytes, credential: dict[str, Any], passkey: Passkey) -> Any:
    return webauthn.verify_authentication_response(
        credential=credential,
        expected_challenge=challenge,
        expected_rp_id=_rp_id(),
        expected_origin=settings().public_url,
        credential_public_key=passkey.public_key,
        credential_current_sign_count=passkey.sign_count,
        require_user_verification=True,
    )


def _keep(passkey: Passkey) -> None:
    with database().transaction() as session:
        of_patient = select(func.count()).where(Passkey.patient_id == passkey.patient_id)
        if (session.scalar(of_patient) or 0) >= MOST:
            raise Problem(409, "too_many", f"{MOST} passkeys are the most. Please remove one first.")
        session.add(passkey)
        try:
            session.flush()
        except IntegrityError as error:
            raise Problem(409, "known_already", "This passkey is already in use here.") from error


def _verified(check: Callable[[], _Verified], patient_id: str) -> _Verified:
    """Return what the library found out; Problem 400 when it could not.

    The library lets its parsers' own errors through (KeyError, TypeError and others) for what no honest
    browser sends, so any error means the same: nothing is proven.
    """
    try:
        return check()
    except Exception as error:
        _log.warning("passkey_refused", reason=type(error).__name__, patient=patient_id)
        raise _not_taken() from error


def _not_taken() -> Problem:
    return Problem(
        400, "passkey_refused", "This passkey could not be used here. Try again, or use your passphrase."
    )


def _rp_id() -> str:
    return urlsplit(settings().public_url).hostname or ""


def _as_dict(options: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return found
