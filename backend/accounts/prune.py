"""Knows what of signing in is forgotten, and when: all that can prove nothing any more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_

from backend.accounts import attempts, known_devices
from backend.accounts.credentials import Challenge, RecoveryCode
from backend.accounts.models import SignIn
from backend.accounts.store import IDLE_LIMIT, LONGEST_SIGN_IN
from backend.db import Database


def prune(database: Database, now: datetime) -> None:
    """Forget yesterday's tries, and browsers, sign-ins, codes and challenges that have ended."""
    with database.transaction() as session:
        attempts.prune(session, now)
        known_devices.prune(session, now)
        idle, old = SignIn.last_seen_at < now - IDLE_LIMIT, SignIn.created_at < now - LONGEST_SIGN_IN
        session.execute(delete(SignIn).where(or_(idle, old)))
        session.execute(delete(RecoveryCode).where(RecoveryCode.valid_until < now))
        session.execute(delete(Challenge).where(Challenge.valid_until < now))
