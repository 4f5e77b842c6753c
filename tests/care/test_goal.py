from datetime import date

from backend.care.course import Value, VisitState
from backend.care.goal import Score, goal
from tests.care.builders import BERLIN, STANDARD, make_answer, make_course, make_visit

FIRST = make_visit("2026-09-01 13:45", "s1", state=VisitState.ENDED)
LAST = make_visit("2026-10-06 13:45", "s2", state=VisitState.ENDED)


def test_a_first_change_may_show_six_weeks_on_and_a_verdict_is_fair_12_to_24_after_the_last() -> None:
    found = goal(make_course(FIRST, LAST, sessions=2), STANDARD, (), BERLIN)
    assert found.first_change_on == date(2026, 10, 13)
    assert (found.fair_from, found.fair_on) == (date(2026, 12, 29), date(2027, 3, 23))
    assert found.is_last_sure


def test_a_course_of_one_session_counts_all_from_it() -> None:
    found = goal(make_course(FIRST, sessions=1), STANDARD, (), BERLIN)
    assert (found.first_change_on, found.fair_from) == (date(2026, 10, 13), date(2026, 11, 24))


def test_while_the_last_session_is_only_proposed_its_dates_are_not_sure() -> None:
    proposed = make_visit("2026-12-08 13:45", "s2", state=VisitState.PROPOSED)
    found = goal(make_course(FIRST, proposed, sessions=2), STANDARD, (), BERLIN)
    assert (found.fair_from, found.is_last_sure) == (date(2027, 3, 2), False)


def test_without_dates_nothing_is_promised() -> None:
    found = goal(make_course(FIRST, sessions=4), STANDARD, (), BERLIN)
    assert (found.last_session_on, found.fair_from, found.fair_on) == (None, None, None)


def test_a_clinic_that_looks_sooner_than_twelve_weeks_is_taken_at_its_word() -> None:
    values = (Value("results_fair", 10, "clinic"),)
    found = goal(make_course(FIRST, sessions=1, values=values), STANDARD, (), BERLIN)
    assert found.fair_from == found.fair_on == date(2026, 11, 10)


def test_the_last_score_of_a_day_in_the_patient_s_zone_counts() -> None:
    answers = [
        make_answer("goal", "Feel like myself", "2026-09-01 09:00", None, "g"),
        make_answer("goal_score", 2, "2026-09-01 09:00", None, "a"),
        make_answer("goal_score", 3, "2026-09-01 21:59", None, "b"),  # 23:59 in Berlin
        make_answer("goal_score", 5, "2026-09-01 22:01", "s1", "c"),
    ]
    found = goal(make_course(FIRST), STANDARD, answers, BERLIN)
    assert found.words == "Feel like myself"
    assert found.scores == (Score(date(2026, 9, 1), 3), Score(date(2026, 9, 2), 5))
