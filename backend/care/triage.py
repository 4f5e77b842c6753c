"""What to say to a symptom: one fixed table of symptom, day and severity, the same for everyone.

For screens and stores. `symptom_table()` of `load.py` gives the built-in `Table`.

- `asked(table, facts)`: the symptoms to offer, in order, each with the words for this skin.
- `answer(table, report, day, facts)`: the one `Answer` to a `Report`. `day` is `day_of(session date, local
  date)`: whole days, 0 the session's own date, negative before it. `facts` are `Known.facts(visit)`.
- `is_check_day(table, day, facts)`: whether the diary asks on that day.
- `emergencies(table)`: what stands above every question, always, with the number to call.

It names no illness, scores nobody, and never says that something is all right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from backend.care.condition import holds
from backend.care.protocol import Condition

TIERS = ("expected", "watch", "contact", "emergency")
SEVERITIES = ("mild", "moderate", "severe")
MILD_UP_TO, MODERATE_UP_TO, WORST = 3, 6, 10
SAME_MATTERS_AFTER = 3
NUMBER_UNKNOWN = "your local emergency number"


@dataclass(frozen=True)
class SymptomRule:
    """One of the rules: how urgent, and what to say; `says` may hold {day} and {emergency_number}."""

    id: str
    tier: str
    says: str
    source: str


@dataclass(frozen=True)
class Band:
    """Days `first` to `last`, both included (None: without end), and the rule's id for each severity."""

    first: int | None
    last: int | None
    rules: Mapping[str, str]

    def holds_on(self, day: int) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Symptom:
    """One row to choose; `modalities` (empty: all) are those it is offered after.

    `label_dark` is how it is asked about where redness is hard to see; `bands_rf` count after
    radiofrequency. What is not felt has no strength to ask for."""

    id: str
    label: str
    label_dark: str
    modalities: frozenset[str]
    bands: tuple[Band, ...]
    bands_rf: tuple[Band, ...]
    is_felt: bool = True


@dataclass(frozen=True)
class HigherRisk:
    """For whom “watch” becomes “contact”, for all symptoms or those named."""

    condition: Condition
    symptoms: frozenset[str]


@dataclass(frozen=True)
class Table:
    """The whole table, keyed by id."""

    version: str
    symptoms: Mapping[str, Symptom]
    rules: Mapping[str, SymptomRule]
    higher_risk: tuple[HigherRisk, ...]
    hard_to_see_on: Condition
    raised: Mapping[str, str]
    checks: tuple[int, ...]
    checks_rf: tuple[int, ...]


@dataclass(frozen=True)
class Report:
    """What the patient chose; `score` is 0 to 10, `change` compares with the check-in before.

    `same_before` is true when that earlier check-in had said “same” too."""

    symptom: str
    score: int
    change: str | None = None
    same_before: bool = False


@dataclass(frozen=True)
class Answer:
    """What the app says: the rule behind it, how urgent, and why it was raised, if it was."""

    symptom: str
    rule: str
    tier: str
    says: str
    source: str
    raised_by: str | None = None


def day_of(session_on: date, on: date) -> int:
    """Whole days since the session's date; negative before it."""
    return (on - session_on).days


def severity_of(score: int) -> str:
    """Mild to 3, moderate to 6, severe to 10. ValueError for any other number."""
    if not 0 <= score <= WORST:
        raise ValueError(f"A score lies between 0 and {WORST}, and this is {score}.")
    if score <= MILD_UP_TO:
        return "mild"
    return "moderate" if score <= MODERATE_UP_TO else "severe"


def rule_for(table: Table, symptom_id: str, severity: str, day: int, is_rf: bool = False) -> SymptomRule:
    """The one rule of a symptom on a day. KeyError for an unknown symptom."""
    symptom = table.symptoms[symptom_id]
    bands = symptom.bands_rf if is_rf else symptom.bands
    band = next(band for band in bands if band.holds_on(day))
    return table.rules[band.rules[severity]]


def answer(
    table: Table,
    report: Report,
    day: int,
    facts: Mapping[str, object],
    raises_for_risk: bool = True,
    emergency_number: str = NUMBER_UNKNOWN,
) -> Answer:
    """What to say to one report; `raises_for_risk` is the host's switch for health flags (rule 5)."""
    is_rf = "rf" in _modalities(facts)
    rule = rule_for(table, report.symptom, severity_of(report.score), day, is_rf)
    raised_by = _raised_by(table, rule, report, day, facts, raises_for_risk)
    says = table.raised[raised_by] if raised_by else rule.says
    return Answer(
        symptom=report.symptom,
        rule=rule.id,
        tier="contact" if raised_by else rule.tier,
        says=says.format(day=day, emergency_number=emergency_number),
        source=rule.source,
        raised_by=raised_by,
    )


def _raised_by(
    table: Table,
    rule: SymptomRule,
    report: Report,
    day: int,
    facts: Mapping[str, object],
    raises_for_risk: bool,
) -> str | None:
    """Why a rule below “contact” is raised to it (rules 3 and 5), or None."""
    if TIERS.index(rule.tier) >= TIERS.index("contact"):
        return None
    if report.change == "worse":
        return "worse"
    if report.change == "same" and report.same_before and day > SAME_MATTERS_AFTER:
        return "unchanged"
    is_watch = rule.tier == "watch"
    return "higher_risk" if raises_for_risk and is_watch and _is_at_risk(table, report, facts) else None


def _is_at_risk(table: Table, report: Report, facts: Mapping[str, object]) -> bool:
    return any(
        holds(risk.condition, facts)
        for risk in table.higher_risk
        if not risk.symptoms or report.symptom in risk.symptoms
    )


@dataclass(frozen=True)
class Offer:
    """A symptom as it is asked about; `is_felt`: with how strong it is, and beside yesterday."""

    symptom: str
    label: str
    is_felt: bool = True


def asked(table: Table, facts: Mapping[str, object]) -> tuple[Offer, ...]:
    """What can be reported after this kind of session, in order, in the words for this skin."""
    modalities = _modalities(facts)
    return tuple(
        Offer(each.id, label_of(table, each.id, facts), each.is_felt)
        for each in table.symptoms.values()
        if not each.modalities or each.modalities & modalities
    )


def label_of(table: Table, symptom_id: str, facts: Mapping[str, object]) -> str:
    """A symptom in the words for this skin. KeyError for an unknown symptom."""
    symptom = table.symptoms[symptom_id]
    return symptom.label_dark if holds(table.hard_to_see_on, facts) else symptom.label


class Emergency(NamedTuple):
    """Signs that need help now, and what to do."""

    signs: str
    act: str
    symptom: str


def emergencies(table: Table, emergency_number: str = NUMBER_UNKNOWN) -> tuple[Emergency, ...]:
    """Each emergency in words, and what to do: shown above every question, never behind one."""
    return tuple(
        Emergency(symptom.label, rule.says.format(day=0, emergency_number=emergency_number), symptom.id)
        for symptom in table.symptoms.values()
        for rule in [rule_for(table, symptom.id, "severe", 0)]
        if rule.tier == "emergency"
    )


def is_check_day(table: Table, day: int, facts: Mapping[str, object]) -> bool:
    """Whether the diary asks on this day after a session."""
    return day in (table.checks_rf if "rf" in _modalities(facts) else table.checks)


def _modalities(facts: Mapping[str, object]) -> frozenset[str]:
    found = facts.get("modality")
    return frozenset(found) if isinstance(found, (set, frozenset)) else frozenset()
