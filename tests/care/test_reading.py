"""Every reminder reads as easily as age 11 needs: grade 6 for what it says, 9 for why, 6 on average."""

import re
from statistics import mean

import pytest

from backend.care.protocol import Param, Words
from tests.care.builders import STANDARD
from tests.care.reading import by_rule, grade, syllables

OPEN = {"time": "13:45", "place": "Park Street", "from": "12 Jan", "to": "24 Jan", "n": "2", "week": "4"}
SAID = [
    (f"{step.id} {number}", words)
    for step in STANDARD.steps
    for number, words in enumerate([step.words, *(variant.words for variant in step.variants)])
]
IDS = [name for name, _ in SAID]
WORDS = [words for _, words in SAID]


def filled(text: str) -> str:
    """The sentence as a patient with the usual numbers reads it."""
    numbers = {param.id: str(param.default) for param in STANDARD.params.values()}
    return re.sub(r"\{(\w+)\}", lambda found: (OPEN | numbers)[found[1]], text)


@pytest.mark.parametrize("words", WORDS, ids=IDS)
def test_a_title_and_its_body_are_of_grade_6_at_most(words: Words) -> None:
    assert grade(filled(f"{words.title}. {words.body}")) <= 6


@pytest.mark.parametrize("words", WORDS, ids=IDS)
def test_a_why_is_of_grade_9_at_most(words: Words) -> None:
    assert grade(filled(words.why)) <= 9


def test_the_whys_are_of_grade_6_on_average() -> None:
    assert mean(grade(filled(words.why)) for words in WORDS) <= 6


@pytest.mark.parametrize("question", STANDARD.questions.values(), ids=STANDARD.questions)
def test_a_question_and_why_it_is_asked_are_of_grade_9_at_most(question) -> None:  # type: ignore[no-untyped-def]
    assert max(grade(question.asks), grade(question.why)) <= 9


@pytest.mark.parametrize("param", [p for p in STANDARD.params.values() if p.note], ids=lambda p: p.id)
def test_a_note_beside_a_number_is_for_patients_and_names_no_key_of_ours(param: Param) -> None:
    assert grade(param.note) <= 9
    assert not re.search(r"\bseeds?\b|SEED|\b[A-Z]-[A-Z]", param.note)


def test_a_leaflet_s_sentence_is_far_above_grade_6() -> None:
    sentence = "Discontinue topical retinoids and exfoliating preparations several days before the procedure."
    assert grade(sentence) > 12


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("moisturiser", 4),  # as Americans spell it
        ("colour", 2),
        ("swelling", 2),
        ("24", 3),
        ("600", 3),
        ("SPF", 3),
        ("don’t", 1),
    ],
)
def test_syllables_are_counted_as_people_say_them(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("pillowcase", 3),
        ("skincare", 2),
        ("unscented", 3),
        ("waistbands", 2),
        ("scrubs", 1),
        ("serums", 2),
        ("shade", 1),
        ("washed", 1),
        ("gentle", 2),
        ("hm", 1),
    ],
)
def test_words_the_dictionary_does_not_know_are_counted_by_groups_of_vowels(word: str, count: int) -> None:
    assert by_rule(word) == count
