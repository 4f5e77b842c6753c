"""Courses that do not go as planned: one session, ended twice or a day late, begun again, answered anew."""

from __future__ import annotations

from datetime import UTC, datetime

from backend.care.course import Answer, VisitState
from backend.care.load import standard_text
from backend.courses import records, store
from backend.courses.store import CourseStart
from backend.db import Database
from tests.courses.cast import ALICE, COURSE, visit

MADE = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
FACTS = {"area": "face", "retinoid": "cosmetic"}
SESSION = visit("2026-12-08T13:45")


def begin(kept: Database, course_id: str = COURSE, sessions: int = 1, now: datetime = MADE) -> None:
    start = CourseStart(course_id, frozenset({"pen"}), FACTS, sessions=sessions, first=SESSION)
    with kept.transaction() as session:
        store.create_course(session, ALICE, start, standard_text(), now)


def end(kept: Database, ended_at: datetime, now: datetime) -> None:
    edits = {"state": VisitState.ENDED, "ended_at": ended_at}
    with kept.transaction() as session:
        store.change_visit(session, ALICE, SESSION.id, edits, now)


def ended(kept: Database) -> tuple[VisitState, datetime | None, int]:
    with kept.read() as session:
        (only,) = records.load_course(session, COURSE).visits
    return only.state, only.ended_at, only.epoch


def test_a_session_marked_done_a_day_later_keeps_the_end_that_was_told(kept: Database) -> None:
    begin(kept)
    told = datetime(2026, 12, 8, 13, 50, tzinfo=UTC)
    end(kept, told, datetime(2026, 12, 9, 8, 0, tzinfo=UTC))
    assert ended(kept) == (VisitState.ENDED, told, 0)


def test_a_session_marked_done_twice_is_done_once_with_the_last_end(kept: Database) -> None:
    begin(kept)
    first, second = (datetime(2026, 12, 8, 13, minute, tzinfo=UTC) for minute in (50, 55))
    end(kept, first, datetime(2026, 12, 8, 14, 0, tzinfo=UTC))
    end(kept, second, datetime(2026, 12, 9, 8, 0, tzinfo=UTC))
    end(kept, second, datetime(2026, 12, 9, 8, 1, tzinfo=UTC))
    assert ended(kept) == (VisitState.ENDED, second, 0)


def test_a_course_of_one_session_knows_its_last_and_closes_26_weeks_after(kept: Database) -> None:
    begin(kept)
    with kept.read() as session:
        course = records.load_course(session, COURSE)
    assert course.last_session == course.sessions[0]
    assert course.closes_at == datetime(2027, 6, 8, 13, 45, tzinfo=UTC)


def test_answers_changed_mid_way_replace_the_first_and_all_are_kept(kept: Database) -> None:
    begin(kept)
    later = datetime(2026, 12, 20, 9, 0, tzinfo=UTC)
    with kept.transaction() as session:
        store.record_answer(session, ALICE, COURSE, Answer("new", "retinoid", "prescribed", later), later)
        said = [a.value for a in records.answers_of(session, COURSE) if a.question == "retinoid"]
    assert said == ["cosmetic", "prescribed"]
