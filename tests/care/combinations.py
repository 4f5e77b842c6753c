"""Knows every kind of patient the protocol tells apart, and how one plan can contradict itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import product

from backend.care.agenda import BUDGET_BY_SESSION_DAY, BUDGET_OF_OTHER_DAYS, Ledger, Row, agenda
from backend.care.condition import holds
from backend.care.course import Answer, Course, Value
from backend.care.known import Known
from backend.care.occurrence import Occurrence
from backend.care.permissions import permission_for
from backend.care.plan import plan
from backend.care.protocol import Condition, Protocol
from backend.care.rules import Window
from backend.care.when import DAY, date_in, midnight_after, time_in
from tests.care.builders import (
    ACTIVITY,
    BERLIN,
    CLOCKS,
    STANDARD,
    make_answers,
    make_at,
    make_course,
    make_visit,
)

MODALITIES = ("pen", "roller", "rf", "laser", "prp", "pen+rf", "pen+laser", "pen+prp")
ONE_AREA = tuple(str(value) for value in STANDARD.questions["area"].values)
AREAS = (*ONE_AREA, "face,neck", "face,back", "hands,breast", "chest,thighs", ",".join(ONE_AREA))
RETINOIDS = ("none", "cosmetic", "prescribed")
TONES = STANDARD.questions["tone"].values
BUSY = {  # a patient who does everything, so that every reminder is in the plan
    "actives": True,
    "photos": True,
    "home_cream": True,
    "cost_diary": True,
    "prescribed_cream": True,
    "products": "acids,scrubs,vitamin_c,self_tan,make_up",
    "habits": "exercise,swimming,hair_removal,shaving,alcohol",
    "other_treatments": "peel,filler",
}
SESSIONS = (  # an afternoon, and five weeks later a Saturday morning
    make_visit("2026-12-08 13:45", "s1", place="Park Street"),
    make_visit("2027-01-16 09:00", "s2", place="Park Street"),
)
SINCE, UNTIL = make_at("2026-11-02 00:00"), make_at("2027-02-15 00:00")

ALLOWS: Mapping[str, tuple[str, ...]] = {
    "A05": ("rinse",),
    "A09": ("cleanser",),
    "A10": ("moisturiser",),
    "A11": ("make_up",),
    "A12": ("sunscreen",),
    "A16": ("exercise",),
    "A20": ("moisturiser",),
    "A21": ("swimming",),
    "A24": ("waxing",),
    "A31": ("self_tan",),
    "B03": ("sunscreen",),
}
REFUSES: Mapping[str, tuple[str, ...]] = {
    "A03": ("make_up", "sunscreen", "moisturiser"),
    "A14": ("direct_sun",),
    "A15": ("exercise",),
    "A17": ("swimming",),
    "A33": ("alcohol",),
    "B04": ("self_tan",),
    "B12": ("acids", "vitamin_c"),
    "B13": ("waxing",),
    "B03": ("sun",),
    "D02": ("make_up", "sunscreen", "moisturiser"),
}
# What must have passed since the permitted end, or in dates since the session: for a pen, and for deep ones.
EARLIEST: Mapping[str, tuple[timedelta, timedelta]] = {
    "A05": (timedelta(hours=6), timedelta(hours=6)),
    "A09": (timedelta(hours=24), timedelta(hours=24)),
    "A10": (timedelta(hours=24), timedelta(hours=24)),
    "A11": (timedelta(hours=24), timedelta(hours=48)),
    "A12": (timedelta(hours=24), timedelta(hours=24)),
    "A16": (timedelta(hours=72), timedelta(hours=96)),
    "A21": (5 * DAY, 7 * DAY),
    "A23": (7 * DAY, 14 * DAY),
    "A24": (7 * DAY, 14 * DAY),
    "A31": (14 * DAY, 14 * DAY),
}  # fmt: skip
PAUSES = re.compile(r"\b(pause|stop|skip|leave\b.*\bout|no)\b", re.IGNORECASE)
PRESCRIBED = re.compile(r"retin|prescri|medicine", re.IGNORECASE)
SPARES = re.compile(r"\b(ask|do not (stop|skip|pause))\b", re.IGNORECASE)
MOST_RINGS = 7


@dataclass(frozen=True)
class Case:
    """One kind of patient, with their course, answers and plan."""

    course: Course
    answers: tuple[Answer, ...]
    planned: tuple[Occurrence, ...]
    window: Window
    retinoid: str
    is_deep: bool


Combination = tuple[str, str, str, str | int | bool, bool]
EVERY = tuple(product(MODALITIES, AREAS, RETINOIDS, TONES, (True, False)))
FEW = tuple(product(("pen", "rf"), ("face",), RETINOIDS, (2,), (True,)))


def cases_of(protocol: Protocol, combinations: tuple[Combination, ...] = EVERY) -> Iterator[Case]:
    """The case of each combination; those the protocol cannot tell apart share one plan."""
    plans: dict[object, Case] = {}
    conditions = list(dict.fromkeys(_conditions(protocol)))
    for combination in combinations:
        course, answers = _stated(*combination)
        known = Known(course, protocol, answers)
        facts = known.facts(None)
        told_apart = tuple(holds(condition, facts) for condition in conditions)
        numbers = tuple(known.number(param) for param in protocol.params)
        key = (told_apart, numbers, combination[2])
        if key not in plans:
            plans[key] = _case(protocol, known, course, answers, combination[2])
        yield plans[key]


def _stated(
    modality: str, area: str, retinoid: str, tone: str | int | bool, cold_sores: bool
) -> tuple[Course, tuple[Answer, ...]]:
    course = make_course(*SESSIONS, sessions=2, modalities=frozenset(modality.split("+")))
    stated = {"area": area, "retinoid": retinoid, "tone": tone, "cold_sores": cold_sores}
    return course, make_answers(**BUSY, **stated)  # type: ignore[arg-type]


def _case(
    protocol: Protocol, known: Known, course: Course, answers: tuple[Answer, ...], retinoid: str
) -> Case:
    planned = plan(course, protocol, answers, CLOCKS, SINCE, UNTIL)
    window = Window(known, CLOCKS, SINCE, UNTIL)
    return Case(course, answers, planned, window, retinoid, known.is_deep)


def case_with(modality: str, second: str, values: Mapping[str, int]) -> Case:
    """A busy patient of deeper skin, with another second date and the clinic's own numbers."""
    course, answers = _stated(modality, "face", "cosmetic", 5, True)
    visits = (SESSIONS[0], make_visit(second, "s2", place="Park Street"))
    numbers = tuple(Value(name, value, "clinic") for name, value in values.items())
    known = Known(replace(course, visits=visits, values=numbers), STANDARD, answers)
    return _case(STANDARD, known, known.course, answers, "cosmetic")


def _conditions(protocol: Protocol) -> Iterator[Condition]:
    for step in protocol.steps:
        yield step.condition
        yield from (rule.condition for rule in step.rules)
        yield from (variant.condition for variant in step.variants)
        yield from (action.condition for action in step.actions)


def contradictions_in(case: Case) -> Iterator[str]:
    """A step that allows what another still refuses, or the reverse, from its due to its last minute."""
    for occurrence in case.planned:
        for at in (occurrence.due_at, occurrence.valid_until - timedelta(minutes=1)):
            for activity in ALLOWS.get(occurrence.step.id, ()):
                found = permission_for(ACTIVITY[activity], case.window, at)
                if found.state == "not_until":
                    yield f"{occurrence.step.id} allows {activity} at {at}, before {found.until}"
            for activity in _refused_by(occurrence):
                if permission_for(ACTIVITY[activity], case.window, at).state == "now":
                    yield f"{occurrence.step.id} refuses {activity} at {at}, which is allowed"


def _refused_by(occurrence: Occurrence) -> tuple[str, ...]:
    """A03 names nothing where the clinic's times for these differ."""
    names_nothing = occurrence.step.id == "A03" and "make-up" not in occurrence.words.body
    return () if names_nothing else REFUSES.get(occurrence.step.id, ())


def too_early_in(case: Case) -> Iterator[str]:
    """What is allowed before its rule, counted here by hand-written numbers."""
    for occurrence in case.planned:
        if occurrence.step.id not in EARLIEST:
            continue
        wait = EARLIEST[occurrence.step.id][case.is_deep]
        for session in case.course.sessions:
            is_after = session.starts_at <= occurrence.due_at
            by_date = wait >= 5 * DAY
            first = (
                midnight_after(session.on + wait - DAY, BERLIN)
                if by_date
                else session.permitted_end_at + wait
            )
            if is_after and occurrence.due_at < first:
                yield f"{occurrence.step.id} at {occurrence.due_at} comes before {first}"


def pauses_of_prescribed_in(case: Case) -> Iterator[str]:
    """Words that pause what was prescribed, though nobody said so."""
    if case.retinoid != "prescribed":
        return
    for occurrence in case.planned:
        text = f"{occurrence.words.title}. {occurrence.words.body}"
        for sentence in re.split(r"(?<=[.!?:])\s+", text):
            if PAUSES.search(sentence) and PRESCRIBED.search(sentence) and not SPARES.search(sentence):
                yield f"{occurrence.step.id} says: {sentence}"


def ringing_days(case: Case) -> Iterator[tuple[Occurrence, ...]]:
    """What may ring on each local day, one day at a time."""
    days: dict[object, list[Occurrence]] = {}
    for occurrence in case.planned:
        if occurrence.rings:
            days.setdefault(date_in(occurrence.due_at, BERLIN), []).append(occurrence)
    yield from (tuple(found) for found in days.values())


def bad_rings_of(day: tuple[Occurrence, ...]) -> Iterator[str]:
    """Rings of one day over the budget or in quiet hours, and first priorities the budget drops."""
    now = day[0].due_at - timedelta(seconds=1)
    on = date_in(day[0].due_at, BERLIN)
    rows: dict[object, Row] = {}
    counted: list[datetime] = []
    rung = 0
    while True:
        ledger = Ledger(rows, tuple(counted))  # type: ignore[arg-type]
        ring = agenda(day, ledger, CLOCKS, now).next_ring
        if ring is None or date_in(ring.at, BERLIN) != on:
            break
        if CLOCKS.is_quiet(time_in(ring.at, BERLIN)) and not any(o.clock == "clinic" for o in ring.items):
            yield f"{[o.step.id for o in ring.items]} ring in quiet hours, at {ring.at}"
        now, rung = ring.at, rung + 1
        counted += [now] * ring.counts
        rows |= {o.key: Row(o.key, rang_at=now, shown_at=now) for o in ring.items}
    session_day = day[0].session_day
    budget = (
        BUDGET_OF_OTHER_DAYS
        if session_day is None
        else BUDGET_BY_SESSION_DAY.get(session_day, BUDGET_OF_OTHER_DAYS)
    )
    if len(counted) > budget or rung > MOST_RINGS:
        yield f"{rung} rings on day {session_day}, {len(counted)} of them counted"
    dropped = [o.step.id for o in day if o.step.priority == 1 and o.key not in rows]
    if dropped:
        yield f"{dropped} never ring on {on}"
