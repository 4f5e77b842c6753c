"""What the plan, its items and the patient's taps look like over HTTP."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from backend.accounts.shapes import ReportedZone
from backend.api import Body, Shape
from backend.care.vocabulary import SkinPhaseId
from backend.courses.fields import FactValue, Instant
from backend.courses.shapes import Course

ItemState = Literal["open", "done", "skipped", "expired", "withdrawn", "missed"]
Shows = Literal["push", "card"]
What = Literal["task", "question", "list", "photos", "appointment", "permission", "note"]
PermissionState = Literal["not_until", "ask_first", "now"]
Does = Literal["done", "later", "skip", "call", "open"]
Opens = Literal["questions", "list", "visit", "costs", "goal", "diary", "photos"]
KeyText = Annotated[str, Field(min_length=1, max_length=200)]
Token = Annotated[str, Field(min_length=20, max_length=200)]


# Coming in


class NewAction(Body):
    """One tap in the app; `until` says when Later rings again."""

    id: UUID
    key: KeyText
    action: Literal["done", "skip", "later", "undo"]
    until: Literal["hour", "evening", "tomorrow"] = "hour"
    at: Instant


class Opened(Body):
    """The app was opened: where the phone is, and which items Today showed."""

    zone: ReportedZone
    seen: Annotated[list[KeyText], Field(max_length=200)]


class Shown(Body):
    """A push was shown, says the device it went to."""

    token: Token
    at: Instant
    zone: ReportedZone | None = None


class Acted(Body):
    """A button of a notification was pressed."""

    token: Token
    id: UUID
    action: Literal["done", "later"]
    at: Instant


# Going out


class ActionDone(Shape):
    """How the item stands after a tap."""

    state: ItemState
    wake_at: datetime | None


class ItemAnswer(Shape):
    """An answer a button gives; null opens the question for the patient to fill in."""

    question: str
    value: FactValue | None


class ItemAction(Shape):
    """One button of an item."""

    label: str
    does: Does | None
    answers: list[ItemAnswer]
    phone: str | None
    opens: Opens | None


class Item(Shape):
    """One step at its date, with its words and how it stands; `rank` is its place in every list of steps."""

    key: str
    course_id: str
    visit_id: str | None
    step: str
    shows: Shows
    what: What
    title: str
    body: str
    why: str
    guide: str | None
    rank: int
    critical: bool
    quick_done: bool
    on: date
    due_at: datetime
    valid_until: datetime
    state: ItemState
    is_late: bool
    shown_at: datetime | None
    wake_at: datetime | None
    actions: list[ItemAction]


class Notice(Shape):
    """Something the patient may want to know that is no task; `lines` name the several things it is about."""

    id: str
    text: str
    lines: list[str] = Field(default_factory=list)


class Switch(Shape):
    """A question that may be switched on or off just now, such as being outside."""

    course_id: str
    question: str
    is_on: bool


class HealingPhase(Shape):
    """One phase of healing, from its first to its last date; its id is the density it is drawn at."""

    id: SkinPhaseId
    name: str
    what: str
    first_on: date
    last_on: date


class OftenSeen(Shape):
    """What is often seen from a date on, until the next of its kind."""

    first_on: date
    says: str


class Healing(Shape):
    """What follows the last session that is over, up to the next one."""

    session_on: date
    phases: list[HealingPhase]
    often_seen: list[OftenSeen]


class Today(Shape):
    """What today is called, after which course, what is open now, and what was done."""

    title: str
    label: str
    course_id: str | None
    healing: Healing | None
    outstanding: list[Item]
    later: list[Item]
    settled: list[Item]
    next: Item | None
    notices: list[Notice]
    standing: list[Notice]
    switches: list[Switch]


class DayVisit(Shape):
    """The visit on a day."""

    id: str
    kind: str
    state: str


class Day(Shape):
    """One day of a course: its care from 0 to 5, its words, and the share of today that is done."""

    course_id: str
    on: date
    level: Annotated[int, Field(ge=0, le=5)]
    label: str
    visit: DayVisit | None
    phase: SkinPhaseId | None
    done: float | None


class SpanPart(Shape):
    """What holds for one area, in a word that tells nobody of an intimate one."""

    area: str
    state: PermissionState
    until: datetime | None
    by_date: bool
    and_calm: bool


class Span(Shape):
    """What holds for an activity until its next span begins; `until` is when a wait ends.

    The first one has no `from_at`: it holds as of the plan. `parts` where the treated areas differ; one
    alone names the area it holds for."""

    from_at: datetime | None
    state: PermissionState
    until: datetime | None
    by_date: bool
    and_calm: bool
    rule: str
    value: int | None
    set_by: str | None
    note: str
    assumed_end_at: datetime | None
    parts: list[SpanPart]


class Activity(Shape):
    """Something people ask about, with all its spans in order; `why` is the protocol's."""

    id: str
    label: str
    why: str
    guide: str | None
    spans: list[Span]


class PermissionRule(Shape):
    """The number a permission follows, the range its sources know, and who they are."""

    id: str
    what: str
    unit: str
    low: int
    high: int
    sources: list[str]


class Permissions(Shape):
    """What may be done, from the moment of the plan `until` a midnight; no activities without a course."""

    until: datetime
    activities: list[Activity]
    rules: list[PermissionRule]


class Plan(Shape):
    """Everything Today and Course show; the phone keeps the last one. The number is null if not known.

    `emergency_place` says whose number it is; null for the patient's own, or where none is known."""

    now: datetime
    zone: str
    emergency_number: str | None
    emergency_place: str | None
    courses: list[Course]
    today: Today
    coming: list[Item]
    days: list[Day]
    permissions: Permissions
