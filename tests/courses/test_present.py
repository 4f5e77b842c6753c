from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.care.course import Answer, Course, Value, VisitKind, VisitState
from backend.care.known import Known
from backend.care.load import load_protocol, standard_text
from backend.courses.pauses import PRESCRIBED
from backend.courses.present import cancelled_pauses, course_shown, state_of
from tests.courses.cast import COURSE, NOW, visit

RUNNING = Course(COURSE, NOW, 1, frozenset({"pen"}), (visit("2026-12-08T13:45", id="first"),))
ENDS_AT = datetime(2026, 12, 8, 13, 45, tzinfo=UTC)  # 13:45 in Berlin, and the hour it takes


@pytest.mark.parametrize(
    ("course", "now", "state"),
    [
        (RUNNING, NOW, "running"),
        (replace(RUNNING, paused_at=NOW), NOW, "paused"),
        (replace(RUNNING, paused_at=NOW, done_at=NOW), NOW, "done"),
        (replace(RUNNING, done_at=NOW, closed_at=NOW), NOW, "closed"),
        (RUNNING, ENDS_AT + timedelta(weeks=26, seconds=-1), "running"),
        (RUNNING, ENDS_AT + timedelta(weeks=26), "closed"),  # half a year after the last session
    ],
)
def test_a_course_runs_until_it_is_paused_done_or_closed(course: Course, now: datetime, state: str) -> None:
    assert state_of(course, now) == state


@pytest.mark.parametrize(
    ("now", "warnings"),
    [
        ("2027-12-09T12:44:00+00:00", []),
        (
            "2027-12-09T12:46:00+00:00",
            ["8 December 2026 is more than a year ago. Please double-check the year."],
        ),
    ],
)
def test_a_session_a_year_behind_in_a_course_that_goes_on_may_be_a_year_mistyped(
    now: str, warnings: list[str]
) -> None:
    course, protocol = replace(RUNNING, sessions_planned=4), load_protocol(standard_text(), "standard")
    assert course_shown(Known(course, protocol, []), datetime.fromisoformat(now)).warnings == warnings
    assert course_shown(Known(RUNNING, protocol, []), datetime.fromisoformat(now)).warnings == []


def test_a_course_is_shown_with_its_warnings(small_protocol: str) -> None:
    course = replace(
        RUNNING,
        sessions_planned=9,
        visits=(*RUNNING.visits, visit("2026-12-22T13:45", id="second", travel_minutes=20)),
        values=(Value("retinoid_before", 20, "clinic"),),
    )
    answers = [Answer("1", "area", "face", NOW), Answer("2", "prescriber", "pause", NOW, "first")]
    shown = course_shown(Known(course, load_protocol(small_protocol, "small"), answers), NOW)
    assert shown.protocol_version == "2026-01-01"
    assert shown.facts == {"area": "face"}
    assert [one.number for one in shown.visits] == [1, 2]
    assert shown.visits[0].warnings == []
    assert shown.visits[1].warnings[0].startswith("Only 2 weeks after session 1.")
    assert shown.values[0].warning is not None and shown.values[0].set_by == "clinic"
    assert shown.warnings[0].startswith("Most courses have 1 to 8 sessions, and this one 9.")


SAID = [
    Answer("1", "retinoid", "prescribed", NOW),
    Answer("2", "prescriber", "pause", NOW, "first"),
]


@pytest.mark.parametrize("state", [VisitState.CANCELLED, VisitState.DID_NOT_HAPPEN])
def test_a_session_that_is_off_says_whom_to_ask_about_a_paused_cream(state: VisitState) -> None:
    off = replace(RUNNING, visits=(replace(RUNNING.visits[0], state=state),))
    assert cancelled_pauses(RUNNING, off, "first", SAID) == (PRESCRIBED,)
    assert cancelled_pauses(off, off, "first", SAID) == ()
    assert cancelled_pauses(RUNNING, RUNNING, "first", SAID) == ()


def test_cancelling_a_consultation_ends_no_pause() -> None:
    talk = replace(RUNNING, visits=(replace(RUNNING.visits[0], kind=VisitKind.CONSULTATION),))
    off = replace(talk, visits=(replace(talk.visits[0], state=VisitState.CANCELLED),))
    assert cancelled_pauses(talk, off, "first", SAID) == ()


def test_a_course_names_the_phases_of_healing_before_its_first_session() -> None:
    standard = load_protocol(standard_text(), "the protocol")
    shown = course_shown(Known(replace(RUNNING, visits=()), standard, []), NOW)
    told = [(phase.id, phase.name, phase.first_day, phase.last_day) for phase in shown.phases]
    assert told == [
        ("closing", "Closing", 0, 3),
        ("settling", "Settling", 4, 21),
        ("building", "Building", 22, 182),
    ]
