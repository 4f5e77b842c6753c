"""Knows which acts ask "is it still you?", and how a fresh passphrase or passkey answers for ten minutes."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from flask_login import current_user
from sqlalchemy import update

from backend.accounts import attempts, passkeys, store
from backend.accounts.models import SignIn
from backend.accounts.passphrases import passphrases
from backend.accounts.security_shapes import Confirmation
from backend.accounts.sessions import current_patient_id
from backend.db import database
from backend.errors import Problem

FRESH_FOR = timedelta(minutes=10)

_log = structlog.get_logger("stipple.accounts")


def require(now: datetime) -> str:
    """Return the patient's id; Problem 403 "confirm_first" when the last proof of who this is, is too old.

    Signing in is such a proof.
    """
    patient_id = current_patient_id()
    if now - current_user.confirmed_at > FRESH_FOR:
        raise confirm_first()
    return patient_id


def confirm_first() -> Problem:
    """Return the problem of an act that needs a fresh proof (403)."""
    return Problem(403, "confirm_first", "Please confirm that it is you, then we will go on.")


def confirm(given: Confirmation, now: datetime) -> None:
    """Take a passphrase or a passkey as a fresh proof for this browser; Problem 401 when it is wrong."""
    patient_id = current_patient_id()
    counters = attempts.of_confirmation(patient_id)
    attempts.take(counters, now)
    by = "passphrase" if given.credential is None else "passkey"
    try:
        is_proven = _is_proven(patient_id, given, now)
    except Problem as refused:
        _log.warning("confirmation_failed", patient=patient_id, by=by, reason=refused.code)
        raise
    if not is_proven:
        _log.warning("confirmation_failed", patient=patient_id, by=by)
        raise Problem(401, "wrong_credentials", "This is not right. Please check it and try again.")
    attempts.forgive(counters, now)
    with database().transaction() as session:
        session.execute(update(SignIn).where(SignIn.id == current_user.sign_in_id).values(confirmed_at=now))
    _log.info("confirmed", patient=patient_id, by=by)


def _is_proven(patient_id: str, given: Confirmation, now: datetime) -> bool:
    if given.credential is not None:
        return passkeys.prove(given.credential, now) == patient_id
    with database().read() as session:
        kept = store.patient(session, patient_id).passphrase_hash
    return passphrases().match(given.passphrase or "", kept)
