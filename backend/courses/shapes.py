"""What courses, visits, answers and values look like over HTTP, coming and going."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    Field,
    PlainValidator,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
    field_validator,
)

from backend.api import Body, Shape
from backend.care.course import VisitKind, VisitState
from backend.courses.visit_rules import FIRST_YEAR, read_start


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("Please use one line of plain text here.")
    return text.strip()


def _of_our_time(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year < 9000:
        raise ValueError("This time cannot be right. Please check the clock of this device.")
    return moment


def _or_say(sentence: str) -> WrapValidator:
    """Say one sentence where pydantic would say one for each type that did not fit."""

    def read(value: Any, read_any: ValidatorFunctionWrapHandler) -> Any:
        try:
            return read_any(value)
        except ValidationError as error:
            raise ValueError(sentence) from error

    return WrapValidator(read)


_START_SCHEMA = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$",
    "examples": ["2026-12-08T13:45"],
}

Start = Annotated[datetime, PlainValidator(read_start), WithJsonSchema(_START_SCHEMA)]
Instant = Annotated[AwareDatetime, AfterValidator(_of_our_time)]
Place = Annotated[str, Field(max_length=200), AfterValidator(_one_line)]
Phone = Annotated[str, Field(max_length=40), AfterValidator(_one_line)]
Zone = Annotated[str, Field(max_length=64), AfterValidator(_one_line)]
Name = Annotated[str, Field(max_length=64), AfterValidator(_one_line)]
KeyText = Annotated[str, Field(max_length=200), AfterValidator(_one_line)]
# Wider than any number that is taken; sentences repeat the number, and none should fill the screen.
Number = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
FactValue = Annotated[
    bool | Number | Annotated[str, Field(max_length=500)],
    _or_say("An answer is yes or no, a number, or a short text. Please check it."),
]
Tone = Annotated[
    Annotated[int, Field(ge=1, le=6)] | Literal["unknown"],
    _or_say("Please choose one of the six swatches, or say that you do not know."),
]
Modality = Literal["pen", "roller", "rf", "laser", "prp"]
SetBy = Literal["clinic", "patient"]
Area = Literal["face", "neck", "chest", "hands", "abdomen", "thighs", "arms", "back", "buttocks", "breast"]
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
    """A course as the patient describes it; `facts` may answer any further intake question."""

    id: UUID
    area: Area
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
    """What a new course can be told: its numbers and its questions."""

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


class Course(Shape):
    """A course with its visits, facts and numbers; `open_questions` of the intake have no answer yet.

    `held_at`: since when routine reminders and photos wait for the clinic's answer to a symptom.
    """

    id: str
    protocol_version: str
    sessions: int
    state: Literal["running", "paused", "done", "closed"]
    held_at: datetime | None
    facts: dict[str, bool | int | str]
    open_questions: list[str]
    visits: list[Visit]
    values: list[Value]
    warnings: list[str]


class Courses(Shape):
    """All courses of the patient, the oldest first."""

    courses: list[Course]


class Line(Shape):
    """One question of the list; `said` is null while nobody answered, `tell` means: say this first."""

    question: str
    asks: str
    said: str | None
    tell: bool


class Section(Shape):
    """The answers under one heading."""

    heading: str
    lines: list[Line]


class Disclosure(Shape):
    """What the patient may show; `doubts` are answers that do not fit each other."""

    sections: list[Section]
    doubts: list[str]
    changed_at: datetime | None


class Score(Shape):
    """How near the goal was on a date, from 0 to 10, in the patient's own judgement."""

    on: date
    value: int


class Goal(Shape):
    """The goal, its scores, and from when a look is fair; dates may move while `is_last_sure` is false."""

    words: str
    scores: list[Score]
    first_session_on: date | None
    first_change_on: date | None
    last_session_on: date | None
    fair_from: date | None
    fair_on: date | None
    is_last_sure: bool


class Paid(Shape):
    """What was noted for one visit; null where nothing was."""

    visit_id: str
    session: int | None
    kit: int | None
    travel: int | None
    total: int


class Costs(Shape):
    """The amounts of a course: noted so far, and what the sessions left would add at the last price."""

    currency: str
    paid: list[Paid]
    total: int
    usual: int | None
    left: int
    ahead: int | None


class Review(Shape):
    """How a course goes, in the patient's own words and numbers."""

    goal: Goal
    costs: Costs


class Change(Shape):
    """What a change would do to one reminder; `rings` says whether the phone rings for it at all."""

    what: Literal["moves", "again", "new", "goes", "stays"]
    step: str
    visit_id: str | None
    title: str
    rings: bool
    old: date | None
    new: date | None
    old_at: datetime | None
    new_at: datetime | None


class MovedVisit(Shape):
    """A proposed session that moves along with the one before it."""

    id: str
    kind: VisitKind
    number: int | None
    old: date
    new: date


class Gap(Shape):
    """How far a session would be from the one before it, what that means, and whose number says so."""

    text: str
    means: str
    is_short: bool
    set_by: Literal["clinic", "patient", "protocol"]
    source: str


class PreviewDay(Shape):
    """One day of the field: its care from 0 to 5, and how the visit on it stands."""

    on: date
    level: int
    visit: VisitState | None


class PreviewField(Shape):
    """The same weeks of the course twice: as it is, and as it would be. `until` is the day after the last."""

    since: date
    until: date
    before: list[PreviewDay]
    after: list[PreviewDay]


class Preview(Shape):
    """What a change would do; nothing has changed yet. `ends` is what is in force and would be no more."""

    changes: list[Change]
    visits: list[MovedVisit]
    gaps: list[Gap]
    ends: list[str]
    warnings: list[str]
    field: PreviewField | None


class OtherNumber(Shape):
    """A number that would be another, and whose the old one is; null where there is none."""

    what: str
    old: int | None
    old_unit: str
    new: int | None
    new_unit: str
    set_by: Literal["clinic", "patient", "protocol"]


class KeptNumber(Shape):
    """The clinic's or the patient's own number, which stays though the new version says `offered`."""

    what: str
    unit: str
    value: int
    offered: int
    set_by: SetBy


class ReminderWords(Shape):
    """What one reminder says."""

    title: str
    body: str
    why: str


class OtherWords(Shape):
    """A reminder that would say something else."""

    old: ReminderWords
    new: ReminderWords


class NewVersion(Shape):
    """A new version of the plan and what it would change; nothing changes before it is taken by its `id`.

    `handling` names reminders with other buttons, or another way to ring; `questions` would be asked anew.
    """

    id: str
    version: str
    changes: list[Change]
    numbers: list[OtherNumber]
    kept: list[KeptNumber]
    words: list[OtherWords]
    handling: list[str]
    questions: list[str]
    healing: bool
    photos: bool


class Offered(Shape):
    """The new version a course is offered; null when there is none, or it was not wanted."""

    offer: NewVersion | None


class Nothing(Shape):
    """Taken; there is nothing to add."""
