"""What a change does to reminders said and unsaid, by date, and that the engine then really does it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.care.agenda import Ledger, Row, agenda
from backend.care.course import Course, VisitState
from backend.care.known import Known
from backend.care.move import Change, compare, ended_pauses
from backend.care.occurrence import Occurrence
from backend.care.plan import plan
from backend.care.rules import Window
from backend.care.when import DAY
from backend.courses.moves import moved
from tests.care.any_course import Case, cases, few
from tests.care.builders import (
    CLOCKS,
    FACE,
    STANDARD,
    make_at,
    make_course,
    make_plan,
    make_visit,
    only,
)

BEFORE = make_course()


def said_until(planned: tuple[Occurrence, ...], now: str, *steps: str, state: str = "open") -> Ledger:
    """A ledger in which every occurrence of these steps that was due until now has rung."""
    keys = [o.key for name in steps for o in only(name, planned) if o.due_at <= make_at(now)]
    return Ledger({key: Row(key, state=state) for key in keys})


def changes(after: Course, now: str, *said_steps: str, state: str = "open") -> dict[str, Change]:
    """By step id; what is named as said rang in the old plan before now."""
    old, new = make_plan(BEFORE), make_plan(after)
    ledger = said_until(old, now, *said_steps, state=state)
    return {change.step: change for change in compare(old, new, ledger, make_at(now))}


def course_moved_to(start: str, at: str) -> Course:
    return make_course(moved(make_visit(), datetime.fromisoformat(start), "Europe/Berlin", make_at(at)))


def test_a_move_shows_old_and_new_dates() -> None:
    found = changes(course_moved_to("2026-12-15 13:45", "2026-11-20 10:00"), "2026-11-20 10:00")["B10"]
    assert (found.what, str(found.old), str(found.new)) == ("moves", "2026-11-30", "2026-12-07")
    assert (found.old_at, found.new_at) == (make_at("2026-11-30 19:00"), make_at("2026-12-07 19:00"))


def test_changes_are_in_order_of_their_new_dates() -> None:
    old, new = make_plan(BEFORE), make_plan(course_moved_to("2026-12-15 13:45", "2026-11-20 10:00"))
    found = compare(old, new, Ledger(), make_at("2026-11-20 10:00"))
    at = [change.new_at or change.old_at for change in found]
    assert at == sorted(at, key=str)


@pytest.mark.parametrize(
    ("start", "what", "new"),
    [
        ("2026-12-09 13:45", "stays", "None"),  # by a day: the same epoch
        ("2026-12-11 13:45", "again", "2026-12-03"),  # by three dates: said again on its new date
        ("2026-12-05 13:45", "stays", "None"),  # earlier: its new date is over
    ],
)
def test_a_pause_that_was_said_is_said_again_only_after_a_real_move(start: str, what: str, new: str) -> None:
    found = changes(course_moved_to(start, "2026-12-01 10:00"), "2026-12-01 10:00", "B10")["B10"]
    assert (found.what, str(found.old), str(found.new)) == (what, "2026-11-30", new)


@pytest.mark.parametrize(
    ("step", "now", "start", "what"),
    [
        ("B19", "2026-12-07 19:30", "2026-12-09 14:45", "again"),  # any change of start
        ("B19", "2026-12-07 19:30", "2026-12-08 14:45", "stays"),  # was due before the change: its row stands
        ("D06", "2026-12-08 20:00", "2026-12-09 14:45", "stays"),  # lists and answers are kept
    ],
)
def test_what_was_done_comes_again_by_the_kind_of_its_step(
    step: str, now: str, start: str, what: str
) -> None:
    assert changes(course_moved_to(start, now), now, step, state="done")[step].what == what


def test_what_goes_on_moves_from_its_next_date_though_some_of_it_was_said() -> None:
    found = changes(course_moved_to("2026-12-15 13:45", "2026-11-25 10:00"), "2026-11-25 10:00", "B03")["B03"]
    assert (found.what, str(found.old), str(found.new)) == ("moves", "2026-11-28", "2026-12-01")


def test_cancelling_says_what_ends_and_what_was_said_stays_said() -> None:
    cancelled = make_course(make_visit(state=VisitState.CANCELLED))
    found = changes(cancelled, "2026-12-01 10:00", "B10")
    assert found["B11"].what == "goes" and found["B11"].new is None
    assert found["B10"].what == "stays"
    assert "N06" not in found  # the weekly note is the course's own


def test_what_stands_on_today_is_withdrawn_when_the_session_is_cancelled() -> None:
    cancelled = make_course(make_visit(state=VisitState.CANCELLED))
    found = changes(cancelled, "2026-11-30 20:00", "B10")["B10"]
    assert (found.what, str(found.old)) == ("goes", "2026-11-30")
    assert changes(cancelled, "2026-11-30 20:00", "B10", state="done")["B10"].what == "stays"


def test_a_session_that_did_not_happen_takes_its_after_care_along() -> None:
    off = make_course(make_visit(state=VisitState.DID_NOT_HAPPEN))
    found = changes(off, "2026-12-08 16:00")
    assert {found[step].what for step in ("A12", "A19", "A22")} == {"goes"}


def test_a_later_end_moves_what_counts_from_it_and_says_nothing_again() -> None:
    ended = make_visit(state=VisitState.ENDED, ended_at=make_at("2026-12-08 14:30"))
    found = changes(make_course(ended), "2026-12-08 17:00", "A03", "D06")
    assert {step: change.what for step, change in found.items()} == {
        "D06": "stays",
        "A03": "stays",
        **dict.fromkeys(["A04", "A05", "A09", "A10", "A12", "A33"], "moves"),
    }, "what stands on Today already stays there"
    assert found["A10"].new_at == make_at("2026-12-09 14:30")


def test_what_does_not_change_is_not_listed() -> None:
    assert changes(BEFORE, "2026-11-20 10:00") == {}
    assert changes(BEFORE, "2026-12-01 10:00", "B03", "B10", "B11") == {}


def test_what_was_said_of_another_session_is_not_listed() -> None:
    first, second = make_visit(), make_visit("2027-01-12 13:45", "s2")
    later = moved(second, datetime(2027, 1, 26, 13, 45), "Europe/Berlin", make_at("2026-12-20 10:00"))
    old, new = make_plan(make_course(first, second)), make_plan(make_course(first, later))
    ledger = said_until(old, "2026-12-20 10:00", "B10", "A12", "D06", state="done")
    found = compare(old, new, ledger, make_at("2026-12-20 10:00"))
    assert found and not [change for change in found if change.what == "stays"]


def test_an_hour_later_moves_only_what_hangs_on_the_hour() -> None:
    found = changes(course_moved_to("2026-12-08 14:45", "2026-11-20 10:00"), "2026-11-20 10:00")
    assert "A03" in found and "B10" not in found and "A22" not in found


def test_a_new_session_brings_new_dates() -> None:
    both = make_course(make_visit(), make_visit("2027-01-12 13:45", "s2"))
    old, new = make_plan(BEFORE), make_plan(both)
    found = [c for c in compare(old, new, Ledger(), make_at("2026-12-20 10:00")) if c.what == "new"]
    assert found and all(c.old is None and c.new is not None for c in found)


def booked_for(start: str, now: str) -> dict[str, Change]:
    """What it means to book the session that was proposed so far."""
    proposed = make_course(make_visit(start, state=VisitState.PROPOSED))
    old, new = make_plan(proposed), make_plan(make_course(make_visit(start)))
    return {change.step: change for change in compare(old, new, Ledger(), make_at(now))}


def test_booking_for_tomorrow_says_what_comes_late_and_what_is_too_late() -> None:
    """The list is useful until the session; the days without acids are over."""
    found = booked_for("2026-12-08 13:45", "2026-12-07 21:00")
    assert (found["B06"].what, found["B06"].new_at) == ("new", make_at("2026-12-05 19:00"))
    assert (found["B19"].what, str(found["B19"].new)) == ("new", "2026-12-07")
    assert (found["B12"].what, found["B12"].old, str(found["B12"].new)) == ("late", None, "2026-12-05")
    assert found["A12"].what == "new"


def test_what_stands_on_today_already_and_stays_there_is_not_listed() -> None:
    """The question about peels came on 10 November, and would have come a week before."""
    at = "2026-11-20 10:00"
    assert "B02" not in changes(course_moved_to("2026-12-01 13:45", at), at)


def test_nothing_is_too_late_that_was_said_or_prepares_nothing() -> None:
    found = booked_for("2026-12-08 13:45", "2026-12-20 21:00")
    assert not [change for change in found.values() if change.what == "late"], "the session is over"
    at = "2026-12-04 21:00"
    by_two_earlier = changes(course_moved_to("2026-12-06 13:45", at), at, "B10")
    assert by_two_earlier["B10"].what == "stays"


def test_a_move_that_comes_too_soon_for_a_step_says_so() -> None:
    at = "2026-11-27 21:00"
    found = changes(course_moved_to("2026-11-28 13:45", at), at)["B12"]
    assert (found.what, str(found.old), str(found.new)) == ("late", "2026-12-01", "2026-11-25")


def test_repeats_show_their_next_date() -> None:
    after = course_moved_to("2026-12-10 13:45", "2026-12-02 10:00")
    found = changes(after, "2026-12-02 10:00", "B11")["B11"]
    assert (found.what, str(found.old), str(found.new)) == ("moves", "2026-12-02", "2026-12-03")


def test_what_we_missed_comes_when_a_move_puts_it_ahead() -> None:
    old = make_plan(BEFORE)
    row = Row(only("B10", old)[0].key, state="missed", rung=0)
    by_one = make_plan(course_moved_to("2026-12-09 13:45", "2026-12-01 10:00"))
    found = compare(old, by_one, Ledger({row.key: row}), make_at("2026-12-01 10:00"))
    assert [(c.what, str(c.new)) for c in found if c.step == "B10"] == [("new", "2026-12-01")]


def window(course: Course, at: str) -> Window:
    return Window(Known(course, STANDARD, FACE), CLOCKS, make_at(at), make_at(at))


def test_pauses_in_force_end_with_the_session_they_prepare() -> None:
    off = make_course(make_visit(state=VisitState.CANCELLED))
    now = "2026-12-03 10:00"
    assert ended_pauses(window(BEFORE, now), window(off, now), make_at(now)) == (
        "Extra sun care from 24 Nov until your session: no tanning, shade, a hat.",
        "Retinoid pauses from 1 Dec. If you used it after that, tell your clinic when.",
        "Acids and scrubs pause from 1 Dec. Were you prescribed one? Ask first.",
    )
    early = "2026-11-20 10:00"
    assert ended_pauses(window(BEFORE, early), window(off, early), make_at(early)) == ()
    assert ended_pauses(window(BEFORE, now), window(BEFORE, now), make_at(now)) == ()


# The preview and the engine agree


def said_by(case: Case, now: datetime) -> Ledger:
    """The past of a phone that rang whenever it was due, and was shown."""
    due = [o for o in case.plan(now - 60 * DAY, now) if o.rings]
    return Ledger({o.key: Row(o.key, rang_at=o.due_at, shown_at=o.due_at) for o in due})


Group = tuple[str, str | None]


def first_said(planned: tuple[Occurrence, ...], ledger: Ledger, now: datetime) -> dict[Group, datetime]:
    """When the engine, asked at every due instant from now on, first has something of each step to say."""
    found: dict[Group, datetime] = {}
    for at in (now, *sorted({o.due_at for o in planned if o.due_at > now})):
        useful = [o for o in planned if o.due_at <= at < o.valid_until]
        for each in agenda(useful, ledger, CLOCKS, at).new:
            found.setdefault((each.step.id, each.key.visit_id), each.due_at)
    return found


@st.composite
def edits(draw: st.DrawFn) -> tuple[Case, Course, datetime]:
    """A case, and the same course with one of its booked visits moved, called off or ended later."""
    case = draw(cases())
    visit = draw(st.sampled_from(case.course.visits))
    now = max(visit.starts_at + DAY * draw(st.integers(-30, 8)), visit.moved_at)
    kind = draw(st.sampled_from(("moves", "off", "ends")))
    if kind == "moves":
        days = draw(st.integers(-10, 30))
        changed = moved(visit, visit.start_local + DAY * days, visit.zone, now)
    elif kind == "off":
        changed = replace(visit, state=VisitState.CANCELLED)
    else:
        changed = replace(visit, state=VisitState.ENDED, ended_at=visit.assumed_end_at + DAY / 24)
    visits = tuple(changed if each.id == visit.id else each for each in case.course.visits)
    return case, replace(case.course, visits=visits), now


@few
@given(edits())
def test_the_engine_says_what_the_preview_said_and_nothing_else(edit: tuple[Case, Course, datetime]) -> None:
    case, after, now = edit
    ledger = said_by(case, now)
    old, new = (
        plan(course, STANDARD, case.answers, case.clocks, now - 60 * DAY, now + 60 * DAY)
        for course in (case.course, after)
    )
    told = {(c.step, c.visit_id): c for c in compare(old, new, ledger, now)}
    was, comes = first_said(old, ledger, now), first_said(new, ledger, now)
    said = {(key.step_id, key.visit_id) for key in ledger.rows}
    for group in {**was, **comes, **told}:
        change = told.get(group)
        if change is None:
            before, then = (None if at is None else max(at, now) for at in (was.get(group), comes.get(group)))
            assert before == then, "what stands on Today already goes on doing so"
        elif change.what in ("goes", "stays", "late"):
            assert group not in comes
        elif change.rings:  # what comes next may be a card, and a later one of the same step may ring
            assert change.new_at == comes[group] != was.get(group)
            assert change.what != "again" or group in said
            assert change.what != "new" or group not in was
