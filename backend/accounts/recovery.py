"""Knows how a patient who forgot the passphrase gets back in: with a code, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from backend.accounts import attempts, known_devices, recovery_codes, store
from backend.accounts.credentials import KnownDevice, RecoveryCode
from backend.accounts.models import SignIn
from backend.accounts.passphrases import passphrases
from backend.accounts.security_shapes import Recovery
from backend.db import Database, database, new_id
from backend.errors import Problem

HOST_CODE_LASTS = timedelta(minutes=10)

_log = structlog.get_logger("stipple.accounts")


def recover(given: Recovery, now: datetime, end_devices: Callable[[Session, str], None]) -> str:
    """Set a new passphrase, end every sign-in, and return the next code; the browser is not signed in.

    `end_devices` ends what the patient is reminded by: the phone may be lost.
    Problem 401, the same for a wrong name and a wrong or used code. Passkeys stay as they are.
    """
    counters = attempts.of_recovery(given.name)
    attempts.take(counters, now)
    with database().read() as session:
        if _valid(session, given, now) is None:
            raise _wrong()
    kept = passphrases().hash(given.passphrase)  # slow, so before the transaction
    with database().transaction() as session:
        code = _valid(session, given, now, hold=True)
        if code is None:  # used by another request in between
            raise _wrong()
        patient_id = code.patient_id
        store.patient(session, patient_id).passphrase_hash = kept
        session.execute(delete(SignIn).where(SignIn.patient_id == patient_id))
        session.execute(delete(KnownDevice).where(KnownDevice.patient_id == patient_id))
        end_devices(session, patient_id)
        known_devices.remember(session, patient_id, now)
        fresh = renew(session, patient_id, now)
    attempts.forgive(counters, now)
    _log.warning("recovered", patient=patient_id)
    return fresh


def renew(session: Session, patient_id: str, now: datetime) -> str:
    """Return a new code of the patient's own; every former one is dead."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.patient_id == patient_id))
    _log.info("recovery_code_made", patient=patient_id)
    return _add(session, patient_id, now, valid_until=None)


def host_code(database: Database, name: str, now: datetime) -> str | None:
    """Return a code the host can give to a patient, valid for ten minutes; None when nobody has the name."""
    with database.transaction() as session:
        patient = store.patient_named(session, name)
        if patient is None:
            return None
        from_host = RecoveryCode.patient_id == patient.id, RecoveryCode.valid_until.is_not(None)
        session.execute(delete(RecoveryCode).where(*from_host))
        _log.warning("host_code_made", patient=patient.id)
        return _add(session, patient.id, now, valid_until=now + HOST_CODE_LASTS)


def _add(session: Session, patient_id: str, now: datetime, valid_until: datetime | None) -> str:
    code = recovery_codes.new_code()
    kept = store.token_hash(recovery_codes.plain(code))
    session.add(
        RecoveryCode(id=new_id(), patient_id=patient_id, code_hash=kept, made_at=now, valid_until=valid_until)
    )
    return code


def _valid(session: Session, given: Recovery, now: datetime, *, hold: bool = False) -> RecoveryCode | None:
    """Return the code's row, held with its patient's if asked. A code nobody can guess needs no slow hash."""
    patient = store.patient_named(session, given.name, hold=hold)
    kept = store.token_hash(recovery_codes.plain(given.code))
    own = RecoveryCode.patient_id == (patient.id if patient else ""), RecoveryCode.code_hash == kept
    in_time = or_(RecoveryCode.valid_until.is_(None), RecoveryCode.valid_until >= now)
    found = select(RecoveryCode).where(*own, in_time)
    return session.scalar(found.with_for_update() if hold else found)


def _wrong() -> Problem:
    _log.warning("recovery_failed")
    return Problem(
        401,
        "wrong_code",
        "This name and this code do not go together. Please check both. A code works only once.",
    )
