from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backend.care.course import VisitState
from backend.courses.moves import changed, moved
from backend.courses.visit_rules import change_refusal
from tests.courses.cast import visit

LATER = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moves", "epoch", "starts", "epoch_start"),
    [
        ([], 0, 0, "2026-12-08T13:45"),
        (["2026-12-08T13:45"], 0, 0, "2026-12-08T13:45"),  # nothing changed
        (["2026-12-08T15:00"], 0, 1, "2026-12-08T13:45"),  # same day, later
        (["2026-12-09T13:45"], 0, 1, "2026-12-08T13:45"),  # by one day
        (["2026-12-10T23:59"], 0, 1, "2026-12-08T13:45"),  # by two dates, nearly three times 24 hours
        (["2026-12-11T00:05"], 1, 1, "2026-12-11T00:05"),  # by three dates, though under 72 hours
        (["2026-12-05T13:45"], 1, 1, "2026-12-05T13:45"),  # three dates earlier
        (["2026-12-10T13:45", "2026-12-12T13:45"], 1, 2, "2026-12-12T13:45"),  # two and two
        (["2026-12-09T13:45", "2026-12-08T13:45"], 0, 2, "2026-12-08T13:45"),  # one day, and back again
        (["2026-12-10T13:45", "2026-12-06T13:45"], 0, 2, "2026-12-08T13:45"),  # two on, then two before
        (["2026-12-15T13:45", "2026-12-08T13:45"], 2, 2, "2026-12-08T13:45"),  # a week, and back again
        (["2026-12-11T13:45", "2026-12-13T13:45"], 1, 2, "2026-12-11T13:45"),  # three, then two more
        (["2026-12-11T13:45", "2026-12-14T13:45"], 2, 2, "2026-12-14T13:45"),  # three and three
    ],
)
def test_moves_are_counted_from_the_start_their_epoch_began_with(
    moves: list[str], epoch: int, starts: int, epoch_start: str
) -> None:
    held = visit("2026-12-08T13:45")
    for start in moves:
        held = moved(held, datetime.fromisoformat(start), "Europe/Berlin", LATER)
    assert (held.epoch, held.starts) == (epoch, starts)
    assert held.epoch_start_local == datetime.fromisoformat(epoch_start)


def test_an_epoch_remembers_the_instant_it_began_and_a_move_the_instant_it_was_told() -> None:
    first = visit("2026-12-08T13:45")
    by_one = moved(first, datetime(2026, 12, 9, 13, 45), "Europe/Berlin", LATER)
    assert (by_one.epoch_began_at, by_one.moved_at) == (first.epoch_began_at, LATER)
    by_seven = moved(first, datetime(2026, 12, 15, 13, 45), "Europe/Berlin", LATER)
    assert (by_seven.epoch_began_at, by_seven.moved_at) == (LATER, LATER)


def test_another_zone_with_the_same_clock_is_no_change_of_start() -> None:
    there = moved(visit("2026-12-08T13:45"), datetime(2026, 12, 8, 13, 45), "Europe/Paris", LATER)
    assert (there.zone, there.starts) == ("Europe/Paris", 0)


def test_another_zone_with_another_clock_is_a_change_of_start() -> None:
    there = moved(visit("2026-12-08T13:45"), datetime(2026, 12, 8, 13, 45), "Europe/London", LATER)
    assert (there.starts, there.epoch) == (1, 0)


def test_a_told_end_says_that_the_session_ended() -> None:
    booked = visit("2026-11-20T13:45")
    told = replace(booked, ended_at=datetime(2026, 11, 20, 14, 10, tzinfo=UTC))
    assert changed(booked, told, LATER).state is VisitState.ENDED


@pytest.mark.parametrize("state", [VisitState.PROPOSED, VisitState.CANCELLED])
def test_a_told_end_is_not_lost_on_a_visit_that_was_not_booked(state: VisitState) -> None:
    held = visit("2026-11-20T13:45", state=state)
    told = changed(held, replace(held, ended_at=datetime(2026, 11, 20, 14, 10, tzinfo=UTC)), LATER)
    refusal = change_refusal(held, told, LATER)
    assert refusal is not None and "book it" in refusal.sentence


def test_taking_the_end_back_forgets_when_it_was() -> None:
    ended = visit(
        "2026-11-20T13:45", state=VisitState.ENDED, ended_at=datetime(2026, 11, 20, 14, 10, tzinfo=UTC)
    )
    again = changed(ended, replace(ended, state=VisitState.BOOKED), LATER)
    assert (again.state, again.ended_at) == (VisitState.BOOKED, None)
