"""How a protocol file becomes a `Protocol`, and where the built-in one lies."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from backend.care.check import contradictions
from backend.care.counted import idle_numbers, missing_numbers
from backend.care.needed import missing_steps
from backend.care.nodes import Fields, Node, ProtocolError, Reader, compose, decoded, nearest
from backend.care.protocol import Param, ParamVariant, PhotoSet, Protocol, Question, Step
from backend.care.read_condition import Vocabulary, read_condition
from backend.care.read_healing import read_healing
from backend.care.read_photos import read_photos
from backend.care.read_step import read_steps
from backend.care.read_triage import read_table
from backend.care.triage import Table
from backend.care.vocabulary import ABOUT, ASKED, NONE_OF_THEM, UNITS, FactValue

__all__ = [
    "ProtocolError",
    "accepted_protocol",
    "decoded",
    "load_protocol",
    "protocol_hash",
    "standard_text",
    "symptom_table",
]

_STANDARD = Path(__file__).parent / "protocols" / "standard.yaml"
_TOP_NEEDS = ("id", "version", "title", "params", "questions", "steps")
_SYMPTOMS = _STANDARD.with_name("symptoms.yaml")
_TOP = (*_TOP_NEEDS, "healing", "photos")
_PARAM = ("what", "unit", "default", "deep", "min", "max", "variants", "source", "note")
_PARAM_NEEDS = ("what", "unit", "default", "min", "max", "source")
_QUESTION = ("asks", "kind", "values", "labels", "min", "max", "asked", "about", "intake", "why")
_HIGHEST = 1000
_CURLY = re.compile(r"^[ -]*(\w+): *[“”„‘’«»]", re.MULTILINE)
_QUESTION_KINDS = ("choice", "several", "bool", "date", "number", "text")
_CLOSED = ("choice", "several")


def standard_text() -> str:
    """The text of the built-in protocol."""
    return _STANDARD.read_text(encoding="utf-8")


@cache
def symptom_table() -> Table:
    """The built-in table of symptoms, pinned to no course: a mended line must reach everyone at once."""
    questions = load_protocol(standard_text(), _STANDARD.name).questions
    return read_table(_SYMPTOMS.read_text(encoding="utf-8"), _SYMPTOMS.name, questions)


def protocol_hash(text: str) -> str:
    """The name a pinned protocol text is stored by: SHA-256 of its UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


# A host has few texts, all of them asked for again and again, and reading one takes as long as a plan.
@lru_cache(maxsize=8)
def load_protocol(text: str, name: str) -> Protocol:
    """The protocol a text says. ProtocolError with every mistake, each by line.

    Contradictions between steps are left to `accepted_protocol`: a pinned old text must load for ever."""
    root = compose(text, name)
    reader = Reader()
    fields = reader.fields(root, "the file", _TOP, _TOP_NEEDS)
    questions = _questions(reader, fields)
    params = _params(reader, fields, questions)
    names = Vocabulary(params, questions)
    steps = read_steps(reader, names, fields["steps"]) if "steps" in fields else ()
    protocol = Protocol(
        id=fields.text("id"),
        version=fields.text("version"),
        title=fields.text("title"),
        params=params,
        questions=questions,
        steps=steps,
        healing=read_healing(reader, fields["healing"]) if "healing" in fields else (),
        photos=_photos(reader, names, steps, fields),
    )
    if reader.mistakes:
        raise ProtocolError(name, reader.mistakes)
    return protocol


def accepted_protocol(text: str, name: str) -> Protocol:
    """The protocol a text says, fit for new courses. ProtocolError for mistakes and for contradictions."""
    protocol = load_protocol(text, name)
    if curly := [*_CURLY.finditer(text)]:
        raise ProtocolError(name, [_curly_sentence(text, found) for found in curly])
    numbers = (*missing_numbers(protocol), *idle_numbers(protocol))
    if found := (*numbers, *missing_steps(protocol), *contradictions(protocol)):
        raise ProtocolError(name, [_at_its_line(sentence, text) for sentence in found])
    return protocol


def _curly_sentence(text: str, found: re.Match[str]) -> str:
    line = text.count("\n", 0, found.end()) + 1
    return (
        f'Line {line}: `{found[1]}` begins with a curly quote, which would be shown. Use straight ones: "…".'
    )


def checked(text: str, name: str) -> str:
    """What a good file holds, a protocol or a table of symptoms, in one sentence; else a ProtocolError."""
    if re.search(r"^symptoms:", text, re.MULTILINE):
        questions = load_protocol(standard_text(), _STANDARD.name).questions
        table = read_table(text, name, questions)
        return f"Symptoms, version {table.version}: {len(table.rules)} rules, nothing to correct."
    protocol = accepted_protocol(text, name)
    return f"{protocol.title}, version {protocol.version}: {len(protocol.steps)} steps, nothing to correct."


def _at_its_line(sentence: str, text: str) -> str:
    """A contradiction with the line at which its step, phase or number begins, or the list that lacks one."""
    begins = r"^params:"
    if part := re.match(r"`(\w+)` lacks", sentence):
        begins = rf"^{part[1]}:"
    elif number := re.match(r"Number (\w+)", sentence):
        begins = rf"^ +{number[1]}:"
    elif step := re.match(r"Step (\w+)", sentence):
        begins = rf"^ *- *id: *[\"']?{step[1]}\b"
    elif phase := re.match(r"Phase (\w+)", sentence):
        begins = rf"^ *{phase[1]}:"
    found = re.search(begins, text, re.MULTILINE)
    return f"Line {text.count(chr(10), 0, found.start()) + 1}: {sentence}" if found else sentence


def _photos(reader: Reader, names: Vocabulary, steps: Sequence[Step], fields: Fields) -> tuple[PhotoSet, ...]:
    """The sets a file names; one without the part, as older ones are, has those of the built-in file."""
    if "photos" in fields:
        return read_photos(reader, names, [step.id for step in steps], fields["photos"])
    return _standard_photos()


@cache
def _standard_photos() -> tuple[PhotoSet, ...]:
    return load_protocol(standard_text(), _STANDARD.name).photos


def _questions(reader: Reader, fields: Fields) -> Mapping[str, Question]:
    nodes = reader.entries(fields["questions"], "`questions`") if "questions" in fields else {}
    return MappingProxyType({name: _question(reader, name, node) for name, node in nodes.items()})


def _question(reader: Reader, name: str, node: Node) -> Question:
    _check_name(reader, name, node)
    fields = reader.fields(node, f"question {name}", _QUESTION, ("asks", "kind", "why"))
    kind = fields.one_of("kind", _QUESTION_KINDS)
    values = tuple(reader.value(value, f"a value of {name}") for value in fields.items("values"))
    if (kind in _CLOSED) != bool(values):
        fix = "Add `values: [one, other]`." if kind in _CLOSED else "Take them out, or use `kind: choice`."
        reader.note(node, f"question {name} is of kind {kind}: only a choice or several has values. {fix}")
    if kind == "several" and not all(_can_be_joined(value) for value in values):
        reader.note(fields["values"], f"a value of {name} must be a word without comma, and not “none”.")
    return Question(
        id=name,
        asks=fields.text("asks"),
        kind=kind,
        values=values,
        asked=_asked(fields),
        why=fields.text("why"),
        low=fields.whole("min") if "min" in fields else None,
        high=fields.whole("max") if "max" in fields else None,
        labels=_labels(reader, name, values, fields),
        about=fields.one_of("about", ABOUT) if "about" in fields else "course",
    )


def _asked(fields: Fields) -> str:
    """When it is asked; `intake: true` is how older files said: when a course is made."""
    if "asked" in fields:
        return fields.one_of("asked", ASKED)
    return "first_run" if fields.flag("intake") else "in_time"


def _can_be_joined(value: FactValue) -> bool:
    return isinstance(value, str) and "," not in value and value != NONE_OF_THEM


def _labels(reader: Reader, name: str, values: tuple[FactValue, ...], fields: Fields) -> tuple[str, ...]:
    """The words of each value; where the file has none, the values speak for themselves."""
    if "labels" not in fields:
        return tuple(str(value) for value in values)
    entries = reader.entries(fields["labels"], f"`labels` of {name}")
    known = [str(value) for value in values]
    for key in entries:
        if key not in known:
            reader.note(entries[key], f"`{key}` is no value of {name}. {nearest(key, known)}")
    for key in known:
        if key not in entries:
            reader.note(fields["labels"], f"`labels` of {name} lacks `{key}`. Add its words.")
    return tuple(reader.text(entries[key], f"a label of {name}") for key in known if key in entries)


def _params(reader: Reader, fields: Fields, questions: Mapping[str, Question]) -> Mapping[str, Param]:
    nodes = reader.entries(fields["params"], "`params`") if "params" in fields else {}
    names = Vocabulary({}, questions)
    return MappingProxyType({name: _param(reader, names, name, node) for name, node in nodes.items()})


def _param(reader: Reader, names: Vocabulary, name: str, node: Node) -> Param:
    _check_name(reader, name, node)
    fields = reader.fields(node, f"parameter {name}", _PARAM, _PARAM_NEEDS)
    default = fields.whole("default")
    param = Param(
        id=name,
        what=fields.text("what"),
        unit=fields.one_of("unit", UNITS),
        default=default,
        deep=fields.whole("deep", absent=default),
        low=fields.whole("min"),
        high=fields.whole("max"),
        variants=tuple(_param_variant(reader, names, name, each) for each in fields.items("variants")),
        source=fields.text("source"),
        note=fields.text("note"),
    )
    if all(key in fields for key in ("default", "min", "max")):
        _check_range(reader, param, fields)
    return param


def _param_variant(reader: Reader, names: Vocabulary, name: str, node: Node) -> ParamVariant:
    fields = reader.fields(node, f"a variant of {name}", ("when", "value"), ("when", "value"))
    return ParamVariant(read_condition(reader, names, fields), fields.whole("value"))


def _check_range(reader: Reader, param: Param, fields: Fields) -> None:
    if param.high > _HIGHEST:
        reader.note(fields["max"], f"`max` of {param.id} is above {_HIGHEST}. Use a longer unit.")
    if param.low > param.high:
        reader.note(fields["min"], f"`min` of {param.id} is above its `max`. Swap them.")
        return
    numbers = [(fields[key], fields.whole(key)) for key in ("default", "deep") if key in fields]
    numbers += [
        (node, each.value) for node, each in zip(fields.items("variants"), param.variants, strict=True)
    ]
    for node, number in numbers:
        if not param.low <= number <= param.high:
            fix = f"Use a number from {param.low} to {param.high}, or widen the range with its source."
            reader.note(node, f"{param.id} is {number}, outside its own range. {fix}")


def _check_name(reader: Reader, name: str, node: Node) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,31}", name):
        reader.note(node, f"`{name}` cannot be a name. Use small letters, digits and _.")
