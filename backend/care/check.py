"""Contradictions between the steps of a protocol, such as a clinic's edit could make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from backend.care.banned import banned_words
from backend.care.claims import wrong_claims
from backend.care.condition import can_be
from backend.care.guides import standard_guides
from backend.care.nodes import nearest
from backend.care.protocol import (
    AllOf,
    Amount,
    AnyOf,
    Condition,
    Not,
    Param,
    ParamAmount,
    Protocol,
    Rule,
    Step,
    Words,
)
from backend.care.vocabulary import BEFORE_ANCHORS

_PRODUCTS: Mapping[str, str] = {
    "spf_start": r"sunscreen|\bspf\b",
    "moist_after": r"moisturi[sz]",
    "cleanser_after": r"cleanser",
    "makeup_after": r"make-?up",
    "actives_after": r"retin|\bacids?\b|vitamin c|benzoyl|strong skincare",
    "gym_after": r"exercise|\bgym\b",
    "swim_after": r"\bswim|\bpool\b|sauna",
    "hair_after": r"\bwax",
    "selftan_after": r"self-?tan|fake tan",
}
"""For each parameter that says "not before", the words by which a step is known to allow that thing."""

_REFUSES = re.compile(r"\b(no|not|never|skip|stop|pause|avoid|without|leave|wait)\b", re.IGNORECASE)
_PAUSES = re.compile(r"\b(pause|stop|skip|do not use|leave\b.*\bout|no)\b", re.IGNORECASE)
_SPARES = re.compile(r"\b(ask|do not (stop|skip|pause)|never (stop|skip|pause))\b", re.IGNORECASE)
_PRESCRIBED = re.compile(r"retin|adapalene|prescribed|prescription|medicine", re.IGNORECASE)
_HOURS: Mapping[str, float] = {"minutes": 1 / 60, "hours": 1, "days": 24, "weeks": 168, "months": 720}
_SPACING_DAYS = 14
"""Shortest gap between sessions found in the sources (R-ALAM), for a protocol without `spacing_min`."""


def contradictions(protocol: Protocol) -> tuple[str, ...]:
    """Sentences that name the step or phase of each contradiction, and its fix; none for a sound protocol."""
    of_steps = (
        sentence
        for step in protocol.steps
        for sentence in (
            *_too_early(protocol, step),
            *_pauses_prescribed(step),
            *_tells_too_much(step),
            *_claims_too_much(step),
            *_names_no_guide(step),
        )
    )
    of_phases = (
        f"Phase {phase.id} {fault}"
        for phase in protocol.healing
        for fault in wrong_claims(*(each.says for each in phase.expect))
    )
    return tuple(dict.fromkeys((*of_steps, *of_phases)))


def _names_no_guide(step: Step) -> Iterator[str]:
    known = [guide.id for guide in standard_guides().guides]
    if step.guide and step.guide not in known:
        hint = nearest(step.guide, known)
        yield f"Step {step.id} leads to guide {step.guide}, which does not exist. {hint}"


def _too_early(protocol: Protocol, step: Step) -> Iterator[str]:
    """Things the step allows before the parameter that permits them has passed."""
    for param_id, words in _PRODUCTS.items():
        param = protocol.params.get(param_id)
        if param is None or not any(_allows(each, words) for each, _ in _texts(step)):
            continue
        if not all(_is_permitted(protocol, param, rule) for rule in step.rules):
            yield (
                f"Step {step.id} allows something before `{param_id}` has passed ({param.what}: "
                f"{_longest(param)} {param.unit}). Use `from: permitted_end` with `offset: [{param_id}]`, "
                f"or add `not_until_after_end: {param_id}` to its times."
            )


def _allows(words: Words, product: str) -> bool:
    """Whether a sentence names the product without refusing it."""
    return any(
        re.search(product, sentence, re.IGNORECASE) and not _REFUSES.search(sentence)
        for sentence in _sentences(words)
    )


def _is_permitted(protocol: Protocol, param: Param, rule: Rule) -> bool:
    if rule.not_until_after_end is not None:
        return _is_as_long(protocol, rule.not_until_after_end, param)
    if rule.form == "after_answer":
        return True  # it asks again what an earlier rule of the step asked
    if rule.form == "while_answer":
        first = rule.days_from
        return isinstance(first, Amount) and _days_pass(first.value, param)
    if rule.is_before:
        return _days_pass(_days_since_last_session(protocol, rule), param)
    if rule.anchor == "course_made":
        return rule.form == "once"
    if rule.anchor == "first_session_end" and rule.form == "repeat":
        return False  # it runs on through the next session
    return _offset_passes(protocol, param, rule)


def _offset_passes(protocol: Protocol, param: Param, rule: Rule) -> bool:
    """Whether a rule that counts from a session waits until the parameter has passed."""
    for amount in rule.offset:
        if isinstance(amount, ParamAmount) and amount.sign > 0 and amount.param == param.id:
            return param.unit != "hours" or rule.anchor not in (*BEFORE_ANCHORS, "session_end")
    hours = sum(_hours(protocol, amount, least=True) for amount in rule.offset)
    if rule.at and not rule.starts:
        return _days_pass(hours / 24, param)
    return rule.anchor not in BEFORE_ANCHORS and hours >= _longest(param) * _HOURS[param.unit]


def _days_pass(days: float, param: Param) -> bool:
    """Whether the parameter has surely passed at some time of the day `days` after a session's date."""
    needed = _longest(param) * _HOURS[param.unit]
    return days * 24 >= needed if param.unit != "hours" else (days - 1) * 24 >= needed


def _days_since_last_session(protocol: Protocol, rule: Rule) -> float:
    spacing = protocol.params.get("spacing_min")
    days = spacing.default * _HOURS[spacing.unit] / 24 if spacing else _SPACING_DAYS
    return days + sum(_hours(protocol, amount, least=False) for amount in rule.offset) / 24


def _is_as_long(protocol: Protocol, other_id: str, param: Param) -> bool:
    if other_id == param.id:
        return True
    other = protocol.params[other_id]
    return _least(other) * _HOURS.get(other.unit, 0) >= _longest(param) * _HOURS[param.unit]


def _hours(protocol: Protocol, amount: Amount | ParamAmount, least: bool) -> float:
    if isinstance(amount, Amount):
        return amount.value * _HOURS[amount.unit]
    param = protocol.params.get(amount.param)
    if param is None:  # travel
        return 0
    return amount.sign * (_least(param) if least else _longest(param)) * _HOURS[param.unit]


def _longest(param: Param) -> int:
    return max(param.default, param.deep, *(variant.value for variant in param.variants), 0)


def _least(param: Param) -> int:
    return min(param.default, param.deep)


def _pauses_prescribed(step: Step) -> Iterator[str]:
    """A pause that reaches a prescribed retinoid though nobody said pause (§4.1 of the wording rules)."""
    moves_by_pause = any(ParamAmount(-1, "retinoid_before") in rule.offset for rule in step.rules)
    for words, applies in _texts(step):
        if (moves_by_pause or _tells_to_pause(words)) and _reaches_prescribed(step, applies):
            yield (
                f"Step {step.id} tells people to pause a prescribed retinoid though nobody said pause. Put "
                "`{all: [{fact: retinoid, is: prescribed}, {fact: prescriber, is: pause}]}` in its `when`."
            )


def _tells_to_pause(words: Words) -> bool:
    return any(
        _PAUSES.search(sentence) and _PRESCRIBED.search(sentence) and not _SPARES.search(sentence)
        for sentence in _sentences(words)
    )


def _reaches_prescribed(step: Step, applies: Condition) -> bool:
    return any(
        can_be(AllOf((applies, rule.condition)), {"retinoid": "prescribed", "prescriber": said})[0]
        for rule in step.rules
        for said in (None, "keep")
    )


def _tells_too_much(step: Step) -> Iterator[str]:
    """Discreet words that say what the app is for."""
    for words, _ in _texts(step):
        for key, text in (("discreet_title", words.discreet_title), ("discreet_body", words.discreet_body)):
            for word in banned_words(text):
                yield (
                    f"Step {step.id} would show “{word}” on a locked phone. "
                    f"Take the word out of its `{key}`; name neither body, product nor treatment."
                )


def _claims_too_much(step: Step) -> Iterator[str]:
    """An all-clear, a promise, or a medicine to stop or start."""
    said = [text for words, _ in _texts(step) for text in (words.title, words.body)]
    for fault in wrong_claims(*said, step.standing, *(action.label for action in step.actions)):
        yield f"Step {step.id} {fault}"


def _texts(step: Step) -> Iterator[tuple[Words, Condition]]:
    """Each wording of a step with the condition under which it is said; the first fitting variant wins."""
    earlier: list[Condition] = []
    for variant in step.variants:
        yield variant.words, AllOf((step.condition, variant.condition, Not(AnyOf(tuple(earlier)))))
        earlier.append(variant.condition)
    yield step.words, AllOf((step.condition, Not(AnyOf(tuple(earlier)))))


def _sentences(words: Words) -> list[str]:
    return [part for text in (words.title, words.body) for part in re.split(r"(?<=[.!?:])\s+", text)]
