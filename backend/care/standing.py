"""What holds today without ringing: pauses in force, and the switches that may be used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from backend.care.course import Visit
from backend.care.protocol import Rule, Step
from backend.care.rules import Scene, Window, is_day_within, scenes_of, session_before
from backend.care.when import date_in
from backend.care.wording import short_date


@dataclass(frozen=True)
class Standing:
    """One thing that holds since a date, for the visit ahead."""

    step: Step
    visit: Visit
    text: str


def standings(window: Window, now: datetime) -> Iterator[Standing]:
    """What is in force now: from the first date of its step until the visit it prepares begins."""
    for step in window.known.protocol.steps:
        if step.standing and window.known.course.paused_at is None:
            for scene in scenes_of(step.rules[0], window):
                since = _in_force_since(step, scene, window, now)
                if scene.visit and since:
                    text = step.standing.replace("{since}", short_date(since))
                    yield Standing(step, scene.visit, text)


def _in_force_since(step: Step, scene: Scene, window: Window, now: datetime) -> date | None:
    since = scene.on + window.known.length(step.rules[0].offset, scene.visit)
    is_begun = since <= date_in(now, window.clocks.zone)
    is_ahead = scene.visit is not None and now < scene.visit.starts_at
    return since if is_begun and is_ahead and window.known.holds(step.condition, scene.visit, step) else None


@dataclass(frozen=True)
class Switch:
    """A question whose answer may be switched on just now, such as being outside."""

    question: str
    is_on: bool


def switches(window: Window, now: datetime) -> Iterator[Switch]:
    """The questions of steps that repeat while an answer stands, on the days they do so."""
    known, today = window.known, date_in(now, window.clocks.zone)
    session = session_before(now, known)
    if session is None or known.course.paused_at is not None:
        return
    for step in known.protocol.steps:
        for rule in step.rules:
            if rule.form != "while_answer" or rule.question is None:
                continue
            if is_day_within(rule, today, session, known) and known.holds(step.condition, session, step):
                yield Switch(rule.question, _is_on(rule, today, window))


def _is_on(rule: Rule, today: date, window: Window) -> bool:
    """Switched on today: it repeats on the day of the answer only."""
    said = [answer for answer in window.known.answers if answer.question == rule.question]
    return bool(said) and said[-1].value == rule.value and date_in(said[-1].at, window.clocks.zone) == today
