"""Whose word stands behind a number or a sentence: the keys of the protocol's sources, by their names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from backend.care.nodes import ProtocolError, Reader, compose

_FILE = Path(__file__).parent / "protocols" / "sources.yaml"
_KEY = re.compile(r"\b(?:SEED\d{3}|[A-Z]{1,2}-[A-Z0-9]+(?:-[A-Z0-9]+)*)\b")


@cache
def known_sources() -> Mapping[str, str]:
    """The name of each source by its key, or by the letters its family begins with."""
    return read_sources(_FILE.read_text(encoding="utf-8"), _FILE.name)


def read_sources(text: str, name: str) -> Mapping[str, str]:
    """The names a text says. ProtocolError with every mistake, each by line."""
    reader = Reader()
    entries = reader.entries(compose(text, name), "the file")
    found = {key: reader.text(node, f"the name of {key}") for key, node in entries.items()}
    if reader.mistakes:
        raise ProtocolError(name, reader.mistakes)
    return found


def keys_in(source: str) -> tuple[str, ...]:
    """The keys of sources a sentence names, each once."""
    return tuple(dict.fromkeys(_KEY.findall(source)))


def name_of(key: str) -> str | None:
    """Who stands behind a key; None for one nobody knows."""
    names = known_sources()
    return names.get(key) or names.get("SEED" if key.startswith("SEED") else key.split("-")[0])


def readable(source: str) -> str:
    """A sentence of sources as a patient can read it; one that names no key stands as it was written."""
    return "; ".join(named_sources(source)) or source


def named_sources(source: str) -> tuple[str, ...]:
    """Who stands behind a sentence of sources, strongest as it was written; each once."""
    names = (name_of(key) for key in keys_in(source))
    return tuple(dict.fromkeys(name for name in names if name))
