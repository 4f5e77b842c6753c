"""The check before a session: when it is asked, and how long a yes to it stands."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from backend.care.agenda import Ledger, first_ring_of
from backend.care.course import Answer, Clocks, VisitKind, VisitState
from backend.care.safety import is_call_first
from tests.care.builders import (
    CREATED_AT,
    STANDARD,
    make_answer,
    make_at,
    make_course,
    make_plan,
    make_visit,
    only,
)

CALLED, FINE, YES = "called", "fine", "something"


def said(*words: str) -> list[Answer]:
    """These answers to the check, an hour apart, three days before the session."""
    return [
        make_answer("safety_check", word, f"2026-12-05 {9 + hour:02}:00") for hour, word in enumerate(words)
    ]


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ([], False),
        ([FINE], False),
        ([YES], True),
        ([YES, FINE], False),
        ([FINE, YES], True),
        ([YES, CALLED], False),
        ([YES, CALLED, YES], True),
    ],
)
def test_a_yes_stands_until_the_check_is_answered_anew_or_the_clinic_was_called(
    words: list[str], stands: bool
) -> None:
    assert is_call_first(make_visit(), said(*words)) is stands


def test_the_answers_count_by_the_phone_s_time_in_whatever_order_they_came() -> None:
    assert not is_call_first(make_visit(), list(reversed(said(YES, FINE))))


@pytest.mark.parametrize("state", [state for state in VisitState if state is not VisitState.BOOKED])
def test_it_ends_with_the_session_however_that_ends(state: VisitState) -> None:
    assert not is_call_first(make_visit(state=state), said(YES))


def test_only_a_session_has_such_a_check() -> None:
    assert not is_call_first(make_visit(kind=VisitKind.FOLLOW_UP), said(YES))


def test_a_yes_for_another_session_is_not_this_one_s() -> None:
    assert not is_call_first(make_visit(visit_id="s2"), said(YES))


@pytest.mark.parametrize(("words", "stands"), [([YES], True), ([FINE], False)])
def test_another_answer_of_that_session_neither_takes_a_yes_away_nor_makes_one(
    words: list[str], stands: bool
) -> None:
    """A list that was shared, or a spot that was seen, is no word on the check."""
    shared = make_answer("list_shared", True, "2026-12-06 09:00")
    seen = make_answer("lump_check", YES, "2026-12-06 09:00")
    for other in (shared, seen):
        assert is_call_first(make_visit(), [*said(*words), other]) is stands


def test_after_a_move_what_was_said_before_stands_no_longer_and_is_asked_again() -> None:
    before = make_visit()
    moved = make_visit("2026-12-08 15:00", starts=1, moved_at=make_at("2026-12-05 12:00"))
    assert not is_call_first(moved, said(YES))
    assert is_call_first(moved, [*said(YES), make_answer("safety_check", YES, "2026-12-06 09:00")])
    first, again = (only("B15", make_plan(make_course(visit)))[0] for visit in (before, moved))
    assert first.key != again.key
    assert Ledger().row_for(again) is None


def test_a_phone_whose_clock_is_slow_is_believed_while_nothing_has_moved() -> None:
    early = Answer("a", "safety_check", YES, CREATED_AT - timedelta(hours=1), "s1")
    assert is_call_first(make_visit(), [early])


STARTS = [
    "2026-12-08 06:00",
    "2026-12-08 09:00",
    "2026-12-08 13:45",
    "2026-12-08 18:00",
    "2026-12-08 21:30",
    "2026-10-26 10:00",  # an hour more since the clocks were put back
    "2027-03-29 10:00",  # an hour less since they were put forward
]
ZONES = ["Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Auckland"]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("start", STARTS)
def test_it_rings_72_to_48_hours_before_and_never_in_quiet_hours(start: str, zone: str) -> None:
    visit, clocks = make_visit(start), Clocks(zone)
    check = only("B15", make_plan(make_course(visit), clocks=clocks, until="2027-06-01 00:00"))[0]
    rings_at = first_ring_of(check, clocks, CREATED_AT - timedelta(days=60))
    assert rings_at is not None
    ahead = visit.starts_at - rings_at
    assert timedelta(hours=48) <= ahead <= timedelta(hours=72)
    assert not clocks.is_quiet(rings_at.astimezone(ZoneInfo(zone)).time())


def test_a_session_booked_within_that_time_is_asked_about_at_once() -> None:
    booked_at = make_at("2026-12-06 12:00")
    check = only("B15", make_plan(make_course(make_visit(epoch_began_at=booked_at, moved_at=booked_at))))[0]
    assert first_ring_of(check, Clocks("Europe/Berlin"), booked_at) == booked_at


def test_the_day_before_it_is_asked_once_more() -> None:
    _, again = only("B15", make_plan())
    assert again.due_at == datetime.fromisoformat("2026-12-07T08:00:00+00:00")


def test_the_check_asks_of_all_eight_signs_and_each_means_call() -> None:
    asked = STANDARD.questions["safety_signs"]
    assert asked.values == (
        "cold_sore",
        "sunburn",
        "new_medicine",
        "isotretinoin",
        "pregnancy",
        "infection",
        "fever",
        "new_procedure",
    )
    assert "tan" in asked.labels[1]
    assert asked.why == "Any of them means: call your clinic before you come."
