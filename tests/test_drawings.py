"""That the stippled drawings are what frontend/drawings makes now, small, and drawn for day and night."""

import gzip
import re
from pathlib import Path

import pytest

import dev

LARGEST = 6_000
PICTURES = sorted(dev.DRAWINGS.glob("*.svg"))


def test_the_drawings_are_current() -> None:
    made = dev.drawn()
    kept = {path.name: path.read_text(encoding="utf-8") for path in (dev.DRAWINGS / name for name in made)}
    stale = [name for name, text in made.items() if kept[name] != text]
    assert stale == [], "Run: python3 dev.py drawings"
    assert {path.name for path in PICTURES} == {name for name in made if name.endswith(".svg")}


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_a_drawing_is_small_and_takes_its_colours_from_the_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(gzip.compress(text.encode(), 9)) <= LARGEST
    assert re.findall(r'<g id="(\w+)" ', text) == ["day", "night"]
    assert set(re.findall(r'stroke="([^"]+)"', text)) <= {"currentColor", "var(--warm)", "var(--cool)"}
    assert not re.search(r"<(style|script|text|image)|#[0-9a-f]{3}", text)
