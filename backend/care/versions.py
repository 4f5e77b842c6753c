"""What a new version of the protocol would change for a running course, before anyone agrees to it.

For screens and stores: `differences(running, new, ledger, now)` gives `Differences`. Nothing is applied here;
a course keeps its pinned text until the patient takes the new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.care.agenda import Ledger
from backend.care.course import Answer, Clocks, Course
from backend.care.known import Known
from backend.care.move import Change, compare
from backend.care.plan import plan
from backend.care.protocol import Protocol, Step, Words

DAYS_SHOWN = timedelta(days=26 * 7)


@dataclass(frozen=True)
class Running:
    """A course with what its plan is made from."""

    course: Course
    protocol: Protocol
    answers: Sequence[Answer]
    clocks: Clocks


@dataclass(frozen=True)
class NumberChange:
    """A number that would be another for this course; what the clinic or patient set stays as it is."""

    param: str
    what: str
    unit: str
    old: int | None
    new: int | None


@dataclass(frozen=True)
class WordChange:
    """A reminder of this course that would say something else; None where it is new or gone."""

    step: str
    old: Words | None
    new: Words | None


@dataclass(frozen=True)
class Differences:
    """All that would change; `dates` as a move shows them."""

    numbers: tuple[NumberChange, ...]
    words: tuple[WordChange, ...]
    dates: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.numbers or self.words or self.dates)


def differences(running: Running, new: Protocol, ledger: Ledger, now: datetime) -> Differences:
    """What taking `new` would change from now on."""
    until = now + DAYS_SHOWN
    before, after = (
        plan(running.course, each, running.answers, running.clocks, now - DAYS_SHOWN, until)
        for each in (running.protocol, new)
    )
    concerned = {o.step.id for o in (*before, *after) if o.valid_until > now}
    return Differences(
        numbers=tuple(_numbers(running, new)),
        words=tuple(_words(running.protocol, new, concerned)),
        dates=compare(before, after, ledger, now),
    )


def _numbers(running: Running, new: Protocol) -> list[NumberChange]:
    old_known = Known(running.course, running.protocol, running.answers)
    new_known = Known(running.course, new, running.answers)
    params = {**running.protocol.params, **new.params}
    values = [
        (
            param,
            old_known.number(name) if name in running.protocol.params else None,
            new_known.number(name) if name in new.params else None,
        )
        for name, param in params.items()
    ]
    return [NumberChange(p.id, p.what, p.unit, old, now) for p, old, now in values if old != now]


def _words(old: Protocol, new: Protocol, concerned: set[str]) -> list[WordChange]:
    was, comes = ({step.id: step for step in each.steps} for each in (old, new))
    found = []
    for name in sorted(concerned):
        before, after = was.get(name), comes.get(name)
        if before is None or after is None or _said(before) != _said(after):
            found.append(WordChange(name, before.words if before else None, after.words if after else None))
    return found


def _said(step: Step) -> tuple[object, ...]:
    return step.words, step.variants
