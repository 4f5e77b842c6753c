"""Knows which browsers have signed in to an account before: strangers' guesses must not slow these down."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from flask import Response, after_this_request, request
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend.accounts import names
from backend.accounts.credentials import KnownDevice
from backend.accounts.models import Patient
from backend.accounts.store import token_hash
from backend.db import database, new_id
from backend.settings import settings

KEPT = timedelta(days=400)  # browsers keep no cookie for longer


def cookie_name() -> str:
    """Return the cookie's name; it outlives signing out, and says of nobody who they are."""
    return "__Host-stipple-known" if settings().is_https else "stipple-known"


def known_here(name: str) -> str | None:
    """Return the id under which this browser is known to the account of this name, if it is."""
    kept = token_hash(request.cookies.get(cookie_name(), ""))
    with database().read() as session:
        return session.scalar(
            select(KnownDevice.id)
            .join(Patient, Patient.id == KnownDevice.patient_id)
            .where(KnownDevice.token_hash == kept, Patient.name_key == names.key_of(name))
        )


def remember(session: Session, patient_id: str, now: datetime) -> None:
    """Let this browser be known to the account from now on; the cookie leaves with the answer."""
    token = request.cookies.get(cookie_name(), "")
    if not _is_ours(session, token):
        token = secrets.token_urlsafe(32)
    kept = token_hash(token)
    own = KnownDevice.patient_id == patient_id, KnownDevice.token_hash == kept
    found = session.scalar(select(KnownDevice).where(*own))
    if found is None:
        found = KnownDevice(id=new_id(), token_hash=kept, patient_id=patient_id)
        session.add(found)
    found.last_used_at = now
    after_this_request(lambda response: _with_cookie(response, token))


def forget_others(session: Session, patient_id: str) -> None:
    """Let only this browser stay known to the account."""
    kept = token_hash(request.cookies.get(cookie_name(), ""))
    others = KnownDevice.patient_id == patient_id, KnownDevice.token_hash != kept
    session.execute(delete(KnownDevice).where(*others))


def prune(session: Session, now: datetime) -> None:
    """Forget browsers whose cookie has ended."""
    session.execute(delete(KnownDevice).where(KnownDevice.last_used_at < now - KEPT))


def _is_ours(session: Session, token: str) -> bool:
    """Whether we made the token: one that somebody planted is not taken over."""
    return (
        session.scalar(select(KnownDevice.id).where(KnownDevice.token_hash == token_hash(token))) is not None
    )


def _with_cookie(response: Response, token: str) -> Response:
    response.set_cookie(
        cookie_name(),
        token,
        max_age=KEPT,
        path="/",
        secure=settings().is_https,
        httponly=True,
        samesite="Lax",
    )
    return response
