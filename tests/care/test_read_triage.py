"""A mistake in the table of symptoms is told with its line and its fix; it never makes a gap."""

import pytest

from backend.care.load import standard_text
from backend.care.nodes import ProtocolError
from backend.care.read_triage import read_table
from tests.care.builders import STANDARD

GOOD = """\
id: small
version: "1"
checks: [0, 1]
checks_rf: [0, 1, 7]
higher_risk:
  - {when: {fact: keloids, is: true}, symptoms: [redness]}
hard_to_see_on: {fact: tone, in: [5, 6]}
symptoms:
  redness: {label: "Red", bands: {before: C1, "0-2": {mild: E1, moderate: E1, severe: C1}, "3+": C1}}
rules:
  C1: {tier: contact, says: "Call {emergency_number}.", source: "S1"}
  E1: {tier: expected, says: "Often seen on day {day}.", source: "S1"}
raised: {worse: "Call.", unchanged: "Call.", higher_risk: "Call."}
"""


def test_a_good_table_is_read() -> None:
    table = read_table(GOOD, "good", STANDARD.questions)
    assert [(band.first, band.last) for band in table.symptoms["redness"].bands] == [
        (None, -1),
        (0, 2),
        (3, None),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('"3+"', '"4+"', 9, ["`4+` of redness leaves a gap or an overlap", "begin on day 3"]),
        ('"3+"', '"2+"', 9, ["leaves a gap or an overlap", "begin on day 3"]),
        ('"3+"', '"3-9"', 9, ["come to an end", "`8+`"]),
        ('"3+"', '"three"', 9, ["`three` of redness are no days", "before, 0, 0-2 or 8+"]),
        ("before: C1, ", "", 9, ["leaves a gap", "begin with `before`"]),
        ('"3+": C1', '"3+": C9', 9, ["no rule is called `C9`", "Use one of: C1, E1"]),
        (", severe: C1", "", 9, ["lacks `severe`", "Add a line"]),
        ("moderate: E1, severe", "moderat: E1, severe", 9, ["no entry `moderat`", "`moderate`?"]),
        ("tier: expected", "tier: fine", 12, ["cannot be `fine`", "expected, watch"]),
        ("{day}", "{days}", 12, ["cannot hold {days}", "Did you mean `day`?"]),
        ("{day}", "{day", 12, ["a brace without its partner"]),
        ("  E1: {", "  E2: {tier: watch, says: So., source: S}\n  E1: {", 12,
         ["rule E2 is reached by no"]),
        ("fact: keloids", "fact: keloid", 6, ["`keloid`", "Did you mean `keloids`?"]),
        ("symptoms: [redness]", "symptoms: [red]", 6, ["cannot be `red`", "`redness`?"]),
        ('label: "Red"', 'label: "Red", for: [rff]', 9, ["cannot be `rff`"]),
        ("checks: [0, 1]", "checks: [0, x]", 3, ["is `x`", "whole number"]),
        ("raised: {worse: \"Call.\", ", "raised: {", 13, ["`raised` lacks `worse`"]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(old: str, new: str, line: int, words: list[str]) -> None:
    assert GOOD.count(old) >= 1
    with pytest.raises(ProtocolError) as raised:
        read_table(GOOD.replace(old, new, 1), "bad", STANDARD.questions)
    told = [m for m in raised.value.mistakes if m.startswith(f"Line {line}:")]
    assert any(all(word in sentence for word in words) for sentence in told), raised.value.mistakes


def test_a_protocol_is_no_table_of_symptoms() -> None:
    with pytest.raises(ProtocolError, match="no entry `steps`"):
        read_table(standard_text(), "standard.yaml", STANDARD.questions)
