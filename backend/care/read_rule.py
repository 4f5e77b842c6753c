"""How the rules of a step, which say when it falls due, are read from the YAML of a protocol."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import time

from backend.care.nodes import Node, Reader, nearest
from backend.care.protocol import Amount, Offset, ParamAmount, Rule, slot_of
from backend.care.read_condition import Vocabulary, read_answer, read_condition
from backend.care.vocabulary import ANCHORS, CLOCKS, FORMS, TRAVEL, WEEKDAYS

_LENGTHS: Mapping[str, str] = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_KEYS: Mapping[str, tuple[str, ...]] = {
    "once": ("from", "offset", "at", "clock", "not_until_after_end"),
    "repeat": ("from", "offset", "at", "every", "count", "until", "starts", "not_until_after_end"),
    "after_answer": ("question", "value", "offset", "at"),
    "while_answer": (
        "question",
        "value",
        "offset",
        "every",
        "between",
        "count",
        "days",
        "not_until_after_end",
    ),
}
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "once": ("from",),
    "repeat": ("from", "at", "every"),
    "after_answer": ("question", "at"),
    "while_answer": ("question", "value", "every", "between", "count", "days"),
}
_COUNT_LIMIT = 366
_AMOUNT_LIMIT = 6
_LONGEST: Mapping[str, int] = {"minutes": 2880, "hours": 2400, "days": 730, "weeks": 104}
_END_WORDS = ("session_start", "course_end")


def read_rule(reader: Reader, names: Vocabulary, node: Node) -> Rule:
    """One rule of a step, with the fields its form has."""
    entries = reader.entries(node, "a rule")
    form = reader.one_of(entries["form"], "`form`", FORMS) if "form" in entries else ""
    if not form:
        if "form" not in entries:
            reader.note(node, f"a rule lacks `form`. Use one of: {', '.join(FORMS)}.")
        return Rule("once")
    fields = reader.fields(node, f"a rule of form {form}", ("form", "when", *_KEYS[form]), _NEEDED[form])
    rule = Rule(form, condition=read_condition(reader, names, fields))
    for key in sorted(fields.entries, key=lambda key: key != "question"):  # `value` needs its question
        rule = _with(reader, names, rule, key, fields[key])
    if "clock" not in entries:
        rule = replace(rule, clock=_usual_clock(rule))
    _check(reader, names, rule, node)
    return rule


def read_offset(reader: Reader, names: Vocabulary, node: Node) -> Offset:
    """Amounts that add up: -1d, 2h30m, 4w, or a parameter's name with an optional minus."""
    nodes = reader.one_or_more(node)
    if len(nodes) > _AMOUNT_LIMIT:
        reader.note(node, f"an offset adds up {len(nodes)} amounts. Use at most {_AMOUNT_LIMIT}.")
    return tuple(
        amount
        for each in nodes
        for amount in _amounts(reader, names, each, reader.text(each, "an amount of time"))
    )


def _with(reader: Reader, names: Vocabulary, rule: Rule, key: str, node: Node) -> Rule:
    """The rule with one entry of its YAML read into it."""
    match key:
        case "from":
            return replace(rule, anchor=reader.one_of(node, "`from`", ANCHORS))
        case "offset":
            return replace(rule, offset=read_offset(reader, names, node))
        case "at":
            times = (reader.clock_time(each, "`at`") for each in reader.one_or_more(node))
            return replace(rule, at=tuple(times))
        case "clock":
            return replace(rule, clock=reader.one_of(node, "`clock`", CLOCKS))
        case "count":
            return replace(rule, count=_count(reader, node))
        case "every":
            return _with_every(reader, names, rule, node)
        case "starts":
            return replace(rule, starts=reader.flag(node, "`starts`"))
        case "until":
            return _with_until(reader, names, rule, node)
        case "not_until_after_end":
            param = reader.one_of(node, "`not_until_after_end`", tuple(names.params))
            return replace(rule, not_until_after_end=param)
    return _with_answer(reader, names, rule, key, node)


def _with_answer(reader: Reader, names: Vocabulary, rule: Rule, key: str, node: Node) -> Rule:
    """The entries only rules that wait for an answer have."""
    match key:
        case "question":
            question = reader.one_of(node, "`question`", tuple(names.questions))
            return replace(rule, question=question)
        case "value":
            return _with_value(reader, names, rule, node)
        case "between":
            return replace(rule, between=_between(reader, node))
        case "days":
            return _with_days(reader, names, rule, node)
    return rule


def _count(reader: Reader, node: Node) -> int:
    count = reader.whole(node, "`count`", low=1)
    if count > _COUNT_LIMIT:
        reader.note(node, f"`count` is {count}. Use at most {_COUNT_LIMIT}, or `until: course_end`.")
    return count


def _with_every(reader: Reader, names: Vocabulary, rule: Rule, node: Node) -> Rule:
    if rule.form == "while_answer":
        return replace(rule, every=reader.one_of(node, "`every`", tuple(names.params)))
    word = reader.one_of(node, "`every`", ("day", "week", *WEEKDAYS))
    if word in WEEKDAYS:
        return replace(rule, every="week", weekday=WEEKDAYS.index(word))
    return replace(rule, every=word)


def _with_until(reader: Reader, names: Vocabulary, rule: Rule, node: Node) -> Rule:
    if isinstance(node.value, str) and node.value in _END_WORDS:
        return replace(rule, until=node.value)
    return replace(rule, until_offset=read_offset(reader, names, node))


def _with_value(reader: Reader, names: Vocabulary, rule: Rule, node: Node) -> Rule:
    if rule.question is None or rule.question not in names.questions:
        return rule
    return replace(rule, value=read_answer(reader, names.questions[rule.question], node))


def _between(reader: Reader, node: Node) -> tuple[time, time]:
    times = [reader.clock_time(each, "`between`") for each in reader.items(node, "`between`")]
    if len(times) == 2 and times[0] < times[1]:
        return times[0], times[1]
    reader.note(node, '`between` needs an earlier and a later time. Write for example ["10:00", "16:00"].')
    return time(10), time(16)


def _with_days(reader: Reader, names: Vocabulary, rule: Rule, node: Node) -> Rule:
    entries = reader.fields(node, "`days`", ("from", "to"), ("from", "to"))
    first, last = (_day(reader, names, entries[k]) if k in entries else None for k in ("from", "to"))
    return replace(rule, days_from=first, days_to=last)


def _day(reader: Reader, names: Vocabulary, node: Node) -> Amount | ParamAmount:
    """A day of the session, day 0 its date: a whole number or a parameter in days."""
    if isinstance(node.value, str) and node.value in names.params:
        if names.params[node.value].unit != "days":
            reader.note(node, f"`{node.value}` is not counted in days. Use a parameter in days, or a number.")
        return ParamAmount(1, node.value)
    return Amount(reader.whole(node, "a day of `days`"), "days")


def _amounts(reader: Reader, names: Vocabulary, node: Node, text: str) -> Offset:
    sign = -1 if text.startswith("-") else 1
    bare = text.removeprefix("-").removeprefix("+")
    if re.fullmatch(r"(\d{1,5}[mhdw])+", bare):
        found = re.findall(r"(\d+)([mhdw])", bare)
        amounts = tuple(Amount(sign * int(number), _LENGTHS[letter]) for number, letter in found)
        for amount in amounts:
            if abs(amount.value) > _LONGEST[amount.unit]:
                fix = f"Use at most {_LONGEST[amount.unit]}, or a longer unit."
                reader.note(node, f"`{text}` counts too many {amount.unit}. {fix}")
        return amounts
    if bare == TRAVEL:
        return (ParamAmount(sign, TRAVEL),)
    if bare in names.params:
        unit = names.params[bare].unit
        if unit not in _LENGTHS.values():
            reader.note(
                node, f"`{bare}` is counted in {unit} and cannot move a date. Use one in days or hours."
            )
        return (ParamAmount(sign, bare),)
    if bare:
        is_number = bare[0].isdigit()
        fix = "Write 30m, 2h30m, 1d or 4w." if is_number else nearest(bare, (*names.params, TRAVEL))
        reader.note(node, f"`{text}` is neither an amount of time nor a parameter. {fix}")
    return ()


def _usual_clock(rule: Rule) -> str:
    if rule.at or rule.form in ("after_answer", "while_answer"):
        return "patient"
    return "clinic" if rule.is_before else "elapsed"


def _check(reader: Reader, names: Vocabulary, rule: Rule, node: Node) -> None:
    """What the entries of one rule must be together."""
    if rule.form != "while_answer":
        _check_times(reader, rule, node)
        _check_whole_days(reader, names, rule, node)
    if rule.form == "repeat":
        _check_end(reader, rule, node)


def _check_times(reader: Reader, rule: Rule, node: Node) -> None:
    if rule.form != "repeat" and len(rule.at) > 1:
        reader.note(node, f"a rule of form {rule.form} has one time. Write one rule for each time.")
    if rule.clock == "patient" and not rule.at:
        reader.note(node, 'a rule on the patient\'s clock needs a time. Add `at: "09:00"`.')
    if rule.clock != "patient" and rule.at:
        reader.note(node, f"`at` is the patient's clock, not `{rule.clock}`. Take out `clock` or `at`.")
    slots = [slot_of(at) for at in rule.at]
    if len(set(slots)) < len(slots):
        fix = "Keep one before 12:00, one from 12:00 to 14:59 and one from 15:00."
        reader.note(node, f"two times of `at` lie in the same part of the day. {fix}")


def _check_whole_days(reader: Reader, names: Vocabulary, rule: Rule, node: Node) -> None:
    """A wall step moves by whole days; only an elapsed beginning (`starts`) may count hours (R9, R10)."""
    short = [amount for amount in rule.offset if _unit(names, amount) not in ("days", "weeks")]
    if rule.at and short and not rule.starts:
        fix = "Use days or weeks, take out `at`, or add `starts: true` to a repeat."
        reader.note(
            node, f"a rule with `at` counts whole days, this one counts {_unit(names, short[0])}. {fix}"
        )
    if rule.starts and not short:
        reader.note(node, "`starts` is for a beginning counted in hours. Take it out.")
    if rule.starts and rule.is_before:
        reader.note(node, "`starts` counts from an end, not to a start. Count from permitted_end.")


def _check_end(reader: Reader, rule: Rule, node: Node) -> None:
    if rule.count is None and rule.until is None and not rule.until_offset:
        fix = "Add `count: 3`, `until: 7d`, `until: session_start` or `until: course_end`."
        reader.note(node, f"this repeat never ends. {fix}")
    if rule.until == "session_start" and not rule.is_before:
        fix = "Use `count`, `until: 7d` or `until: course_end`."
        reader.note(node, f"only a repeat that leads up to a session can end at its start. {fix}")
    if len([end for end in (rule.count, rule.until, rule.until_offset or None) if end]) > 1:
        reader.note(node, "this repeat has two ends. Keep `count` or `until`.")


def _unit(names: Vocabulary, amount: Amount | ParamAmount) -> str:
    if isinstance(amount, Amount):
        return amount.unit
    return names.params[amount.param].unit if amount.param in names.params else "minutes"
