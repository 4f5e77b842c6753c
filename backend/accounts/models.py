"""Knows how a patient and a sign-in are stored."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.accounts.emergency import LONGEST
from backend.accounts.names import LONGEST_KEY
from backend.db import Base, UtcDateTime

Words = Literal["discreet", "plain"]


class Patient(Base):
    """A person with an account: name, clocks and wishes; nothing clinical."""

    __tablename__ = "patients"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    name_key: Mapped[str] = mapped_column(String(LONGEST_KEY), unique=True)
    passphrase_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    zone: Mapped[str] = mapped_column(String(64))
    home_zone: Mapped[str | None] = mapped_column(String(64))
    morning: Mapped[str] = mapped_column(String(5), default="08:00")
    evening: Mapped[str] = mapped_column(String(5), default="20:00")
    quiet_from: Mapped[str] = mapped_column(String(5), default="22:00")
    quiet_until: Mapped[str] = mapped_column(String(5), default="07:30")
    words: Mapped[Words] = mapped_column(String(8), default="discreet")
    emergency_number: Mapped[str | None] = mapped_column(String(LONGEST))  # only when it is the patient's own

    # What the device last opened says, until the patient decides about it (R10).
    reported_zone: Mapped[str | None] = mapped_column(String(64))
    reported_zone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    # The only stored piece of the future (R2), and what it was computed with.
    next_due_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    computed_with: Mapped[str] = mapped_column(String(200), default="")


class SignIn(Base):
    """One browser in which a patient is signed in; deleting the row signs it out."""

    __tablename__ = "sign_ins"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime] = mapped_column(UtcDateTime)  # when it was last proven who this is
    device: Mapped[str] = mapped_column(String(200))
