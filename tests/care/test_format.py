"""The guide of the protocol file shows only what loads."""

import re
import textwrap
from pathlib import Path

import pytest

from backend.care.load import accepted_protocol, load_protocol, standard_text
from tests.care.builders import with_step

GUIDE = Path(__file__).parents[2] / "docs" / "protocol-format.md"


def examples(pattern: str) -> list[str]:
    """The examples of the guide that begin with a pattern, each joined to one line, notes cut off."""
    text = re.sub(r"\s+#.*", "", GUIDE.read_text(encoding="utf-8"))
    return [" ".join(found.split()) for found in re.findall(rf"^{pattern}(?:.|\n   )*$", text, re.MULTILINE)]


@pytest.mark.parametrize("rule", examples(r"- \{form:"))
def test_the_guide_shows_rules_that_load(rule: str) -> None:
    text = with_step("Z01", [rule.removeprefix("- ")], "{days: 3}")
    assert len(load_protocol(text, "guide").steps[-1].rules) == 1


@pytest.mark.parametrize("when", [each for each in examples("when: ") if "…" not in each])
def test_the_guide_shows_conditions_that_load(when: str) -> None:
    text = with_step("Z01", ["{form: once, from: course_made}"], "midnight", when.removeprefix("when: "))
    assert load_protocol(text, "guide").steps[-1].id == "Z01"


@pytest.mark.parametrize("action", examples(r"- \{label:"))
def test_the_guide_shows_buttons_that_load(action: str) -> None:
    text = with_step("Z01", ["{form: once, from: course_made}"], "midnight")
    text = text.replace("{label: OK, does: done}", action.removeprefix("- "))
    assert len(load_protocol(text, "guide").steps[-1].actions) == 1


def test_the_guide_has_examples_of_each_kind() -> None:
    assert [len(examples(start)) for start in (r"- \{form:", "when: ", r"- \{label:")] == [6, 8, 6]


def test_the_step_of_the_guide_can_be_added_as_it_stands() -> None:
    guide = GUIDE.with_name("adding-a-step.md").read_text(encoding="utf-8")
    step = textwrap.indent(textwrap.dedent(guide.split("```yaml\n")[1].split("   ```")[0]), "  ")
    protocol = accepted_protocol(standard_text() + "\n" + step, "with the guide's step")
    assert protocol.steps[-1].id == "B21"
