"""docs/clinical-review.md quotes what a clinician still has to approve, as it stands now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import clinical_texts

PAGE = (Path(__file__).parent.parent / "docs" / "clinical-review.md").read_text(encoding="utf-8")
LISTED = dict(re.findall(r"^- \[.\] `([^`]+)` (.+)$", PAGE, re.M))
WHOLE = dict(
    [
        *clinical_texts.guide_rows(),
        *clinical_texts.phase_rows(),
        *clinical_texts.symptom_rows(),
        *clinical_texts.rule_rows(),
    ]
)
STEPS = dict(clinical_texts.step_rows())


@pytest.mark.parametrize("name", WHOLE)
def test_a_text_that_no_source_says_word_for_word_is_listed_as_it_stands(name: str) -> None:
    """Changed it? Change its line too, and clear its tick: it has to be approved anew."""
    assert LISTED.get(name) == WHOLE[name]


def test_a_step_that_is_listed_is_quoted_as_it_stands() -> None:
    found = {name: words for name, words in LISTED.items() if name not in WHOLE}
    assert found == {name: STEPS.get(name) for name in found}
    assert len(found) > 40


def test_nothing_is_ticked_that_nobody_signed() -> None:
    ticked = re.findall(r"^- \[x\] `([^`]+)`.*$", PAGE, re.M)
    assert not ticked or "Signed:" in PAGE
