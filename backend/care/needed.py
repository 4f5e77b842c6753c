"""Which steps a protocol may word and time anew but not leave out: someone's safety hangs on each of them.

They are the items of priority 1 in the care protocol (3.3) that guard health, and the late look for lumps
(A26): what comes late is found late (2.1). What is only about being in time (B01, B19, D03) may go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from backend.care.condition import is_sure
from backend.care.protocol import Protocol, Step
from backend.care.vocabulary import FactValue

Facts = Mapping[str, object]
"""What is known of somebody, as conditions read it."""
Answered = tuple[str, FactValue | None]
_AN_ORDINARY_DAY: Facts = {"session_today": False, "unanswered": True}
"""What is true of the days on which a step's times fall, but for the few it makes an exception of."""


@dataclass(frozen=True)
class Needed:
    """A step and what it is for; `reaches` are people it is for, `answers` what its buttons must record.

    `given` holds while it has to reach them, such as a number that a file may set to 0."""

    id: str
    what: str
    reaches: tuple[Facts, ...] = ({},)
    answers: tuple[Answered, ...] = ()
    is_critical: bool = True
    given: Facts = field(default_factory=dict)


def _each(question: str, *values: str) -> tuple[Facts, ...]:
    """Whoever chose one of these, whatever else they chose."""
    return tuple({question: frozenset({value})} for value in values)


# The list of section 3.2, number 8.
_TALK_FIRST: tuple[Facts, ...] = (
    *({"pregnancy": said} for said in ("pregnant", "maybe", "trying", "breastfeeding")),
    *({"isotretinoin": said} for said in ("under_6_months", "under_12_months")),
    *_each(
        "conditions", "diabetes", "bleeding_disorder", "blood_thinner", "weak_immunity", "cancer_treatment"
    ),
    *_each("conditions", "poor_healing", "skin_condition", "active_acne", "infection", "mole", "young_scar"),
    *_each("conditions", "heart_rhythm", "liver", "fainting"),
    {"keloids": True},
    *_each("allergies", "metal", "latex", "numbing_cream", "serum"),
    {"age": "under_18"},
)
_PRESCRIBED: tuple[Facts, ...] = (
    {"prescribed_medicine": True},
    {"prescribed_cream": True},
    {"retinoid": "prescribed"},
    *_each("conditions", "blood_thinner", "heart_rhythm", "weak_immunity", "cancer_treatment"),
)
NEEDED = (
    Needed(
        "B05",
        "asks in time how to prevent a cold sore",
        ({"cold_sores": True, "area": frozenset({"face"})},),
        is_critical=False,
    ),
    Needed("B06", "asks to show the clinic all medicines", is_critical=False),
    Needed("B07", "says to keep taking what is prescribed", _PRESCRIBED, is_critical=False),
    Needed(
        "B08",
        "says whom the clinic has to hear from first",
        _TALK_FIRST,
        (("talked_first", True),),
        given={"isotretinoin_flag": 12},
    ),
    Needed("B15", "is the safety check before a session", answers=(("safety_check", "something"),)),
    Needed(
        "B20",
        "asks the prescriber before a prescribed cream changes",
        ({"retinoid": "prescribed"}, {"prescribed_cream": True}),
        (("prescriber", "pause"), ("prescriber", "keep")),
    ),
    Needed("D04", "tells how numbing cream does no harm", ({"home_cream": True},)),
    Needed("A03", "keeps products off open skin"),
    Needed(
        "A12", "begins sunscreen", ({"daylight": True},), is_critical=False, given={"weeks_after_last": 0}
    ),
    Needed("A14", "keeps fresh skin out of the sun", is_critical=False),
    Needed("A22", "asks on day 7 if the skin has settled", answers=(("check_in", None),)),
    Needed("A26", "looks for late infections", answers=(("lump_check", "something"),), is_critical=False),
    Needed(
        "A28",
        "looks for burns after radiofrequency",
        ({"modality": frozenset({"rf"})},),
        (("burn_check", "something"),),
    ),
    Needed("A30", "puts the clinic's laser sheet first", ({"modality": frozenset({"laser"})},)),
)


def missing_steps(protocol: Protocol) -> tuple[str, ...]:
    """A sentence for each step that safety needs and that is left out, or no longer does its part."""
    steps = {step.id: step for step in protocol.steps}
    return tuple(sentence for needed in NEEDED for sentence in _faults(needed, steps.get(needed.id)))


def _faults(needed: Needed, step: Step | None) -> Iterator[str]:
    if step is None:
        yield (
            f"`steps` lacks {needed.id}: it {needed.what}, and nobody may do without. "
            f"Put it back from the built-in file; other words and another time are fine."
        )
        return
    does = f"Step {needed.id} {needed.what}"
    if needed.is_critical and not step.critical:
        yield f"{does}, but may go unseen. Put `critical: true` back."
    for facts in needed.reaches:
        if not _reaches(step, {**facts, **needed.given}):
            whom = f"for {_people(facts)}. Put them back into" if facts else "for everyone. Take out"
            yield f"{does}, but not {whom} its `when`."
    recorded = {answer for action in step.actions for answer in action.answers}
    for answer in needed.answers:
        if answer not in recorded:
            yield f"{does}, but no button of it {_recorded(answer)}. Put that button back."


def _reaches(step: Step, facts: Facts) -> bool:
    """Whether it comes up for these people at one of its times, whatever else is true of them."""
    always = [is_sure(each.condition, {**facts, **_AN_ORDINARY_DAY}) for each in step.rules]
    return is_sure(step.condition, facts) and any(always)


def _people(facts: Facts) -> str:
    return " and ".join(f"`{name}: {_one(value)}`" for name, value in facts.items())


def _one(value: object) -> str:
    return str(next(iter(value)) if isinstance(value, frozenset) else value).lower()


def _recorded(answer: Answered) -> str:
    question, value = answer
    return f"asks `{question}`" if value is None else f"answers `{question}: {str(value).lower()}`"
