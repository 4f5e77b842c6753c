"""What a new version of the protocol would change for a running course, before anyone agrees to it.

For screens and stores: `differences(running, new, ledger, now)` gives `Differences`. Nothing is applied here;
a course keeps its pinned text until the patient takes the new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from backend.care.agenda import Ledger
from backend.care.course import Answer, Clocks, Course, Value
from backend.care.known import Known
from backend.care.move import Change, compare
from backend.care.occurrence import Occurrence
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
    """A number that would be another for this course; `set_by` says whose the old one is.

    Somebody's own number is among them only where the new version no longer counts it, or in another unit.
    """

    param: str
    what: str
    old: int | None
    old_unit: str
    new: int | None
    new_unit: str
    set_by: str


@dataclass(frozen=True)
class KeptNumber:
    """The clinic's or the patient's own number, which stays though the new version says `offered`."""

    param: str
    what: str
    unit: str
    value: int
    offered: int
    set_by: str


@dataclass(frozen=True)
class WordChange:
    """A reminder of this course that would say something else; None where it is new or gone."""

    step: str
    old: Words | None
    new: Words | None


@dataclass(frozen=True)
class Differences:
    """All that would change; `dates` as a move shows them.

    `handling` names the reminders whose buttons, or way to ring, would be others; `questions` is what would
    be asked, or asked in other words; `healing` says whether the texts about healing would be others, and
    `photos` whether photos would be taken at other times.
    """

    numbers: tuple[NumberChange, ...]
    kept: tuple[KeptNumber, ...]
    words: tuple[WordChange, ...]
    dates: tuple[Change, ...]
    handling: tuple[str, ...]
    questions: tuple[str, ...]
    healing: bool
    photos: bool


def says_the_same(old: Protocol, new: Protocol) -> bool:
    """Whether two versions differ in their names only."""
    return replace(new, id=old.id, version=old.version, title=old.title) == old


def carried(course: Course, old: Protocol, new: Protocol) -> tuple[Value, ...]:
    """The course's own numbers that still mean the same: 7 days are not to become 7 hours."""
    return tuple(
        value
        for value in course.values
        if value.param in new.params and new.params[value.param].unit == old.params[value.param].unit
    )


def differences(running: Running, new: Protocol, ledger: Ledger, now: datetime) -> Differences:
    """What taking `new` would change from now on."""
    course = replace(running.course, values=carried(running.course, running.protocol, new))
    taken = replace(running, course=course, protocol=new)
    before, after = _planned(running, now), _planned(taken, now)
    coming = [[o for o in each if o.valid_until > now] for each in (before, after)]
    return Differences(
        numbers=tuple(_numbers(running, taken)),
        kept=tuple(_kept(running, taken)),
        words=tuple(_words(*coming)),
        dates=compare(before, after, ledger, now),
        handling=tuple(_handled_otherwise(*coming)),
        questions=tuple(_asked_anew(running.protocol, new)),
        healing=running.protocol.healing != new.healing,
        photos=running.protocol.photos != new.photos,
    )


def _planned(running: Running, now: datetime) -> Sequence[Occurrence]:
    since, until = now - DAYS_SHOWN, now + DAYS_SHOWN
    return plan(running.course, running.protocol, running.answers, running.clocks, since, until)


def _numbers(running: Running, taken: Running) -> Iterator[NumberChange]:
    was, comes = _counted(running), _counted(taken)
    own = {value.param: value.set_by for value in running.course.values}
    for name, param in {**running.protocol.params, **taken.protocol.params}.items():
        old, old_unit = was.get(name, (None, ""))
        new, new_unit = comes.get(name, (None, ""))
        if (old, old_unit) != (new, new_unit):
            yield NumberChange(name, param.what, old, old_unit, new, new_unit, own.get(name, "protocol"))


def _counted(running: Running) -> dict[str, tuple[int, str]]:
    """Each number of a course, with its unit."""
    known = Known(running.course, running.protocol, running.answers)
    return {name: (known.number(name), param.unit) for name, param in running.protocol.params.items()}


def _kept(running: Running, taken: Running) -> Iterator[KeptNumber]:
    was, comes = (
        _counted(replace(each, course=replace(each.course, values=()))) for each in (running, taken)
    )
    for value in taken.course.values:
        if was[value.param] != comes[value.param]:
            param, offered = taken.protocol.params[value.param], comes[value.param][0]
            yield KeptNumber(value.param, param.what, param.unit, value.value, offered, value.set_by)


def _words(before: Sequence[Occurrence], after: Sequence[Occurrence]) -> Iterator[WordChange]:
    """What each reminder still to come would say; another date or day in the same words is no change."""
    was, comes = _first_of_each(before), _first_of_each(after)
    for name in sorted({**was, **comes}):
        old, new = was.get(name), comes.get(name)
        if old is None or new is None:
            yield WordChange(name, old.words if old else None, new.words if new else None)
        elif old.words != new.words and _said(old.step) != _said(new.step):
            yield WordChange(name, old.words, new.words)


def _handled_otherwise(before: Sequence[Occurrence], after: Sequence[Occurrence]) -> Iterator[str]:
    was, comes = _first_of_each(before), _first_of_each(after)
    for name in sorted(was.keys() & comes.keys()):
        if _handling(was[name].step) != _handling(comes[name].step):
            yield comes[name].words.title


def _asked_anew(old: Protocol, new: Protocol) -> Iterator[str]:
    for name, question in new.questions.items():
        if question.asked in ("first_run", "later") and question != old.questions.get(name):
            yield question.asks


def _first_of_each(occurrences: Sequence[Occurrence]) -> dict[str, Occurrence]:
    """The first occurrence of each step; `occurrences` in order of due."""
    return {occurrence.step.id: occurrence for occurrence in reversed(occurrences)}


def _said(step: Step) -> tuple[object, ...]:
    return step.words, step.variants


def _handling(step: Step) -> tuple[object, ...]:
    ringing = step.shows, step.priority, step.critical, step.quick_done, step.while_paused, step.after_move
    return *ringing, step.valid, step.actions, step.standing, step.waits_for_clinic, step.ends_with
