"""That docs/operating.md names every event of the log and every push service there is."""

from __future__ import annotations

import re
from pathlib import Path

from backend.push import endpoint

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/operating.md").read_text()
LOGGED = re.compile(r'(?:\b_?log\.(?:debug|info|warning|error|critical|exception)|\blevel)\(\s*(?:"(\w+)")?')


def _part(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def _first_column(part: str) -> set[str]:
    cells = re.findall(r"^\| (`.+?) \|", part, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`(.+?)`", cell)}


def test_the_log_s_events_are_those_of_the_code():
    sources = [path.read_text() for path in (ROOT / "backend").rglob("*.py")]
    written = {name for source in sources for name in LOGGED.findall(source)}
    assert "" not in written, "an event is named where it is written"
    assert _first_column(_part("Does it remind?")) - {"our_fault"} == written


def test_the_push_services_are_those_of_the_code():
    told = {name for name in _first_column(_part("Whom it talks to")) if "." in name}
    assert told == endpoint.EXACT_HOSTS | {f"*{ending}" for ending in endpoint.HOST_SUFFIXES}
