from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from backend.care.course import Answer, Course, Value, VisitKind, VisitState
from backend.care.load import ProtocolError, protocol_hash, standard_text
from backend.care.occurrence import Key
from backend.courses import records, store
from backend.courses.intake import latest, taken_from_before
from backend.courses.models import CourseRow, ProtocolText
from backend.courses.store import CourseStart
from backend.db import Base, Database, new_id
from backend.errors import Problem
from tests.courses.cast import ALICE, BOB, COURSE, NOW, visit

FACTS = {"area": "face", "retinoid": "cosmetic", "actives": True}
FIRST = visit("2026-12-08T13:45", id=new_id(), place="Hauptstr. 1", phone="030 1234")


def begin(database: Database, text: str, patient_id: str = ALICE, **fields: Any) -> Course:
    """Make a course with its first session on 8 December; `fields` replace what is given."""
    start = CourseStart(COURSE, frozenset({"pen"}), FACTS, first=FIRST)
    with database.transaction() as session:
        return store.create_course(session, patient_id, replace(start, **fields), text, NOW)


def dump(database: Database) -> dict[str, list[Any]]:
    """Every row of every table."""
    with database.read() as session:
        return {
            table.name: [tuple(row) for row in session.execute(table.select().order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }


def refused(database: Database, change: Callable[[Session], object], status: int) -> str:
    """The sentence a change is refused with; nothing of it stays."""
    before = dump(database)
    with pytest.raises(Problem) as problem, database.transaction() as session:
        change(session)
    assert problem.value.status == status
    assert dump(database) == before
    return problem.value.sentence


@pytest.fixture
def alices(kept: Database, small_protocol: str) -> Course:
    """Alice's course: one session booked, three proposed."""
    return begin(kept, small_protocol)


def starts(course: Course) -> list[str]:
    return [f"{one.start_local:%Y-%m-%d %H:%M} {one.state}" for one in course.visits]


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


# Visits


def test_a_visit_is_added_once(kept: Database, alices: Course) -> None:
    check = visit("2026-12-22T09:00", id=new_id(), kind=VisitKind.FOLLOW_UP)
    with kept.transaction() as session:
        store.add_visit(session, ALICE, COURSE, check, NOW)
    before = dump(kept)
    with kept.transaction() as session:
        again = replace(check, minutes=30)
        assert store.add_visit(session, ALICE, COURSE, again, NOW) == check
    assert dump(kept) == before


def test_two_sessions_on_one_date_are_refused(kept: Database, alices: Course) -> None:
    clash = visit("2027-01-12T09:00", id=new_id())
    assert "already a session on 12 January 2027" in refused(
        kept, lambda s: store.add_visit(s, ALICE, COURSE, clash, NOW), 422
    )


def test_a_moved_session_is_kept_with_its_new_epoch(kept: Database, alices: Course) -> None:
    edits = {"start_local": datetime(2026, 12, 15, 9, 0), "place": ""}
    later = NOW + timedelta(hours=1)
    with kept.transaction() as session:
        store.change_visit(session, ALICE, FIRST.id, edits, later)
    with kept.read() as session:
        moved = records.own_visit(session, ALICE, FIRST.id)[1]
    assert (moved.epoch, moved.starts, moved.place) == (1, 1, "")
    assert (moved.epoch_start_local, moved.epoch_began_at) == (datetime(2026, 12, 15, 9, 0), later)


def test_a_postponed_session_takes_its_proposals_along(kept: Database, alices: Course) -> None:
    edits = {"start_local": datetime(2027, 1, 12, 9, 0)}
    with kept.transaction() as session:
        before, after = store.change_visit(session, ALICE, FIRST.id, edits, NOW)
        assert records.load_course(session, COURSE) == after
    assert before == alices
    assert starts(after) == [
        "2027-01-12 09:00 booked",
        "2027-02-16 09:00 proposed",
        "2027-03-23 09:00 proposed",
        "2027-04-27 09:00 proposed",
    ]


def test_a_session_cannot_move_to_the_date_of_another_booked_one(kept: Database, alices: Course) -> None:
    second, edits = alices.visits[1], {"start_local": datetime(2027, 1, 12, 9)}
    with kept.transaction() as session:
        store.change_visit(session, ALICE, second.id, {"state": VisitState.BOOKED}, NOW)
    said = refused(kept, lambda s: store.change_visit(s, ALICE, FIRST.id, edits, NOW), 422)
    assert said.startswith("There is already a session on 12 January 2027.")


def test_looking_at_a_move_changes_nothing(kept: Database, alices: Course) -> None:
    before = dump(kept)
    with kept.read() as session:
        edits = {"start_local": datetime(2026, 12, 15, 9, 0)}
        was, would_be = store.visit_changed(session, ALICE, FIRST.id, edits, NOW)
    assert was == alices
    assert would_be.visits[0].epoch == 1
    assert dump(kept) == before


@pytest.mark.parametrize(
    ("edits", "sentence"),
    [
        ({"state": VisitState.DID_NOT_HAPPEN}, "This session is still to come. You can cancel it instead."),
        ({"state": VisitState.PROPOSED}, "This session is booked already."),
        ({"minutes": 0}, "A visit takes between 5 minutes and 8 hours."),
        ({"zone": "Mars/Olympus"}, '"Mars/Olympus" is not a time zone we know.'),
        ({"start_local": datetime(1987, 1, 1, 9)}, "1 January 1987 is too long ago."),
        ({"ended_at": datetime(2026, 12, 8, 14, tzinfo=UTC)}, "That end is still to come."),
    ],
)
def test_a_change_that_cannot_be_right_is_refused(
    kept: Database, alices: Course, edits: dict[str, Any], sentence: str
) -> None:
    said = refused(kept, lambda s: store.change_visit(s, ALICE, FIRST.id, edits, NOW), 422)
    assert said.startswith(sentence)


def test_a_session_is_ended_and_the_mistap_taken_back(kept: Database, alices: Course) -> None:
    after = datetime(2026, 12, 8, 15, 0, tzinfo=UTC)
    with kept.transaction() as session:
        store.change_visit(session, ALICE, FIRST.id, {"ended_at": after - timedelta(hours=1)}, after)
        assert records.own_visit(session, ALICE, FIRST.id)[1].state is VisitState.ENDED
        store.change_visit(session, ALICE, FIRST.id, {"state": VisitState.BOOKED}, after)
        assert records.own_visit(session, ALICE, FIRST.id)[1] == FIRST


# Answers


def answer(**fields: Any) -> Answer:
    return replace(Answer(new_id(), "prescriber", "pause", NOW, FIRST.id), **fields)


def record(database: Database, one: Answer, now: datetime = NOW) -> tuple[Answer, ...]:
    with database.transaction() as session:
        store.record_answer(session, ALICE, COURSE, one, now)
        return records.answers_of(session, COURSE)


def test_an_answer_belongs_to_the_visit_it_was_asked_for(kept: Database, alices: Course) -> None:
    given = answer()
    assert given in record(kept, given)


def test_an_answer_from_a_reminder_belongs_to_that_reminder_s_visit(kept: Database, alices: Course) -> None:
    key = str(Key(COURSE, "B20", FIRST.id, 0, "0"))
    given = answer(visit_id=None, occurrence=key)
    found = {one.id: one for one in record(kept, given)}
    assert found[given.id] == replace(given, visit_id=FIRST.id)


def test_the_same_answer_twice_counts_once(kept: Database, alices: Course) -> None:
    given = answer()
    assert record(kept, given) == record(kept, replace(given, value="keep"), NOW + timedelta(hours=1))


def test_the_phone_s_time_is_kept_but_never_later_than_its_receipt(kept: Database, alices: Course) -> None:
    early = record(kept, answer(at=NOW - timedelta(hours=5)))
    assert min(one.at for one in early) == NOW - timedelta(hours=5)
    late = record(kept, answer(at=NOW + timedelta(days=3)))
    assert max(one.at for one in late) == NOW


def test_answers_come_back_in_the_order_they_were_given(kept: Database, alices: Course) -> None:
    record(kept, answer(value="keep", at=NOW - timedelta(hours=1)))  # sent first, though given last
    record(kept, answer(value="pause", at=NOW - timedelta(hours=2)))
    with kept.read() as session:
        said = [one.value for one in records.answers_of(session, COURSE) if one.visit_id]
    assert said == ["pause", "keep"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"question": "blood_type"}, 422),
        ({"value": "maybe"}, 422),
        ({"value": True}, 422),
        ({"visit_id": "b0b00000-0000-4000-8000-00000000000f"}, 404),
        ({"occurrence": "nonsense"}, 422),
        ({"occurrence": f"other/B20/{FIRST.id}/0/0"}, 422),
        ({"occurrence": f"{COURSE}/B20/another-visit/0/0"}, 422),
        ({"visit_id": None, "occurrence": f"{COURSE}/B20/another-visit/0/0"}, 404),
    ],
)
def test_an_answer_that_fits_nothing_is_refused(
    kept: Database, alices: Course, fields: dict[str, Any], status: int
) -> None:
    refused(kept, lambda s: store.record_answer(s, ALICE, COURSE, answer(**fields), NOW), status)


def test_an_answer_cannot_name_a_visit_of_another_course(
    kept: Database, small_protocol: str, alices: Course
) -> None:
    theirs = begin(kept, small_protocol, BOB, id=new_id(), first=replace(FIRST, id=new_id())).visits[0]
    refused(kept, lambda s: store.record_answer(s, ALICE, COURSE, answer(visit_id=theirs.id), NOW), 404)


# Values


def test_an_unusual_number_is_kept_with_who_set_it(kept: Database, alices: Course) -> None:
    with kept.transaction() as session:
        warning = store.set_value(session, ALICE, COURSE, Value("retinoid_before", 20, "clinic"), NOW)
        assert warning is not None and "double-check" in warning
        assert records.load_course(session, COURSE).values == (Value("retinoid_before", 20, "clinic"),)


def test_a_number_is_replaced_and_taken_back(kept: Database, alices: Course) -> None:
    with kept.transaction() as session:
        store.set_value(session, ALICE, COURSE, Value("retinoid_before", 5, "patient"), NOW)
        store.set_value(session, ALICE, COURSE, Value("retinoid_before", 3, "clinic"), NOW)
        assert records.load_course(session, COURSE).values == (Value("retinoid_before", 3, "clinic"),)
        store.unset_value(session, ALICE, COURSE, "retinoid_before")
        store.unset_value(session, ALICE, COURSE, "retinoid_before")
        assert records.load_course(session, COURSE).values == ()


def test_a_gap_of_no_weeks_is_refused(kept: Database, alices: Course) -> None:
    value = Value("spacing_min", 0, "clinic")
    sentence = refused(kept, lambda s: store.set_value(s, ALICE, COURSE, value, NOW), 422)
    assert sentence == "“Earliest next session” must be at least 1. Please check the number."


def test_a_number_the_protocol_lacks_is_not_found(kept: Database, alices: Course) -> None:
    refused(kept, lambda s: store.set_value(s, ALICE, COURSE, Value("tea", 1, "clinic"), NOW), 404)
    refused(kept, lambda s: store.unset_value(s, ALICE, COURSE, "tea"), 404)


# One patient never reaches another's

Change = Callable[[Session, str], object]


@pytest.mark.parametrize(
    "change",
    [
        lambda s, who: records.own_course(s, who, COURSE),
        lambda s, who: records.own_visit(s, who, FIRST.id),
        lambda s, who: store.set_sessions(s, who, COURSE, 3, NOW),
        lambda s, who: store.set_course_state(s, who, COURSE, NOW, closed=True),
        lambda s, who: store.add_visit(s, who, COURSE, visit("2026-12-22T09:00", id=new_id()), NOW),
        lambda s, who: store.add_visit(s, who, COURSE, FIRST, NOW),
        lambda s, who: store.visit_changed(s, who, FIRST.id, {"minutes": 30}, NOW),
        lambda s, who: store.change_visit(s, who, FIRST.id, {"minutes": 30}, NOW),
        lambda s, who: store.record_answer(s, who, COURSE, answer(), NOW),
        lambda s, who: store.set_value(s, who, COURSE, Value("retinoid_before", 3, "clinic"), NOW),
        lambda s, who: store.unset_value(s, who, COURSE, "retinoid_before"),
    ],
)
def test_another_patient_s_ids_are_not_found(kept: Database, alices: Course, change: Change) -> None:
    refused(kept, lambda s: change(s, BOB), 404)


def test_another_patient_s_answer_id_is_not_found(
    kept: Database, small_protocol: str, alices: Course
) -> None:
    taken = answer()
    record(kept, taken)
    bobs = begin(kept, small_protocol, BOB, id=new_id(), first=None)
    again = replace(taken, visit_id=None)
    refused(kept, lambda s: store.record_answer(s, BOB, bobs.id, again, NOW), 404)
