"""How the part of a protocol file that says when photos are taken is read."""

from __future__ import annotations

import re
from collections.abc import Collection

from backend.care.nodes import Fields, Node, Reader
from backend.care.protocol import PhotoSet
from backend.care.read_condition import Vocabulary, read_condition
from backend.care.vocabulary import PHOTO_ANCHORS, PHOTO_KINDS, PhotoKind

NAME_LIMIT = 50
_SET = ("name", "kind", "from", "due", "opens", "closes", "asks", "when", "gives_way_to", "step", "source")
_SET_NEEDS = ("name", "kind", "from", "due", "opens", "closes", "source")
_ID = re.compile(r"[a-z][a-z0-9-]{1,19}")
_DUE = re.compile(r"(-?)(\d{1,3})([dw])")
_DAYS = {"d": 1, "w": 7}
_LONGEST_OPEN = 60
_KINDS: dict[str, PhotoKind] = {"progress": "progress", "healing": "healing", "colour": "colour"}


def read_photos(
    reader: Reader, names: Vocabulary, steps: Collection[str], node: Node
) -> tuple[PhotoSet, ...]:
    """The sets of photos, in the order written; `steps` are the ids a set may settle."""
    entries = reader.entries(node, "`photos`")
    return tuple(_photo_set(reader, names, (steps, entries), name, each) for name, each in entries.items())


def _photo_set(
    reader: Reader,
    names: Vocabulary,
    known: tuple[Collection[str], Collection[str]],
    name: str,
    node: Node,
) -> PhotoSet:
    if not _ID.fullmatch(name):
        fix = "Use small letters, digits and -, at most 20."
        reader.note(node, f"`{name}` cannot be the name of a set of photos. {fix}")
    fields = reader.fields(node, f"photo set {name}", _SET, _SET_NEEDS)
    steps, sets = known
    made = PhotoSet(
        id=name,
        name=_name(reader, name, fields),
        kind=_KINDS[fields.one_of("kind", PHOTO_KINDS)],
        anchor=fields.one_of("from", PHOTO_ANCHORS),
        day=_due(reader, name, fields),
        opens=_days(reader, name, fields, "opens"),
        closes=_days(reader, name, fields, "closes"),
        asks="asks" not in fields or fields.flag("asks"),
        condition=read_condition(reader, names, fields),
        gives_way_to=_known(reader, fields.items("gives_way_to"), "`gives_way_to`", sets),
        step=(*_known(reader, [fields["step"]] if "step" in fields else [], "`step`", steps), "")[0],
        source=fields.text("source"),
    )
    if made.anchor == "symptom":
        _check_symptom(reader, made, fields)
    return made


def _name(reader: Reader, name: str, fields: Fields) -> str:
    words = fields.text("name")
    if len(words) > NAME_LIMIT:
        sentence = f"the name of photo set {name} has {len(words)} characters."
        reader.note(fields["name"], f"{sentence} Shorten it to {NAME_LIMIT}.")
    if re.sub(r"\{session\}", "", words).count("{"):
        reader.note(
            fields["name"], f"the name of photo set {name} can only hold {{session}}. Take the rest out."
        )
    return words


def _check_symptom(reader: Reader, made: PhotoSet, fields: Fields) -> None:
    """A symptom has no session, and nobody knows of it before."""
    if "{session}" in made.name:
        fix = "Take {session} out of its name."
        reader.note(fields["name"], f"photo set {made.id} follows a symptom, which has no session. {fix}")
    if made.day < 0:
        reader.note(fields["due"], f"`due` of photo set {made.id} is before its symptom. Write 0d or later.")


def _due(reader: Reader, name: str, fields: Fields) -> int:
    """Days after the session's date, 0 for that date itself."""
    if "due" not in fields:
        return 0
    found = _DUE.fullmatch(fields.text("due"))
    if found is None:
        fix = "Write days or weeks, as in 7d, -1d or 12w."
        reader.note(fields["due"], f"`due` of photo set {name} is no number of days. {fix}")
        return 0
    sign, number, unit = found.groups()
    return int(number) * _DAYS[unit] * (-1 if sign else 1)


def _days(reader: Reader, name: str, fields: Fields, key: str) -> int:
    days = fields.whole(key)
    if days > _LONGEST_OPEN:
        fix = f"Use at most {_LONGEST_OPEN}, so that like is compared with like."
        reader.note(fields[key], f"`{key}` of photo set {name} is {days} days. {fix}")
    return days


def _known(reader: Reader, nodes: list[Node], what: str, known: Collection[str]) -> tuple[str, ...]:
    found = (reader.one_of(node, what, tuple(known)) for node in nodes)
    return tuple(word for word in found if word)
