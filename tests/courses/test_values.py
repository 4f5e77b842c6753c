from dataclasses import replace
from typing import Any

import pytest

from backend.care.course import Course, Value
from backend.care.known import Known
from backend.care.load import load_protocol
from backend.care.protocol import Protocol, Question
from backend.courses.spacing import Spacing
from backend.courses.values import (
    answer_refusal,
    is_interval,
    spacing_of,
    value_refusal,
    value_warning,
    weeks_to_propose,
)
from tests.courses.cast import COURSE, NOW

HABITS = Question("products", "Which?", "choice", (), "later", "For you.")


@pytest.fixture(scope="session")
def protocol(small_protocol: str) -> Protocol:
    return load_protocol(small_protocol, "small")


def known(protocol: Protocol, modalities: set[str], *values: Value) -> Known:
    return Known(Course(COURSE, NOW, 4, frozenset(modalities), (), values), protocol, ())


@pytest.mark.parametrize(
    ("param", "value", "sentence"),
    [
        ("retinoid_before", 0, None),
        ("retinoid_before", 140, None),  # ten times the maximum is doubtful, not impossible
        (
            "retinoid_before",
            141,
            "141 is far more than clinics use for “Stop topical retinoids before”. Please check the number.",
        ),
        (
            "retinoid_before",
            -1,
            "“Stop topical retinoids before” cannot be less than 0. Please check the number.",
        ),
        ("spacing_min", 0, "“Earliest next session” must be at least 1. Please check the number."),
        ("spacing_min", 1, None),
        (
            "sessions_face",
            4,
            "How many sessions this course has stands on Course. Please change it there.",
        ),
        ("spf_reapply", 0, "“Sunscreen again after” must be at least 1. Please check the number."),
        ("makeup_after", 0, None),
    ],
)
def test_only_an_impossible_number_is_refused(
    protocol: Protocol, param: str, value: int, sentence: str | None
) -> None:
    refusal = value_refusal(protocol.params[param], value, is_interval(protocol, param))
    assert (refusal and refusal.sentence) == sentence


@pytest.mark.parametrize(
    ("param", "value", "sentence"),
    [
        ("retinoid_before", 14, None),
        (
            "retinoid_before",
            20,
            "Most clinics say 0 to 14 days here, and this says 20. Please double-check with yours.",
        ),
        (
            "spacing_min",
            1,
            "Most clinics say 2 to 8 weeks here, and this says 1. Please double-check with yours.",
        ),
    ],
)
def test_an_unusual_number_asks_for_a_second_look(
    protocol: Protocol, param: str, value: int, sentence: str | None
) -> None:
    assert value_warning(protocol.params[param], value) == sentence


def test_only_the_clinic_s_number_replaces_the_usual_gap(protocol: Protocol) -> None:
    assert spacing_of(known(protocol, {"pen"})) == Spacing(usual=4, least=2, source="test")
    by_patient = known(protocol, {"pen"}, Value("spacing_min", 3, "patient"))
    assert spacing_of(by_patient) == Spacing(usual=4, least=2, source="test", own=3)
    by_clinic = known(protocol, {"pen"}, Value("spacing_min", 3, "clinic"))
    assert spacing_of(by_clinic) == Spacing(usual=4, least=2, source="test", clinic=3)


@pytest.mark.parametrize(
    ("modalities", "values", "weeks"),
    [
        ({"pen"}, (), 5),
        ({"rf"}, (), 6),
        ({"pen", "rf"}, (), 6),  # several modalities: the larger
        ({"pen"}, (Value("spacing_min", 8, "clinic"),), 8),  # never sooner than the clinic leaves
        ({"pen"}, (Value("spacing_min", 3, "clinic"),), 5),
        ({"pen"}, (Value("spacing_suggest", 3, "clinic"),), 3),
    ],
)
def test_proposals_lie_as_far_apart_as_suggested(
    protocol: Protocol, modalities: set[str], values: tuple[Value, ...], weeks: int
) -> None:
    assert weeks_to_propose(known(protocol, modalities, *values)) == weeks


@pytest.mark.parametrize(
    ("question", "value", "is_answer"),
    [
        ("retinoid", "cosmetic", True),
        ("retinoid", "sometimes", False),
        ("retinoid", True, False),
        ("actives", True, True),
        ("actives", "yes", False),
        ("actives", 1, False),
        ("tone", 4, True),
        ("tone", "unknown", True),
        ("tone", 7, False),
        ("tone", True, False),  # Python holds True for 1
        ("calm_date", "2026-12-08", True),
        ("calm_date", "2026-02-30", False),
        ("calm_date", "20261208", False),
        ("calm_date", "9999-12-31", False),
        ("calm_date", "0001-01-01", False),
        ("score", 0, True),
        ("score", 10, True),
        ("score", 11, False),
        ("score", -1, False),
        ("score", True, False),
        ("note", "A little red.", True),
        ("note", "x" * 501, False),
        ("note", 3, False),
    ],
)
def test_an_answer_fits_its_question(protocol: Protocol, question: str, value: Any, is_answer: bool) -> None:
    assert (answer_refusal(protocol.questions[question], value) is None) is is_answer


def test_a_wrong_answer_names_the_question(protocol: Protocol) -> None:
    refusal = answer_refusal(replace(protocol.questions["actives"]), "yes")
    assert refusal is not None
    assert refusal.sentence == "That does not answer “Do you use acids?” Please choose one of the answers."
    refusal = answer_refusal(protocol.questions["calm_date"], "9999-12-31")
    assert refusal is not None
    assert refusal.sentence == "That does not answer “From which date?” Please check the date."


@pytest.mark.parametrize(
    ("value", "is_answer"),
    [
        ("acids", True),
        ("acids,make_up", True),
        ("none", True),
        ("", False),
        ("acids,none", False),
        ("acids,acids", False),
        ("acids,soap", False),
        (True, False),
    ],
)
def test_an_answer_to_several_names_each_of_its_values_once(value: Any, is_answer: bool) -> None:
    question = replace(HABITS, kind="several", values=("acids", "make_up"))
    assert (answer_refusal(question, value) is None) is is_answer
