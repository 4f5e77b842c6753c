"""Knows when the gallery is locked: after a few minutes away a fresh passphrase or passkey opens it again.

Locked, every route says the same of every photo, whether there is one or not. Taking and sending photos
goes on.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_login import current_user
from sqlalchemy.orm import Session

from backend.accounts.sessions import current_patient_id
from backend.db import database, insert_into
from backend.errors import Problem
from backend.photos.models import GalleryVisit

AWAY = timedelta(minutes=5)
_NOTED_EVERY = timedelta(seconds=30)


def require_open(now: datetime) -> str:
    """Return the patient's id; Problem 403 "gallery_locked" when nobody proved lately who is looking.

    `POST /api/session/confirm` is such a proof, and so is signing in. Looking at photos keeps it open.
    """
    patient_id = current_patient_id()
    with database().read() as session:
        visit = session.get(GalleryVisit, current_user.sign_in_id)
    if not is_open(visit, current_user.confirmed_at, now):
        raise Problem(
            403, "gallery_locked", "Your photos are locked. Please confirm that it is you to see them."
        )
    if visit is None or visit.seen_at is None or now - visit.seen_at >= _NOTED_EVERY:
        with database().transaction() as session:
            _note(session, current_user.sign_in_id, seen_at=now)
    return patient_id


def is_open_now(now: datetime) -> bool:
    """Return whether this browser may see photos; asking keeps nothing open."""
    with database().read() as session:
        visit = session.get(GalleryVisit, current_user.sign_in_id)
    return is_open(visit, current_user.confirmed_at, now)


def lock(now: datetime) -> None:
    """Lock the gallery of this browser at once."""
    current_patient_id()
    with database().transaction() as session:
        _note(session, current_user.sign_in_id, locked_at=now)


def is_open(visit: GalleryVisit | None, confirmed_at: datetime, now: datetime) -> bool:
    """Return whether the last proof or look is recent enough, and the proof later than the last locking."""
    if visit is not None and visit.locked_at is not None and confirmed_at <= visit.locked_at:
        return False
    seen_at = visit.seen_at if visit is not None and visit.seen_at is not None else confirmed_at
    return now - max(seen_at, confirmed_at) <= AWAY


def _note(session: Session, sign_in_id: str, **at: datetime) -> None:
    """Write when something happened; two requests at once may both be the first."""
    statement = insert_into(session, GalleryVisit).values(sign_in_id=sign_in_id, **at)
    session.execute(statement.on_conflict_do_update(index_elements=["sign_in_id"], set_=at))
