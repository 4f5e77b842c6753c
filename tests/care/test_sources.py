"""Whose word stands behind a number or a sentence, in words a patient can read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backend.care import sources
from backend.care.known import Known
from backend.care.sources import keys_in, name_of, named_sources, readable
from backend.courses.values import spacing_of
from tests.care.builders import FACE, STANDARD, make_course

PROTOCOLS = Path(sources.__file__).parent / "protocols"


@pytest.mark.parametrize("name", ["standard.yaml", "symptoms.yaml", "guides.yaml"])
def test_every_key_of_the_built_in_files_has_a_name(name: str) -> None:
    text = (PROTOCOLS / name).read_text(encoding="utf-8")
    keys = {key for source in re.findall(r'source: "?([^"\n]*)', text) for key in keys_in(source)}
    assert len(keys) > 10
    assert [key for key in sorted(keys) if name_of(key) is None] == []


def test_each_source_is_named_once_and_no_key_is_left() -> None:
    said = named_sources("SEED001, SEED003 4-6 wk; R-HARRIS 4 wk; C-SWM 4-8 wk; C-CITY")
    assert said == (
        "General articles about the treatment",
        "Harris and others, acne scars, 2015",
        "Clinics' and salons' own sheets",
    )


def test_the_source_of_a_gap_is_readable() -> None:
    source = spacing_of(Known(make_course(), STANDARD, FACE)).source
    assert source.startswith("General articles about the treatment; Harris and others")
    assert keys_in(source) == ()


def test_a_clinic_s_own_words_stand_as_they_were_written() -> None:
    assert readable("Our clinic's sheet, page 2") == "Our clinic's sheet, page 2"
