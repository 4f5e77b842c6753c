"""What of the past is kept, and for how long."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from backend.courses.models import CourseRow
from backend.db import Database
from backend.reminders.models import ActionRow, Delivery, Digest, LedgerRow

DELIVERIES_KEPT = timedelta(days=90)
LEDGER_KEPT = timedelta(days=396)
"""Thirteen months after the course was closed."""


def prune(database: Database, now: datetime) -> None:
    """Forget deliveries after 90 days, and a closed course's ledger after 13 months."""
    old = now - DELIVERIES_KEPT
    closed = select(CourseRow.id).where(CourseRow.closed_at < now - LEDGER_KEPT)
    with database.transaction() as session:
        session.execute(delete(Delivery).where(Delivery.made_at < old))
        session.execute(delete(Digest).where(Digest.rang_at < old))
        session.execute(delete(ActionRow).where(ActionRow.received_at < old))
        session.execute(delete(LedgerRow).where(LedgerRow.course_id.in_(closed)))
