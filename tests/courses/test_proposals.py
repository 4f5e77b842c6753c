from datetime import UTC, datetime

import pytest

from backend.care.course import VisitState
from backend.courses.proposals import along, propose, session_like, sessions_params
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
    assert sessions_params([area]) == (param,)


def test_the_number_of_sessions_of_several_areas_looks_at_each() -> None:
    assert sessions_params(["face", "neck"]) == ("sessions_face",)
    assert sessions_params(["face", "thighs"]) == ("sessions_body", "sessions_face")
    assert sessions_params([]) == ("sessions_face",), "nobody said"


def test_a_further_session_keeps_the_place_and_begins_its_own_story() -> None:
    first = visit("2026-12-08T13:45", place="Hauptstr. 1", epoch=2, starts=3, state=VisitState.ENDED)
    made = session_like(first, "next", datetime(2027, 1, 12, 13, 45), VisitState.PROPOSED, NOW)
    assert (made.place, made.epoch, made.starts, made.state) == ("Hauptstr. 1", 0, 0, VisitState.PROPOSED)
    assert made.epoch_start_local == datetime(2027, 1, 12, 13, 45)
    assert made.epoch_began_at == made.moved_at == NOW


def dates(first: str, *others: str) -> list[str]:
    """Where the other sessions stand once a session moves from 8 December to `first`.

    A session is written as its date, and "p" when it is only proposed.
    """
    visits = [
        visit(f"{one[:10]}T13:45", state=VisitState.PROPOSED if one.endswith("p") else VisitState.BOOKED)
        for one in others
    ]
    after = visit(f"{first}T13:45", id="moved")
    return [str(one.on) for one in along(visit("2026-12-08T13:45", id="moved"), after, visits, NOW)]


def test_proposals_move_along_with_the_session_they_follow() -> None:
    assert dates("2026-12-15", "2027-01-12 p", "2027-02-16 p") == ["2027-01-19", "2027-02-23"]
    assert dates("2026-12-01", "2027-01-12 p", "2027-02-16 p") == ["2027-01-05", "2027-02-09"]


def test_proposals_take_the_new_time_of_day_unless_they_have_one_of_their_own() -> None:
    copies = visit("2027-01-12T03:45", state=VisitState.PROPOSED)
    own = visit("2027-02-16T09:00", id="own", state=VisitState.PROPOSED)
    mistyped = visit("2026-12-08T03:45", id="moved")
    corrected = visit("2026-12-08T13:45", id="moved")
    starts = [one.start_local for one in along(mistyped, corrected, [copies, own], NOW)]
    assert starts == [datetime(2027, 1, 12, 13, 45), datetime(2027, 2, 16, 9, 0)]


def test_proposals_keep_their_time_of_day_when_a_session_began_late() -> None:
    planned, began_late = visit("2026-11-10T13:45", id="held"), visit("2026-11-10T14:30", id="held")
    following = visit("2026-12-15T13:45", id="next", state=VisitState.PROPOSED)
    (found,) = along(planned, began_late, [following], datetime(2026, 11, 10, 16, 0, tzinfo=UTC))
    assert found.start_local == datetime(2026, 12, 15, 13, 45)


def test_proposals_take_the_corrected_zone_unless_they_have_one_of_their_own() -> None:
    copy = visit("2027-01-12T13:45", state=VisitState.PROPOSED)
    own = visit("2027-02-16T13:45", id="own", zone="Europe/London", state=VisitState.PROPOSED)
    mistaken = visit("2026-12-08T13:45", id="moved")
    corrected = visit("2026-12-08T13:45", id="moved", zone="America/New_York")
    found = along(mistaken, corrected, [copy, own], NOW)
    assert [(one.start_local, one.zone) for one in found] == [
        (datetime(2027, 1, 12, 13, 45), "America/New_York"),
        (datetime(2027, 2, 16, 13, 45), "Europe/London"),
    ]


def test_a_session_may_move_to_the_date_of_its_own_proposal() -> None:
    assert dates("2027-01-12", "2027-01-12 p", "2027-02-16 p") == ["2027-02-16", "2027-03-23"]


def test_proposals_before_a_booked_session_stay_in_their_place() -> None:
    assert dates("2026-12-15", "2027-01-12 p", "2027-02-16") == ["2027-01-12", "2027-02-16"]


def test_what_came_before_the_moved_session_stays() -> None:
    assert dates("2026-12-15", "2026-11-03", "2027-01-12 p") == ["2026-11-03", "2027-01-19"]


@pytest.mark.parametrize("moved_to", ["2026-09-29", "2026-08-04"])
def test_proposals_never_move_onto_or_before_a_session_that_stays(moved_to: str) -> None:
    others = ("2026-11-03", "2027-01-12 p", "2027-02-16 p")
    assert dates("2026-10-27", *others) == ["2026-11-03", "2026-12-01", "2027-01-05"]
    assert dates(moved_to, *others) == ["2026-11-03", "2027-01-12", "2027-02-16"]


def test_a_proposal_never_moves_more_than_five_years_ahead() -> None:
    assert dates("2026-12-15", "2031-11-30 p") == ["2031-11-30"]


def test_a_cancelled_session_moves_nothing() -> None:
    after = visit("2026-12-15T13:45", id="moved", state=VisitState.CANCELLED)
    proposal = visit("2027-01-12T13:45", state=VisitState.PROPOSED)
    assert along(visit("2026-12-08T13:45", id="moved"), after, [proposal], NOW) == (proposal,)
