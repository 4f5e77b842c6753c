"""The rules of the built-in steps become dates: pauses, sun care, after-care, questions, photos."""

from __future__ import annotations

from datetime import date

import pytest

from backend.care.course import Answer, Clocks, Value, VisitKind, VisitState
from backend.care.when import date_in
from tests.care.builders import (
    FACE,
    dues,
    make_answer,
    make_answers,
    make_at,
    make_course,
    make_plan,
    make_visit,
    ns,
    only,
)

SECOND = make_visit("2027-01-12 13:45", "s2")


def test_the_pause_and_its_reminders_lie_before_the_session() -> None:
    planned = make_plan()
    assert dues("B10", planned) == ["2026-11-30 19:00"]  # the evening bundle, a day before the pause
    assert dues("B11", planned) == [f"2026-12-0{day} 19:00" for day in (1, 2, 3, 6, 7)]
    assert ns("B11", planned) == [f"2026-12-0{day}.evening" for day in (1, 2, 3, 6, 7)]


def test_two_repeats_on_one_date_and_slot_are_one() -> None:
    course = make_course(values=(Value("retinoid_before", 3, "clinic"),))
    assert ns("B11", make_plan(course)) == [f"2026-12-0{day}.evening" for day in (5, 6, 7)]


def test_a_pause_of_no_days_asks_for_nothing_on_the_evening_after_the_session() -> None:
    planned = make_plan(make_course(values=(Value("retinoid_before", 0, "clinic"),)))
    assert dues("B10", planned) == ["2026-12-07 19:00"]
    assert "2026-12-08.evening" not in ns("B11", planned)


PAUSED = make_answers(area="face", retinoid="prescribed")


@pytest.mark.parametrize(
    ("answers", "is_asked"),
    [
        (make_answers(retinoid="none"), False),
        (make_answers(area="face"), False),  # not known
        (make_answers(retinoid="cosmetic"), True),
        (PAUSED, False),  # never without the prescriber's word
        ((*PAUSED, make_answer("prescriber", "keep", "2026-11-24 12:00")), False),
        ((*PAUSED, make_answer("prescriber", "pause", "2026-11-24 12:00")), True),
        ((*PAUSED, make_answer("prescriber", "pause", "2026-11-24 12:00", "another visit")), False),
        ((*FACE, make_answer("keep_using", True, "2026-11-24 12:00")), False),
    ],
)
def test_a_retinoid_is_paused_only_when_it_may_be(answers: tuple[Answer, ...], is_asked: bool) -> None:
    planned = make_plan(answers=answers)
    assert bool(only("B10", planned)) is is_asked
    assert bool(only("B11", planned)) is is_asked


def test_the_last_answer_counts_and_answers_of_the_visit_come_before_intake() -> None:
    said = make_answer("prescriber", "pause", "2026-11-24 12:00", answer_id="a1")
    taken_back = make_answer("prescriber", "keep", "2026-11-25 12:00", answer_id="a2")
    assert not only("B10", make_plan(answers=(*PAUSED, taken_back, said)))


@pytest.mark.parametrize(
    ("answered", "asked"),
    [
        (None, ["2026-11-24 09:30", "2026-11-28 09:30"]),
        ("2026-11-27 12:00", ["2026-11-24 09:30"]),
        ("2026-11-28 12:00", ["2026-11-24 09:30", "2026-11-28 09:30"]),  # the second time was needed
    ],
)
def test_the_prescriber_question_comes_again_only_if_it_was_unanswered(
    answered: str | None, asked: list[str]
) -> None:
    answers = (*PAUSED, *([make_answer("prescriber", "keep", answered)] if answered else []))
    assert dues("B20", make_plan(answers=answers)) == asked


def test_an_answer_does_not_bring_back_the_question_before_it() -> None:
    answers = (*PAUSED, make_answer("prescriber", "keep", "2026-11-28 12:00"))
    first, second = only("B20", make_plan(answers=answers))
    assert first.valid_until == second.due_at


def test_sun_care_begins_two_weeks_before_and_comes_on_saturdays() -> None:
    assert ns("B03", make_plan()) == ["2026-11-24.morning", "2026-11-28.morning", "2026-12-05.morning"]


@pytest.mark.parametrize("fact", [{"tone": 5}, {"tone": "unknown"}, {"tone": 1, "dark_marks": True}])
def test_sun_care_begins_four_weeks_before_for_deeper_tones(fact: dict[str, str | int | bool]) -> None:
    assert ns("B03", make_plan(answers=make_answers(**fact)))[0] == "2026-11-10.morning"


def test_sunscreen_starts_a_day_after_the_first_session_and_then_comes_each_morning() -> None:
    planned = make_plan(until="2026-12-13 00:00")
    assert ns("A12", planned) == ["start", *(f"2026-12-{day}.morning" for day in (10, 11, 12))]
    assert dues("A12", planned) == ["2026-12-09 13:45", *(f"2026-12-{day} 07:00" for day in (10, 11, 12))]


def test_sunscreen_is_left_out_from_a_sessions_start_until_a_day_after_its_end() -> None:
    planned = make_plan(make_course(make_visit(), SECOND), since="2027-01-11 00:00", until="2027-01-16 00:00")
    # Not on the session's own date either: then the skin comes clean and bare.
    assert ns("A12", planned) == [f"2027-01-{day}.morning" for day in (11, 14, 15)]


def test_sunscreen_waits_for_the_later_of_assumed_and_told_end() -> None:
    early = make_visit(state=VisitState.ENDED, ended_at=make_at("2026-12-08 13:15"))
    late = make_visit(state=VisitState.ENDED, ended_at=make_at("2026-12-08 14:30"))
    assert dues("A12", make_plan(make_course(early)))[0] == "2026-12-09 13:45"
    assert dues("A12", make_plan(make_course(late)))[0] == "2026-12-09 14:30"


@pytest.mark.parametrize(
    ("answers", "is_asked"),
    [
        (make_answers(area="face"), True),
        (make_answers(area="face", daylight=False), False),
        (make_answers(area="back"), False),
        (make_answers(area="back", daylight=True), True),
        ((), False),
    ],
)
def test_sunscreen_is_for_skin_that_sees_daylight(answers: tuple[Answer, ...], is_asked: bool) -> None:
    assert bool(only("A12", make_plan(answers=answers))) is is_asked


def test_after_care_hangs_on_the_end_of_the_session() -> None:
    told = make_visit(state=VisitState.ENDED, ended_at=make_at("2026-12-08 14:10"))
    assumed, corrected = make_plan(), make_plan(make_course(told))
    assert dues("A03", assumed) == ["2026-12-08 16:45"]
    assert dues("A03", corrected) == ["2026-12-08 17:10"]
    assert dues("A02", corrected) == ["2026-12-08 16:10", "2026-12-08 19:10"]
    assert [o.key for o in only("A03", assumed)] == [o.key for o in only("A03", corrected)]


@pytest.mark.parametrize("state", [VisitState.PROPOSED, VisitState.DID_NOT_HAPPEN, VisitState.CANCELLED])
def test_only_booked_and_ended_visits_give_dates(state: VisitState) -> None:
    planned = make_plan(make_course(make_visit(state=state)))
    assert {o.step.id for o in planned} == {"B01", "N06"}  # the weekly note is the course's own


def test_moisturiser_stops_after_a_week_and_rings_morning_and_evening() -> None:
    planned = only("A10", make_plan())
    assert planned[0].key.n == "start" and planned[-1].key.n == "2026-12-15.evening"
    assert {o.key.n.split(".")[-1] for o in planned if not o.rings} == {"midday"}
    assert all(o.rings for o in planned if not o.key.n.endswith("midday"))


def test_repeats_of_a_session_stop_when_the_next_one_starts() -> None:
    soon = make_visit("2026-12-13 10:00", "s2")
    planned = only("A10", make_plan(make_course(make_visit(), soon)))
    of_first = [o for o in planned if o.visit and o.visit.id == "s1"]
    assert of_first[-1].key.n == "2026-12-13.morning"
    assert of_first[-1].valid_until == soon.starts_at


OUTSIDE = [
    # tap, minutes between, top-ups (Berlin is an hour ahead)
    ("2026-12-12 08:15", None, ["10:15", "12:15", "14:15"]),
    ("2026-12-12 07:00", None, ["09:00", "11:00", "13:00", "15:00"]),  # 10:00 to 16:00, both included
    ("2026-12-12 06:45", None, ["10:45", "12:45", "14:45"]),  # the first would be before 10:00
    ("2026-12-12 13:30", None, []),
    ("2026-12-12 07:30", 90, ["09:00", "10:30", "12:00", "13:30"]),  # at most four
    ("2026-12-09 07:00", None, ["15:00"]),  # day 1, but not within 24 hours of the session
    ("2026-12-08 07:00", None, []),  # the day itself
    ("2026-12-22 07:00", None, ["09:00", "11:00", "13:00", "15:00"]),  # day 14
    ("2026-12-23 07:00", None, []),
]


@pytest.mark.parametrize(("tap", "minutes", "times"), OUTSIDE)
def test_top_ups_come_while_outside(tap: str, minutes: int | None, times: list[str]) -> None:
    values = (Value("spf_reapply", minutes, "clinic"),) if minutes else ()
    planned = make_plan(make_course(values=values), (*FACE, make_answer("outside", True, tap, None)))
    assert [due[11:] for due in dues("A13", planned)] == times
    assert all(o.is_top_up and o.is_free for o in only("A13", planned))


def test_top_ups_end_when_inside() -> None:
    outside = make_answer("outside", True, "2026-12-12 08:15", None, "a1")
    inside = make_answer("outside", False, "2026-12-12 11:00", None, "a2")
    planned = make_plan(answers=(*FACE, outside, inside))
    assert dues("A13", planned) == ["2026-12-12 10:15"]
    assert ns("A13", planned) == ["a1.0"]


def test_top_ups_are_offered_for_four_weeks_to_deeper_tones() -> None:
    deep = make_answers(area="face", tone=6)
    tapped = [make_answer("outside", True, f"{day} 08:00", None) for day in ("2027-01-05", "2027-01-06")]
    counts = [len(only("A13", make_plan(answers=(*deep, tap)))) for tap in tapped]
    assert counts == [3, 0]


def test_the_calm_question_comes_after_the_pause() -> None:
    assert dues("A23", make_plan()) == ["2026-12-15 19:00"]
    deep = make_course(modalities=frozenset({"rf"}))
    assert dues("A23", make_plan(deep)) == ["2026-12-22 19:00"]


def test_not_calm_asks_again_two_days_after_each_answer() -> None:
    first = make_answer("calm", "not_calm", "2026-12-15 21:00", answer_id="a1")
    second = make_answer("calm", "not_calm", "2026-12-18 08:00", answer_id="a2")
    planned = make_plan(answers=(*FACE, first, second))
    assert dues("A23", planned) == ["2026-12-15 19:00", "2026-12-17 19:00", "2026-12-20 19:00"]
    assert ns("A23", planned) == ["0", "a1.0", "a2.0"]


def test_calm_asks_no_more() -> None:
    first = make_answer("calm", "not_calm", "2026-12-15 21:00", answer_id="a1")
    calm = make_answer("calm", "calm", "2026-12-16 08:00", answer_id="a2")
    assert dues("A23", make_plan(answers=(*FACE, first, calm))) == ["2026-12-15 19:00"]


def test_the_calm_question_comes_on_the_date_the_clinic_gave() -> None:
    given = make_answer("calm_date", "2026-12-29", "2026-12-15 21:00")
    assert dues("A23", make_plan(answers=(*FACE, given))) == ["2026-12-15 19:00", "2026-12-29 19:00"]


def test_a_question_asked_again_stops_at_the_next_session() -> None:
    given = make_answer("calm_date", "2027-01-13", "2026-12-15 21:00")
    planned = make_plan(make_course(make_visit(), SECOND), (*FACE, given), until="2027-01-19 00:00")
    assert dues("A23", planned) == ["2026-12-15 19:00"]


def test_nothing_is_asked_again_for_a_session_that_did_not_happen() -> None:
    course = make_course(make_visit(state=VisitState.DID_NOT_HAPPEN))
    answers = (*FACE, make_answer("calm", "not_calm", "2026-12-15 21:00"))
    assert not only("A23", make_plan(course, answers))


@pytest.mark.parametrize(
    ("travel", "due"),
    [(None, "2026-12-08 12:05"), (25, "2026-12-08 11:40")],
)
def test_leaving_counts_back_from_the_clinics_clock(travel: int | None, due: str) -> None:
    course = make_course(make_visit(place="Lindenweg 4", travel_minutes=travel))
    planned = make_plan(course, clocks=Clocks("America/New_York"))
    assert dues("D03", planned) == [due]
    assert only("D03", planned)[0].clock == "clinic"


def test_a_visit_without_numbing_has_no_early_arrival() -> None:
    visit = make_visit(kind=VisitKind.FOLLOW_UP, place="Lindenweg 4")
    assert dues("D03", make_plan(make_course(visit))) == ["2026-12-08 12:35"]


@pytest.mark.parametrize("kind", list(VisitKind))
def test_the_day_before_is_for_every_kind_of_visit(kind: VisitKind) -> None:
    planned = make_plan(make_course(make_visit(kind=kind)))
    assert dues("B19", planned) == ["2026-12-07 19:00"]


def test_booking_is_asked_for_only_while_a_session_is_left_and_none_is_booked() -> None:
    assert dues("N01", make_plan()) == ["2026-12-22 19:00"]
    assert dues("N01", make_plan(make_course(make_visit(), SECOND))) == ["2027-01-26 19:00"]
    assert dues("N01", make_plan(make_course(sessions=1))) == []


def test_photos_of_results_count_from_the_last_session() -> None:
    planned = make_plan(make_course(sessions=1), until="2028-01-01 00:00")
    assert dues("M01", planned) == [
        "2027-01-05 19:00",
        "2027-02-02 19:00",
        "2027-03-02 19:00",
        "2027-05-25 18:00",
    ]
    assert dues("M01", make_plan(until="2028-01-01 00:00")) == []  # three sessions are still to come


def test_first_photos_are_for_the_first_session_only() -> None:
    planned = make_plan(make_course(make_visit(), SECOND))
    assert dues("B14", planned) == ["2026-12-01 19:00", "2026-12-07 19:00", "2027-01-11 19:00"]


def test_weekly_cards_come_on_their_weekday() -> None:
    planned = make_plan(make_course(sessions=1))
    assert ns("N06", planned)[0] == "2026-11-01.evening"
    assert {o.on.strftime("%A") for o in only("N06", planned)} == {"Sunday"}
    assert ns("M04", planned)[0] == "2026-12-21.morning"  # the first Monday after a week
    assert all(o.visit is None and not o.rings for o in only("M04", planned))


TOKYO = make_visit("2026-12-08 13:45", zone="Asia/Tokyo")


@pytest.mark.parametrize(
    ("clinic", "patient", "due"),
    [
        ("Asia/Tokyo", "America/Los_Angeles", "2026-11-30 04:00"),  # 20:00 on the 29th, local
        ("Asia/Tokyo", "Asia/Tokyo", "2026-11-30 11:00"),
        ("America/Los_Angeles", "Asia/Tokyo", "2026-11-30 11:00"),
        ("Europe/Berlin", "Europe/London", "2026-11-30 20:00"),  # an hour west: the same evening
        ("Europe/London", "Europe/Berlin", "2026-11-30 19:00"),
        ("Europe/Berlin", "America/Sao_Paulo", "2026-11-29 23:00"),  # a day later it is the 1st in Berlin
        ("Pacific/Kiritimati", "Pacific/Pago_Pago", "2026-11-30 07:00"),
    ],
)
def test_a_pause_is_never_late_for_someone_far_away(clinic: str, patient: str, due: str) -> None:
    """Wherever the patient is, it is still the 30th at the clinic when their evening comes."""
    planned = make_plan(make_course(make_visit(zone=clinic)), clocks=Clocks(patient))
    assert dues("B10", planned) == [due]
    assert date_in(make_at(due), clinic) == date(2026, 11, 30)


@pytest.mark.parametrize("patient", ["Europe/London", "America/New_York", "Asia/Tokyo", "Pacific/Auckland"])
def test_tomorrow_is_tomorrow_at_the_clinic(patient: str) -> None:
    planned = make_plan(make_course(), clocks=Clocks(patient))
    assert date_in(only("B19", planned)[0].due_at, "Europe/Berlin") == date(2026, 12, 7)


def test_after_care_follows_the_patient() -> None:
    at_home = make_plan(make_course(TOKYO), clocks=Clocks("America/Los_Angeles"))
    assert dues("A22", at_home) == ["2026-12-16 02:00"]  # critical: 18:00 on day 7, where the patient is


def test_a_daily_pause_comes_each_evening_where_only_the_clinic_has_summer_time() -> None:
    course = make_course(make_visit("2026-04-03 10:00", zone="Europe/Helsinki"))
    planned = make_plan(course, clocks=Clocks("Europe/Kaliningrad"), since="2026-03-01 00:00")
    days = ("03-27", "03-28", "03-29", "04-01", "04-02")
    assert ns("B11", planned) == [f"2026-{day}.evening" for day in days]
    assert dues("B11", planned) == [f"2026-{day} 18:00" for day in days]
