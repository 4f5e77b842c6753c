"""Every mistake the reader of a protocol knows is made here, and told with its line and how to mend it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.care.load import ProtocolError, load_protocol
from tests.care.test_load import GOOD, HEALING, ONCE, WRONG

CARE = Path(__file__).parent.parent.parent / "backend" / "care"
READERS = ("nodes", "load", "read_condition", "read_healing", "read_rule", "read_step")
TELLS_A_FIX = re.compile(
    r"\b(Use|Write|Add|Keep|Take|take|Give|Count|Shorten|Swap|Check|Split|Put|Let|Did you mean|Leave)\b"
    r"|must be|needs|can hold only"
)

DONE = '- {label: "Done", does: done}'
BOOL = 'photos: {asks: "Photos?", kind: bool'
NUMBER = 'photos: {asks: "How many?", kind: number, min: 0, max: 3'
MANY = 'many: {what: "Many", unit: count, default: 1, min: 0, max: 3, source: "S1"}'
STARTS = "{form: repeat, from: session_start, offset: -1h, starts: true, at: 19:00, every: day, count: 2}"
EARLY = "offset: [-pause, -1d], at"
VALID = "    valid: midnight"
# What the other tables of tests do not make: the texts that are replaced, and what stands there then.
MORE: tuple[dict[str, str], ...] = (
    {"    times:\n      - " + ONCE: "    times: {form: once}"},
    {"id: small\n": "? [a]\n: b\nid: small\n"},
    {BOOL: NUMBER, "fact: retinoid, is: cosmetic": "fact: photos, is: x"},
    {ONCE: STARTS},
    {"  soon: {": f"  {MANY}\n  soon: {{", EARLY: "offset: [many], at"},
    {DONE: '- {label: "Rate", asks: photoz}'},
    {DONE: '- {label: "Done", does: done, opens: list}'},
    {VALID: f"    guide: page-7\n{VALID}"},
    {VALID: f'    standing: "In force."\n{VALID}', EARLY: "offset: 1d, at"},
    {VALID: f'    standing: "Since {{day}}."\n{VALID}'},
    {VALID: f"    ends_with: [pause]\n{VALID}"},
    {VALID: f'    standing: "{"x" * 140}"\n{VALID}'},
    {"shows: push": "shows: card\n    critical: true"},
    {EARLY: "offset: 1d, at", "valid: midnight": "valid: session_start"},
    {"steps:\n": "steps:\n" + GOOD[GOOD.index("  - id: B01") :]},
)
HEALS = (
    ("last_day: 7", "last_day: 2"),
    ("{from: 4,", "{from: 5,"),
    ("{from: 2,", "{from: 9,"),
    ("Puffy is often", "Puffy " * 40 + "is often"),
)


def known_mistakes() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Where each mistake is noted, and what its sentence looks like, whatever is filled in."""
    for name in READERS:
        for node in ast.walk(ast.parse((CARE / f"{name}.py").read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "note"
            ):
                words = node.args[1]
                yield f"{name}.py: {ast.unparse(words)}", re.compile(pattern_of(words), re.DOTALL)


def pattern_of(words: ast.expr) -> str:
    if isinstance(words, ast.Constant):
        return re.escape(str(words.value))
    if isinstance(words, ast.JoinedStr):
        return "".join(pattern_of(part) for part in words.values)
    return ".*"


def every_edit() -> Iterator[str]:
    for old, new, *_ in WRONG:
        yield replaced(GOOD, {old: new})
    for edits in MORE:
        yield replaced(GOOD, edits)
    for old, new in HEALS:
        yield replaced(GOOD + HEALING, {old: new})


def replaced(text: str, edits: dict[str, str]) -> str:
    for old, new in edits.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def told_of(text: str) -> tuple[str, ...]:
    with pytest.raises(ProtocolError) as caught:
        load_protocol(text, "small.yaml")
    return caught.value.mistakes


TOLD = tuple(sentence for text in every_edit() for sentence in told_of(text))
KNOWN = dict(known_mistakes())


def test_the_mistakes_are_found_in_the_reader() -> None:
    """Were none found, the next test would hold nothing."""
    assert len(KNOWN) > 65


@pytest.mark.parametrize("pattern", KNOWN.values(), ids=KNOWN)
def test_every_mistake_is_made_and_told(pattern: re.Pattern[str]) -> None:
    assert [sentence for sentence in TOLD if pattern.search(sentence)]


@pytest.mark.parametrize("sentence", sorted(set(TOLD)))
def test_every_sentence_names_the_line_and_the_fix(sentence: str) -> None:
    assert re.match(r"Line \d+: .{15,}[.`…?]$", sentence, re.DOTALL)
    assert TELLS_A_FIX.search(sentence)
