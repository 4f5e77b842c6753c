from datetime import datetime

from backend.care.costs import costs
from backend.care.course import Answer, VisitKind, VisitState
from tests.care.builders import make_answer, make_at, make_course, make_visit

FIRST = make_visit("2026-10-06 13:45", "s1", state=VisitState.ENDED)
SECOND = make_visit("2026-11-10 13:45", "s2", state=VisitState.ENDED)
THIRD = make_visit("2026-12-15 13:45", "s3")


def noted(question: str, value: str | int, visit_id: str | None, at: str = "2026-11-10 18:00") -> Answer:
    return make_answer(question, value, at, visit_id, f"{question}-{visit_id}-{at}")


def test_a_course_adds_up_and_the_sessions_left_cost_what_the_last_one_did() -> None:
    found = costs(
        make_course(FIRST, SECOND, THIRD),
        [
            noted("cost_session", 200, "s1"),
            noted("cost_kit", 35, "s1"),
            noted("cost_session", 240, "s2"),
            noted("cost_travel", 6, "s2"),
            noted("currency", "€", None),
        ],
    )
    assert (found.currency, found.total, found.usual, found.left, found.ahead) == ("€", 481, 240, 2, 480)
    assert [(one.visit.id, one.total) for one in found.paid] == [("s1", 235), ("s2", 246)]


def test_a_session_without_a_price_leaves_the_last_known_one_as_the_usual() -> None:
    found = costs(
        make_course(FIRST, SECOND), [noted("cost_session", 200, "s1"), noted("cost_travel", 6, "s2")]
    )
    assert (found.total, found.usual, found.left, found.ahead) == (206, 200, 2, 400)


def test_a_corrected_amount_replaces_the_one_before() -> None:
    answers = [noted("cost_session", 2000, "s1"), noted("cost_session", 200, "s1", "2026-11-11 08:00")]
    assert costs(make_course(FIRST), answers).total == 200


def test_nothing_noted_is_no_price_and_nothing_ahead_is_guessed() -> None:
    found = costs(make_course(FIRST, SECOND), [])
    assert (found.total, found.usual, found.left, found.ahead) == (0, None, 2, None)
    assert [one.session for one in found.paid] == [None, None]


def test_a_free_session_is_a_price_of_nothing() -> None:
    found = costs(make_course(FIRST), [noted("cost_session", 0, "s1")])
    assert (found.usual, found.ahead) == (0, 0)


def test_money_put_down_for_a_session_ahead_counts_and_the_session_is_still_to_come() -> None:
    found = costs(make_course(FIRST, THIRD, sessions=2), [noted("cost_session", 180, "s3")])
    assert (found.total, found.left) == (180, 1)


def test_a_course_of_one_session_has_nothing_left_after_it() -> None:
    found = costs(make_course(FIRST, sessions=1), [noted("cost_session", 200, "s1")])
    assert (found.total, found.left, found.ahead) == (200, 0, 0)


def test_who_finished_early_has_nothing_left_to_pay() -> None:
    done_at: datetime = make_at("2026-11-20 09:00")
    assert costs(make_course(FIRST, sessions=4, done_at=done_at), []).left == 0


def test_a_consultation_costs_but_sets_no_price_of_a_session() -> None:
    talk = make_visit("2026-09-01 10:00", "talk", kind=VisitKind.CONSULTATION, state=VisitState.ENDED)
    found = costs(make_course(talk, FIRST), [noted("cost_session", 50, "talk")])
    assert (found.total, found.usual, found.left) == (50, None, 3)
