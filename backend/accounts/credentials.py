"""Knows how the proofs of who somebody is are stored, and the counts of tries that failed."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, UtcDateTime

Purpose = Literal["register", "prove"]


class Tries(Base):
    """How often something was tried; `key` is an HMAC, so that no name and no address is kept."""

    __tablename__ = "tries"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int]
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ready_at: Mapped[datetime] = mapped_column(UtcDateTime)  # before it, the next try is refused


class KnownDevice(Base):
    """A browser that has signed in to this account before: it signs nobody in, it only may try apart."""

    __tablename__ = "known_devices"
    __table_args__ = (UniqueConstraint("token_hash", "patient_id"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id", ondelete="CASCADE"), index=True)
    last_used_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RecoveryCode(Base):
    """A code that sets a new passphrase once. The patient's own lasts; one from the host ends soon."""

    __tablename__ = "recovery_codes"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    valid_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Passkey(Base):
    """A WebAuthn credential; `label` is what the patient calls it."""

    __tablename__ = "passkeys"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)  # base64url; at most 1023 bytes
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    label: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Challenge(Base):
    """What a passkey has to sign, once; its id lives in the cookie of the browser that asked."""

    __tablename__ = "challenges"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    purpose: Mapped[Purpose] = mapped_column(String(10))
    value: Mapped[bytes] = mapped_column(LargeBinary)
    valid_until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
