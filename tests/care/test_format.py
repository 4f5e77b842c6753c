"""The format can carry every reminder of the sources, and its guide shows only what loads."""

import re
import textwrap
from pathlib import Path

import pytest

from backend.care.load import accepted_protocol, load_protocol, standard_text

GUIDE = Path(__file__).parents[2] / "docs" / "protocol-format.md"
WEAR = "{fact: wears, is: true}"
NEW_QUESTION = '  wears: {asks: "Do you?", kind: bool, asked: later, why: "For you."}\n'

# The reminders the built-in protocol does not hold yet: when each falls due, its validity, and for whom.
LATER: dict[str, tuple[list[str], str, str]] = {
    "B01": (["{form: once, from: course_made, offset: 10m}"], "{days: 3}", ""),
    "B02": (["{form: once, from: session_start, offset: -28d, at: 10:00}"], "midnight",
            f"{{any: [{WEAR}, {{fact: first_session, is: true}}]}}"),
    "B04": (["{form: once, from: session_start, offset: -selftan_before, at: 09:05}"], "midnight", WEAR),
    "B05": (["{form: once, from: session_start, offset: -14d, at: 10:00}"], "session_start",
            "{all: [{fact: cold_sores, is: true}, {fact: area, is: face}]}"),
    "B06": (["{form: once, from: session_start, offset: -14d, at: 18:00}",
             "{form: once, from: session_start, offset: -3d, at: 18:00, when: {fact: unanswered, is: true}}"],
            "session_start", ""),
    "B07": (["{form: once, from: session_start, offset: -13d, at: 10:00}"], "midnight", WEAR),
    "B08": (["{form: once, from: session_start, offset: -12d, at: 10:00}"], "session_start",
            f"{{any: [{WEAR}, {{fact: tone, in: [1, 2]}}]}}"),
    "B09": (["{form: once, from: session_start, offset: -10d, at: 10:00}"], "midnight",
            f"{{any: [{WEAR}, {{fact: first_session, is: true}}]}}"),
    "B12": (["{form: once, from: session_start, offset: -acids_before, at: 08:00}",
             "{form: once, from: session_start, offset: -3d, at: 08:00}"], "midnight",
            "{fact: actives, is: true}"),
    "B13": (["{form: once, from: session_start, offset: -hair_before, at: 09:00}"], "midnight", WEAR),
    "B16": (["{form: once, from: session_start, offset: -2d, at: 18:00}"], "session_start", ""),
    "B17": (["{form: once, from: session_start, offset: -1d, at: 10:00}"], "midnight", ""),
    "B18": (["{form: once, from: session_start, offset: -1d, at: 18:30}"], "midnight", WEAR),
    "D01": (["{form: once, from: session_start, offset: -3h}"], "session_start", ""),
    "D02": (["{form: once, from: session_start, offset: -2h}"], "session_start",
            "{fact: area, in: [face, neck, chest, hands]}"),
    "D04": (["{form: once, from: session_start, offset: -2h30m}"], "session_start", WEAR),
    "D05": (["{form: once, from: session_start, offset: 15m}"], "{hours: 12}", ""),
    "A01": (["{form: once, from: session_end, offset: 1h}"], "{days: 3}", ""),
    "A04": (["{form: once, from: session_end, offset: 4h}"], "{hours: 6}",
            f"{{all: [{WEAR}, {{not: {{fact: modality, is: prp}}}}]}}"),
    "A05": (["{form: once, from: session_end, offset: 6h}"], "{hours: 6}", ""),
    "A06": (["{form: once, from: session_start, offset: 0d, at: 21:00}"], "midnight", ""),
    "A07": (["{form: once, from: session_end, offset: 2h30m}"], "{hours: 12}", WEAR),
    "A08": (["{form: once, from: session_start, offset: 1d, at: 08:30}"], "{days: 3}", ""),
    "A09": (["{form: repeat, from: permitted_end, offset: cleanser_after, starts: true, at: [08:00, 20:00], "
             "every: day, until: 7d}"], "next", ""),
    "A11": (["{form: once, from: permitted_end, offset: makeup_after}"], "{days: 3}", WEAR),
    "A14": (["{form: once, from: session_end, offset: 0m}",
             "{form: repeat, from: session_start, offset: 1d, at: 09:30, every: day, "
             "until: [sun_strict, -1d]}"],
            "midnight", ""),
    "A15": (["{form: repeat, from: session_end, offset: 1d, at: 07:30, every: day, until: gym_after}"],
            "midnight", WEAR),
    "A16": (["{form: once, from: permitted_end, offset: gym_after}"], "{days: 3}", WEAR),
    "A17": (["{form: once, from: session_start, offset: 1d, at: 12:00}"], "midnight", WEAR),
    "A18": (["{form: once, from: session_start, offset: 2d, at: 09:00}"], "{days: 3}", ""),
    "A20": (["{form: once, from: session_start, offset: 4d, at: 09:00}"], "midnight", ""),
    "A21": (["{form: once, from: session_start, offset: swim_after, at: 09:00}"], "{days: 3}", WEAR),
    "A24": (["{form: once, from: session_start, offset: hair_after, at: 09:00}"], "{days: 3}", WEAR),
    "A25": ([f"{{form: once, from: session_start, offset: {days}d, at: 18:00}}" for days in (10, 14, 28)],
            "{days: 3}", "{any: [{fact: tone, in: [4, 5, 6, unknown]}, {fact: deep, is: true}]}"),
    "A26": ([f"{{form: once, from: session_start, offset: {days}d, at: 18:00}}" for days in (21, 56)],
            "{days: 3}", ""),
    "A27": (["{form: once, from: session_start, offset: 2d, at: 10:00}"], "{days: 3}",
            "{fact: modality, is: prp}"),
    "A28": ([f"{{form: once, from: session_start, offset: {days}d, at: 09:00}}" for days in (1, 7, 28)],
            "{days: 3}", "{fact: modality, is: rf}"),
    "A29": (["{form: once, from: session_end, offset: 1h}",
             "{form: repeat, from: session_start, offset: 1d, at: 08:00, every: day, count: 2}"],
            "midnight", "{fact: area, in: [chest, back, abdomen, thighs, arms, buttocks, breast]}"),
    "A30": (["{form: once, from: session_end, offset: 1h}"], "{days: 3}", "{fact: modality, is: laser}"),
    "A31": (["{form: once, from: session_start, offset: selftan_after, at: 09:00}"], "{days: 3}", WEAR),
    "A32": (["{form: once, from: session_start, offset: 1d, at: 18:30}"], "midnight", WEAR),
    "A33": (["{form: once, from: session_end, offset: 5h}"], "{hours: 6}", WEAR),
    "N02": (["{form: once, from: session_start, offset: spacing_min, at: 09:00}"], "{days: 3}",
            "{not: {fact: next_booked, is: true}}"),
    "N04": (["{form: once, from: session_start, offset: 1d, at: 19:00}"], "midnight", WEAR),
    "N05": (["{form: once, from: session_start, offset: 21d, at: 18:00}"], "{days: 3}",
            "{fact: half_way, is: true}"),
    "M02": (["{form: once, from: course_last, offset: 12w, at: 18:00}"], "{days: 3}", ""),
    "M03": (["{form: once, from: course_last, offset: results_fair, at: 18:00}"], "{days: 3}", ""),
    "M05": (["{form: once, from: course_last, offset: 8w, at: 18:00}"], "{days: 3}", ""),
}  # fmt: skip


def with_step(step_id: str, times: list[str], valid: str, when: str) -> str:
    step = f"""
  - id: {step_id}
    phase: after
    shows: card
    what: note
    priority: 3
    after_move: keep
    {f"when: {when}" if when else "while_paused: withdraw"}
    times: [{", ".join(times)}]
    valid: {valid}
    words: {{title: One, body: Two., discreet_title: Three, discreet_body: Four., why: Five.}}
    actions: [{{label: OK, does: done}}]
    source: "S1"
"""
    return standard_text().replace("questions:\n", f"questions:\n{NEW_QUESTION}") + step


@pytest.mark.parametrize("step_id", LATER)
def test_every_reminder_of_the_sources_can_be_written(step_id: str) -> None:
    times, valid, when = LATER[step_id]
    step = load_protocol(with_step(step_id, times, valid, when), "with one more").steps[-1]
    assert (step.id, len(step.rules)) == (step_id, len(times))


def test_built_in_and_later_steps_are_the_seventy_of_the_sources() -> None:
    built_in = {step.id for step in load_protocol(standard_text(), "standard.yaml").steps}
    assert not built_in & set(LATER)
    assert len(built_in) + len(LATER) == 70


def examples(pattern: str) -> list[str]:
    """The examples of the guide that begin with a pattern, each joined to one line, notes cut off."""
    text = re.sub(r"\s+#.*", "", GUIDE.read_text(encoding="utf-8"))
    return [" ".join(found.split()) for found in re.findall(rf"^{pattern}(?:.|\n   )*$", text, re.MULTILINE)]


@pytest.mark.parametrize("rule", examples(r"- \{form:"))
def test_the_guide_shows_rules_that_load(rule: str) -> None:
    text = with_step("Z01", [rule.removeprefix("- ")], "{days: 3}", "")
    assert len(load_protocol(text, "guide").steps[-1].rules) == 1


@pytest.mark.parametrize("when", [each for each in examples("when: ") if "…" not in each])
def test_the_guide_shows_conditions_that_load(when: str) -> None:
    text = with_step("Z01", ["{form: once, from: course_made}"], "midnight", when.removeprefix("when: "))
    assert load_protocol(text, "guide").steps[-1].id == "Z01"


@pytest.mark.parametrize("action", examples(r"- \{label:"))
def test_the_guide_shows_buttons_that_load(action: str) -> None:
    text = with_step("Z01", ["{form: once, from: course_made}"], "midnight", "")
    text = text.replace("{label: OK, does: done}", action.removeprefix("- "))
    assert len(load_protocol(text, "guide").steps[-1].actions) == 1


def test_the_guide_has_examples_of_each_kind() -> None:
    assert [len(examples(start)) for start in (r"- \{form:", "when: ", r"- \{label:")] == [6, 8, 5]


def test_the_step_of_the_guide_can_be_added_as_it_stands() -> None:
    guide = GUIDE.with_name("adding-a-step.md").read_text(encoding="utf-8")
    step = textwrap.indent(textwrap.dedent(guide.split("```yaml\n")[1].split("   ```")[0]), "  ")
    protocol = accepted_protocol(standard_text() + "\n" + step, "with the guide's step")
    assert protocol.steps[-1].id == "B21"
