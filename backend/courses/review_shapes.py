"""What may be shown the clinic, and how a course goes in the patient's own words and numbers, over HTTP."""

from __future__ import annotations

from datetime import date, datetime

from backend.api import Shape


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
