from datetime import UTC, datetime

import pytest

from backend.care.course import VisitState
from backend.courses.proposals import propose, session_like, sessions_param
from tests.courses.cast import visit

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


def starts(first: str, zone: str, count: int, weeks: int) -> list[str]:
    found = propose(datetime.fromisoformat(first), zone, count, weeks)
    return [start.isoformat(timespec="minutes") for start in found]


def test_four_sessions_five_weeks_apart_keep_their_wall_time() -> None:
    assert starts("2026-12-08T13:45", "Europe/Berlin", 4, 5) == [
        "2026-12-08T13:45",
        "2027-01-12T13:45",
        "2027-02-16T13:45",
        "2027-03-23T13:45",
    ]


def test_the_wall_time_is_kept_across_the_change_to_summer_time() -> None:
    assert starts("2027-03-01T09:00", "Europe/Berlin", 2, 6) == ["2027-03-01T09:00", "2027-04-12T09:00"]


def test_a_single_session_proposes_nothing_more() -> None:
    assert starts("2026-12-08T13:45", "Europe/Berlin", 1, 5) == ["2026-12-08T13:45"]


def test_a_date_the_zone_skipped_becomes_the_next_one() -> None:
    assert starts("2011-12-02T10:00", "Pacific/Apia", 2, 4) == ["2011-12-02T10:00", "2011-12-31T10:00"]


def test_nothing_is_proposed_more_than_five_years_on() -> None:
    found = starts("2026-12-08T13:45", "Europe/Berlin", 80, 5)
    assert len(found) == 53
    assert found[-1] == "2031-12-02T13:45"


@pytest.mark.parametrize(
    ("area", "param"),
    [
        ("face", "sessions_face"),
        ("neck", "sessions_face"),
        ("chest", "sessions_face"),
        ("hands", "sessions_face"),
        ("abdomen", "sessions_body"),
        ("thighs", "sessions_body"),
        ("breast", "sessions_body"),
    ],
)
def test_the_number_of_sessions_follows_the_area(area: str, param: str) -> None:
    assert sessions_param(area) == param


def test_a_further_session_keeps_the_place_and_begins_its_own_story() -> None:
    first = visit("2026-12-08T13:45", place="Hauptstr. 1", epoch=2, starts=3, state=VisitState.ENDED)
    made = session_like(first, "next", datetime(2027, 1, 12, 13, 45), VisitState.PROPOSED, NOW)
    assert (made.place, made.epoch, made.starts, made.state) == ("Hauptstr. 1", 0, 0, VisitState.PROPOSED)
    assert made.epoch_start_local == datetime(2027, 1, 12, 13, 45)
    assert made.epoch_began_at == made.moved_at == NOW
