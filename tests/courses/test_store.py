"""How a course is kept: begun once, with its protocol, its proposals and its state."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from backend.care.course import Answer, Course, Value, VisitState
from backend.care.load import ProtocolError, protocol_hash, standard_text
from backend.courses import records, store
from backend.courses.intake import latest, taken_from_before
from backend.courses.models import CourseRow, ProtocolText
from backend.courses.store import CourseStart
from backend.db import Database, new_id
from tests.courses.cast import ALICE, BOB, COURSE, NOW
from tests.courses.stored import FACTS, FIRST, begin, dump, refused, starts


def test_a_course_begins_with_its_first_session_booked_and_the_rest_proposed(alices: Course) -> None:
    assert starts(alices) == [
        "2026-12-08 13:45 booked",
        "2027-01-12 13:45 proposed",
        "2027-02-16 13:45 proposed",
        "2027-03-23 13:45 proposed",
    ]
    assert alices.sessions_planned == 4
    assert {one.place for one in alices.visits} == {"Hauptstr. 1"}


def test_a_told_second_session_is_booked_and_the_proposals_follow_it(
    kept: Database, small_protocol: str
) -> None:
    course = begin(kept, small_protocol, sessions=3, second_start=datetime(2027, 1, 5, 9, 0))
    assert starts(course) == [
        "2026-12-08 13:45 booked",
        "2027-01-05 09:00 booked",
        "2027-02-09 09:00 proposed",
    ]


def test_a_course_without_a_date_has_no_visits_yet(kept: Database, small_protocol: str) -> None:
    assert begin(kept, small_protocol, first=None).visits == ()


def test_beginning_twice_with_one_id_changes_nothing(
    kept: Database, small_protocol: str, alices: Course
) -> None:
    before = dump(kept)
    assert begin(kept, small_protocol, sessions=8) == alices
    assert dump(kept) == before


def test_what_was_said_of_the_person_is_as_in_the_last_course(kept: Database) -> None:
    """The area, and what may have changed since, is asked of each course; another's answers stay theirs."""
    text = standard_text()
    said = {"area": "face", "tone": 4, "allergies": "latex", "medicines": "Iron", "pregnancy": "none"}
    begin(kept, text, facts=said)
    later = NOW + timedelta(days=300)
    again = CourseStart(new_id(), frozenset({"pen"}), {"area": "neck", "tone": 3})
    others = replace(again, id=new_id())
    with kept.transaction() as session:
        store.record_answer(session, ALICE, COURSE, Answer(new_id(), "medicines", "Iron, zinc", later), later)
        store.create_course(session, ALICE, again, text, later + timedelta(days=1))
        store.create_course(session, BOB, others, text, later + timedelta(days=1))
    with kept.read() as session:
        facts = latest(records.answers_of(session, again.id), None)
        course = records.load_course(session, again.id)
        taken = taken_from_before(course, records.answers_of(session, again.id))
        bobs = latest(records.answers_of(session, others.id), None)
    assert facts == {"area": "neck", "tone": 3, "allergies": "latex", "medicines": "Iron, zinc"}
    assert sorted(taken) == ["allergies", "medicines"]
    assert bobs == {"area": "neck", "tone": 3}


def test_an_answer_taken_along_is_no_longer_as_before_once_it_is_changed(kept: Database) -> None:
    begin(kept, standard_text(), facts={"area": "face", "allergies": "latex"})
    later = NOW + timedelta(days=300)
    again = CourseStart(new_id(), frozenset({"pen"}), {"area": "face"})
    with kept.transaction() as session:
        course = store.create_course(session, ALICE, again, standard_text(), later)
        change = Answer(new_id(), "allergies", "none", later + timedelta(hours=1))
        store.record_answer(session, ALICE, again.id, change, later + timedelta(hours=1))
        answers = records.answers_of(session, again.id)
        assert latest(answers, None)["allergies"] == "none"
        assert taken_from_before(course, answers) == []
        assert latest(records.answers_of(session, COURSE), None)["allergies"] == "latex"


def test_another_patient_s_id_cannot_be_taken(kept: Database, small_protocol: str, alices: Course) -> None:
    start = CourseStart(COURSE, frozenset(), FACTS)
    sentence = refused(kept, lambda s: store.create_course(s, BOB, start, small_protocol, NOW), 404)
    assert sentence == "We could not find this course. It may have been removed."


def test_four_hundred_sessions_are_refused(kept: Database, small_protocol: str) -> None:
    start = CourseStart(COURSE, frozenset(), FACTS, sessions=400)
    sentence = refused(kept, lambda s: store.create_course(s, ALICE, start, small_protocol, NOW), 422)
    assert sentence == "400 sessions are far more than any course has. Please check the number."


def test_eighty_sessions_are_kept_and_proposed_for_at_most_five_years(
    kept: Database, small_protocol: str
) -> None:
    course = begin(kept, small_protocol, sessions=80)
    assert course.sessions_planned == 80
    assert max(one.on for one in course.visits).isoformat() == "2031-10-28"


def test_a_fact_nobody_asks_for_is_refused(kept: Database, small_protocol: str) -> None:
    start = CourseStart(COURSE, frozenset(), {"blood_type": "A"})
    sentence = refused(kept, lambda s: store.create_course(s, ALICE, start, small_protocol, NOW), 422)
    assert sentence == "We do not know this question. Please reload the page and try again."


def test_too_many_courses_are_refused(kept: Database, small_protocol: str) -> None:
    for _ in range(store.MOST_COURSES):
        begin(kept, small_protocol, id=new_id(), first=None)
    start = CourseStart(new_id(), frozenset(), FACTS)
    refused(kept, lambda s: store.create_course(s, ALICE, start, small_protocol, NOW), 409)


def test_an_old_course_keeps_its_protocol_when_the_file_is_gone(kept: Database, small_protocol: str) -> None:
    gone = small_protocol.replace("2026-01-01", "1999-gone")
    with kept.transaction() as session:
        session.add(ProtocolText(hash=protocol_hash(gone), text=gone, stored_at=NOW))
        session.flush()
        session.add(
            CourseRow(
                id=COURSE,
                patient_id=ALICE,
                protocol_hash=protocol_hash(gone),
                created_at=NOW,
                sessions_planned=4,
                modalities=["pen"],
            )
        )
    new = begin(kept, small_protocol, id=new_id(), first=None)
    with kept.read() as session:
        assert records.protocol_of(session, COURSE).version == "1999-gone"
        assert records.protocol_of(session, new.id).version == "2026-01-01"


def test_a_protocol_text_is_kept_once(kept: Database, small_protocol: str) -> None:
    begin(kept, small_protocol)
    begin(kept, small_protocol, patient_id=BOB, id=new_id(), first=None)
    assert len(dump(kept)["protocol_texts"]) == 1


def test_a_broken_protocol_text_begins_no_course(kept: Database) -> None:
    before = dump(kept)
    with pytest.raises(ProtocolError):
        begin(kept, "id: broken")
    assert dump(kept) == before


def test_courses_are_listed_for_their_patient_alone(
    kept: Database, small_protocol: str, alices: Course
) -> None:
    theirs = replace(FIRST, id=new_id())
    bobs = begin(kept, small_protocol, patient_id=BOB, id=new_id(), sessions=2, first=theirs)
    with kept.read() as session:
        assert records.courses_of(session, ALICE) == (alices,)
        assert records.courses_of(session, BOB) == (bobs,)
        assert records.load_course(session, bobs.id) == bobs


def test_an_unknown_course_is_not_found(kept: Database) -> None:
    for read in (records.load_course, records.protocol_of):
        refused(kept, lambda s, read=read: read(s, new_id()), 404)  # type: ignore[misc]


# The number of sessions


def test_more_sessions_are_proposed_after_the_last(kept: Database, alices: Course) -> None:
    with kept.transaction() as session:
        store.set_sessions(session, ALICE, COURSE, 6, NOW)
        course = records.load_course(session, COURSE)
    assert starts(course)[3:] == [
        "2027-03-23 13:45 proposed",
        "2027-04-27 13:45 proposed",
        "2027-06-01 13:45 proposed",
    ]


def test_fewer_sessions_take_back_proposals_but_never_a_booking(kept: Database, alices: Course) -> None:
    with kept.transaction() as session:
        store.change_visit(session, ALICE, alices.visits[3].id, {"state": VisitState.BOOKED}, NOW)
        store.set_sessions(session, ALICE, COURSE, 1, NOW)
        course = records.load_course(session, COURSE)
    assert starts(course) == ["2026-12-08 13:45 booked", "2027-03-23 13:45 booked"]
    assert course.sessions_planned == 1


def test_a_clinic_s_wider_gap_moves_later_proposals(kept: Database, alices: Course) -> None:
    with kept.transaction() as session:
        store.set_value(session, ALICE, COURSE, Value("spacing_min", 8, "clinic"), NOW)
        store.set_sessions(session, ALICE, COURSE, 5, NOW)
        assert starts(records.load_course(session, COURSE))[-1] == "2027-05-18 13:45 proposed"


# The state of a course


def test_a_course_is_paused_resumed_done_and_closed(kept: Database, alices: Course) -> None:
    later = NOW + timedelta(days=1)
    with kept.transaction() as session:
        store.set_course_state(session, ALICE, COURSE, NOW, paused=True, done=True, closed=True)
        store.set_course_state(session, ALICE, COURSE, later, paused=True)
        course = records.load_course(session, COURSE)
        assert (course.paused_at, course.done_at, course.closed_at) == (NOW, NOW, NOW)
        store.set_course_state(session, ALICE, COURSE, later, paused=False, closed=False)
        course = records.load_course(session, COURSE)
        assert (course.paused_at, course.done_at, course.closed_at) == (None, NOW, None)
