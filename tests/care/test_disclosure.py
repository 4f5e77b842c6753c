import pytest

from backend.care.disclosure import Disclosure, Line, disclosure
from backend.care.said import said
from tests.care.builders import STANDARD, make_answer, make_answers, make_course


def sheet(**facts: str | int | bool) -> Disclosure:
    return disclosure(make_course(), STANDARD, make_answers(**facts))


def line(found: Disclosure, question: str) -> Line:
    (only,) = [one for section in found.sections for one in section.lines if one.question == question]
    return only


def test_every_question_is_on_the_list_and_what_nobody_answered_says_so() -> None:
    lines = [one for section in sheet().sections for one in section.lines]
    asked = {one.id for one in STANDARD.questions.values() if one.asked != "in_time"}
    assert {one.question for one in lines} == asked - {"photos", "daylight", "goal_score", "cost_diary"}
    assert all(one.said is None and not one.tell for one in lines)


def test_medicines_and_supplements_are_listed_word_for_word_and_never_judged() -> None:
    found = sheet(medicines="Warfarin 5 mg, ibuprofen", supplements="Fish oil, ginkgo")
    assert line(found, "medicines").said == "Warfarin 5 mg, ibuprofen"
    assert not line(found, "medicines").tell
    assert line(found, "supplements") == Line(
        "supplements", STANDARD.questions["supplements"].asks, "Fish oil, ginkgo", tell=False
    )


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("pregnancy", "maybe"),
        ("isotretinoin", "under_12_months"),
        ("conditions", "diabetes,fainting"),
        ("keloids", True),
        ("allergies", "latex"),
        ("age", "under_18"),
    ],
)
def test_what_the_talk_first_step_names_is_to_be_said_first(question: str, value: str | bool) -> None:
    assert line(sheet(**{question: value}), question).tell


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("pregnancy", "rather_not_say"),
        ("isotretinoin", "none"),
        ("conditions", "none"),
        ("keloids", False),
        ("cold_sores", True),
        ("bruising", True),
        ("dark_marks", True),
        ("retinoid", "prescribed"),
    ],
)
def test_everything_else_is_only_listed(question: str, value: str | bool) -> None:
    assert not line(sheet(**{question: value}), question).tell


def test_the_last_answer_stands_and_a_visit_s_own_does_not_belong_there() -> None:
    answers = [
        *make_answers(bruising=True),
        make_answer("bruising", False, "2026-11-20 09:00", None, "later"),
        make_answer("bruising", True, "2026-11-21 09:00", "s1", "visit"),
    ]
    found = disclosure(make_course(), STANDARD, answers)
    assert line(found, "bruising").said == "No"
    assert f"{found.changed_at:%Y-%m-%d}" == "2026-11-20"


@pytest.mark.parametrize(
    ("facts", "doubts"),
    [
        ({"prescribed_medicine": False, "conditions": "blood_thinner"}, 1),
        ({"prescribed_medicine": True, "conditions": "blood_thinner"}, 0),
        ({"actives": False, "products": "acids,make_up"}, 1),
        ({"actives": False, "products": "make_up"}, 0),
        ({}, 0),
    ],
)
def test_answers_that_do_not_fit_each_other_are_both_shown_and_asked_about(
    facts: dict[str, str | bool], doubts: int
) -> None:
    found = sheet(**facts)
    assert len(found.doubts) == doubts
    assert all(line(found, question).said is not None for question in facts)
    assert all(sentence.endswith("Please check.") for sentence in found.doubts)


def test_answers_read_in_the_words_of_their_question() -> None:
    questions = STANDARD.questions
    assert said(questions["keloids"], True) == "Yes"
    assert said(questions["tone"], 5) == "Brown"
    assert said(questions["allergies"], "metal,latex") == "A metal, Latex"
    assert said(questions["allergies"], "none") == "None of these"
    assert said(questions["goal"], "Feel like myself") == "Feel like myself"
    assert said(questions["cost_session"], 250) == "250"
