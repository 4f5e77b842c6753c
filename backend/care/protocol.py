"""The parts a care protocol is made of, as plain frozen records; `load.py` builds them from YAML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time

from backend.care.vocabulary import (
    AREA,
    BEFORE_ANCHORS,
    NONE_OF_THEM,
    FactValue,
    PhotoKind,
    SkinPhaseId,
)


@dataclass(frozen=True)
class Amount:
    """A literal length of time with its sign; `unit` is minutes, hours, days or weeks."""

    value: int
    unit: str


@dataclass(frozen=True)
class ParamAmount:
    """A parameter's value in the parameter's own unit, times `sign` (1 or -1); `param` may be `travel`."""

    sign: int
    param: str


Offset = tuple[Amount | ParamAmount, ...]


@dataclass(frozen=True)
class FactIs:
    """True when the fact is one of `values` (for a fact that is a set: contains one of them)."""

    fact: str
    values: tuple[FactValue, ...]


@dataclass(frozen=True)
class Compare:
    """True when the number `fact` stands in relation `op` to `value`; never for a fact that is no number."""

    fact: str
    op: str
    value: int


@dataclass(frozen=True)
class AllOf:
    """True when every condition holds."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """True when at least one condition holds."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """True when `condition` does not hold, so also when its fact is unknown."""

    condition: Condition


Condition = FactIs | Compare | AllOf | AnyOf | Not
ALWAYS = AllOf(())


@dataclass(frozen=True)
class ParamVariant:
    """Another default of a parameter, for patients of whom `condition` holds."""

    condition: Condition
    value: int


@dataclass(frozen=True)
class Param:
    """One number of the protocol; `low` to `high` is the range found in the sources, in `unit`."""

    id: str
    what: str
    unit: str
    default: int
    deep: int
    low: int
    high: int
    variants: tuple[ParamVariant, ...]
    source: str
    note: str


@dataclass(frozen=True)
class Question:
    """Something the patient is asked; `kind` is choice, several, bool, date, number or text.

    `values` are the closed answers of a choice or of several, `labels` the words of each; `low` and `high`
    bound a number; `asked` is one of ASKED. An answer to several is its values joined by commas, or none.
    What is `about` the person is not asked again in the next course; for a running one it means nothing."""

    id: str
    asks: str
    kind: str
    values: tuple[FactValue, ...]
    asked: str
    why: str
    low: int | None = None
    high: int | None = None
    labels: tuple[str, ...] = ()
    about: str = field(default="course", compare=False)

    @property
    def answers(self) -> tuple[FactValue, ...]:
        """Every value a condition may name; empty for what is answered freely."""
        if self.kind == "bool":
            return (True, False)
        may_be_none = self.kind == "several" and self.id != AREA
        return (*self.values, NONE_OF_THEM) if may_be_none else self.values


@dataclass(frozen=True)
class Words:
    """What a step says, plainly and discreetly."""

    title: str
    body: str
    discreet_title: str
    discreet_body: str
    why: str


@dataclass(frozen=True)
class Variant:
    """Other words; the first variant whose condition holds is used."""

    condition: Condition
    words: Words


@dataclass(frozen=True)
class Action:
    """A button, shown when `condition` holds; without `does` it settles the occurrence as done.

    It may record answers; one whose value is None opens that question for the patient to fill in. `opens` is
    one of OPENS where the screen is not plain from what the step is."""

    label: str
    does: str | None
    answers: tuple[tuple[str, FactValue | None], ...] = ()
    condition: Condition = ALWAYS
    opens: str | None = None


@dataclass(frozen=True)
class Valid:
    """How long an occurrence is useful; always at most until the step's next one for that visit begins (R9).

    `kind`: midnight (of its local date), session_start, visit_start, days or hours (`count` of them), or
    next (that is: until the next one begins, at the latest local midnight)."""

    kind: str
    count: int = 0


@dataclass(frozen=True)
class Rule:
    """When a step falls due; which fields count depends on `form`.

    once: `anchor` + `offset`, at the one time in `at` if given.
    repeat: from `anchor` + `offset`, on the dates of `every` (day, or week with `weekday` 0 = Monday; a week
    without weekday keeps the first date's), at each time of `at`. It ends after `count` dates, at `until`
    ("session_start" or "course_end"), or with the date or instant `anchor` + `until_offset` (included); one
    of a session also stops at the next session's start. `starts` adds an occurrence at the elapsed beginning
    itself, and the dates begin the next day.
    after_answer: the answer's local date (of a date question: the date it says) + `offset`, at `at`; `value`
    None means any answer; an answer replaced by a later one before that moment yields nothing.
    while_answer: the answer's instant + `offset`, then each `every` (a parameter id), while it stands,
    `count` times a day, only `between` those local times, on days `days_from` to `days_to` of the session.
    `not_until_after_end` (any form but after_answer) names the parameter that must pass after each session's
    permitted end: what would fall due from that session's start until then is left out.

    Two repeats of one step on the same date and slot are one occurrence. The order of rules is part of
    identity, so a new rule is added at the end.
    """

    form: str
    anchor: str | None = None
    offset: Offset = ()
    at: tuple[time, ...] = ()
    clock: str = "patient"
    every: str | None = None
    weekday: int | None = None
    count: int | None = None
    until: str | None = None
    until_offset: Offset = ()
    starts: bool = False
    not_until_after_end: str | None = None
    question: str | None = None
    value: FactValue | None = None
    between: tuple[time, time] | None = None
    days_from: Amount | ParamAmount | None = None
    days_to: Amount | ParamAmount | None = None
    condition: Condition = ALWAYS

    @property
    def is_before(self) -> bool:
        """True for a rule that prepares a visit: nothing of it may fall due at or after the visit's start."""
        return self.anchor in BEFORE_ANCHORS and any(_sign(amount) < 0 for amount in self.offset)


@dataclass(frozen=True)
class Step:
    """One entry of the protocol; priority 1 is the most important.

    `standing` is what holds from the date of its first rule until the visit it prepares. Today shows it
    quietly, so that who joins late still learns of it. Its one placeholder, `since`, is that date.
    `guide` is the id of the card that tells more. `while_held` is wait, keep, or empty: as its kind does.
    `ends_with` names the numbers that end what it refuses, counted from the session's end."""

    id: str
    phase: str
    shows: str
    what: str
    priority: int
    critical: bool
    quick_done: bool
    after_move: str
    while_paused: str
    condition: Condition
    rules: tuple[Rule, ...]
    valid: Valid
    words: Words
    variants: tuple[Variant, ...]
    actions: tuple[Action, ...]
    source: str
    standing: str = ""
    guide: str = ""
    while_held: str = ""
    ends_with: tuple[str, ...] = ()

    @property
    def waits_for_clinic(self) -> bool:
        """Whether it is left out while the clinic has to be asked about a symptom: permissions, photos."""
        return self.while_held == "wait" or (not self.while_held and self.what in ("permission", "photos"))


@dataclass(frozen=True)
class Expectation:
    """What is often seen from a day after the session (day 0 is its date), until the next expectation."""

    day: int
    says: str


@dataclass(frozen=True)
class SkinPhase:
    """One phase of healing; it lasts to the end of `last_day` after the session, or to the next session."""

    id: SkinPhaseId
    name: str
    what: str
    last_day: int
    expect: tuple[Expectation, ...]
    source: str


@dataclass(frozen=True)
class PhotoSet:
    """Photos that belong together: due `day` days after their session (minus: before), open round that date.

    `name` may hold {session}, its number. `gives_way_to` names sets in whose favour this one is left out,
    once one of them that follows the same session has opened. `step` is the step that is done when all are
    taken; "" for none.
    """

    id: str
    name: str
    kind: PhotoKind
    anchor: str
    day: int
    opens: int
    closes: int
    asks: bool
    condition: Condition
    gives_way_to: tuple[str, ...]
    step: str
    source: str


@dataclass(frozen=True)
class Protocol:
    """A whole protocol; `params` and `questions` are keyed by id."""

    id: str
    version: str
    title: str
    params: Mapping[str, Param]
    questions: Mapping[str, Question]
    steps: tuple[Step, ...]
    healing: tuple[SkinPhase, ...] = ()
    photos: tuple[PhotoSet, ...] = ()


def value_of(
    protocol: Protocol,
    param_id: str,
    course_values: Mapping[str, int],
    is_deep: bool,
    holds: Callable[[Condition], bool],
    is_plain: bool | None = None,
) -> int:
    """A parameter's number for one course: the set value, else the largest default that applies.

    `is_plain`: a pen or roller is used (None: when not `is_deep`). KeyError for an unknown parameter."""
    param = protocol.params[param_id]
    if param_id in course_values:
        return course_values[param_id]
    plain = not is_deep if is_plain is None else is_plain
    values = [param.default] * (plain or not is_deep) + [param.deep] * is_deep
    return max(values + [variant.value for variant in param.variants if holds(variant.condition)])


def slot_of(at: time) -> str:
    """The slot of a local time: morning before 12:00, midday (a card) to 14:59, evening from 15:00 (R7)."""
    if at.hour < 12:
        return "morning"
    return "midday" if at.hour < 15 else "evening"


def _sign(amount: Amount | ParamAmount) -> int:
    return amount.value if isinstance(amount, Amount) else amount.sign
