"""Every mistake the reader of a protocol knows is made here, and told with its line and how to mend it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.care.load import ProtocolError, load_protocol, standard_text
from tests.care.small_protocol import GOOD, HEALING, ONCE

CARE = Path(__file__).parent.parent.parent / "backend" / "care"
READERS = ("nodes", "load", "read_condition", "read_healing", "read_rule", "read_step")
TELLS_A_FIX = re.compile(
    r"\b(Use|Write|Add|Keep|Take|take|Give|Count|Shorten|Swap|Check|Split|Put|Let|Did you mean|Leave)\b"
    r"|must be|needs|can hold only"
)

# What is replaced, by what, the line of the mistake, and words of its sentence: the mistake and the fix.
WRONG: list[tuple[str, str, int, list[str]]] = [
    ("    shows: push", "    showz: push", 20, ["step B01 has no entry `showz`", "Did you mean `shows`?"]),
    ("title: \"A small plan\"\n", "", 1, ["the file lacks `title`", "Add a line `title: …`"]),
    ("    valid: midnight\n", "", 18, ["step B01 lacks `valid`", "Add a line"]),
    ("    priority: 2", "    priority: two", 22, ["is `two`", "Write a whole number"]),
    ("    priority: 2", "    priority: 5", 22, ["priority is 5", "Use 1 (first) to 4"]),
    ("    priority: 2", "    priority: 2\n    priority: 3", 23, ["`priority` is written twice", "Keep one"]),
    ("    quick_done: true", "    quick_done: maybe", 23, ["is `maybe`", "Write true or false"]),
    ("does: done}", "does: later}", 23, ["done from the lock screen", "does: done"]),
    ("does: done}", "does: dome}", 36, ["cannot be `dome`", "Did you mean `done`?"]),
    (', does: done}', "}", 36, ["`Done` does nothing", "Add `does: done`"]),
    ("    after_move: again", "    after_move: maybe", 24, ["cannot be `maybe`", "again, any, keep"]),
    ("fact: retinoid, is: cosmetic", "fact: retinol, is: cosmetic", 25, ["`retinol`", "mean `retinoid`?"]),
    ("fact: retinoid, is: cosmetic", "fact: retinoid, is: shop", 25, ["answered `shop`", "none, cosmetic"]),
    ("fact: retinoid, is: cosmetic", "fact: photos, is: 1", 25, ["answered `1`", "true, false"]),
    ("fact: retinoid, is: cosmetic", "fact: modality, is: rff", 25, ["never `rff`", "pen, roller, rf"]),
    ("fact: retinoid, is: cosmetic", "fact: calm_date, is: x", 25, ["answered freely", "asks: calm_date"]),
    ("fact: retinoid, is: cosmetic", "fact: retinoid", 25, ["lacks a value", "Write `is: value`"]),
    ("fact: retinoid, is: cosmetic", "fact: photos, is: true, all: []", 25, ["exactly one of", "`all: […]`"]),
    ("{fact: retinoid, is: cosmetic}", '{compare: [retinoid, ">", 1]}', 25, ["not a number", "Use one of"]),
    ("{fact: retinoid, is: cosmetic}", "{compare: [half, as, 1]}", 25, ["cannot be `as`", "one of: <"]),
    ("{fact: retinoid, is: cosmetic}", "{compare: [sessions_left]}", 25, ["three parts", "Write `compare:"]),
    ("-pause, -1d", "-pausse, -1d", 27, ["`-pausse` is neither", "Did you mean `pause`?"]),
    ("-pause, -1d", "-pause, -1", 27, ["`-1` is neither", "Write 30m, 2h30m, 1d or 4w"]),
    ("-pause, -1d", "-99999w", 27, ["`-99999w` counts too many weeks", "at most 104"]),
    ("-pause, -1d", "1d, 1d, 1d, 1d, 1d, 1d, 1d", 27, ["adds up 7 amounts", "at most 6"]),
    ("    max: 14", "    max: 1001", 10, ["`max` of pause is above 1000", "a longer unit"]),
    ("-pause, -1d", "-pause, -12h", 27, ["counts whole days, this one counts hours", "Use days or weeks"]),
    ("-pause, -1d", "-soon", 27, ["counts whole days, this one counts hours", "starts: true"]),
    ("from: session_start", "from: sesion_start", 27, ["`sesion_start`", "Did you mean `session_start`?"]),
    ('at: "19:00"', 'at: "7pm"', 27, ["is `7pm`", 'as in "08:30"']),
    ('at: "19:00"', 'at: "24:00"', 27, ["is `24:00`", 'as in "08:30"']),
    ('at: "19:00"', 'at: ["09:00", "19:00"]', 27, ["has one time", "one rule for each"]),
    ('at: "19:00"', 'at: "19:00", clock: elapsed', 27, ["`at` is the patient's clock", "Take out"]),
    (', at: "19:00"', ", clock: patient", 27, ["needs a time", "Add `at:"]),
    ("form: once", "form: onse", 27, ["cannot be `onse`", "Did you mean `once`?"]),
    ("{form: once, ", "{", 27, ["a rule lacks `form`", "Use one of: once"]),
    ("form: once", "form: once, count: 3", 27, ["form once has no entry `count`", "Use one of"]),
    (ONCE, "{form: repeat, from: session_start, offset: -pause, at: 20:30, every: day}", 27,
     ["this repeat never ends", "Add `count: 3`"]),
    (ONCE, "{form: repeat, from: session_end, at: 20:30, every: day, until: session_start}", 27,
     ["only a repeat that leads up to a session", "Use `count`"]),
    (ONCE, "{form: repeat, from: session_end, at: 20:30, every: day, until: 7d, count: 2}", 27,
     ["two ends", "Keep `count` or `until`"]),
    (ONCE, "{form: repeat, from: session_end, at: 20:30, every: day, count: 400}", 27,
     ["`count` is 400", "at most 366"]),
    (ONCE, "{form: repeat, from: session_end, at: 20:30, every: fortnight, until: 7d}", 27,
     ["cannot be `fortnight`", "day, week, monday"]),
    (ONCE, "{form: repeat, from: session_end, at: [08:00, 11:59], every: day, until: 7d}", 27,
     ["same part of the day", "one before 12:00"]),
    (ONCE, "{form: repeat, from: session_end, at: [15:00, 21:00], every: day, until: 7d}", 27,
     ["same part of the day", "one from 15:00"]),
    (ONCE, "{form: repeat, from: session_end, at: 08:00, every: day, until: 7d, starts: true}", 27,
     ["beginning counted in hours", "Take it out"]),
    (ONCE, "{form: after_answer, question: calm, at: 20:00}", 27, ["cannot be `calm`", "mean `calm_date`"]),
    (ONCE, "{form: while_answer, question: photos, value: true, every: soon, between: [16:00, 10:00], "
           "count: 4, days: {from: 1, to: pause}}", 27, ["an earlier and a later", '["10:00", "16:00"]']),
    (ONCE, "{form: while_answer, question: photos, value: true, every: soon, between: [10:00, 16:00], "
           "days: {from: 1, to: pause}}", 27, ["lacks `count`", "Add a line"]),
    (ONCE, "{form: while_answer, question: photos, value: true, every: soon, between: [10:00, 16:00], "
           "count: 4, days: {from: 1, to: soon}}", 27, ["not counted in days", "Use a parameter in days"]),
    ("      - " + ONCE, "      []", 27, ["empty `times`", "Add one"]),
    ("valid: midnight", "valid: forever", 28, ["cannot be `forever`", "midnight, session_start"]),
    ("valid: midnight", "valid: {days: 400}", 28, ["at most 60 days", "smaller"]),
    ("valid: midnight", "valid: {}", 28, ["needs one length", "`{days: 3}`"]),
    ("valid: midnight", "valid: visit_start, x", 28, ["cannot be `visit_start, x`", "`visit_start`?"]),
    ('title: "One title"', f'title: "{"x" * 51}"', 30, ["up to 51 char", "at most 50", "Shorten it by 1"]),
    ('title: "One title"', f'title: "{"x" * 31}{{place}}"', 30, ["up to 55", "Shorten it by 5"]),
    ('body: "One body."', f'body: "{"x" * 108} {{pause}}"', 31, ["up to 112 characters", "at most 110"]),
    ('body: "One body."', 'body: "In {pauze} days"', 31, ["cannot hold {pauze}", "Did you mean `pause`?"]),
    ('body: "One body."', 'body: "In {pause days"', 31, ["a brace without its partner", "{name}"]),
    ('body: "One body."', "body:", 31, ["`body` of `words` of step B01 must be text", "quotes"]),
    ('"Your plan"', '"At {place}"', 32, ["`discreet_title` cannot hold {place}", "mean `pause`?"]),
    ("    default: 7", "    default: 7.5", 8, ["is `7.5`", "Write a whole number"]),
    ("    default: 7", "    default: -1", 8, ["is `-1`", "Write a whole number, 0 or more"]),
    ("    default: 7", "    default: 15", 8, ["pause is 15, outside its own range", "from 0 to 14"]),
    ("deep: 48", "deep: 90", 12, ["soon is 90, outside its own range", "from 0 to 72"]),
    ("    min: 0", "    min: 20", 9, ["`min` of pause is above its `max`", "Swap them"]),
    ("unit: days", "unit: fortnights", 7, ["cannot be `fortnights`", "minutes, hours, days"]),
    ("  soon: {", "  Soon: {", 12, ["`Soon` cannot be a name", "small letters"]),
    ("kind: bool", "kind: choice", 15, ["only a choice or several has values", "Add `values:"]),
    ("kind: choice", "kind: bool", 14, ["only a choice or several has values", "Take them out"]),
    ("kind: choice", "kind: several", 14, ["a word without comma, and not “none”"]),
    ('prescribed], why', 'prescribed], labels: {none: "No", cosmetic: "Yes"}, why', 14,
     ["`labels` of retinoid lacks `prescribed`", "Add its words"]),
    ('prescribed], why', 'prescribed], labels: {nones: "No"}, why', 14,
     ["`nones` is no value of retinoid", "Did you mean `none`?"]),
    ("kind: bool, why", "kind: bool, asked: latter, why", 15, ["cannot be `latter`", "mean `later`"]),
    ("fact: retinoid, is: cosmetic", "fact: calm_date, answered: true", 25,
     ["`answered` cannot be asked of `calm_date`", "kind choice, several or bool"]),
    ("fact: retinoid, is: cosmetic", "fact: retinoid, is: cosmetic, answered: true", 25, ["lacks a value"]),
    ("- id: B01", "- id: b-1", 18, ["cannot be a step id", "as in B10"]),
    ("questions:", "questions: []\nother:", 14, ["the file has no entry `other`", "Use one of"]),
    ("params:\n", "params: &p\n", 4, ["anchors (&) and aliases (*)", "Write the words out"]),
    ('version: "1"', "version: !!str 1", 2, ["tags (!)", "Take it out"]),
    ('title: "A small plan"', 'title: "A small plan', 6, ["this is not YAML", "Check indents"]),
    ("    shows: push", "\tshows: push", 20, ["this is not YAML", "Check indents"]),
]  # fmt: skip

DONE = '- {label: "Done", does: done}'
BOOL = 'photos: {asks: "Photos?", kind: bool'
NUMBER = 'photos: {asks: "How many?", kind: number, min: 0, max: 3'
MANY = 'many: {what: "Many", unit: count, default: 1, min: 0, max: 3, source: "S1"}'
STARTS = "{form: repeat, from: session_start, offset: -1h, starts: true, at: 19:00, every: day, count: 2}"
EARLY = "offset: [-pause, -1d], at"
VALID = "    valid: midnight"
# What the other tables do not make: the texts that are replaced, and what stands there then.
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
    ("  settling:", "  setling:", "`healing` has no entry `setling`."),
    ("last_day: 7", "last_day: 2", "phase settling ends on day 2, before it begins on day 4."),
    ("{from: 4,", "{from: 5,", "phase settling begins on day 4. Write `from: 4` in its first line."),
    ("{from: 2,", "{from: 9,", "the days of phase closing are not in order."),
    ("Puffy is often", "Puffy " * 40 + "is often", "Shorten it to 180."),
)


def mistakes_of(text: str) -> tuple[str, ...]:
    with pytest.raises(ProtocolError) as caught:
        load_protocol(text, "small.yaml")
    return caught.value.mistakes


@pytest.mark.parametrize(("old", "new", "line", "words"), WRONG, ids=[f"{row[1][:60]!r}" for row in WRONG])
def test_a_mistake_is_told_with_its_line_and_its_fix(old: str, new: str, line: int, words: list[str]) -> None:
    assert GOOD.count(old) >= 1
    told = mistakes_of(GOOD.replace(old, new, 1))
    fitting = [sentence for sentence in told if all(word in sentence for word in words)]
    assert fitting, told
    assert fitting[0].startswith(f"Line {line}: "), told


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = GOOD.replace("unit: days", "unit: dayz").replace("priority: 2", "priority: 9")
    told = mistakes_of(text.replace("-pause, -1d", "-1day"))
    assert [sentence.split(":")[0] for sentence in told] == ["Line 7", "Line 22", "Line 27"]


def test_an_error_names_the_file_and_counts_its_mistakes() -> None:
    with pytest.raises(ProtocolError, match=r"^small\.yaml has 1 mistake:\nLine 22: "):
        load_protocol(GOOD.replace("priority: 2", "priority: 9"), "small.yaml")


def test_a_step_id_is_never_used_twice() -> None:
    step = GOOD[GOOD.index("  - id: B01") :]
    assert any("Line 38: step id B01 is used twice" in sentence for sentence in mistakes_of(GOOD + step))


def test_two_repeats_of_a_step_share_the_time_of_a_slot() -> None:
    early = "{form: repeat, from: session_start, offset: -pause, at: 08:00, every: day, count: 3}"
    late = "{form: repeat, from: session_start, offset: -2d, at: 09:00, every: day, count: 2}"
    told = mistakes_of(GOOD.replace(ONCE, f"{early}\n      - {late}"))
    assert told == (
        "Line 27: step B01 repeats at 08:00 and 09:00, both morning. Give all repeats one morning time.",
    )


def test_only_what_leads_up_to_a_start_may_last_until_it() -> None:
    told = mistakes_of(GOOD.replace("-pause, -1d", "1d").replace("valid: midnight", "valid: session_start"))
    fix = "Use `midnight`, `next`, `{days: 3}` or `{hours: 6}`."
    assert told == (f"Line 28: only what comes before it can last until session_start. {fix}",)


def test_a_card_cannot_be_critical() -> None:
    told = mistakes_of(GOOD.replace("shows: push", "shows: card\n    critical: true"))
    assert told == ("Line 21: a card never rings, so it cannot be critical. Use `shows: push`.",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the file is empty"),
        ("- a\n- b\n", "the file must be `key: value` lines"),
        ("a: 1\n---\nb: 2\n", "this is not YAML"),
        ("a: \x07\n", "a character YAML does not allow"),
        ("a: [" * 30 + "]" * 30, "nested too deeply"),
        ("[" * 100_000, "nested too deeply"),
        ("a: " + "x" * (256 * 1024), "larger than 256 kB"),
        ("a: &a [x]\nb: *a\n", "anchors (&) and aliases (*)"),
        ("a: &a {x: 1}\nb: {<<: *a}\n", "anchors (&) and aliases (*)"),
        ("? [a]\n: b\n", "an entry without a plain name"),
    ],
)
def test_a_file_that_is_no_protocol_is_refused_with_a_line(text: str, words: str) -> None:
    told = mistakes_of(text)
    assert any(words in sentence for sentence in told), told
    assert all(sentence.startswith("Line ") for sentence in told)


def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert "aliases" in mistakes_of("\n".join(lines))[0]


@pytest.mark.parametrize(("was", "becomes", "mistake"), HEALS)
def test_a_mistake_in_healing_is_told(was: str, becomes: str, mistake: str) -> None:
    told = mistakes_of(GOOD + HEALING.replace(was, becomes))
    assert any(mistake in each and each.startswith("Line ") for each in told)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("while_held: wait", "while_held: maybe", "`while_held` of step A23 cannot be `maybe`. Use one of"),
        ("ends_with: [swim_after]", "ends_with: [swimafter]", "Did you mean `swim_after`?"),
        ("ends_with: [swim_after]", "ends_with: [maintenance]", "cannot be `maintenance`. Use one of"),
        (
            "- id: B16\n",
            "- id: B16\n    ends_with: [touch_free]\n",
            "counts from a session's end. Take it out",
        ),
    ],
)
def test_what_waits_and_what_ends_is_checked_by_line(old: str, new: str, words: str) -> None:
    text = standard_text().replace(old, new, 1)
    line = text[: text.index(new)].count("\n") + 1 + new.startswith("- id")
    with pytest.raises(ProtocolError, match=f"Line {line}: .*{re.escape(words)}"):
        load_protocol(text, "ours.yaml")


TOKENS = [None, "null", "[]", "{}", "-1", "99999999999999999999", "true", "x", "'", "{a: b}", "1.5"]


@pytest.mark.parametrize("token", TOKENS)
def test_no_edit_of_a_line_is_anything_but_loaded_or_told(token: str | None) -> None:
    lines = GOOD.splitlines()
    for number, line in enumerate(lines):
        edited = [] if token is None else [f"{line.split(':')[0]}: {token}"]
        try:
            load_protocol("\n".join([*lines[:number], *edited, *lines[number + 1 :]]), "edited.yaml")
        except ProtocolError as error:
            assert error.mistakes
            assert all(re.match(r"Line \d+: .+\.$", told, re.DOTALL) for told in error.mistakes)


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
    for old, new, _ in HEALS:
        yield replaced(GOOD + HEALING, {old: new})


def replaced(text: str, edits: dict[str, str]) -> str:
    for old, new in edits.items():
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


TOLD = tuple(sentence for text in every_edit() for sentence in mistakes_of(text))
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
