"""How the past of the reminders is stored: what was said, when the phone rang, what went to which device."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import JSON, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, UtcDateTime

LedgerState = Literal["open", "done", "skipped", "withdrawn", "missed"]


class LedgerRow(Base):
    """An occurrence that rang, was acted on or was missed; unique by its key (R7).

    `is_later`: the patient said Later, until `wake_at`, or to the last ring when that is empty.
    `mail_at`: when to look whether an e-mail is needed, once; afterwards `is_mail_settled`.
    """

    __tablename__ = "ledger"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id", ondelete="CASCADE"), index=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    state: Mapped[LedgerState] = mapped_column(String(12))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    valid_until: Mapped[datetime] = mapped_column(UtcDateTime)
    rung: Mapped[int]
    rang_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    acted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    wake_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    is_later: Mapped[bool]
    mail_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    is_mail_settled: Mapped[bool] = mapped_column(default=False, server_default=false())


class Digest(Base):
    """One ring of one patient; `counts` says whether it used up some of the day's budget (R12)."""

    __tablename__ = "digests"
    __table_args__ = (Index("ix_digests_patient_rang", "patient_id", "rang_at"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id", ondelete="CASCADE"))
    rang_at: Mapped[datetime] = mapped_column(UtcDateTime)
    counts: Mapped[bool]


class Delivery(Base):
    """One push to one device: a digest, the activation, or a test.

    States: queued → accepted → shown → acted; or dropped (nothing left to say), superseded (a newer
    digest), expired, gone (the device's subscription ended), failed (our fault). A lease belongs to
    whoever knows its token. The token stays when an attempt ended without an answer: the phone may
    have shown it, and the next attempt says so.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_state_next", "state", "next_attempt_at"),
        Index("ix_deliveries_device_lease", "device_id", "lease_until"),
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id", ondelete="CASCADE"), index=True)
    device_id: Mapped[str] = mapped_column(ForeignKey("devices.id", ondelete="CASCADE"))
    digest_id: Mapped[str | None] = mapped_column(ForeignKey("digests.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(12))  # digest, activation or test
    state: Mapped[str] = mapped_column(String(12))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_attempt_at: Mapped[datetime] = mapped_column(UtcDateTime)  # by the database's clock
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)  # by the database's clock
    lease_token: Mapped[str | None] = mapped_column(String(36))
    attempts: Mapped[int]
    is_minimal: Mapped[bool]  # after a 413: without the items' words
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    listed: Mapped[list[str]] = mapped_column(JSON)  # keys in the text
    doable: Mapped[list[str]] = mapped_column(JSON)  # keys that Done acts on
    valid_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    status: Mapped[int | None]
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ActionRow(Base):
    """An action that was carried out, by the id the phone gave it, so that a repeat changes nothing."""

    __tablename__ = "actions"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id", ondelete="CASCADE"), index=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
