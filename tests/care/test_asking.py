"""The diary asks on the check days of the table, the day after something was watched, and once a day."""

from __future__ import annotations

from datetime import date

from backend.care.asking import askings
from backend.care.course import Course
from backend.care.load import symptom_table
from tests.care.builders import BERLIN, make_at, make_course, make_visit

TABLE = symptom_table()


def days(course: Course, *told: tuple[str, str], now: str = "2026-12-08 18:00") -> list[int]:
    """The days after 8 December on which it asks."""
    written = [(date.fromisoformat(on), tier) for on, tier in told]
    found = askings(TABLE, course, written, BERLIN, make_at(now))
    return [(each.until - make_at("2026-12-08 23:00")).days for each in found]


def test_it_asks_on_the_check_days_of_the_table_up_to_week_8() -> None:
    assert days(make_course()) == [0, 1, 2, 3, 5, 7, 10, 14, 21, 28, 56]


def test_after_radiofrequency_it_asks_in_week_12_too() -> None:
    course = make_course(modalities=frozenset({"rf"}))
    assert days(course, now="2027-01-10 09:00") == [56, 84]


def test_it_asks_the_day_after_something_was_watched() -> None:
    """Rule W01 says: we ask again tomorrow."""
    assert days(make_course(), ("2026-12-11", "watch"), now="2026-12-11 18:00")[:2] == [4, 5]
    assert days(make_course(), ("2026-12-11", "expected"), now="2026-12-11 18:00")[:2] == [5, 7]


def test_who_wrote_something_down_is_asked_no_more_that_day() -> None:
    assert days(make_course(), ("2026-12-08", "expected"))[0] == 1


def test_on_the_day_of_a_session_it_asks_once_that_has_ended() -> None:
    first, *_ = askings(TABLE, make_course(), (), BERLIN, make_at("2026-12-08 08:00"))
    assert (first.from_at, first.until) == (make_at("2026-12-08 13:45"), make_at("2026-12-08 23:00"))


def test_before_the_first_session_it_asks_nothing_and_the_next_one_counts_anew() -> None:
    two = make_course(make_visit(), make_visit("2026-12-29 13:45", "s2"))
    assert days(two, now="2026-12-01 09:00")[:2] == [0, 1]
    assert days(two, now="2026-12-22 09:00")[:3] == [14, 21, 22]  # 21 is day 0 of the second
