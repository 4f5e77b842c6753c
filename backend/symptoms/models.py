"""Knows how an entry of the diary lies in the database, with the answer it was given."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, UtcDateTime


class DiaryEntry(Base):
    """One symptom at one time, under the id its phone made, and what was said to it.

    Rows are only ever added: the answer stays as it was said, whatever the table says later. `day` counts
    from the visit's date; without a session before it, it is negative and there is no visit.
    """

    __tablename__ = "diary_entries"
    __table_args__ = (Index("ix_diary_entries_course_at", "course_id", "at"),)

    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    visit_id: Mapped[str | None] = mapped_column(ForeignKey("visits.id", ondelete="SET NULL"), index=True)
    on: Mapped[date]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    day: Mapped[int]
    symptom: Mapped[str] = mapped_column(String(40))
    label: Mapped[str] = mapped_column(String(200))
    score: Mapped[int]
    change: Mapped[str | None] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text)
    tier: Mapped[str] = mapped_column(String(10))
    rule: Mapped[str] = mapped_column(String(10))
    raised_by: Mapped[str | None] = mapped_column(String(20))
    says: Mapped[str] = mapped_column(Text)
    table_version: Mapped[str] = mapped_column(String(40))
