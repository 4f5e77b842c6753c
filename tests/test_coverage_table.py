"""docs/coverage.md is true: every fact of the articles has its row, and every id in it exists."""

import re
from pathlib import Path

import pytest

from backend.care.guides import standard_guides
from backend.care.known import questions_of
from backend.care.load import standard_text, symptom_table
from tests.care.builders import STANDARD

TABLE = (Path(__file__).parent.parent / "docs" / "coverage.md").read_text(encoding="utf-8")
FACTS, GUIDES = TABLE.split("## Guides")
ROWS = [
    tuple(cell.strip() for cell in row.split("|")[1:-1]) for row in re.findall(r"^\| .*\|$", FACTS, re.M)
][1:]
GUIDE_IDS = re.findall(r"^\| (G\d\d) \|", GUIDES, re.M)
FACTS_OF_THE_ARTICLES = 65  # rows of section 1.2
# Where the pages of a course come from: the chart of the goal (care/goal.py) and the costs (care/costs.py).
PAGES = {"chart", "costs"}
STEPS = {step.id for step in STANDARD.steps}
KNOWN = {
    "healing",
    *PAGES,
    *STEPS,
    *STANDARD.params,
    *STANDARD.questions,
    *symptom_table().rules,
    *GUIDE_IDS,
}
# What the facts say a fact is used as, and what of the product is of that kind.
USES = {
    "R": STEPS,
    "G": {*GUIDE_IDS, *(step.id for step in STANDARD.steps if step.shows == "card")},
    # G09 is the list of questions a patient takes along.
    "Q": {"G09", *STANDARD.questions, *(step.id for step in STANDARD.steps if questions_of(step))},
    "T": set(symptom_table().rules),
    "C": {"costs"},
    "X": {"healing", "chart"},
    "L": {"chart", "cause", "concern", "goal", "goal_score"},
}


def ids_of(where: str) -> list[str]:
    """The ids a cell names: separated by semicolons, or inside the reason why something is not used."""
    if where.startswith("not used:"):
        return re.findall(r"\b[A-Z]\d\d\b", where)
    return [each.strip() for each in where.split(";")]


def test_every_fact_of_the_articles_has_its_row() -> None:
    assert len(ROWS) == len(set(ROWS)) == FACTS_OF_THE_ARTICLES
    seeds = {number for seed, *_ in ROWS for number in seed.split(", ")}
    assert seeds == {"000", "001", "002", "003", "004"}


@pytest.mark.parametrize("row", ROWS, ids=[row[1] for row in ROWS])
def test_a_fact_is_somewhere_that_exists_or_has_a_reason_why_not(row: tuple[str, ...]) -> None:
    where = row[3]
    assert where
    assert [each for each in ids_of(where) if each not in KNOWN] == []
    assert not where.startswith("not used:") or len(where) > len("not used: ") + 10


@pytest.mark.parametrize("row", ROWS, ids=[row[1] for row in ROWS])
def test_a_fact_is_used_in_each_way_its_research_names(row: tuple[str, ...]) -> None:
    """Each code of the facts leads to something of its kind."""
    uses, where = row[2], set(ids_of(row[3]))
    assert uses == "none" or not row[3].startswith("not used:")
    for use in () if uses == "none" else uses.split(", "):
        assert where & USES[use], use


def test_every_kind_of_use_is_in_the_table() -> None:
    assert {use for row in ROWS for use in row[2].split(", ")} == {*USES, "none"}


def test_every_article_is_a_source_of_the_protocol() -> None:
    for number in range(5):
        assert f"SEED00{number}" in standard_text()


def test_every_guide_named_is_described_and_every_guide_described_is_named() -> None:
    named = {each for *_, where in ROWS for each in re.findall(r"\bG\d\d\b", where)}
    assert named == set(GUIDE_IDS)
    assert [guide.id for guide in standard_guides().guides] == GUIDE_IDS
