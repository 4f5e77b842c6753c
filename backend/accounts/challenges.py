"""Knows what a passkey has to sign: a random challenge for one browser and purpose, once, in five minutes."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from flask import session as cookie
from sqlalchemy import delete

from backend.accounts.credentials import Challenge, Purpose
from backend.db import database, new_id
from backend.errors import Problem

LASTS = timedelta(minutes=5)
_IN_COOKIE = "challenge"


def begin(purpose: Purpose, now: datetime) -> bytes:
    """Return a new challenge; a former one of this browser is dead."""
    value = secrets.token_bytes(32)
    challenge = Challenge(id=new_id(), purpose=purpose, value=value, valid_until=now + LASTS)
    with database().transaction() as session:
        session.execute(
            delete(Challenge).where((Challenge.valid_until < now) | (Challenge.id == cookie.get(_IN_COOKIE)))
        )
        session.add(challenge)
    cookie[_IN_COOKIE] = challenge.id
    return value


def take(purpose: Purpose, now: datetime) -> bytes:
    """Return this browser's challenge and end it; Problem 400 "challenge_over" when there is none."""
    with database().transaction() as session:
        found = session.get(Challenge, cookie.pop(_IN_COOKIE, ""), with_for_update=True)
        if found is not None:
            session.delete(found)
    if found is None or found.purpose != purpose or found.valid_until < now:
        raise Problem(400, "challenge_over", "That took too long. Please try again.")
    return found.value
