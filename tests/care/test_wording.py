"""Words are filled in: times, places, numbers, weeks and the next booking window."""

from __future__ import annotations

import re
from dataclasses import astuple
from datetime import date

import pytest

from backend.care.course import Course, Value, VisitKind
from backend.care.wording import short_date
from tests.care.builders import FACE, make_answer, make_answers, make_course, make_plan, make_visit, only

PLACE = make_visit(place="Lindenweg 4")


def title_and_body(step_id: str, course: Course, answers=FACE, index: int = 0) -> tuple[str, str]:  # type: ignore[no-untyped-def]
    words = only(step_id, make_plan(course, answers, until="2028-01-01 00:00"))[index].words
    return words.title, words.body


SAID = [
    ("B19", make_course(PLACE), "Tomorrow: 13:45 at Lindenweg 4"),
    ("B19", make_course(), "Tomorrow: session at 13:45"),
    ("B19", make_course(make_visit(kind=VisitKind.FOLLOW_UP)), "Tomorrow at 13:45"),
    (
        "B19",
        make_course(make_visit(place="The Old Practice at the River, second floor")),
        "Tomorrow: 13:45 at The Old Practice at the",
    ),
    ("A03", make_course(), "Only your clinic's product for 24 hours"),
    (
        "A03",
        make_course(values=(Value("spf_start", 48, "clinic"),)),
        "Only your clinic's product for now",
    ),
    ("N01", make_course(), "Session 2: time to book"),
    ("M01", make_course(sessions=1), "Result photo: week 4"),
]


@pytest.mark.parametrize(("step_id", "course", "title"), SAID)
def test_a_title_names_the_place_the_time_or_the_number(step_id: str, course: Course, title: str) -> None:
    assert title_and_body(step_id, course)[0] == title


def test_the_weeks_of_results_count_up() -> None:
    course = make_course(sessions=1)
    titles = [title_and_body("M01", course, index=index)[0] for index in range(4)]
    assert titles == [f"Result photo: week {week}" for week in (4, 8, 12, 24)]


@pytest.mark.parametrize(
    ("values", "window"),
    [
        ((), "5 Jan to 19 Jan"),
        (
            (Value("spacing_min", 6, "clinic"),),
            "19 Jan to 19 Jan",
        ),  # never a window that ends before it begins
        ((Value("spacing_suggest", 8, "clinic"),), "5 Jan to 2 Feb"),
    ],
)
def test_the_window_to_book_follows_the_clinics_numbers(values: tuple[Value, ...], window: str) -> None:
    assert f"Best window: {window}." in title_and_body("N01", make_course(values=values))[1]


def test_the_first_variant_that_holds_speaks() -> None:
    prescribed = (
        *make_answers(retinoid="prescribed", area="face"),
        make_answer("prescriber", "pause", "2026-11-25 10:00"),
    )
    assert title_and_body("B11", make_course(), prescribed)[0] == "Tonight: the pause you were told"
    assert title_and_body("B11", make_course())[0] == "Skip retinoid tonight"
    assert title_and_body("A19", make_course(), make_answers(area="face"))[0] == "Day 3: check-in"
    assert title_and_body("A19", make_course())[0] == "Day 3: check-in and photo"


def test_a_session_close_to_the_next_keeps_it_simple() -> None:
    close = make_course(make_visit(), make_visit("2026-12-28 13:45", "s2"))
    assert title_and_body("A23", close)[0] == "Strong skincare: keep it simple for now"


def test_no_open_place_is_left_in_any_sentence() -> None:
    course = make_course(PLACE, make_visit("2027-01-12 13:45", "s2", kind=VisitKind.FOLLOW_UP), sessions=1)
    for answers in (FACE, (*make_answers(retinoid="prescribed", photos=False, area="face"),)):
        for occurrence in make_plan(course, answers, until="2027-08-01 00:00"):
            assert not re.search(r"[{}]", "".join(astuple(occurrence.words))), occurrence.key


@pytest.mark.parametrize(
    ("on", "text"),
    [(date(2027, 1, 12), "12 Jan"), (date(2026, 5, 1), "1 May"), (date(2026, 12, 31), "31 Dec")],
)
def test_dates_in_sentences_are_short(on: date, text: str) -> None:
    assert short_date(on) == text
