from datetime import timedelta

import pytest

from backend.care.course import Answer, Course
from backend.care.known import Known
from backend.care.load import load_protocol, standard_text
from backend.care.protocol import Protocol
from backend.care.vocabulary import FactValue
from backend.courses.intake import (
    age_refusal,
    completed,
    edited,
    latest,
    open_questions,
    sessions_refusal,
    sessions_warning,
    taken_along,
    usual_sessions,
)
from tests.courses.cast import COURSE, NOW


@pytest.fixture(scope="session")
def protocol(small_protocol: str) -> Protocol:
    return load_protocol(small_protocol, "small")


@pytest.mark.parametrize(
    ("area", "modalities", "sessions"),
    [
        ("face", {"pen"}, 4),
        ("abdomen", {"roller"}, 6),
        ("face", {"rf"}, 3),
        ("thighs", {"rf"}, 4),
        ("face", {"pen", "rf"}, 4),  # several modalities: the larger
        ("face,neck", {"pen"}, 4),
        ("thighs,face", {"pen"}, 6),  # several areas: the larger
        ("face,thighs", {"rf"}, 4),
        ("face", set(), 4),
    ],
)
def test_the_usual_number_of_sessions_follows_the_area_and_the_device(
    protocol: Protocol, area: str, modalities: set[str], sessions: int
) -> None:
    course = Course(COURSE, NOW, 1, frozenset(modalities))
    assert usual_sessions(Known(course, protocol, [Answer("1", "area", area, NOW)])) == sessions


@pytest.mark.parametrize(
    ("planned", "sentence"),
    [
        (1, None),
        (80, None),
        (0, "A course has at least 1 session. Please check the number."),
        (-3, "A course has at least 1 session. Please check the number."),
        (400, "400 sessions are far more than any course has. Please check the number."),
    ],
)
def test_an_impossible_number_of_sessions_is_refused(
    protocol: Protocol, planned: int, sentence: str | None
) -> None:
    refusal = sessions_refusal(protocol, planned)
    assert (refusal and refusal.sentence) == sentence


def test_an_unusual_number_of_sessions_asks_for_a_second_look(protocol: Protocol) -> None:
    assert sessions_warning(protocol, 8) is None
    assert sessions_warning(protocol, 12) == (
        "Most courses have 1 to 8 sessions, and this one 12. Please double-check with your clinic."
    )


@pytest.mark.parametrize(
    ("area", "daylight"),
    [
        ("face", True),
        ("hands", True),
        ("abdomen", False),
        ("abdomen,thighs", False),
        ("abdomen,hands", True),
        ("face,abdomen", True),
    ],
)
def test_whether_daylight_reaches_the_area_follows_unless_it_was_said(area: str, daylight: bool) -> None:
    assert completed({"area": area})["daylight"] is daylight
    assert completed({"area": area, "daylight": not daylight})["daylight"] is not daylight


@pytest.mark.parametrize(
    ("facts", "daylight"),
    [
        ({"area": "abdomen,face"}, True),  # what was known was known of the tummy
        ({"area": "abdomen,thighs"}, False),
        ({"area": "abdomen,face", "daylight": False}, False),  # said with it
        ({"area": "abdomen"}, None),  # no other area: what was said stands
        ({"tone": 4}, None),
    ],
)
def test_an_area_that_is_added_is_looked_at_for_daylight(
    facts: dict[str, FactValue], daylight: bool | None
) -> None:
    assert edited(facts, {"area": "abdomen", "daylight": False}).get("daylight") is daylight


def test_the_latest_answer_holds_and_a_visit_s_answers_stay_with_it() -> None:
    answers = [
        Answer("1", "retinoid", "cosmetic", NOW),
        Answer("2", "retinoid", "prescribed", NOW),
        Answer("3", "prescriber", "pause", NOW, "visit"),
    ]
    assert latest(answers, None) == {"retinoid": "prescribed"}
    assert latest(answers, "visit") == {"prescriber": "pause"}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"age": "under_18"}, "Stipple is for people of 18 and older. Please speak to a doctor first."),
        ({"age": "from_22", "area": "face"}, None),
        ({"area": "face"}, None),
    ],
)
def test_nobody_under_18_is_planned_for(facts: dict[str, FactValue], sentence: str | None) -> None:
    refusal = age_refusal(facts)
    assert (refusal and (refusal.field, refusal.sentence)) == (sentence and ("age", sentence))


@pytest.mark.parametrize(
    ("area", "is_asked"),
    [("face", True), ("breast", False), ("breast,chest", False), ("breast,face", True)],
)
def test_whoever_has_no_area_to_photograph_is_not_asked_about_reminders_for_photos(
    area: str, is_asked: bool
) -> None:
    found = open_questions(load_protocol(standard_text(), "standard"), [Answer("1", "area", area, NOW)])
    assert ("photos" in found, "cold_sores" in found, "area" in found) == (is_asked, True, False)


def test_an_answer_the_new_protocol_does_not_take_is_asked_again(small_protocol: str) -> None:
    about = small_protocol.replace("  tone: {", "  tone: {about: person, ")
    told = [Answer("1", "tone", 7, NOW), Answer("2", "gone", "yes", NOW), Answer("3", "area", "face", NOW)]
    later = NOW + timedelta(days=1)
    assert taken_along(load_protocol(about, "small"), told, (), later) == []
    fits = [*told, Answer("4", "tone", 3, NOW), Answer("5", "tone", 2, NOW, "visit")]
    assert taken_along(load_protocol(about, "small"), fits, (), later) == [fits[3]]
    assert taken_along(load_protocol(about, "small"), fits, ("tone",), later) == []
    assert taken_along(load_protocol(small_protocol, "small"), fits, (), later) == []
