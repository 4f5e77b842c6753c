"""Knows how a photo, the key it is sealed with, and a look at the gallery are stored. No pixel is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, UtcDateTime


class PatientKey(Base):
    """The key that seals a patient's photo keys, itself sealed by a master key.

    With this row every photo of the patient is gone, wherever copies of the sealed pictures may lie.
    """

    __tablename__ = "photo_keys"

    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id", ondelete="CASCADE"), primary_key=True)
    master_id: Mapped[str] = mapped_column(String(16), index=True)
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Photo(Base):
    """One photo under the id its phone made; two patients may have the same id and never notice.

    A removed photo keeps this row for a while, so that a phone which did not hear of it does not bring the
    photo back: without key, object and what the picture shows.
    """

    __tablename__ = "photos"

    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256 of what the phone sent, to know it again
    object_id: Mapped[str] = mapped_column(String(36), index=True)  # in the storage; "" when removed
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary)
    area: Mapped[str] = mapped_column(String(20))
    pose: Mapped[str] = mapped_column(String(20))
    check_in: Mapped[str | None] = mapped_column(String(60))
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    width: Mapped[int]
    height: Mapped[int]
    colour_sure: Mapped[bool]  # false: the file did not say, or wrongly, what its colours mean

    # How the phone laid the photo over the others of its pose: all that is kept of comparing.
    scale: Mapped[float | None]
    rotation: Mapped[float | None]
    shift_x: Mapped[float | None]
    shift_y: Mapped[float | None]


class GalleryVisit(Base):
    """When one signed-in browser last looked at photos, and when it was told to lock them."""

    __tablename__ = "gallery_visits"

    sign_in_id: Mapped[str] = mapped_column(ForeignKey("sign_ins.id", ondelete="CASCADE"), primary_key=True)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    locked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
