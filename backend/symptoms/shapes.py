"""Knows what the diary looks like over HTTP, coming and going."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from backend.api import Body, Shape
from backend.courses.fields import Instant

Change = Literal["better", "same", "worse"]
Tier = Literal["expected", "watch", "contact", "emergency"]


class NewEntry(Body):
    """One thing the patient sees or feels; `at` is the phone's time. What is not felt has no score."""

    id: UUID
    course_id: UUID
    symptom: Annotated[str, Field(min_length=1, max_length=40)]
    score: Annotated[int, Field(ge=0, le=10)] | None = None
    change: Change | None = None
    note: Annotated[str, Field(max_length=500)] = ""
    at: Instant


class Reached(Body):
    """The clinic was reached, or it is over: reminders go on. `at` is the phone's time."""

    id: UUID
    course_id: UUID
    at: Instant


class Entry(Shape):
    """An entry with the answer it was given; `day` counts from the session, negative before the first."""

    id: str
    course_id: str
    visit_id: str | None
    on: date
    at: datetime
    day: int
    symptom: str
    label: str
    score: int | None
    change: Change | None
    note: str
    tier: Tier
    rule: str
    says: str


class Offer(Shape):
    """Something that can be chosen, in the words for this patient."""

    symptom: str
    label: str
    is_felt: bool


class Emergency(Shape):
    """Signs that come before every question, and what to do."""

    symptom: str
    signs: str
    act: str


class Asking(Shape):
    """From when until when the diary asks by itself."""

    from_at: datetime
    until: datetime


class Look(Shape):
    """What was answered when a reminder asked of the skin; `day` counts as that of an entry.

    `asks_clinic`: it meant to contact the clinic."""

    id: str
    course_id: str
    visit_id: str | None
    on: date
    at: datetime
    day: int
    asks: str
    said: str
    asks_clinic: bool


class DiaryCourse(Shape):
    """What can be told of an open course, and when it is asked for over the coming 60 days.

    `looks_at` are the questions of reminders whose answers become looks."""

    course_id: str
    offers: list[Offer]
    asks: list[Asking]
    looks_at: list[str]


class Diary(Shape):
    """All entries and looks, the newest first, what can be told, and what comes before every question."""

    now: datetime
    emergencies: list[Emergency]
    courses: list[DiaryCourse]
    entries: list[Entry]
    looks: list[Look]
