from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from backend.care.course import VisitKind, VisitState
from backend.courses.visit_rules import change_refusal, live_sessions, number_of, read_start, refusals
from tests.courses.cast import NOW, visit

PROPOSED, BOOKED, ENDED, DID_NOT_HAPPEN, CANCELLED = VisitState


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-02-30T10:00", "30 February 2026 is not a date. Please check the day."),
        ("2026-02-29T10:00", "29 February 2026 is not a date. Please check the day."),
        ("2026-04-31T10:00", "31 April 2026 is not a date. Please check the day."),
        ("0000-04-30T10:00", "30 April 0 is not a date. Please check the day."),
        ("2026-13-01T10:00", "There is no month 13. Please check the month."),
        ("2026-12-08T24:00", "24:00 is not a time of day. Please check the time."),
        ("2026-12-08T13:60", "13:60 is not a time of day. Please check the time."),
        ("2026-12-08", "Please give the day and the time like this: 2026-12-08T13:45."),
        ("2026-12-08T13:45Z", "Please give the day and the time like this: 2026-12-08T13:45."),
        ("2026-12-08T13:45\n", "Please give the day and the time like this: 2026-12-08T13:45."),
        ("２０２６-12-08T13:45", "Please give the day and the time like this: 2026-12-08T13:45."),
        (20261208, "Please give the day and the time like this: 2026-12-08T13:45."),
        (None, "Please give the day and the time like this: 2026-12-08T13:45."),
    ],
)
def test_a_start_that_cannot_be_is_refused_with_a_sentence(text: object, sentence: str) -> None:
    with pytest.raises(ValueError) as refused:
        read_start(text)
    assert str(refused.value) == sentence


def test_a_start_is_wall_time() -> None:
    assert read_start("2028-02-29T13:45") == datetime(2028, 2, 29, 13, 45)


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"start": "1999-12-31T10:00"}, "start", "31 December 1999 is too long ago. Please check the year."),
        (
            {"start": "2031-11-22T10:00"},
            "start",
            "22 November 2031 is more than five years ahead. Please check the year.",
        ),
        (
            {"start": "9999-12-31T10:00", "zone": "Pacific/Niue"},
            "start",
            "31 December 9999 is more than five years ahead. Please check the year.",
        ),
        (
            {"start": "2011-12-30T10:00", "zone": "Pacific/Apia"},
            "start",
            "30 December 2011 did not exist in Pacific/Apia. Please check the day.",
        ),
        (
            {"zone": "Europe/Atlantis"},
            "zone",
            '"Europe/Atlantis" is not a time zone we know. Please choose one from the list.',
        ),
        ({"zone": "../etc/passwd"}, "zone", None),
        ({"minutes": 4}, "minutes", "A visit takes between 5 minutes and 8 hours. Please check its length."),
        ({"minutes": 481}, "minutes", None),
        ({"travel_minutes": -1}, "travel_minutes", None),
        (
            {"state": ENDED},
            "state",
            "This session has not begun yet, so it has no end. Please check its date.",
        ),
        (
            {"start": "2026-11-20T13:45", "state": ENDED, "ended_at": utc("2026-11-20T12:44")},
            "ended_at",
            "The session cannot end before it begins. Please check the time.",
        ),
        (
            {"start": "2026-11-20T13:45", "state": ENDED, "ended_at": utc("2026-11-21T09:01")},
            "ended_at",
            "That end is still to come. Please check the time.",
        ),
        (
            {"start": "2026-11-18T13:45", "state": ENDED, "ended_at": utc("2026-11-20T09:00")},
            "ended_at",
            "That is more than a day after the session began. Please check the day.",
        ),
    ],
)
def test_a_visit_that_cannot_be_is_refused_with_a_sentence(
    fields: dict[str, Any], field: str, sentence: str | None
) -> None:
    start = fields.pop("start", "2026-12-08T13:45")
    found = refusals(visit(start, **fields), (), NOW)
    assert [refusal.field for refusal in found] == [field]
    assert sentence is None or found[0].sentence == sentence


@pytest.mark.parametrize(
    "made",
    [
        visit("2000-01-01T10:00", state=ENDED),
        visit("2031-11-21T10:00"),
        visit("2026-11-20T13:45", state=ENDED, ended_at=utc("2026-11-20T12:45")),
        visit("2026-03-29T02:30"),  # in Berlin's spring gap: read as 03:30
        visit("2026-12-08T13:45", minutes=5, travel_minutes=0),
        visit("2026-12-08T13:45", minutes=480, travel_minutes=1440),
    ],
)
def test_an_unusual_but_possible_visit_is_taken(made: Any) -> None:
    assert refusals(made, (), NOW) == ()


def test_five_years_after_a_leap_day_end_on_the_28th() -> None:
    leap_day = utc("2028-02-29T09:00")
    assert refusals(visit("2033-02-28T10:00"), (), leap_day) == ()
    assert refusals(visit("2033-03-01T10:00"), (), leap_day)[0].field == "start"


SAME_DATE = (
    "There is already a session on 8 December 2026. Please choose another day, or change that session."
)


@pytest.mark.parametrize("state", [PROPOSED, BOOKED])
def test_two_sessions_on_one_clinic_date_are_refused(state: VisitState) -> None:
    other = visit("2026-12-08T09:00", id="other", state=state)
    assert [one.sentence for one in refusals(visit("2026-12-08T13:45"), [other], NOW)] == [SAME_DATE]


@pytest.mark.parametrize("state", [CANCELLED, DID_NOT_HAPPEN])
def test_a_session_that_is_off_leaves_its_date_free(state: VisitState) -> None:
    other = visit("2026-12-08T09:00", id="other", state=state)
    assert refusals(visit("2026-12-08T13:45"), [other], NOW) == ()


def test_a_consultation_may_share_a_session_s_date() -> None:
    other = visit("2026-12-08T09:00", id="other", kind=VisitKind.CONSULTATION)
    assert refusals(visit("2026-12-08T13:45"), [other], NOW) == ()
    assert refusals(other, [visit("2026-12-08T13:45")], NOW) == ()


@pytest.mark.parametrize(
    ("before", "allowed"),
    [
        (PROPOSED, {PROPOSED, BOOKED, CANCELLED}),
        (BOOKED, {BOOKED, ENDED, DID_NOT_HAPPEN, CANCELLED}),
        (ENDED, {ENDED, BOOKED}),
        (DID_NOT_HAPPEN, {DID_NOT_HAPPEN, BOOKED}),
        (CANCELLED, {CANCELLED, BOOKED}),
    ],
)
def test_states_change_both_ways_where_a_person_may_have_mistapped(
    before: VisitState, allowed: set[VisitState]
) -> None:
    held = visit("2026-11-20T13:45", state=before)
    found = {after for after in VisitState if change_refusal(held, replace(held, state=after), NOW) is None}
    assert found == allowed


def test_a_refused_change_of_state_says_what_to_do() -> None:
    ended = visit("2026-11-20T13:45", state=ENDED)
    refusal = change_refusal(ended, replace(ended, state=CANCELLED), NOW)
    assert refusal is not None
    assert refusal.sentence == (
        "This session is marked as ended. If that was a mistake, set it back to booked first."
    )


def test_a_session_to_come_cannot_have_failed_to_happen() -> None:
    booked = visit("2026-12-08T13:45")
    refusal = change_refusal(booked, replace(booked, state=DID_NOT_HAPPEN), NOW)
    assert refusal is not None
    assert refusal.sentence == "This session is still to come. You can cancel it instead."


def test_sessions_are_numbered_by_date_and_those_that_are_off_have_no_number() -> None:
    first, off, second, third = (
        visit("2026-11-03T13:45", state=ENDED),
        visit("2026-11-10T13:45", state=CANCELLED),
        visit("2026-12-08T13:45"),
        visit("2027-01-12T13:45", state=PROPOSED),
    )
    consultation = visit("2026-10-01T10:00", kind=VisitKind.CONSULTATION)
    visits = (third, consultation, off, second, first)
    assert [number_of(one, visits) for one in visits] == [3, None, None, 2, 1]
    assert live_sessions(visits) == (first, second, third)
