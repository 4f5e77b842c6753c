"""Knows how a name and a passphrase become a signed-in browser."""

from __future__ import annotations

from datetime import datetime

import structlog
from flask import current_app

from backend.accounts import attempts, sessions, store
from backend.accounts.models import Patient
from backend.accounts.passphrases import Passphrases
from backend.accounts.shapes import Credentials, NewAccount
from backend.db import database
from backend.errors import Problem

_log = structlog.get_logger("stipple.accounts")


def sign_up(wanted: NewAccount, now: datetime) -> Patient:
    """Create the patient and sign the browser in; Problem 409 when the name is taken."""
    attempts.take(attempts.of_sign_up(), now)
    kept = _passphrases().hash(wanted.passphrase)  # slow, so before the transaction
    with database().transaction() as session:
        patient = store.create_patient(
            session,
            name=wanted.name,
            passphrase_hash=kept,
            email=wanted.email,
            zone=wanted.zone,
            now=now,
        )
    sessions.sign_in(patient.id, now)
    return patient


def sign_in(given: Credentials, now: datetime) -> Patient:
    """Sign the browser in; Problem 401, the same for a wrong name and a wrong passphrase.

    Problem 429 after too many wrong ones, before the passphrase is looked at.
    """
    counters = attempts.of_sign_in(given.name)
    attempts.take(counters, now)
    with database().read() as session:
        patient = store.patient_named(session, given.name)
    kept = patient.passphrase_hash if patient else None
    if not _passphrases().match(given.passphrase, kept) or patient is None:
        _log.warning("sign_in_failed", patient=patient.id if patient else None)
        raise Problem(
            401,
            "wrong_credentials",
            "This name and this passphrase do not go together. Please check both.",
        )
    attempts.forgive(counters, now)
    _strengthen(patient, given.passphrase)
    sessions.sign_in(patient.id, now)
    return patient


def _strengthen(patient: Patient, passphrase: str) -> None:
    """Hash again when the numbers of argon2 have grown since."""
    if not _passphrases().is_outdated(patient.passphrase_hash):
        return
    kept = _passphrases().hash(passphrase)
    with database().transaction() as session:
        store.patient(session, patient.id).passphrase_hash = kept


def _passphrases() -> Passphrases:
    found: Passphrases = current_app.extensions["passphrases"]
    return found
