"""Reading a protocol: what a good file becomes."""

import hashlib
import re
from datetime import time
from pathlib import Path

import pytest

from backend.care.counted import COUNTED
from backend.care.load import ProtocolError, accepted_protocol, load_protocol, protocol_hash, standard_text
from backend.care.protocol import (
    AllOf,
    Amount,
    AnyOf,
    Compare,
    FactIs,
    Not,
    ParamAmount,
    Protocol,
    Rule,
    Valid,
)
from tests.care.small_protocol import GOOD, HEALING, ONCE


def small(
    rule: str = ONCE, when: str = "{fact: retinoid, is: cosmetic}", valid: str = "midnight"
) -> Protocol:
    text = GOOD.replace(ONCE, rule).replace("{fact: retinoid, is: cosmetic}", when)
    return load_protocol(text.replace("valid: midnight", f"valid: {valid}"), "small.yaml")


def test_a_good_file_becomes_frozen_records() -> None:
    protocol = small()
    assert (protocol.id, protocol.version, protocol.title) == ("small", "1", "A small plan")
    assert (protocol.params["pause"].default, protocol.params["pause"].deep) == (7, 7)
    assert (protocol.params["soon"].default, protocol.params["soon"].deep) == (24, 48)
    step = protocol.steps[0]
    assert step.while_paused == "withdraw"
    assert step.condition == FactIs("retinoid", ("cosmetic",))
    assert step.valid == Valid("midnight")
    assert step.rules == (
        Rule("once", "session_start", (ParamAmount(-1, "pause"), Amount(-1, "days")), (time(19),)),
    )


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            "{form: once, from: session_end, offset: 2h30m}",
            Rule("once", "session_end", (Amount(2, "hours"), Amount(30, "minutes")), clock="elapsed"),
        ),
        (
            "{form: once, from: visit_start, offset: [-travel, -10m]}",
            Rule("once", "visit_start", (ParamAmount(-1, "travel"), Amount(-10, "minutes")), clock="clinic"),
        ),
        (
            "{form: repeat, from: course_made, at: 18:00, every: sunday, until: course_end}",
            Rule("repeat", "course_made", at=(time(18),), every="week", weekday=6, until="course_end"),
        ),
        (
            "{form: repeat, from: session_end, offset: soon, starts: true, at: [08:00, 14:00, 21:00], "
            "every: day, until: 7d, not_until_after_end: soon}",
            Rule(
                "repeat",
                "session_end",
                (ParamAmount(1, "soon"),),
                (time(8), time(14), time(21)),
                every="day",
                until_offset=(Amount(7, "days"),),
                starts=True,
                not_until_after_end="soon",
            ),
        ),
        (
            "{form: after_answer, value: cosmetic, question: retinoid, offset: 2d, at: 20:00}",
            Rule(
                "after_answer",
                offset=(Amount(2, "days"),),
                at=(time(20),),
                question="retinoid",
                value="cosmetic",
            ),
        ),
        (
            "{form: while_answer, question: photos, value: true, offset: soon, every: soon, "
            "between: [10:00, 16:00], count: 4, days: {from: 1, to: pause}}",
            Rule(
                "while_answer",
                offset=(ParamAmount(1, "soon"),),
                every="soon",
                count=4,
                question="photos",
                value=True,
                between=(time(10), time(16)),
                days_from=Amount(1, "days"),
                days_to=ParamAmount(1, "pause"),
            ),
        ),
    ],
)
def test_each_form_of_rule_is_read(rule: str, expected: Rule) -> None:
    assert small(rule, valid="{hours: 3}").steps[0].rules == (expected,)


def test_a_condition_is_read_in_all_its_parts() -> None:
    when = (
        '{all: [{any: [{fact: retinoid, in: [none, cosmetic]}]}, {not: {compare: [sessions_left, ">=", 3]}}]}'
    )
    assert small(when=when).steps[0].condition == AllOf(
        (AnyOf((FactIs("retinoid", ("none", "cosmetic")),)), Not(Compare("sessions_left", ">=", 3)))
    )


def test_a_contradiction_is_refused_for_new_courses_and_still_loads_for_old_ones() -> None:
    text = GOOD.replace("Your plan", "Your skin plan")
    assert load_protocol(text, "small.yaml").id == "small"
    with pytest.raises(ProtocolError, match="Step B01 would show “skin”"):
        accepted_protocol(text, "small.yaml")


@pytest.mark.parametrize("name", COUNTED)
def test_a_number_the_app_counts_with_cannot_be_taken_out_of_a_new_file(name: str) -> None:
    text = re.sub(rf"\b{name}\b", f"{name}_of_ours", standard_text())
    line = text[: text.index("\nparams:")].count("\n") + 2
    with pytest.raises(ProtocolError, match=f"Line {line}: `params` lacks {name}: .* Put it back"):
        accepted_protocol(text, "ours.yaml")
    assert load_protocol(text, "ours.yaml"), "a pinned text loads for ever"


def test_the_hash_of_a_text_is_its_sha256() -> None:
    assert protocol_hash("a") == hashlib.sha256(b"a").hexdigest()
    assert protocol_hash(standard_text()) != protocol_hash(standard_text() + "\n")


SEVERAL = (
    "{asks: Which?, kind: several, values: [run, swim], labels: {run: Running, swim: Swimming}, why: So.}"
)


def read_with(question: str, when: str) -> Protocol:
    text = GOOD.replace("steps:\n", f"  habits: {question}\nsteps:\n")
    return load_protocol(text.replace("{fact: retinoid, is: cosmetic}", when), "habits.yaml")


def test_several_answers_can_be_asked_for_each_and_for_none() -> None:
    protocol = read_with(SEVERAL, "{fact: habits, in: [run, none]}")
    assert protocol.questions["habits"].labels == ("Running", "Swimming")
    assert protocol.steps[0].condition == FactIs("habits", ("run", "none"))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("{fact: habits, answered: true}", FactIs("habits", ("run", "swim", "none"))),
        ("{fact: habits, answered: false}", Not(FactIs("habits", ("run", "swim", "none")))),
        ("{fact: photos, answered: true}", FactIs("photos", (True, False))),
    ],
)
def test_a_condition_can_ask_whether_anything_was_answered(when: str, expected: object) -> None:
    assert read_with(SEVERAL, when).steps[0].condition == expected


def test_a_number_of_the_protocol_can_be_compared() -> None:
    protocol = read_with(SEVERAL, '{compare: [pause, ">=", 2]}')
    assert protocol.steps[0].condition == Compare("pause", ">=", 2)


def test_a_question_says_when_it_is_asked_and_old_files_still_say_intake() -> None:
    new = SEVERAL.replace("why: So.", "asked: later, why: So.")
    old = SEVERAL.replace("why: So.", "intake: true, why: So.")
    asked = [
        read_with(text, "{fact: photos, is: true}").questions["habits"].asked for text in (new, old, SEVERAL)
    ]
    assert asked == ["later", "first_run", "in_time"]


def test_the_phases_of_healing_may_be_left_out() -> None:
    assert load_protocol(GOOD, "small").healing == ()
    found = load_protocol(GOOD + HEALING, "small").healing
    assert [(each.id, each.last_day, len(each.expect)) for each in found] == [
        ("closing", 3, 2),
        ("settling", 7, 1),
        ("building", 90, 1),
    ]


def test_the_first_protocol_still_loads_with_all_it_said() -> None:
    """Courses are pinned to their text: what once was accepted must load for ever."""
    text = (Path(__file__).parents[1] / "protocols" / "first.yaml").read_text(encoding="utf-8")
    protocol = load_protocol(text, "first.yaml")
    assert len(protocol.steps) == 22
    assert protocol.questions["tone"].asked == "first_run"
    assert protocol.questions["calm"].asked == "in_time"
