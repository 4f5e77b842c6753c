"""What of the past is kept, and for how long."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend.accounts.store import LONGEST_SIGN_IN
from backend.courses.models import CourseRow
from backend.courses.records import courses_named
from backend.db import Database
from backend.mail.models import Letter
from backend.push.models import Device
from backend.reminders.models import ActionRow, Delivery, Digest, LedgerRow

DELIVERIES_KEPT = timedelta(days=90)
LEDGER_KEPT = timedelta(days=396)
"""Thirteen months after the course was closed."""
_BATCH = 500  # courses in one question: databases take some ten thousand values at most


def prune(database: Database, now: datetime) -> None:
    """Forget deliveries and letters after 90 days, and a closed course's ledger after 13 months.

    A device whose subscription ended is forgotten with the last of its deliveries; one the patient removed,
    only when whoever was signed in there no longer is: until then it must not come back by itself.
    """
    old = now - DELIVERIES_KEPT
    with database.transaction() as session:
        session.execute(delete(Delivery).where(Delivery.made_at < old))
        session.execute(delete(Digest).where(Digest.rang_at < old))
        session.execute(delete(Letter).where(Letter.made_at < old))
        session.execute(delete(ActionRow).where(ActionRow.received_at < old))
        session.execute(delete(LedgerRow).where(LedgerRow.course_id.in_(_long_closed(session, now))))
        was_used = select(Delivery.id).where(Delivery.device_id == Device.id).exists()
        may_return = Device.is_removed & (Device.gone_at >= now - LONGEST_SIGN_IN)
        session.execute(delete(Device).where(Device.state == "gone", ~was_used, ~may_return))


def _long_closed(session: Session, now: datetime) -> list[str]:
    """The courses with a ledger that closed, by the patient's word or by themselves (R6), long ago."""
    long_ago = now - LEDGER_KEPT
    old = CourseRow.created_at < long_ago, CourseRow.id.in_(select(LedgerRow.course_id))
    ids = session.scalars(select(CourseRow.id).where(*old)).all()
    batches = (courses_named(session, ids[start : start + _BATCH]) for start in range(0, len(ids), _BATCH))
    return [
        course.id for batch in batches for course in batch if (end := course.closes_at) and end < long_ago
    ]
