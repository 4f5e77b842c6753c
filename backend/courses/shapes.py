"""What courses, visits, answers and values look like over HTTP, coming and going."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator

from backend.api import Body, Shape
from backend.care.course import VisitKind, VisitState
from backend.care.vocabulary import SkinPhaseId
from backend.courses.fields import (
    Areas,
    FactValue,
    Instant,
    KeyText,
    Modality,
    Name,
    Number,
    Phone,
    Place,
    SetBy,
    Start,
    Tone,
    Zone,
)

MOST_FACTS = 50


# Coming in


class FirstVisit(Body):
    """The first session, as booked."""

    start: Start
    zone: Zone
    minutes: int = 60
    place: Place = ""
    phone: Phone = ""
    travel_minutes: int | None = None


class NewCourse(Body):
    """A course as the patient describes it; `facts` may answer any further intake question.

    `area`: one, or several joined by commas."""

    id: UUID
    area: Areas
    modalities: Annotated[list[Modality], Field(max_length=5)]
    retinoid: Literal["none", "cosmetic", "prescribed"]
    actives: bool | None = None
    tone: Tone | None = None
    dark_marks: bool | None = None
    photos: bool | None = None
    facts: Annotated[dict[Name, FactValue], Field(max_length=MOST_FACTS, default_factory=dict)]
    sessions: Number | None = None
    first: FirstVisit | None = None
    second_start: Start | None = None

    @field_validator("second_start")
    @classmethod
    def _follows_a_first(cls, second: datetime | None, info: ValidationInfo) -> datetime | None:
        if second is not None and info.data.get("first") is None:
            raise ValueError("Please give the first session too: the second has its place and length.")
        return second


class CourseEdits(Body):
    """What changes about a course; what is left out stays."""

    sessions: Number | None = None
    paused: bool | None = None
    done: bool | None = None
    closed: bool | None = None
    facts: Annotated[dict[Name, FactValue], Field(max_length=MOST_FACTS, default_factory=dict)]


class NewVisit(FirstVisit):
    """A visit to add to a course."""

    id: UUID
    kind: VisitKind
    state: Literal[VisitState.PROPOSED, VisitState.BOOKED]


class VisitEdits(Body):
    """What changes about a visit; what is left out stays. Null clears `travel_minutes` and `ended_at`."""

    start: Start | None = None
    zone: Zone | None = None
    minutes: int | None = None
    place: Place | None = None
    phone: Phone | None = None
    travel_minutes: int | None = None
    state: VisitState | None = None
    ended_at: Instant | None = None


class NewAnswer(Body):
    """One answer, at the time the phone says it was given."""

    id: UUID
    course_id: UUID
    visit_id: UUID | None = None
    occurrence: KeyText | None = None
    question: Name
    value: FactValue
    at: Instant


class NamedValue(Body):
    """A number of the protocol by its name, which never stands in an address: it may tell of a treatment."""

    param: Annotated[str, Field(min_length=1, max_length=64)]


class NewValue(NamedValue):
    """A number of the protocol as the clinic or the patient wants it."""

    value: Number
    set_by: SetBy


class OfferAnswer(Body):
    """Whether the patient takes the new version shown to them, named by its `id`."""

    id: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    takes: bool


# Going out


class Param(Shape):
    """A number of the protocol, with the range found in its sources."""

    id: str
    what: str
    unit: str
    value: int
    low: int
    high: int
    note: str


class Question(Shape):
    """Something the patient may be asked, and when: in the first run, later, or in time by a reminder.

    `labels` are the words of `values`, one by one. An answer to `several` joins its values by commas; "none"
    says that no value applies."""

    id: str
    asks: str
    kind: Literal["choice", "several", "bool", "date", "number", "text"]
    values: list[bool | int | str]
    labels: list[str]
    low: int | None
    high: int | None
    asked: Literal["first_run", "later", "in_time"]
    why: str


class Protocol(Shape):
    """What a course can be told: its numbers and its questions."""

    params: list[Param]
    questions: list[Question]


class Questions(Shape):
    """What one course may be told about its patient, in the words of its own protocol."""

    questions: list[Question]


class Note(Shape):
    """What the patient wrote about a visit, under the question it answers."""

    question: str
    asks: str
    said: str


class Visit(Shape):
    """An appointment; `start` is wall time in `zone`, `number` says which session it is.

    `arrive_at` leaves time for numbing cream before a booked session. `call_first`: its check was answered
    with a yes, and the clinic has not been called about that, as far as the patient said."""

    id: str
    course_id: str
    kind: VisitKind
    state: VisitState
    number: int | None
    start: str
    zone: str
    minutes: int
    place: str
    phone: str
    travel_minutes: int | None
    starts_at: datetime
    arrive_at: datetime | None
    call_first: bool
    ended_at: datetime | None
    warnings: list[str]
    record: list[Note]


class Value(Shape):
    """A number set for one course, and who set it."""

    param: str
    value: int
    set_by: SetBy
    warning: str | None


class ValueKept(Shape):
    """The number as kept; `warning` asks for a second look."""

    value: int
    warning: str | None


class Phase(Shape):
    """One phase of healing by its days since a session; its id is the density it is drawn at."""

    id: SkinPhaseId
    name: str
    what: str
    first_day: int
    last_day: int


class Course(Shape):
    """A course with its visits, facts and numbers; `open_questions` of the intake have no answer yet.

    `from_before` are those whose answer is as in an earlier course.
    `held_at`: since when routine reminders and photos wait for the clinic's answer to a symptom.
    """

    id: str
    protocol_version: str
    sessions: int
    state: Literal["running", "paused", "done", "closed"]
    held_at: datetime | None
    facts: dict[str, bool | int | str]
    open_questions: list[str]
    from_before: list[str]
    visits: list[Visit]
    values: list[Value]
    phases: list[Phase]
    warnings: list[str]


class Courses(Shape):
    """All courses of the patient, the oldest first."""

    courses: list[Course]
