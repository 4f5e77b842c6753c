"""Knows how a device that gets reminders is stored."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, UtcDateTime

# activating: no push was seen on it yet. active: it acknowledged one. broken: pushes to it keep failing
# by our fault. gone: its subscription ended; the row stays, without endpoint and keys, for what was sent.
State = Literal["activating", "active", "broken", "gone"]


class Device(Base):
    """One push subscription of one patient; `label` is what the patient calls the device."""

    __tablename__ = "devices"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id", ondelete="CASCADE"), index=True)
    endpoint: Mapped[str] = mapped_column(String(2048))
    endpoint_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    p256dh: Mapped[str] = mapped_column(String(128))
    auth: Mapped[str] = mapped_column(String(32))
    key_id: Mapped[str] = mapped_column(String(16))  # the VAPID key it subscribed with
    label: Mapped[str] = mapped_column(String(100))
    state: Mapped[State] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    proven_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # the app was last opened on it
    failures: Mapped[int] = mapped_column(default=0)  # pushes in a row that failed by our fault
    gone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_removed: Mapped[bool] = mapped_column(default=False, server_default=false())  # the patient did it
    # The sign-in that last opened the app on it. No foreign key: when it grew old and is forgotten, the
    # reminders go on.
    sign_in_id: Mapped[str | None] = mapped_column(String(36))
