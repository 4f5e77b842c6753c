"""What holds without ringing: a pause in force is told to who joins late, and switches on their days."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from backend.care.course import Answer, Clocks, Course, Visit, VisitKind, VisitState
from backend.care.known import Known
from backend.care.load import load_protocol, standard_text
from backend.care.rules import Window
from backend.care.standing import Switch, standings, switches

PROTOCOL = load_protocol(standard_text(), "standard.yaml")
CLOCKS = Clocks("Europe/Berlin")
MADE = datetime(2026, 11, 1, 12, tzinfo=UTC)
START = datetime(2026, 11, 27, 13, 45)


def _window(*answers: Answer, retinoid: str = "cosmetic") -> Window:
    visit = Visit("v", VisitKind.SESSION, VisitState.BOOKED, START, "Europe/Berlin", 60, START, MADE, MADE)
    course = Course("c", MADE, 4, frozenset({"pen"}), (visit,))
    facts = {"area": "face", "retinoid": retinoid, "tone": 2}
    intake = [Answer(name, name, value, MADE) for name, value in facts.items()]
    return Window(Known(course, PROTOCOL, [*intake, *answers]), CLOCKS, MADE, MADE)


@pytest.mark.parametrize(
    ("now", "steps"),
    [
        (datetime(2026, 11, 12, 12, tzinfo=UTC), []),
        (datetime(2026, 11, 13, 12, tzinfo=UTC), ["B03"]),
        (datetime(2026, 11, 19, 22, 59, tzinfo=UTC), ["B03"]),
        (datetime(2026, 11, 19, 23, 1, tzinfo=UTC), ["B03", "B11"]),  # past midnight in Berlin
        (datetime(2026, 11, 27, 12, 44, tzinfo=UTC), ["B03", "B11"]),
        (datetime(2026, 11, 27, 12, 45, tzinfo=UTC), []),  # the session begins
    ],
)
def test_a_pause_is_in_force_from_its_day_until_the_session(now: datetime, steps: list[str]) -> None:
    assert [each.step.id for each in standings(_window(), now)] == steps


def test_it_says_since_when() -> None:
    told = [each.text for each in standings(_window(), datetime(2026, 11, 23, 9, tzinfo=UTC))]
    assert "Retinoid pauses from 20 Nov. If you used it after that, tell your clinic when." in told


def test_a_prescribed_retinoid_stands_paused_only_when_the_prescriber_said_so() -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert [each.step.id for each in standings(_window(retinoid="prescribed"), now)] == ["B03"]
    said = Answer("p", "prescriber", "pause", MADE, visit_id="v")
    found = standings(_window(said, retinoid="prescribed"), now)
    assert [each.step.id for each in found] == ["B03", "B11"]


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (datetime(2026, 11, 26, 12, tzinfo=UTC), []),  # before the session
        (datetime(2026, 11, 27, 15, tzinfo=UTC), []),  # its own day
        (datetime(2026, 11, 28, 12, tzinfo=UTC), [Switch("outside", False)]),
        (datetime(2026, 12, 11, 12, tzinfo=UTC), [Switch("outside", False)]),
        (datetime(2026, 12, 12, 12, tzinfo=UTC), []),  # day 15
    ],
)
def test_the_outside_switch_is_offered_on_days_1_to_14(now: datetime, found: list[Switch]) -> None:
    assert list(switches(_window(), now)) == found


def test_it_is_on_only_on_the_day_it_was_switched_on() -> None:
    on = Answer("o", "outside", True, datetime(2026, 11, 30, 10, tzinfo=UTC))
    assert list(switches(_window(on), datetime(2026, 11, 30, 12, tzinfo=UTC))) == [Switch("outside", True)]
    assert list(switches(_window(on), datetime(2026, 12, 1, 12, tzinfo=UTC))) == [Switch("outside", False)]
