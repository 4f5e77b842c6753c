"""When photos are taken is the clinic's to say; a mistake in it is told with its line and its fix."""

import pytest

from backend.care.load import load_protocol, standard_text
from backend.care.nodes import ProtocolError
from backend.care.protocol import PhotoSet
from tests.care.builders import STANDARD

HEAD = """\
id: small
version: "1"
title: "Small"
params: {}
questions:
  dark_marks: {asks: "Dark marks?", kind: bool, why: "It matters."}
steps: []
"""
GOOD = """\
photos:
  before: {name: "Before {session}", kind: progress, from: session, due: -1d, opens: 2, closes: 1,
           source: "S1"}
  colour-10:
    {name: "Colour", kind: colour, from: session, due: 10d, opens: 0, closes: 3,
     when: {fact: dark_marks, is: true}, gives_way_to: [before], asks: false, source: "S1"}
  week-12: {name: "Week 12", kind: progress, from: last_session, due: 12w, opens: 3, closes: 10, source: "S1"}
"""


def photos(text: str) -> tuple[PhotoSet, ...]:
    return load_protocol(text, "small").photos


def test_a_set_is_read_with_its_days_and_what_it_gives_way_to() -> None:
    before, colour, week = photos(HEAD + GOOD)
    assert (before.day, before.opens, before.closes, before.kind, before.asks) == (-1, 2, 1, "progress", True)
    assert (colour.gives_way_to, colour.asks, colour.kind) == (("before",), False, "colour")
    assert (week.day, week.anchor, week.step) == (84, "last_session", "")


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("due: -1d", "due: 0d", 9, ["photo set before follows a symptom", "Take {session} out"]),
        (
            "Before {session}",
            "To show",
            9,
            ["`due` of photo set before is before its symptom", "0d or later"],
        ),
    ],
)
def test_a_set_for_a_symptom_names_no_session_and_is_not_due_before_it(
    old: str, new: str, line: int, words: list[str]
) -> None:
    text = GOOD.replace("from: session", "from: symptom", 1).replace(old, new, 1)
    with pytest.raises(ProtocolError) as told:
        photos(HEAD + text)
    [mistake] = told.value.mistakes
    assert mistake.startswith(f"Line {line}: ") and all(word in mistake for word in words), mistake


def test_a_file_without_the_part_takes_photos_when_the_built_in_one_does() -> None:
    assert photos(HEAD) == STANDARD.photos


def test_a_clinic_may_ask_for_none() -> None:
    assert photos(HEAD + "photos: {}\n") == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("due: -1d", "due: soon", 9, ["`due` of photo set before", "as in 7d, -1d or 12w"]),
        ("due: -1d", "due: 12h", 9, ["`due` of photo set before", "days or weeks"]),
        ("opens: 2", "opens: 90", 9, ["is 90 days", "at most 60"]),
        ("from: last_session", "from: last", 14, ["cannot be `last`", "last_session"]),
        ("kind: colour", "kind: color", 12, ["cannot be `color`", "Did you mean `colour`?"]),
        ("[before]", "[befor]", 13, ["cannot be `befor`", "Did you mean `before`?"]),
        ("{session}", "{day}", 9, ["can only hold {session}"]),
        ("fact: dark_marks", "fact: dark_mark", 13, ["`dark_mark`", "Did you mean `dark_marks`?"]),
        ("  week-12:", "  Week 12:", 14, ["`Week 12` cannot be the name", "small letters"]),
        (',\n           source: "S1"}\n  colour', "}\n  colour", 9, ["lacks `source`"]),
        ("asks: false", "step: B99", 13, ["`step` cannot be `B99`"]),
        ("Week 12", "W" * 51, 14, ["has 51 characters", "Shorten it to 50"]),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, line: int, words: list[str]) -> None:
    assert GOOD.count(old) >= 1
    with pytest.raises(ProtocolError) as told:
        photos(HEAD + GOOD.replace(old, new, 1))
    assert any(
        each.startswith(f"Line {line}: ") and all(w in each for w in words) for each in told.value.mistakes
    ), told.value.mistakes


def test_every_built_in_set_has_a_source_and_a_step_that_exists() -> None:
    steps = {step.id for step in load_protocol(standard_text(), "standard").steps}
    assert all(one.source and (not one.step or one.step in steps) for one in STANDARD.photos)
