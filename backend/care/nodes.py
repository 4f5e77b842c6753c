"""How YAML is read so that every mistake is told with its line and its fix, all of them at once."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Any

import yaml

SIZE_LIMIT = 256 * 1024
DEPTH_LIMIT = 24
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"

Node = yaml.Node


class ProtocolError(Exception):
    """A protocol file that cannot be used; `mistakes` are sentences that name the line and the fix."""

    def __init__(self, name: str, mistakes: Sequence[str]) -> None:
        self.name = name
        self.mistakes = tuple(mistakes)
        count = "1 mistake" if len(self.mistakes) == 1 else f"{len(self.mistakes)} mistakes"
        super().__init__(f"{name} has {count}:\n" + "\n".join(self.mistakes))


@dataclass
class Reader:
    """Reads nodes; what is wrong is noted and replaced by a stand-in, so that reading goes on."""

    found: list[tuple[int, str]] = field(default_factory=list)

    def note(self, node: Node, sentence: str) -> None:
        """Remember a mistake at the line of `node`."""
        line = node.start_mark.line + 1 if node.start_mark else 1
        self.found.append((line, sentence))

    @property
    def mistakes(self) -> tuple[str, ...]:
        """All mistakes by line, each told once."""
        return tuple(dict.fromkeys(f"Line {line}: {sentence}" for line, sentence in sorted(self.found)))

    def fields(self, node: Node, what: str, known: Collection[str], required: Collection[str] = ()) -> Fields:
        """The entries of a mapping; unknown, repeated and absent keys are noted."""
        entries = {}
        for key_node, value in self._pairs(node, what):
            if key_node.value in known:
                entries[key_node.value] = value
            else:
                self.note(
                    key_node, f"{what} has no entry `{key_node.value}`. {nearest(key_node.value, known)}"
                )
        for key in required:
            if key not in entries:
                self.note(node, f"{what} lacks `{key}`. Add a line `{key}: …`.")
        return Fields(self, what, node, entries)

    def entries(self, node: Node, what: str) -> dict[str, Node]:
        """The entries of a mapping whose keys are free; repeated keys are noted."""
        return {key.value: value for key, value in self._pairs(node, what)}

    def _pairs(self, node: Node, what: str) -> list[tuple[yaml.ScalarNode, Node]]:
        if not isinstance(node, yaml.MappingNode):
            self.note(node, f"{what} must be `key: value` lines. Write each entry as `key: value`.")
            return []
        pairs: dict[str, tuple[yaml.ScalarNode, Node]] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or not key.value:
                self.note(key, f"{what} has an entry without a plain name. Write `name: value`.")
            elif key.value in pairs:
                self.note(key, f"`{key.value}` is written twice in {what}. Keep one of the two.")
            else:
                pairs[key.value] = key, value
        return list(pairs.values())

    def items(self, node: Node, what: str) -> list[Node]:
        """The nodes of a list."""
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        self.note(node, f"{what} must be a list. Write `[first, second]`, or one `- …` line for each.")
        return []

    def one_or_more(self, node: Node) -> list[Node]:
        """The nodes of a list, or the single node itself."""
        return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]

    def text(self, node: Node, what: str) -> str:
        """Non-empty text."""
        if isinstance(node, yaml.ScalarNode) and node.value.strip() and node.tag != f"{_TAG}null":
            return " ".join(node.value.split())
        self.note(node, f'{what} must be text. Write it between quotes: "…".')
        return ""

    def whole(self, node: Node, what: str, low: int = 0) -> int:
        """A whole number, `low` or more."""
        number = self.value(node, what)
        if isinstance(number, int) and not isinstance(number, bool) and number >= low:
            return number
        self.note(node, f"{what} is `{_shown(node)}`. Write a whole number, {low} or more.")
        return low

    def flag(self, node: Node, what: str) -> bool:
        """True or false."""
        value = self.value(node, what)
        if isinstance(value, bool):
            return value
        self.note(node, f"{what} is `{_shown(node)}`. Write true or false.")
        return False

    def one_of(self, node: Node, what: str, known: Sequence[str]) -> str:
        """One word of a closed list, or "" when it is not."""
        word = self.text(node, what)
        if word and word not in known:
            self.note(node, f"{what} cannot be `{word}`. {nearest(word, known)}")
        return word if word in known else ""

    def clock_time(self, node: Node, what: str) -> time:
        """A local time of day such as "08:30"."""
        shown = _shown(node)
        if re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", shown):
            return time.fromisoformat(shown)
        self.note(node, f'{what} is `{shown}`. Write hours and minutes with two digits, as in "08:30".')
        return time(8)

    def value(self, node: Node, what: str) -> str | int | bool:
        """A word, a whole number, or true or false."""
        if isinstance(node, yaml.ScalarNode):
            if node.tag == f"{_TAG}bool":
                return node.value.lower() in ("true", "yes", "on")
            if node.tag == f"{_TAG}int" and re.fullmatch(r"-?\d{1,9}", node.value):
                return int(node.value)
        return self.text(node, what)


@dataclass(frozen=True)
class Fields:
    """The entries of one mapping; an absent one, noted already if it is required, reads as its stand-in."""

    reader: Reader
    what: str
    node: Node
    entries: dict[str, Node]

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def __getitem__(self, key: str) -> Node:
        return self.entries[key]

    def text(self, key: str) -> str:
        """Text, or "" when absent."""
        return self.reader.text(self[key], f"`{key}` of {self.what}") if key in self else ""

    def whole(self, key: str, absent: int = 0) -> int:
        """A whole number from 0, or `absent`."""
        return self.reader.whole(self[key], f"`{key}` of {self.what}") if key in self else absent

    def flag(self, key: str) -> bool:
        """True or false; absent is false."""
        return key in self and self.reader.flag(self[key], f"`{key}` of {self.what}")

    def items(self, key: str) -> list[Node]:
        """The nodes of a list; absent is empty."""
        return self.reader.items(self[key], f"`{key}` of {self.what}") if key in self else []

    def one_of(self, key: str, known: Sequence[str]) -> str:
        """One word of a closed list; absent is the first."""
        if key not in self:
            return known[0]
        return self.reader.one_of(self[key], f"`{key}` of {self.what}", known) or known[0]


def decoded(data: bytes, name: str) -> str:
    """The text of a file. ProtocolError with the line where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fix = "Save it again from your editor (“Save as”), with the encoding UTF-8."
        raise ProtocolError(name, [f"Line {line}: this letter is not written in UTF-8. {fix}"]) from error


def compose(text: str, name: str) -> Node:
    """The root node of a YAML text. ProtocolError for syntax, size, depth, aliases and tags."""
    if len(text.encode()) > SIZE_LIMIT:
        raise ProtocolError(name, ["Line 1: the file is larger than 256 kB. Take out what is not needed."])
    try:
        mistakes = _refused_events(text)
        root = None if mistakes else yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        fix = "Check indents, colons and quotes here and in the lines above."
        raise ProtocolError(name, [f"Line {line}: this is not YAML ({error.problem}). {fix}"]) from error
    except yaml.YAMLError as error:
        fix = "Save the file as plain UTF-8 text."
        raise ProtocolError(
            name, [f"Line 1: the file holds a character YAML does not allow. {fix}"]
        ) from error
    if mistakes:
        raise ProtocolError(name, mistakes)
    if root is None:
        raise ProtocolError(name, ["Line 1: the file is empty. Begin with `id: …`."])
    return root


def nearest(word: str, known: Collection[str]) -> str:
    """A hint that names the known word most like `word`, or all of them when none is."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    if close:
        return f"Did you mean `{close[0]}`?"
    return f"Use one of: {', '.join(known)}." if known else "Take it out."


def _refused_events(text: str) -> list[str]:
    """Mistakes of the stream itself: an alias can grow without bound, a tag can name code."""
    mistakes = []
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            mistakes.append(
                f"Line {line}: anchors (&) and aliases (*) are not used here. Write the words out."
            )
        elif getattr(event, "tag", None):
            mistakes.append(f"Line {line}: tags (!) are not used here. Take it out.")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH_LIMIT:
            mistakes.append(f"Line {line}: brackets are nested too deeply. Write it in fewer levels.")
            break
    return mistakes


def _shown(node: Node) -> str:
    return str(node.value)[:40] if isinstance(node, yaml.ScalarNode) else "a list or a group"
