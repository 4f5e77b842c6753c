"""A course's occurrences: identity, moves, validity, ends, pauses and two courses at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from backend.care.agenda import Row
from backend.care.course import Clocks, Course, Value, Visit, VisitState
from backend.care.occurrence import Key, Occurrence
from backend.care.plan import session_day
from backend.courses.moves import moved
from tests.care.builders import (
    FACE,
    STANDARD,
    make_answer,
    make_answers,
    make_at,
    make_course,
    make_ledger,
    make_plan,
    make_visit,
    ns,
    only,
)

WHOLE = make_plan(make_course(make_visit(place="Lindenweg 4")), until="2027-03-01 00:00")


def moved_to(visit: Visit, start: str, at: str) -> Visit:
    return moved(visit, datetime.fromisoformat(start), visit.zone, make_at(at))


def one(step_id: str, course: Course) -> Occurrence:
    return only(step_id, make_plan(course))[0]


# Identity


@pytest.mark.parametrize(
    ("step_id", "key"),
    [
        ("B10", "alice/B10/s1/0/0"),
        ("B11", "alice/B11/s1/0/2026-12-01.evening"),
        ("B03", "alice/B03/s1/0/2026-11-24.morning"),
        ("A12", "alice/A12/-/0/start"),
        ("A10", "alice/A10/s1/0/start"),
        ("N06", "alice/N06/-/0/2026-11-01.evening"),
    ],
)
def test_an_occurrence_is_named_by_its_date_and_slot_not_by_its_time(step_id: str, key: str) -> None:
    assert str(only(step_id, WHOLE)[0].key) == key


def test_a_key_is_read_as_it_is_written() -> None:
    assert all(Key.parse(str(occurrence.key)) == occurrence.key for occurrence in WHOLE)


@pytest.mark.parametrize("text", ["", "a/b/c", "a/b/c/x/e", "a/b/c/0/e/f", "a//c/0/e", "a/b/c/-1/e"])
def test_a_text_that_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not the key"):
        Key.parse(text)


@pytest.mark.parametrize(
    "clocks",
    [
        Clocks("America/New_York"),
        Clocks("Asia/Tokyo"),
        Clocks("Africa/Casablanca"),
        Clocks("Europe/Berlin", morning=datetime(2026, 1, 1, 9, 30).time()),
    ],
)
def test_no_zone_bundle_or_new_rule_of_a_zone_changes_a_key(clocks: Clocks) -> None:
    """Another zone stands in for one whose offsets a new tzdata changed."""
    calendar = {"B03", "B10", "B11", "B14", "B15", "B19", "A12", "A22", "N06"}
    here = {o.key for o in WHOLE if o.step.id in calendar and o.on < WHOLE[-1].on}
    there = make_plan(make_course(make_visit(place="Lindenweg 4")), clocks=clocks, until="2027-03-02 00:00")
    assert here <= {o.key for o in there}


# Moves

MOVES = [
    # starts in turn, epoch and count of starts at the end
    (["2026-12-09 13:45"], 0, 1),
    (["2026-12-08 15:00"], 0, 1),
    (["2026-12-10 13:45"], 0, 1),
    (["2026-12-11 13:45"], 1, 1),
    (["2026-12-05 13:45"], 1, 1),
    (["2026-12-10 13:45", "2026-12-12 13:45"], 1, 2),
    (["2026-12-11 13:45", "2026-12-08 13:45"], 2, 2),
    (["2026-12-10 13:45", "2026-12-08 13:45"], 0, 2),
    (["2026-12-08 13:45"], 0, 0),
]


@pytest.mark.parametrize(("starts", "epoch", "count"), MOVES)
def test_a_move_of_three_days_begins_an_epoch_and_every_move_is_counted(
    starts: list[str], epoch: int, count: int
) -> None:
    visit = make_visit()
    for start in starts:
        visit = moved_to(visit, start, "2026-12-02 10:00")
    course = make_course(visit)
    assert one("B10", course).key.epoch == epoch  # again
    assert one("B19", course).key.epoch == count  # any
    assert one("A03", course).key.epoch == 0  # keep


SAID_THEN_MOVED = [
    # the pause was said on 30 November at 19:00; moved to, at; said again?
    ("2026-12-09 13:45", "2026-12-01 10:00", False),  # one day: the same occurrence
    ("2026-12-10 13:45", "2026-12-01 10:00", False),
    ("2026-12-11 13:45", "2026-12-01 10:00", True),  # due again on 3 December
    ("2026-12-05 13:45", "2026-12-01 10:00", False),  # would have been due on the 27th: the old row stands
    ("2026-12-11 13:45", "2026-12-04 10:00", False),  # moved too late to say it again
]


@pytest.mark.parametrize(("start", "at", "again"), SAID_THEN_MOVED)
def test_a_pause_that_was_said_is_said_again_only_for_a_real_move(start: str, at: str, again: bool) -> None:
    said = Row(one("B10", make_course()).key, rang_at=make_at("2026-11-30 19:00"))
    after = one("B10", make_course(moved_to(make_visit(), start, at)))
    found = make_ledger(said).row_for(after)
    assert (found is None) is again


def test_a_pause_that_was_said_stands_after_there_and_back_again() -> None:
    said = Row(one("B10", make_course()).key, rang_at=make_at("2026-11-30 19:00"))
    there = moved_to(make_visit(), "2026-12-12 13:45", "2026-12-01 10:00")
    back = moved_to(there, "2026-12-08 13:45", "2026-12-02 10:00")
    assert make_ledger(said).row_for(one("B10", make_course(back))) is said


def test_the_row_of_the_newest_earlier_epoch_stands() -> None:
    first = one("B10", make_course()).key
    rows = [Row(Key(first.course_id, "B10", "s1", epoch, "0")) for epoch in (1, 0)]
    visit = make_visit(epoch=2, epoch_began_at=make_at("2026-12-02 10:00"))
    assert make_ledger(*rows).row_for(one("B10", make_course(visit))) is rows[0]


def test_the_evening_pauses_that_were_said_are_not_said_again_after_a_small_move() -> None:
    before = ns("B11", make_plan())
    after = ns("B11", make_plan(make_course(moved_to(make_visit(), "2026-12-09 13:45", "2026-12-02 21:00"))))
    assert [name for name in after if name not in before] == ["2026-12-04.evening", "2026-12-08.evening"]


def test_the_day_before_is_asked_again_after_every_change_of_start() -> None:
    said = Row(one("B19", make_course()).key, rang_at=make_at("2026-12-07 19:00"))
    later_that_day = moved_to(make_visit(), "2026-12-08 15:00", "2026-12-07 12:00")
    assert make_ledger(said).row_for(one("B19", make_course(later_that_day))) is None
    for at in ("2026-12-07 19:00", "2026-12-07 20:00"):
        on_the_night = moved_to(make_visit(), "2026-12-08 15:00", at)
        assert make_ledger(said).row_for(one("B19", make_course(on_the_night))) is said


def test_cancelling_takes_back_the_pause_that_was_said() -> None:
    said = one("B10", make_course()).key
    assert said not in {o.key for o in make_plan(make_course(make_visit(state=VisitState.CANCELLED)))}


# Validity

VALID = [
    # step, its n, valid until
    ("B10", "0", "2026-11-30 23:00"),  # local midnight
    ("B11", "2026-12-07.evening", "2026-12-07 23:00"),
    ("B15", "0", "2026-12-07 08:00"),  # until it is asked again
    ("B15", "1", "2026-12-08 12:45"),  # a question: until the session
    ("B19", "0", "2026-12-07 23:00"),  # tomorrow words
    ("D03", "0", "2026-12-08 12:45"),  # the clinic's clock: until the start
    ("D06", "0", "2026-12-11 14:15"),  # a list of after-care: three days
    ("A02", "0", "2026-12-08 18:45"),
    ("A03", "0", "2026-12-09 13:45"),
    ("A10", "start", "2026-12-09 23:00"),  # its next begins the next date
    ("A10", "2026-12-10.morning", "2026-12-10 13:00"),  # its next begins at 14:00
    ("A12", "2026-12-10.morning", "2026-12-10 23:00"),
    ("A19", "0", "2026-12-14 19:00"),
    ("A22", "0", "2026-12-18 17:00"),
    ("A23", "0", "2026-12-18 19:00"),
    ("N01", "0", "2026-12-25 19:00"),
    ("N06", "2026-11-01.evening", "2026-11-01 23:00"),
]


@pytest.mark.parametrize(("step_id", "n", "until"), VALID)
def test_every_step_ends(step_id: str, n: str, until: str) -> None:
    found = next(o for o in only(step_id, WHOLE) if o.key.n == n)
    assert found.valid_until == make_at(until)


def test_a_pre_session_step_ends_with_the_start_even_before_midnight() -> None:
    late = make_visit("2026-12-08 20:30")
    course = make_course(late, values=(Value("retinoid_before", 0, "clinic"),))
    on_the_day = only("B11", make_plan(course))[-1]
    assert on_the_day.key.n == "2026-12-08.evening"
    assert on_the_day.valid_until == late.starts_at


def test_nothing_of_a_pre_session_step_is_due_at_or_after_the_start() -> None:
    midday = make_visit("2026-12-08 08:00")
    before = {"B03", "B10", "B11", "B14", "B15", "B19", "B20"}
    planned = [o for o in make_plan(make_course(midday)) if o.step.id in before]
    assert planned and all(o.due_at < midday.starts_at and o.valid_until <= midday.starts_at for o in planned)


def test_a_one_off_before_the_told_end_moves_to_it() -> None:
    """A session told to have ended four days late: its day 3 check-in waits for that."""
    visit = make_visit(state=VisitState.ENDED, ended_at=make_at("2026-12-12 10:00"))
    planned = make_plan(make_course(visit))
    assert only("A19", planned)[0].due_at == make_at("2026-12-12 10:00")
    assert ns("A10", planned)[0] == "start"
    assert only("A10", planned)[0].due_at == make_at("2026-12-13 10:00")


def test_what_is_after_a_session_follows_its_last_known_end() -> None:
    late = make_visit(state=VisitState.ENDED, ended_at=make_at("2026-12-08 15:30"))
    assert only("A10", make_plan(make_course(late)))[0].due_at == make_at("2026-12-09 15:30")
    early = make_visit(state=VisitState.ENDED, ended_at=make_at("2026-12-08 13:00"))
    planned = make_plan(make_course(early))
    assert only("A10", planned)[0].due_at == make_at("2026-12-09 13:45")  # a permission: the later end
    assert only("D06", planned)[0].due_at == make_at("2026-12-08 13:30")  # no permission: the told end


# Paused, done, closed


def test_a_paused_course_keeps_only_healing_and_checks() -> None:
    planned = make_plan(make_course(paused_at=make_at("2026-11-20 10:00")))
    kept = {step.id for step in STANDARD.steps if step.while_paused == "keep"}
    assert {"A02", "A03", "A10", "A19", "A22", "A23", "A26", "D06"} <= {o.step.id for o in planned} <= kept


def test_a_closed_course_says_nothing_more() -> None:
    planned = make_plan(make_course(closed_at=make_at("2026-12-10 10:00")))
    assert planned and max(o.due_at for o in planned) < make_at("2026-12-10 10:00")
    assert max(o.valid_until for o in planned) == make_at("2026-12-10 10:00")


def test_a_course_closes_26_weeks_after_its_last_session() -> None:
    course = make_course(sessions=1)
    assert course.closes_at == make_at("2027-06-08 13:45")
    planned = make_plan(course, until="2028-06-01 00:00")
    assert max(o.due_at for o in planned) < make_at("2027-06-08 13:45")


@pytest.mark.parametrize(
    ("sessions", "done_at", "last"),
    [
        (4, None, None),
        (2, None, "s2"),
        (1, None, "s2"),
        (4, "2026-12-20 10:00", "s1"),
        (4, "2026-12-01 10:00", None),  # done before any session was held
    ],
)
def test_the_last_session_is_known_when_all_are_dated_or_the_course_is_done(
    sessions: int, done_at: str | None, last: str | None
) -> None:
    visits = (make_visit("2027-01-12 13:45", "s2"), make_visit())
    course = make_course(*visits, sessions=sessions, done_at=make_at(done_at) if done_at else None)
    assert (course.last_session.id if course.last_session else None) == last


def test_two_courses_keep_their_keys_apart() -> None:
    here, there = make_plan(), make_plan(make_course(course_id="alice-2"))
    assert len({o.key for o in (*here, *there)}) == len(here) + len(there)
    assert [o.due_at for o in here] == [o.due_at for o in there]


@pytest.mark.parametrize(
    ("on", "day"),
    [("2026-12-07", None), ("2026-12-08", 0), ("2026-12-11", 3), ("2027-01-12", 0), ("2027-01-20", 8)],
)
def test_days_count_from_the_latest_session(on: str, day: int | None) -> None:
    course = make_course(make_visit(), make_visit("2027-01-12 13:45", "s2"))
    assert session_day(course, datetime.fromisoformat(on).date()) == day


# Windows and dates that are none


def test_the_plan_of_a_window_is_the_part_of_the_whole() -> None:
    part = make_plan(
        make_course(make_visit(place="Lindenweg 4")), since="2026-12-05 08:00", until="2026-12-11 07:00"
    )
    begin, end = make_at("2026-12-05 08:00"), make_at("2026-12-11 07:00")
    assert list(part) == [o for o in WHOLE if begin <= o.due_at < end]


def test_a_date_left_out_whole_yields_nothing() -> None:
    visit = make_visit("2011-12-20 10:00", zone="Pacific/Apia")
    planned = make_plan(
        make_course(visit, created_at=make_at("2011-12-01 10:00")),
        clocks=Clocks("Pacific/Apia"),
        since="2011-12-27 00:00",
        until="2012-01-02 00:00",
    )
    days = [name[8:10] for name in ns("A12", planned)]
    assert days == ["27", "28", "29", "31", "01", "02"]


def test_actions_that_do_not_apply_are_left_out() -> None:
    prescribed = (*make_answers(retinoid="prescribed", area="face"),)
    labels = {a.label for a in only("A23", make_plan(answers=prescribed))[0].actions}
    assert "Calm: I will ask first" in labels and "Calm: restart" not in labels


def test_midday_and_cards_never_ring() -> None:
    assert not any(o.rings for o in WHOLE if o.step.shows == "card" or o.key.n.endswith("midday"))


def test_a_plan_is_the_same_whatever_the_order_of_answers_and_visits() -> None:
    visits = (make_visit(), make_visit("2027-01-12 13:45", "s2"))
    calm = make_answer("calm", "not_calm", "2026-12-15 21:00")
    one_way = make_plan(make_course(*visits), (*FACE, calm))
    other_way = make_plan(make_course(*reversed(visits)), (calm, *reversed(FACE)))
    assert one_way == other_way
    assert all(a.due_at <= b.due_at for a, b in pairwise(one_way))


def test_flying_over_midnight_keeps_an_elapsed_beginning_in_place() -> None:
    dues = {
        only("A12", make_plan(clocks=Clocks(zone)))[0].due_at
        for zone in ("Europe/Berlin", "Asia/Tokyo", "Pacific/Honolulu")
    }
    assert dues == {make_at("2026-12-09 13:45")}
    assert timedelta(hours=24) == next(iter(dues)) - make_visit().permitted_end_at


def test_a_course_done_without_any_session_asks_for_nothing_more() -> None:
    """Else the week's plan would ring every Sunday for ever."""
    done_at = make_at("2026-12-05 12:00")
    course = make_course(visits=(), done_at=done_at)
    assert course.closes_at == done_at
    assert [o for o in make_plan(course, until="2027-06-01 00:00") if o.due_at >= done_at] == []


def test_while_the_clinic_has_to_be_asked_only_healing_and_critical_steps_ring() -> None:
    """Care protocol 3.1 and rule R11: what is routine can be seen, but the phone is quiet about it."""
    free = {o.key: o for o in make_plan() if o.rings}
    held = {o.key: o for o in make_plan(make_course(held_at=make_at("2026-12-10 09:00")))}
    left = {key: o for key, o in free.items() if not o.step.waits_for_clinic}
    kept = {key for key, o in left.items() if o.step.critical or o.step.while_paused == "keep"}
    routine = left.keys() - kept
    assert kept and routine
    assert {key for key, o in held.items() if o.rings} == kept
    assert routine <= held.keys()


def test_what_is_refused_for_some_hours_is_not_said_past_them() -> None:
    """Exercise is refused for 72 hours: on the third day until 14:45 in Berlin, when it is allowed again."""
    busy = make_answers(habits="exercise", area="face")
    planned = make_plan(answers=busy)
    assert (
        only("A15", planned)[-1].valid_until == only("A16", planned)[0].due_at == make_at("2026-12-11 13:45")
    )


@pytest.mark.parametrize(("step", "last"), [("A08", "2026-12-09 23:00"), ("A18", "2026-12-10 23:00")])
def test_a_check_in_that_speaks_of_its_day_is_not_said_on_another(step: str, last: str) -> None:
    """“Many people are still pink today” is no word for day 3."""
    assert [o.valid_until for o in only(step, make_plan())] == [make_at(last)]


def test_until_the_clinic_was_told_what_it_wants_to_hear_first_nothing_asks_to_pause_or_book() -> None:
    """Care protocol 3.1, B08 unanswered; what keeps safe is said all the same."""
    visit = make_visit(place="Park Street")
    mine = make_answers(
        area="face", retinoid="cosmetic", actives=True, products="self_tan", pregnancy="maybe"
    )
    waiting = {o.step.id for o in make_plan(make_course(visit), mine)}
    talked = (*mine, make_answer("talked_first", True, "2026-11-02 10:00"))
    free = {o.step.id for o in make_plan(make_course(visit), talked)}
    assert free - waiting == {"B04", "B10", "B11", "B12", "N01", "N02"}
    assert {"B03", "B06", "B08", "B15", "B19", "A03", "A12", "A22"} <= waiting
    other = (*mine, make_answer("talked_first", True, "2026-11-02 10:00", visit_id="s0"))
    assert {o.step.id for o in make_plan(make_course(visit), other)} == waiting


def test_while_the_clinic_has_to_be_asked_nothing_is_allowed_again_and_nothing_booked() -> None:
    """Care protocol 3.1, the stop rule; what heals, and what refuses, is said all the same."""
    everything = make_answers(
        area="face", retinoid="cosmetic", products="make_up,self_tan", habits="exercise,swimming,hair_removal"
    )
    waits = {"N01", "N02", "A11", "A16", "A21", "A23", "A24", "A31"}
    free = {o.step.id for o in make_plan(answers=everything)}
    held = {o.step.id for o in make_plan(make_course(held_at=make_at("2026-12-10 09:00")), everything)}
    assert free - held == waits
    assert {"A05", "A09", "A10", "A12", "A15", "A22"} <= held


def test_while_the_clinic_has_to_be_asked_no_step_asks_for_photos() -> None:
    held = make_plan(make_course(held_at=make_at("2026-12-10 09:00")))
    assert any(o.step.what == "photos" for o in make_plan())
    assert not any(o.step.what == "photos" for o in held)
