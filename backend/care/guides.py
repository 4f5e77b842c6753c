"""The short cards to read at any time: how they are read from YAML, every mistake by its line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from backend.care.banned import banned_words
from backend.care.nodes import Fields, Node, ProtocolError, Reader, compose
from backend.care.sources import keys_in, name_of

DRAWINGS = ("sun", "moon", "leaf", "hat", "camera", "phone", "bottle")
GUIDE_ID = re.compile(r"G\d\d")

_FILE = Path(__file__).parent / "protocols" / "guides.yaml"
_GUIDE = ("id", "title", "page", "drawing", "keywords", "sections")
_SECTION = ("title", "says", "points", "source")
_CLAIMS = re.compile(
    r"\b(safe(?:ly)?|normal(?:ly)?|nothing to worry|removes?|tightens?|cures?|guarantee\w*|you can go ahead|"
    r"cleared|contraindicated|painless|proven)\b",
    re.IGNORECASE,
)
_SAID_BY_OTHERS = re.compile(r"“[^”]*”")


@dataclass(frozen=True)
class Section:
    """One part of a guide: paragraphs, or points of a list, and where they come from."""

    title: str
    says: tuple[str, ...]
    points: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Guide:
    """One card; `page` is its discreet name for the list of tabs, and its id is never used for another."""

    id: str
    title: str
    page: str
    drawing: str
    keywords: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Who stands behind it, each once."""
        keys = (key for section in self.sections for key in keys_in(section.source))
        return tuple(dict.fromkeys(name for key in keys if (name := name_of(key))))


@dataclass(frozen=True)
class Guides:
    """All guides, and the name of this very text: another text has another name."""

    version: str
    guides: tuple[Guide, ...]


@cache
def standard_guides() -> Guides:
    """The built-in guides, pinned to no course: a mended sentence must reach everyone at once."""
    return read_guides(_FILE.read_text(encoding="utf-8"), _FILE.name)


def read_guides(text: str, name: str) -> Guides:
    """The guides a text says. ProtocolError with every mistake, each by line."""
    reader = Reader()
    fields = reader.fields(compose(text, name), "the file", ("version", "guides"), ("version", "guides"))
    guides: dict[str, Guide] = {}
    for node in fields.items("guides"):
        guide = _guide(reader, node)
        if guide.id in guides:
            reader.note(node, f"guide id {guide.id} is used twice. Ids are never reused: take a new one.")
        guides[guide.id] = guide
    if reader.mistakes:
        raise ProtocolError(name, reader.mistakes)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Guides(f"{fields.text('version')} {digest}", tuple(guides.values()))


def _guide(reader: Reader, node: Node) -> Guide:
    found = reader.entries(node, "a guide")
    label = f"guide {reader.text(found['id'], '`id`')}" if "id" in found else "a guide"
    fields = reader.fields(node, label, _GUIDE, _GUIDE)
    guide = Guide(
        id=fields.text("id"),
        title=fields.text("title"),
        page=fields.text("page"),
        drawing=fields.one_of("drawing", DRAWINGS),
        keywords=_texts(reader, fields, "keywords"),
        sections=tuple(_section(reader, label, each) for each in fields.items("sections")),
    )
    _check(reader, guide, fields)
    return guide


def _section(reader: Reader, label: str, node: Node) -> Section:
    fields = reader.fields(node, f"a section of {label}", _SECTION, ("title", "source"))
    section = Section(
        title=fields.text("title"),
        says=_texts(reader, fields, "says"),
        points=_texts(reader, fields, "points"),
        source=fields.text("source"),
    )
    if not section.says and not section.points:
        reader.note(node, f'a section of {label} says nothing. Add a line `says: ["…"]` or `points: […]`.')
    _check_source(reader, fields, section.source)
    _check_claims(reader, node, (section.title, *section.says, *section.points))
    return section


def _texts(reader: Reader, fields: Fields, key: str) -> tuple[str, ...]:
    return tuple(reader.text(node, f"an entry of `{key}`") for node in fields.items(key))


def _check(reader: Reader, guide: Guide, fields: Fields) -> None:
    if "id" in fields and not GUIDE_ID.fullmatch(guide.id):
        reader.note(fields["id"], f"`{guide.id}` cannot be a guide's id. Write G and two digits, as in G07.")
    if words := banned_words(guide.page):
        fix = "It stands in the browser's list of tabs: choose words that say nothing of health."
        reader.note(fields["page"], f"`page` of guide {guide.id} tells too much ({', '.join(words)}). {fix}")
    if "sections" in fields and not guide.sections:
        reader.note(fields["sections"], f"guide {guide.id} has no section. Add one with `title` and `says`.")


def _check_source(reader: Reader, fields: Fields, source: str) -> None:
    if "source" not in fields:
        return
    keys = keys_in(source)
    unknown = [key for key in keys if name_of(key) is None]
    if unknown or not keys:
        named = ", ".join(unknown) or source
        reader.note(fields["source"], f"no source is called {named}. Add its name to sources.yaml.")


def _check_claims(reader: Reader, node: Node, texts: Iterable[str]) -> None:
    """What others say may be told between “ and ”, so that it can be answered."""
    for text in texts:
        for found in _CLAIMS.findall(_SAID_BY_OTHERS.sub("", text)):
            reader.note(node, f"“{found}” promises too much. Say what is often seen, or what to ask.")
