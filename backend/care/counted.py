"""Which numbers the app itself counts with, so that a protocol without one cannot be used for new courses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import astuple

from backend.care.condition import parts
from backend.care.permissions import ACTIVITIES
from backend.care.protocol import Compare, Condition, ParamAmount, Protocol, Rule, Step
from backend.care.wording import OPEN_PLACE

_SPACING = ("sessions_face", "sessions_body", "spacing_min", "spacing_suggest")
_CARE_OF_A_DAY = ("sun_before", "retinoid_before", "acids_before", "actives_after")
_PERMISSIONS = tuple(param for each in ACTIVITIES for param in (*each.after, *each.before))
COUNTED = tuple(dict.fromkeys((*_SPACING, *_CARE_OF_A_DAY, *_PERMISSIONS)))
_RESULTS = ("results_first", "results_fair")
_USED_IF_THERE = (*_RESULTS, "spacing_max", "arrive_early", *(each.asks for each in ACTIVITIES if each.asks))


def missing_numbers(protocol: Protocol) -> tuple[str, ...]:
    """A sentence for each number that may be changed but not taken out."""
    return tuple(
        f"`params` lacks {name}: the app itself counts with it. Put it back; another value is fine."
        for name in COUNTED
        if name not in protocol.params
    )


def idle_numbers(protocol: Protocol) -> tuple[str, ...]:
    """A sentence for each number that changes nothing: who sets it would believe that it does."""
    used = {*COUNTED, *_USED_IF_THERE, *(name for step in protocol.steps for name in _named_by(step))}
    return tuple(
        f"Number {name} changes nothing: no step uses it. Use it in the times or the words of a step, "
        "or take it out."
        for name in protocol.params
        if name not in used
    )


def _named_by(step: Step) -> Iterator[str]:
    """Every number a step counts, compares or says."""
    for words in (step.words, *(variant.words for variant in step.variants)):
        yield from re.findall(OPEN_PLACE, " ".join(astuple(words)))
    for condition in _conditions(step):
        yield from (part.fact for part in parts(condition) if isinstance(part, Compare))
    for rule in step.rules:
        yield from _counted(rule)
    yield from step.ends_with


def _conditions(step: Step) -> Iterator[Condition]:
    yield step.condition
    yield from (rule.condition for rule in step.rules)
    yield from (variant.condition for variant in step.variants)
    yield from (action.condition for action in step.actions)


def _counted(rule: Rule) -> Iterator[str]:
    amounts = (*rule.offset, *rule.until_offset, rule.days_from, rule.days_to)
    yield from (each.param for each in amounts if isinstance(each, ParamAmount))
    yield from filter(None, (rule.every, rule.not_until_after_end))
