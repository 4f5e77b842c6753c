"""Knows who is signed in: Flask-Login over sign-ins that live in the database.

Flask-Login alone trusts a signed cookie even after sign-out. Here the cookie only carries a random token
whose row is looked up at each request, so that a copied cookie is dead once its row is gone.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import structlog
from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, current_user, login_user
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from backend import clock
from backend.accounts import known_devices, store
from backend.accounts.devices import device_of
from backend.accounts.models import SignIn
from backend.accounts.security_shapes import SessionList, SessionShape
from backend.db import database
from backend.errors import Problem, not_found
from backend.settings import Settings

_log = structlog.get_logger("stipple.accounts")


@dataclass(frozen=True)
class SignedIn:
    """The patient behind the current request, as Flask-Login wants to see it."""

    patient_id: str
    token: str
    sign_in_id: str
    confirmed_at: datetime
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """Return what the cookie carries: the token, never the patient's id."""
        return self.token


class _SignedCookie(SecureCookieSessionInterface):
    """Flask's cookie, but signed by HMAC-SHA-256, also where the key is derived, and not by SHA-1."""

    digest_method = staticmethod(hashlib.sha256)


def register(app: Flask, settings: Settings) -> None:
    """Wire cookies and Flask-Login into the application."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        # `__Host-` binds the cookie to this host over TLS; browsers refuse it on plain http.
        SESSION_COOKIE_NAME="__Host-stipple" if settings.is_https else "stipple",
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        PERMANENT_SESSION_LIFETIME=store.IDLE_LIMIT,
        SESSION_REFRESH_EACH_REQUEST=False,  # renewed when the sign-in is, at most hourly
        # Flask-Login's protection signs people out when they leave the Wi-Fi, and trusts a header anyone
        # can send; the token is protection enough.
        SESSION_PROTECTION=None,
    )
    app.session_interface = _SignedCookie()
    manager = LoginManager()
    manager.user_loader(_signed_in)
    # All that `init_app` would add is its remember cookie, which we never use, and which would make even
    # the static files vary by cookie.
    app.login_manager = manager  # type: ignore[attr-defined]


def current_patient_id() -> str:
    """Return the id of the patient behind this request; Problem 401 "signed_out" when there is none."""
    if not current_user.is_authenticated:
        raise Problem(401, "signed_out", "Please sign in to go on.")
    patient_id: str = current_user.patient_id
    return patient_id


def current_sign_in_id() -> str:
    """Return the id of the sign-in behind this request; Problem 401 "signed_out" when there is none."""
    current_patient_id()
    sign_in_id: str = current_user.sign_in_id
    return sign_in_id


def sign_in(patient_id: str, by: Literal["sign_up", "passphrase", "passkey"], now: datetime) -> None:
    """Sign the browser of this request in, with a fresh session; a former one ends."""
    token = secrets.token_urlsafe(32)
    with database().transaction() as db:
        store.remove_sign_in(db, session.get("_user_id", ""))
        added = store.add_sign_in(db, patient_id, token, device_of(request.user_agent.string), now)
        known_devices.remember(db, patient_id, now)
    session.clear()
    session.permanent = True
    login_user(SignedIn(patient_id, token, added.id, now))
    _log.info("signed_in", patient=patient_id, by=by)


def sign_out(db: Session) -> None:
    """End the sign-in of this browser."""
    store.remove_sign_in(db, current_user.get_id())
    session.clear()
    _log.info("signed_out", patient=current_user.patient_id)


def listed(db: Session) -> SessionList:
    """Return the browsers in which the patient is signed in, the last seen first."""
    own = select(SignIn).where(SignIn.patient_id == current_patient_id())
    found = [
        SessionShape(
            id=row.id,
            device=row.device,
            created_at=row.created_at,
            last_seen_at=row.last_seen_at,
            is_this=row.id == current_user.sign_in_id,
        )
        for row in db.scalars(own.order_by(SignIn.last_seen_at.desc(), SignIn.id))
    ]
    return SessionList(sessions=found)


def end(db: Session, sign_in_id: str) -> None:
    """Sign one browser of the patient out; Problem 404 when it is somebody else's or gone."""
    row = db.get(SignIn, sign_in_id)
    if row is None or row.patient_id != current_patient_id():
        raise not_found("browser")
    db.delete(row)
    _log.info("session_ended", patient=row.patient_id)


def end_others(db: Session) -> None:
    """Sign every browser of the patient out but this one; only this one stays known."""
    patient_id = current_patient_id()
    db.execute(delete(SignIn).where(SignIn.patient_id == patient_id, SignIn.id != current_user.sign_in_id))
    known_devices.forget_others(db, patient_id)
    _log.info("other_sessions_ended", patient=patient_id)


def _signed_in(token: str) -> SignedIn | None:
    now = clock.now()
    with database().read() as db:
        found = store.sign_in_of(db, token, now)
    if found is None:
        return None
    if now - found.last_seen_at >= store.SEEN_EVERY:
        _renew(found.id, now)
    return SignedIn(found.patient_id, token, found.id, found.confirmed_at)


def _renew(sign_in_id: str, now: datetime) -> None:
    with database().transaction() as db:
        db.execute(update(SignIn).where(SignIn.id == sign_in_id).values(last_seen_at=now))
    session.modified = True
