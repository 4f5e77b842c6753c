"""How the part of a protocol file that says how the skin heals is read."""

from __future__ import annotations

from backend.care.nodes import Fields, Node, Reader
from backend.care.protocol import Expectation, SkinPhase
from backend.care.vocabulary import SKIN_PHASES, SkinPhaseId

SAYS_LIMIT = 180
_PHASE = ("name", "what", "last_day", "expect", "source")


def read_healing(reader: Reader, node: Node) -> tuple[SkinPhase, ...]:
    """The three phases after a session, in their order, each from the day after the one before it ends."""
    fields = reader.fields(node, "`healing`", SKIN_PHASES, SKIN_PHASES)
    phases: list[SkinPhase] = []
    for name in SKIN_PHASES:
        if name in fields:
            phases.append(_phase(reader, name, fields[name], phases[-1].last_day + 1 if phases else 0))
    return tuple(phases)


def _phase(reader: Reader, name: SkinPhaseId, node: Node, first_day: int) -> SkinPhase:
    fields = reader.fields(node, f"phase {name}", _PHASE, _PHASE)
    phase = SkinPhase(
        id=name,
        name=fields.text("name"),
        what=fields.text("what"),
        last_day=fields.whole("last_day"),
        expect=tuple(_expectation(reader, name, each) for each in fields.items("expect")),
        source=fields.text("source"),
    )
    if "last_day" in fields and phase.last_day < first_day:
        sentence = f"phase {name} ends on day {phase.last_day}, before it begins on day {first_day}."
        reader.note(fields["last_day"], f"{sentence} Write a later `last_day`.")
    if "expect" in fields:
        _check_days(reader, phase, fields, first_day)
    return phase


def _expectation(reader: Reader, name: str, node: Node) -> Expectation:
    fields = reader.fields(node, f"an expectation of {name}", ("from", "says"), ("from", "says"))
    says = fields.text("says")
    if len(says) > SAYS_LIMIT:
        fix = f"Shorten it to {SAYS_LIMIT}."
        reader.note(fields["says"], f"an expectation of {name} has {len(says)} characters. {fix}")
    return Expectation(fields.whole("from"), says)


def _check_days(reader: Reader, phase: SkinPhase, fields: Fields, first_day: int) -> None:
    """There are words for every day: the first are for the first day, and the days grow."""
    days = [each.day for each in phase.expect]
    if days[:1] != [first_day]:
        fix = f"Write `from: {first_day}` in its first line."
        reader.note(fields["expect"], f"phase {phase.id} begins on day {first_day}. {fix}")
    if days != sorted(set(days)) or any(day > phase.last_day for day in days):
        fix = f"Let `from` grow from line to line, up to {phase.last_day}."
        reader.note(fields["expect"], f"the days of phase {phase.id} are not in order. {fix}")
