"""Which steps a protocol may word and time anew but not leave out: someone's safety hangs on each of them.

They are the items of priority 1 in the care protocol (3.3) that guard health, and the late look for lumps
(A26): what comes late is found late (2.1). What is only about being in time (B01, B19, D03) may go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from backend.care.condition import holds
from backend.care.protocol import ALWAYS, Condition, Protocol, Step
from backend.care.vocabulary import FactValue

Facts = Mapping[str, object]
"""What is known of somebody, as conditions read it."""
Answered = tuple[str, FactValue | None]


@dataclass(frozen=True)
class Needed:
    """A step and what it is for; `reaches` are people it is for, `answers` what its buttons must record."""

    id: str
    what: str
    reaches: tuple[Facts, ...] = ({},)
    answers: tuple[Answered, ...] = ()
    is_critical: bool = True


_TALK_FIRST: tuple[Facts, ...] = (
    {"pregnancy": "pregnant"},
    {"pregnancy": "breastfeeding"},
    {"isotretinoin": "under_6_months", "isotretinoin_flag": 12},
    {"conditions": frozenset({"infection"})},
    {"conditions": frozenset({"blood_thinner"})},
    {"keloids": True},
    {"allergies": frozenset({"numbing_cream"})},
)
NEEDED = (
    Needed(
        "B05",
        "asks in time how to prevent a cold sore",
        ({"cold_sores": True, "area": frozenset({"face"})},),
        is_critical=False,
    ),
    Needed("B06", "asks to show the clinic all medicines", is_critical=False),
    Needed(
        "B07", "says to keep taking what is prescribed", ({"prescribed_medicine": True},), is_critical=False
    ),
    Needed("B08", "says whom the clinic has to hear from first", _TALK_FIRST, (("talked_first", True),)),
    Needed("B15", "is the safety check before a session", answers=(("safety_check", "something"),)),
    Needed(
        "B20",
        "asks the prescriber before a prescribed cream changes",
        ({"retinoid": "prescribed"}, {"prescribed_cream": True}),
        (("prescriber", "pause"), ("prescriber", "keep")),
    ),
    Needed("D04", "tells how numbing cream does no harm", ({"home_cream": True},)),
    Needed("A03", "keeps products off open skin"),
    Needed("A12", "begins sunscreen", ({"daylight": True},), is_critical=False),
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
        if not _reaches(step, facts):
            whom = f"for {_people(facts)}. Put them back into" if facts else "for everyone. Take out"
            yield f"{does}, but not {whom} its `when`."
    recorded = {answer for action in step.actions for answer in action.answers}
    for answer in needed.answers:
        if answer not in recorded:
            yield f"{does}, but no button of it {_recorded(answer)}. Put that button back."


def _reaches(step: Step, facts: Facts) -> bool:
    """Whether it comes up for these people at one of its times; for everyone, only without any `when`."""
    return _is_met(step.condition, facts) and any(_is_met(rule.condition, facts) for rule in step.rules)


def _is_met(condition: Condition, facts: Facts) -> bool:
    return holds(condition, facts) if facts else condition == ALWAYS


def _people(facts: Facts) -> str:
    said = {name: value for name, value in facts.items() if not name.endswith("_flag")}
    return " and ".join(f"`{name}: {_one(value)}`" for name, value in said.items())


def _one(value: object) -> str:
    return str(next(iter(value)) if isinstance(value, frozenset) else value).lower()


def _recorded(answer: Answered) -> str:
    question, value = answer
    return f"asks `{question}`" if value is None else f"answers `{question}: {str(value).lower()}`"
