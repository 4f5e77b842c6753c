"""How courses, visits, answers, values and pinned protocol texts lie in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, UtcDateTime


class ProtocolText(Base):
    """A protocol file as it was when a course took it; a course outlives the file it came from."""

    __tablename__ = "protocol_texts"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    stored_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CourseRow(Base):
    """One treatment plan of one patient, pinned to the protocol it was made with, or to the one taken since.

    `declined_hash` names the version that was offered last and not taken.
    """

    __tablename__ = "courses"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id", ondelete="CASCADE"), index=True)
    protocol_hash: Mapped[str] = mapped_column(ForeignKey("protocol_texts.hash"))
    declined_hash: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sessions_planned: Mapped[int]
    modalities: Mapped[list[str]] = mapped_column(JSON)
    paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    held_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class VisitRow(Base):
    """A dated appointment. `start_local` is wall time where the clinic is, so it carries no offset."""

    __tablename__ = "visits"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    start_local: Mapped[datetime] = mapped_column(DateTime(timezone=False))
    zone: Mapped[str] = mapped_column(String(64))
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(40))
    travel_minutes: Mapped[int | None]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    epoch: Mapped[int]
    epoch_start_local: Mapped[datetime] = mapped_column(DateTime(timezone=False))
    epoch_began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    starts: Mapped[int]
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class AnswerRow(Base):
    """One stated fact. Rows are only ever added; the last by `at` holds."""

    __tablename__ = "answers"
    __table_args__ = (Index("ix_answers_course_question", "course_id", "question"),)

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    visit_id: Mapped[str | None] = mapped_column(ForeignKey("visits.id", ondelete="CASCADE"), index=True)
    occurrence: Mapped[str | None] = mapped_column(String(200))
    question: Mapped[str] = mapped_column(String(64))
    value: Mapped[Any] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ValueRow(Base):
    """A protocol parameter as set for one course, and who set it."""

    __tablename__ = "course_values"

    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True)
    param: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[int]
    set_by: Mapped[str] = mapped_column(String(10))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
