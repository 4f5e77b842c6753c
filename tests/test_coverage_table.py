"""docs/coverage.md is true: every fact of the articles has its row, and every id in it exists."""

import re
from pathlib import Path

import pytest

from backend.care.guides import standard_guides
from backend.care.load import standard_text, symptom_table
from tests.care.builders import STANDARD

TABLE = (Path(__file__).parent.parent / "docs" / "coverage.md").read_text(encoding="utf-8")
FACTS, GUIDES = TABLE.split("## Guides")
ROWS = [
    tuple(cell.strip() for cell in row.split("|")[1:-1]) for row in re.findall(r"^\| .*\|$", FACTS, re.M)
][1:]
GUIDE_IDS = re.findall(r"^\| (G\d\d) \|", GUIDES, re.M)
FACTS_OF_THE_ARTICLES = 65  # rows of section 1.2
KNOWN = {
    "healing",
    *(step.id for step in STANDARD.steps),
    *STANDARD.params,
    *STANDARD.questions,
    *symptom_table().rules,
    *GUIDE_IDS,
}


def ids_of(where: str) -> list[str]:
    """The ids a cell names: separated by semicolons, or inside the reason why something is not used."""
    if where.startswith("not used:"):
        return re.findall(r"\b[A-Z]\d\d\b", where)
    return [each.strip() for each in where.split(";")]


def test_every_fact_of_the_articles_has_its_row() -> None:
    assert len(ROWS) == len(set(ROWS)) == FACTS_OF_THE_ARTICLES
    seeds = {number for seed, _, _ in ROWS for number in seed.split(", ")}
    assert seeds == {"000", "001", "002", "003", "004"}


@pytest.mark.parametrize("row", ROWS, ids=[fact for _, fact, _ in ROWS])
def test_a_fact_is_somewhere_that_exists_or_has_a_reason_why_not(row: tuple[str, str, str]) -> None:
    where = row[2]
    assert where
    assert [each for each in ids_of(where) if each not in KNOWN] == []
    assert not where.startswith("not used:") or len(where) > len("not used: ") + 10


def test_every_article_is_a_source_of_the_protocol() -> None:
    for number in range(5):
        assert f"SEED00{number}" in standard_text()


def test_every_guide_named_is_described_and_every_guide_described_is_named() -> None:
    named = {each for _, _, where in ROWS for each in re.findall(r"\bG\d\d\b", where)}
    assert named == set(GUIDE_IDS)
    assert [guide.id for guide in standard_guides().guides] == GUIDE_IDS
