"""Lives that do not go by the book: nothing answered, answers that contradict, one session, a long break."""

from __future__ import annotations

from datetime import timedelta

from backend.care.course import Answer, VisitState
from tests.care.builders import (
    CREATED_AT,
    FACE,
    dues,
    make_answers,
    make_at,
    make_course,
    make_plan,
    make_visit,
    only,
)


def steps(planned) -> set[str]:  # type: ignore[no-untyped-def]
    return {occurrence.step.id for occurrence in planned}


def test_who_answers_nothing_is_asked_and_warned_and_permitted_nothing_they_may_not_do() -> None:
    found = steps(make_plan(answers=()))
    assert {"B01", "B03", "B06", "B15", "B19", "A03", "A14", "A15", "A17", "A22", "A26", "A33"} <= found
    assert not found & {"B10", "B11", "B12", "A11", "A16", "A21", "A23", "A24", "A31"}


def test_of_contradictory_answers_the_more_careful_counts() -> None:
    answers = make_answers(area="face", retinoid="none", actives=False, products="acids")
    assert {"B12", "A23"} <= steps(make_plan(answers=answers))


def test_an_answer_changed_mid_way_changes_what_is_still_to_come() -> None:
    stopped = Answer("later", "retinoid", "none", make_at("2026-12-04 12:00"))
    assert "B11" not in steps(make_plan(answers=(*FACE, stopped), since="2026-12-04 12:00"))
    assert dues("B11", make_plan(since="2026-12-04 12:00")) == ["2026-12-06 19:00", "2026-12-07 19:00"]


def test_a_course_of_one_session_asks_for_no_next_one_and_ends_by_itself() -> None:
    planned = make_plan(make_course(sessions=1), until="2027-12-01 00:00")
    assert not steps(planned) & {"N01", "N02"}
    assert {"N05", "M01", "M02", "M03", "M05"} <= steps(planned)
    end = make_visit().end_at + timedelta(weeks=26)
    assert max(occurrence.due_at for occurrence in planned) < end


def test_a_course_taken_up_after_six_months_prepares_the_second_session_as_the_first() -> None:
    course = make_course(make_visit(), make_visit("2027-06-15 13:45", "s2"), sessions=2)
    planned = make_plan(course, until="2027-07-01 00:00")
    assert [occurrence.key.visit_id for occurrence in only("B10", planned)] == ["s1", "s2"]
    assert [occurrence.key.visit_id for occurrence in only("A22", planned)] == ["s1", "s2"]


def test_a_session_told_as_ended_a_day_late_or_twice_keeps_its_dates_and_keys() -> None:
    ended = make_visit(state=VisitState.ENDED, ended_at=make_at("2026-12-08 14:50"))
    once, again = make_plan(make_course(ended)), make_plan(make_course(ended))
    assert once == again
    told = {o.key for o in once}
    assert told == {o.key for o in make_plan(make_course(make_visit()))}
    assert min(o.due_at for o in once) > CREATED_AT
