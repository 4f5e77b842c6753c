"""The list for the clinic and the look back at a course, over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from backend.db import new_id
from tests.courses.cast import COURSE
from tests.courses.stories import begin, say, taken

LIST, REVIEW = f"/api/courses/{COURSE}/list", f"/api/courses/{COURSE}/review"


@pytest.fixture(autouse=True)
def course(alice: FlaskClient, travel: Callable[[datetime], None]) -> dict[str, Any]:
    """Alice's course with a session on 8 December; it is the evening of the 9th."""
    travel(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))
    made = begin(alice, sessions=2)
    travel(datetime(2026, 12, 9, 18, 0, tzinfo=UTC))
    return made


def lines_of(sheet: dict[str, Any]) -> dict[str, tuple[str | None, bool]]:
    return {
        each["question"]: (each["said"], each["tell"]) for part in sheet["sections"] for each in part["lines"]
    }


def test_the_list_says_each_answer_in_words_and_what_to_tell_first(alice: FlaskClient) -> None:
    say(alice, "medicines", "Warfarin 5 mg", "2026-12-09T17:00:00Z")
    say(alice, "conditions", "diabetes,fainting", "2026-12-09T17:01:00Z")
    say(alice, "prescribed_medicine", False, "2026-12-09T17:02:00Z")
    sheet = taken(alice.get(LIST))
    lines = lines_of(sheet)
    assert lines["medicines"] == ("Warfarin 5 mg", False)
    assert lines["conditions"] == ("Diabetes, I have fainted with needles", True)
    assert lines["keloids"] == (None, False)
    assert [part["heading"] for part in sheet["sections"]][:3] == [
        "What I would like",
        "Medicines and supplements",
        "Allergies",
    ]
    assert (sheet["doubts"], sheet["changed_at"]) == ([], "2026-12-09T17:02:00Z")


def test_the_list_asks_about_answers_that_do_not_fit_each_other(alice: FlaskClient) -> None:
    say(alice, "prescribed_medicine", False, "2026-12-09T17:00:00Z")
    say(alice, "conditions", "blood_thinner", "2026-12-09T17:01:00Z")
    (doubt,) = taken(alice.get(LIST))["doubts"]
    assert doubt.endswith("Please check.")


def test_the_look_back_holds_the_goal_its_scores_and_the_dates_that_make_it_fair(alice: FlaskClient) -> None:
    say(alice, "goal", "Feel like myself", "2026-11-21T10:00:00Z")
    say(alice, "goal_score", 2, "2026-11-21T10:01:00Z")
    say(alice, "goal_score", 4, "2026-12-09T17:00:00Z")
    goal = taken(alice.get(REVIEW))["goal"]
    assert goal["words"] == "Feel like myself"
    assert goal["scores"] == [{"on": "2026-11-21", "value": 2}, {"on": "2026-12-09", "value": 4}]
    assert (goal["first_session_on"], goal["first_change_on"]) == ("2026-12-08", "2027-01-19")
    assert (goal["last_session_on"], goal["is_last_sure"]) == ("2027-01-12", False)
    assert (goal["fair_from"], goal["fair_on"]) == ("2027-04-06", "2027-06-29")


def test_the_look_back_adds_up_what_was_paid(alice: FlaskClient, course: dict[str, Any]) -> None:
    visit = course["visits"][0]["id"]
    taken(alice.patch(f"/api/visits/{visit}", json={"ended_at": "2026-12-08T14:45:00Z"}))
    for question, value in (("cost_session", 220), ("cost_kit", 35), ("cost_travel", 6)):
        say(alice, question, value, "2026-12-09T17:00:00Z", visit_id=visit)
    say(alice, "currency", "€", "2026-12-09T17:01:00Z")
    costs = taken(alice.get(REVIEW))["costs"]
    paid = {"visit_id": visit, "session": 220, "kit": 35, "travel": 6, "total": 261}
    assert costs == {"currency": "€", "paid": [paid], "total": 261, "usual": 220, "left": 1, "ahead": 220}


@pytest.mark.parametrize("path", [LIST, REVIEW])
def test_another_patient_learns_nothing_and_a_stranger_is_asked_to_sign_in(
    bob: FlaskClient, client: FlaskClient, path: str
) -> None:
    assert bob.get(path).status_code == 404
    assert client.get(path).status_code == 401
    assert bob.get(path.replace(COURSE, new_id())).get_json(force=True) == bob.get(path).get_json(force=True)
