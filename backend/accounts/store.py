"""Knows where patients and their sign-ins are kept and found."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.accounts import names
from backend.accounts.models import Patient, SignIn
from backend.db import new_id
from backend.errors import Problem

IDLE_LIMIT = timedelta(days=90)
LONGEST_SIGN_IN = timedelta(days=366)  # longer than a course; then the patient signs in once more
SEEN_EVERY = timedelta(hours=1)


def create_patient(session: Session, *, name: str, passphrase_hash: str, zone: str, now: datetime) -> Patient:
    """Add a patient; Problem 409 "name_taken" when somebody has the name already."""
    patient = Patient(
        id=new_id(),
        name=names.clean(name),
        name_key=names.key_of(name),
        passphrase_hash=passphrase_hash,
        created_at=now,
        zone=zone,
    )
    if patient_named(session, name) is not None:
        raise _name_taken()
    session.add(patient)
    try:
        session.flush()
    except IntegrityError as error:  # PostgreSQL: somebody took it between the question and the answer
        raise _name_taken() from error
    return patient


def patient_named(session: Session, name: str, *, hold: bool = False) -> Patient | None:
    """Return who signs in with this name, however it is typed; held against changes if asked."""
    named = select(Patient).where(Patient.name_key == names.key_of(name))
    # Held as an update holds it (key_share): what only names the patient, such as a sign-in, need not wait.
    return session.scalar(named.with_for_update(key_share=True) if hold else named)


def patient(session: Session, patient_id: str) -> Patient:
    """Return the patient; Problem 401 when the account is gone."""
    found = session.get(Patient, patient_id)
    if found is None:
        raise Problem(401, "signed_out", "Please sign in again.")
    return found


def add_sign_in(session: Session, patient_id: str, token: str, device: str, now: datetime) -> SignIn:
    """Record that a browser signed in; sign-ins idle for too long are removed on the way."""
    idle = delete(SignIn).where(SignIn.patient_id == patient_id, SignIn.last_seen_at < now - IDLE_LIMIT)
    session.execute(idle)
    sign_in = SignIn(
        id=new_id(),
        token_hash=token_hash(token),
        patient_id=patient_id,
        created_at=now,
        last_seen_at=now,
        confirmed_at=now,
        device=device,
    )
    session.add(sign_in)
    return sign_in


def sign_in_of(session: Session, token: str, now: datetime) -> SignIn | None:
    """Return the sign-in this token proves, unless it is unknown, too old, or idle for too long."""
    return session.scalar(
        select(SignIn).where(
            SignIn.token_hash == token_hash(token),
            SignIn.last_seen_at >= now - IDLE_LIMIT,
            SignIn.created_at >= now - LONGEST_SIGN_IN,
        )
    )


def remove_sign_in(session: Session, token: str) -> None:
    """Sign the browser with this token out: every copy of its cookie is dead at once."""
    session.execute(delete(SignIn).where(SignIn.token_hash == token_hash(token)))


def token_hash(token: str) -> str:
    """Return what is kept of a session token. Its 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def _name_taken() -> Problem:
    sentence = "Somebody here already uses this name. Please choose another, perhaps with a number."
    return Problem(409, "name_taken", sentence, errors=[{"field": "name", "sentence": sentence}])
