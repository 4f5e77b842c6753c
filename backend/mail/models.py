"""Knows how a patient's e-mail address and the letters to it are stored."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, UtcDateTime

AddressState = Literal["unproved", "on", "refused"]
Purpose = Literal["proof", "reminder"]


class MailAddress(Base):
    """One patient's address. Unproved, it gets its code and nothing else.

    Refused: the mail server of the address does not know it. `code_letter_id` is the letter whose code
    counts, `tries` how many codes were typed since.
    """

    __tablename__ = "mail_addresses"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id", ondelete="CASCADE"), unique=True)
    address: Mapped[str] = mapped_column(String(254))
    state: Mapped[AddressState] = mapped_column(String(12))
    code_letter_id: Mapped[str] = mapped_column(String(36))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    tries: Mapped[int]
    proved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Letter(Base):
    """One e-mail: queued → sent; or dropped (nothing left to say), expired, failed.

    `listed` are the keys of what a reminder is about; its words are made when it is sent.
    """

    __tablename__ = "letters"
    __table_args__ = (Index("ix_letters_state_next", "state", "next_attempt_at"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id", ondelete="CASCADE"), index=True)
    address_id: Mapped[str] = mapped_column(ForeignKey("mail_addresses.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[Purpose] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    valid_until: Mapped[datetime] = mapped_column(UtcDateTime)
    next_attempt_at: Mapped[datetime] = mapped_column(UtcDateTime)  # by the database's clock
    lease_token: Mapped[str | None] = mapped_column(String(36))
    attempts: Mapped[int]
    listed: Mapped[list[str]] = mapped_column(JSON)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
