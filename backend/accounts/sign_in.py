"""Knows how a name and a passphrase, or a passkey, become a signed-in browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.orm import Session

from backend.accounts import attempts, passkeys, recovery, sessions, store
from backend.accounts.models import Patient
from backend.accounts.passphrases import passphrases, strong
from backend.accounts.shapes import Credentials, NewAccount
from backend.db import database
from backend.errors import Problem, invalid

_log = structlog.get_logger("stipple.accounts")


def sign_up(wanted: NewAccount, now: datetime) -> tuple[Patient, str]:
    """Create the patient, sign the browser in, and return the recovery code too, which is only told now.

    Problem 409 when the name is taken.
    """
    attempts.take(attempts.of_sign_up(), now)
    kept = passphrases().hash(wanted.passphrase)  # slow, so before the transaction
    with database().transaction() as session:
        patient = store.create_patient(
            session,
            name=wanted.name,
            passphrase_hash=kept,
            zone=wanted.zone,
            now=now,
        )
        code = recovery.renew(session, patient.id, now)
    sessions.sign_in(patient.id, "sign_up", now)
    return patient, code


def sign_in(given: Credentials, now: datetime) -> Patient:
    """Sign the browser in; Problem 401, the same for a wrong name and a wrong passphrase.

    Problem 429 after too many wrong ones, before the passphrase is looked at.
    """
    counters = attempts.of_sign_in(given.name)
    attempts.take(counters, now)
    with database().read() as session:
        patient = store.patient_named(session, given.name)
    kept = patient.passphrase_hash if patient else None
    if not passphrases().match(given.passphrase, kept) or patient is None:
        _log.warning("sign_in_failed", patient=patient.id if patient else None, by="passphrase")
        raise Problem(
            401,
            "wrong_credentials",
            "This name and this passphrase do not go together. Please check both.",
        )
    attempts.forgive(counters, now)
    _strengthen(patient, given.passphrase)
    sessions.sign_in(patient.id, "passphrase", now)
    return patient


def sign_in_by_passkey(credential: dict[str, Any], now: datetime) -> Patient:
    """Sign the browser in for whom the passkey speaks; Problem 400 when it speaks for nobody here."""
    counters = attempts.of_address()
    attempts.take(counters, now)
    try:
        patient_id = passkeys.prove(credential, now)
    except Problem as refused:
        _log.warning("sign_in_failed", by="passkey", reason=refused.code)
        raise
    attempts.forgive(counters, now)
    with database().read() as session:
        patient = store.patient(session, patient_id)
    sessions.sign_in(patient.id, "passkey", now)
    return patient


def change_passphrase(patient_id: str, passphrase: str, end_elsewhere: Callable[[Session], None]) -> None:
    """Set another passphrase and sign every other browser out; Problem 422 when it is easy to guess."""
    with database().read() as session:
        name = store.patient(session, patient_id).name
    try:
        kept = passphrases().hash(strong(passphrase, name))  # slow, so before the transaction
    except ValueError as error:
        raise invalid("passphrase", str(error)) from error
    with database().transaction() as session:
        store.patient(session, patient_id).passphrase_hash = kept
        end_elsewhere(session)
    _log.info("passphrase_changed", patient=patient_id)


def _strengthen(patient: Patient, passphrase: str) -> None:
    """Hash again when the numbers of argon2 have grown since."""
    if not passphrases().is_outdated(patient.passphrase_hash):
        return
    kept = passphrases().hash(passphrase)
    with database().transaction() as session:
        store.patient(session, patient.id).passphrase_hash = kept
