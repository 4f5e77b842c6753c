"""That docs/asvs.md has one row for each requirement of levels 1 and 2, and proofs that exist."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/asvs.md").read_text()
ROWS = re.findall(r"^\| (\d+\.\d+)\.(\d+) \| (\d) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)

# How many requirements of levels 1 and 2 each section of version 5.0.0 has; those of level 3 come after them.
SECTIONS = {
    **{"1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2},
    **{"2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1},
    **{"3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2},
    **{"4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4},
    **{"5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3},
    **{"6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4},
    **{"7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2},
    **{"8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1},
    **{"9.1": 3, "9.2": 4},
    **{"10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3},
    **{"11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1},
    **{"12.1": 3, "12.2": 2, "12.3": 4},
    **{"13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5},
    **{"14.1": 2, "14.2": 4, "14.3": 3},
    **{"15.1": 3, "15.2": 3, "15.3": 7},
    **{"16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3},
    **{"17.1": 1, "17.2": 4, "17.3": 2},
}


def test_each_requirement_has_one_row_in_its_order():
    wanted = [(section, str(number + 1)) for section, count in SECTIONS.items() for number in range(count)]
    assert [(section, number) for section, number, *_ in ROWS] == wanted
    assert Counter(level for _, _, level, *_ in ROWS) == {"1": 70, "2": 183}


def test_each_row_says_how_it_stands():
    states = {state for *_, state, _ in ROWS}
    assert states == {"met", "partly", "not met", "not applicable"}


@pytest.mark.parametrize("page", ["docs/asvs.md", "docs/security.md"])
def test_every_proof_that_is_named_exists(page):
    text = (ROOT / page).read_text()
    tests = re.findall(r"(tests/[\w/]+\.py)::(\w+)", text)
    missing = [f"{path}::{name}" for path, name in tests if f"def {name}(" not in (ROOT / path).read_text()]
    files = re.findall(r"`((?:backend|frontend|docs|tests)/[\w./-]+\.\w+)`", text)
    missing += [path for path in files if not (ROOT / path).is_file()]
    assert tests and missing == []


def test_a_requirement_that_is_met_names_what_shows_it():
    said = {f"{section}.{number}": proof for section, number, _, _, state, proof in ROWS if state == "met"}
    assert [number for number, proof in said.items() if not re.search(r"`|the test of \d", proof)] == []
