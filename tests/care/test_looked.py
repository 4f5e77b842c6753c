"""What reminders asked of the skin, in words: all of it, and whether it meant to contact the clinic."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.care.looked import LOOKED_AT, looks_of
from backend.care.vocabulary import FactValue
from backend.care.worry import LOOKS
from tests.care.builders import FACE, STANDARD, make_answer, make_course


@pytest.mark.parametrize(
    ("question", "value", "said", "is_call"),
    [
        ("check_in", "better", "Better", False),
        ("check_in", "worse", "Worse", True),
        *((look, "something", "Something's up", True) for look in sorted(LOOKS)),
        ("burn_check", "nothing", "None", False),
        ("safety_check", "something", "Yes, or not sure", True),
        ("safety_check", "fine", "None of them", False),
        ("skin_open", True, "Yes", False),
        ("calm", "not_calm", "Not calm", False),
    ],
)
def test_an_answer_reads_in_words_and_says_whether_it_meant_to_call(
    question: str, value: FactValue, said: str, is_call: bool
) -> None:
    (look,) = looks_of(make_course(), STANDARD, (*FACE, make_answer(question, value, "2026-12-10 09:00")))
    assert (look.said, look.asks_clinic) == (said, is_call)


def test_the_same_twice_after_day_3_means_to_call() -> None:
    told = [
        make_answer("check_in", "same", f"2026-12-{day} 09:00", answer_id=f"a{day}") for day in (11, 13, 15)
    ]
    assert [look.asks_clinic for look in looks_of(make_course(), STANDARD, told)] == [True, True, False]


def test_an_answer_to_a_question_the_plan_asks_no_more_is_left_out() -> None:
    """A clinic's newer text may ask other questions; the page for the clinic opens all the same."""
    without = {name: asked for name, asked in STANDARD.questions.items() if name != "arm_check"}
    told = [make_answer(look, "something", "2026-12-10 09:00") for look in ("arm_check", "lump_check")]
    (look,) = looks_of(make_course(), replace(STANDARD, questions=without), told)
    assert look.answer.question == "lump_check"


def test_every_question_of_a_worry_button_is_looked_at() -> None:
    worries = {
        question
        for step in STANDARD.steps
        for action in step.actions
        for question, value in action.answers
        if value == "something"
    }
    assert worries <= set(LOOKED_AT) <= set(STANDARD.questions)
