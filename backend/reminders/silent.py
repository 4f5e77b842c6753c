"""Which devices have gone silent: reminders reach the push service, and nobody sees them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.push.models import Device
from backend.reminders.models import Delivery

SILENT_AFTER = timedelta(hours=48)
LEAST_UNSEEN = 3
"""Both must hold: a phone that was off for one busy day has not gone silent."""


def unseen_since(session: Session, patient_id: str, now: datetime) -> Mapping[str, datetime]:
    """Return, by device, when the first of the pushes nobody saw was accepted (UTC); only silent devices."""
    first = func.min(Delivery.accepted_at, type_=Delivery.accepted_at.type)
    last_sign = func.coalesce(Device.last_shown_at, Device.created_at)
    silent = (
        select(Delivery.device_id, first)
        .join(Device, Device.id == Delivery.device_id)
        .where(Delivery.patient_id == patient_id, Device.state != "gone")
        .where(Delivery.accepted_at > last_sign, Delivery.shown_at.is_(None))
        .group_by(Delivery.device_id)
        .having(func.count() >= LEAST_UNSEEN, first <= now - SILENT_AFTER)
    )
    return {device_id: at for device_id, at in session.execute(silent) if at is not None}
