"""The guides: easy to read, with their sources, without a promise; a wrong file is told line and fix."""

from __future__ import annotations

from statistics import mean

import pytest

from backend.care.banned import banned_words
from backend.care.check import contradictions
from backend.care.guides import Section, read_guides, standard_guides
from backend.care.load import load_protocol, standard_text, symptom_table
from backend.care.nodes import ProtocolError
from backend.care.sources import known_sources, named_sources, read_sources
from tests.care.builders import STANDARD
from tests.care.reading import grade

GUIDES = standard_guides().guides
SECTIONS = [(f"{guide.id} {section.title}", section) for guide in GUIDES for section in guide.sections]
IDS = [name for name, _ in SECTIONS]


def text_of(section: Section) -> str:
    points = (point if point[-1] in ".?!" else f"{point}." for point in section.points)
    return " ".join([*section.says, *points])


@pytest.mark.parametrize("section", [section for _, section in SECTIONS], ids=IDS)
def test_a_section_is_of_grade_9_at_most(section: Section) -> None:
    assert grade(text_of(section)) <= 9


def test_the_guides_are_of_grade_6_on_average() -> None:
    assert mean(grade(text_of(section)) for _, section in SECTIONS) <= 6


def test_every_guide_can_be_found_and_names_its_sources() -> None:
    assert [guide.id for guide in GUIDES] == [f"G{number:02}" for number in range(1, len(GUIDES) + 1)]
    assert all(guide.keywords and guide.sources for guide in GUIDES)


@pytest.mark.parametrize(
    ("searched", "guide_id"),
    [
        ("serum", "G05"),
        ("botox", "G05"),
        ("patch", "G07"),
        ("alcohol", "G11"),
        ("cellulite", "G12"),
        ("painless", "G12"),
        ("fake tan", "G13"),
    ],
)
def test_a_guide_that_is_found_by_a_word_speaks_of_it(searched: str, guide_id: str) -> None:
    guide = next(each for each in standard_guides().guides if each.id == guide_id)
    texts = [text for section in guide.sections for text in (section.title, *section.says, *section.points)]
    assert searched in " ".join(texts).lower()


def test_the_names_of_guides_in_the_list_of_tabs_tell_nothing() -> None:
    assert {guide.id: banned_words(guide.page) for guide in GUIDES if banned_words(guide.page)} == {}


def test_every_source_of_the_protocol_has_a_name() -> None:
    for sources in (*(p.source for p in STANDARD.params.values()), *(s.source for s in STANDARD.steps)):
        assert all(part in known_sources().values() for part in named_sources(sources))
    assert named_sources("SEED001 (a few hours); C-KDS 12 h; H-CW-POST") == (
        "General articles about the treatment",
        "Clinics' and salons' own sheets",
        "Chelsea and Westminster Hospital (NHS): after-care leaflet",
    )


def test_every_step_that_has_a_guide_leads_to_one_that_exists() -> None:
    led = {step.guide for step in STANDARD.steps if step.guide}
    assert len(led) > 8 and led <= {guide.id for guide in GUIDES}


def test_a_step_that_leads_nowhere_is_told() -> None:
    lost = load_protocol(standard_text().replace("guide: G13", "guide: G99", 1), "lost.yaml")
    (sentence,) = contradictions(lost)
    assert "leads to guide G99, which does not exist." in sentence
    with pytest.raises(ProtocolError, match="Write a guide's id, as in G07"):
        load_protocol(standard_text().replace("guide: G13", "guide: sun", 1), "wrong.yaml")


GOOD = """version: "1"
guides:
  - id: G01
    title: "How it works"
    page: "How it works"
    drawing: leaf
    keywords: [collagen]
    sections:
      - title: "Tiny holes"
        says: ["Skin heals."]
        source: "SEED000"
"""


def test_another_text_is_another_version() -> None:
    assert read_guides(GOOD, "a").version == read_guides(GOOD, "b").version
    assert read_guides(GOOD.replace("heals", "mends"), "a").version != read_guides(GOOD, "a").version


@pytest.mark.parametrize(
    ("ours", "theirs", "sentence"),
    [
        ("id: G01", "id: one", "Line 3: `one` cannot be a guide's id. Write G and two digits, as in G07."),
        ('page: "How', 'page: "Skin: how', "Line 5: `page` of guide G01 tells too much (skin)."),
        ("drawing: leaf", "drawing: lief", "Line 6: `drawing` of guide G01 cannot be `lief`."),
        ('source: "SEED000"', 'source: "Z-99"', "Line 11: no source is called Z-99. Add its name"),
        ('source: "SEED000"', 'source: "hearsay"', "Line 11: no source is called hearsay."),
        ("Skin heals.", "This is safe.", "Line 9: “safe” promises too much."),
        ('says: ["Skin heals."]', "points: []", "Line 9: a section of guide G01 says nothing."),
        ("keywords: [collagen]", "keywords: collagen", "Line 7: `keywords` of guide G01 must be a list."),
        ("    title: \"How it works\"\n", "", "Line 3: guide G01 lacks `title`."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_its_fix(ours: str, theirs: str, sentence: str) -> None:
    assert ours in GOOD
    with pytest.raises(ProtocolError) as told:
        read_guides(GOOD.replace(ours, theirs), "guides.yaml")
    assert sentence in str(told.value)


def test_an_id_used_twice_is_told() -> None:
    with pytest.raises(ProtocolError, match="guide id G01 is used twice"):
        read_guides(GOOD + GOOD.split("guides:\n")[1], "guides.yaml")


def test_what_others_say_may_be_told_to_be_answered() -> None:
    told = GOOD.replace("Skin heals.", "Some say “it removes scars”. We do not.")
    assert read_guides(told, "guides.yaml").guides


def test_a_source_without_a_name_is_told() -> None:
    with pytest.raises(ProtocolError, match="Line 2"):
        read_sources('SEED: "Articles"\nC:\n', "sources.yaml")


def test_where_harm_can_be_reported_stands_in_a_guide_and_with_the_worry_about_needles() -> None:
    """Care protocol 4.1: report lines must be said."""
    said = [text for guide in standard_guides().guides for section in guide.sections for text in section.says]
    for name in ("MedWatch", "Yellow Card"):
        assert any(name in text for text in said)
        assert name in symptom_table().rules["C16"].says
