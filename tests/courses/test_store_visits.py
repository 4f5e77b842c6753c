"""How the visits, answers and numbers of a course are kept, and that no patient reaches another's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from backend.care.course import Answer, Course, Value, VisitKind, VisitState
from backend.care.occurrence import Key
from backend.courses import records, store
from backend.courses.models import VisitRow
from backend.db import Database, new_id
from tests.courses.cast import ALICE, BOB, COURSE, NOW, visit
from tests.courses.stored import FIRST, begin, dump, refused, starts

# Visits


def test_a_visit_is_added_once(kept: Database, alices: Course) -> None:
    check = visit("2026-12-22T09:00", id=new_id(), kind=VisitKind.FOLLOW_UP)
    with kept.transaction() as session:
        store.add_visit(session, ALICE, COURSE, check, NOW)
    before = dump(kept)
    with kept.transaction() as session:
        assert store.add_visit(session, ALICE, COURSE, check, NOW) == check
    assert dump(kept) == before


def test_other_words_under_the_id_of_a_visit_are_refused_and_not_dropped_in_silence(
    kept: Database, alices: Course
) -> None:
    check = visit("2026-12-22T09:00", id=new_id(), kind=VisitKind.FOLLOW_UP)
    with kept.transaction() as session:
        store.add_visit(session, ALICE, COURSE, check, NOW)
    again = replace(check, minutes=30)
    said = refused(kept, lambda session: store.add_visit(session, ALICE, COURSE, again, NOW), 409)
    assert "perhaps in another tab" in said


def test_two_hundred_visits_fit_in_one_course(kept: Database, alices: Course) -> None:
    days = [NOW - timedelta(days=2 * one) for one in range(1, store.MOST_VISITS - len(alices.visits))]
    past = [visit(f"{day:%Y-%m-%dT%H:%M}", id=new_id(), kind=VisitKind.FOLLOW_UP) for day in days]
    last = visit("2026-12-22T09:00", id=new_id(), kind=VisitKind.FOLLOW_UP)
    more = visit("2026-12-23T09:00", id=new_id(), kind=VisitKind.FOLLOW_UP)
    with kept.transaction() as session:
        session.add_all(VisitRow(id=one.id, course_id=COURSE, **records.columns_of(one)) for one in past)
    with kept.transaction() as session:
        store.add_visit(session, ALICE, COURSE, last, NOW)
    said = refused(kept, lambda session: store.add_visit(session, ALICE, COURSE, more, NOW), 409)
    assert said == "200 visits fit in one course. Please start another course."


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
