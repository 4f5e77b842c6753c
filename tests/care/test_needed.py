"""A protocol that leaves out what someone's safety hangs on, or takes its part away, is refused by line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backend.care.condition import holds
from backend.care.load import ProtocolError, accepted_protocol, standard_text
from backend.care.needed import NEEDED
from tests.care.builders import STANDARD, STEPS

TEXT = standard_text()
IDS = [each.id for each in NEEDED]
# Of the facts' items of priority 1, those that are about being in time only.
IN_TIME = {"B01", "B19", "D03"}
LATE = {"A26"}


def told(text: str) -> tuple[str, ...]:
    with pytest.raises(ProtocolError) as caught:
        accepted_protocol(text, "my-clinic.yaml")
    return caught.value.mistakes


def without(step_id: str) -> str:
    found = re.search(rf"^  - id: {step_id}\n.*?(?=^  - id: |\Z|^  # )", TEXT, re.MULTILINE | re.DOTALL)
    assert found
    return TEXT.replace(found[0], "")


def of_step(step_id: str, old: str, new: str) -> str:
    begin = TEXT.index(f"  - id: {step_id}\n")
    assert old in TEXT[begin:]
    return TEXT[:begin] + TEXT[begin:].replace(old, new, 1)


def test_the_needed_steps_are_those_of_priority_1_that_guard_health() -> None:
    first = {step.id for step in STANDARD.steps if step.priority == 1}
    assert set(IDS) == first - IN_TIME | LATE
    assert {each.id for each in NEEDED if each.is_critical} == {
        step.id for step in STANDARD.steps if step.critical
    } - IN_TIME


def test_the_page_for_nurses_lists_each_with_what_it_is_for() -> None:
    page = Path(__file__).parent.parent.parent / "docs" / "protocol-format.md"
    rows = re.findall(r"^  \| `(\w+)` \| (.+) \|$", page.read_text(encoding="utf-8"), re.M)
    assert rows == [(each.id, each.what) for each in NEEDED]


def test_whom_a_step_has_to_reach_the_built_in_one_reaches() -> None:
    for each in NEEDED:
        assert all(holds(STEPS[each.id].condition, {**facts, **each.given}) for facts in each.reaches)


@pytest.mark.parametrize("step_id", IDS)
def test_a_file_without_a_step_that_safety_needs_is_refused(step_id: str) -> None:
    (sentence,) = [each for each in told(without(step_id)) if step_id in each and "lacks" in each]
    line = TEXT[: TEXT.index("\nsteps:\n") + 1].count("\n") + 1
    assert sentence.startswith(f"Line {line}: `steps` lacks {step_id}: it ")
    assert "Put it back" in sentence


@pytest.mark.parametrize("step_id", sorted(IN_TIME | {"B16", "A06", "N04"}))
def test_any_other_step_may_go(step_id: str) -> None:
    text = without(step_id).replace("    step: " + step_id + "\n", "")
    assert accepted_protocol(text, "my-clinic.yaml")


@pytest.mark.parametrize(
    ("step_id", "old", "new", "expected"),
    [
        ("B15", "critical: true\n    ", "", "but may go unseen. Put `critical: true` back."),
        (
            "B15",
            "after_move: any\n",
            "after_move: any\n    when: {fact: photos, is: true}\n",
            "but not for everyone. Take out its `when`.",
        ),
        (
            "B15",
            "after_move: any\n",
            "after_move: any\n    when: {not: {fact: retinoid, is: cosmetic}}\n",
            "but not for everyone. Take out its `when`.",
        ),
        (
            "A22",
            '- {form: once, from: session_start, offset: [7d], at: "18:00"}',
            '- {form: once, from: session_start, offset: [7d], at: "18:00", when: {fact: photos, is: true}}',
            "but not for everyone. Take out its `when`.",
        ),
        (
            "B05",
            'offset: [-14d], at: "10:00"',
            'offset: [-14d], at: "10:00", when: {fact: retinoid, is: prescribed}',
            "but not for `cold_sores: true` and `area: face`. Put them back into its `when`.",
        ),
        (
            "B05",
            'offset: [-14d], at: "10:00"',
            'offset: [-14d], at: "10:00", when: {not: {fact: retinoid, is: cosmetic}}',
            "but not for `cold_sores: true` and `area: face`. Put them back into its `when`.",
        ),
        (
            "B05",
            "{fact: area, is: face}",
            "{fact: area, is: face}, {not: {fact: area, is: neck}}",
            "but not for `cold_sores: true` and `area: face`. Put them back into its `when`.",
        ),
        (
            "B08",
            "in: [diabetes, bleeding_disorder",
            "in: [bleeding_disorder",
            "but not for `conditions: diabetes`. Put them back into its `when`.",
        ),
        (
            "B08",
            "{fact: age, is: under_18}",
            "{fact: age, is: from_22}",
            "but not for `age: under_18`. Put them back into its `when`.",
        ),
        (
            "A12",
            "{fact: daylight, is: true}, {all",
            "{all: [{fact: daylight, is: true}, {fact: products, is: sunscreen}]}, {all",
            "but not for `daylight: true`. Put them back into its `when`.",
        ),
        (
            "B08",
            "breastfeeding]",
            "maybe]",
            "but not for `pregnancy: breastfeeding`. Put them back into its `when`.",
        ),
        (
            "A28",
            "modality, is: rf",
            "modality, is: laser",
            "but not for `modality: rf`. Put them back into its `when`.",
        ),
        (
            "B15",
            "{safety_check: something}",
            "{safety_check: fine}",
            "but no button of it answers `safety_check: something`. Put that button back.",
        ),
        (
            "A22",
            '- {label: "Check in", asks: check_in}',
            '- {label: "Done", does: done}',
            "but no button of it asks `check_in`. Put that button back.",
        ),
        (
            "B08",
            "answers: {talked_first: true}",
            "does: done",
            "but no button of it answers `talked_first: true`. Put that button back.",
        ),
    ],
)
def test_a_needed_step_that_no_longer_does_its_part_is_refused(
    step_id: str, old: str, new: str, expected: str
) -> None:
    line = TEXT[: TEXT.index(f"  - id: {step_id}\n")].count("\n") + 1
    found = [each for each in told(of_step(step_id, old, new)) if expected in each]
    assert found and found[0].startswith(f"Line {line}: Step {step_id} ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title: "Before your session: a quick check"', 'title: "Our check before you come"'),
        ("offset: [-72h], clock: elapsed", "offset: [-48h], clock: elapsed"),
    ],
)
def test_other_words_and_another_time_are_fine(old: str, new: str) -> None:
    assert accepted_protocol(of_step("B15", old, new), "my-clinic.yaml")
