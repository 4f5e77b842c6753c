"""A new version of the plan: shown with what it changes, taken or declined, and never applied in silence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.care.load import standard_text
from tests.courses.stories import NEW, taken

LONGER = standard_text().replace(
    "    default: 7\n    deep: 7\n    min: 0\n", "    default: 9\n    deep: 9\n    min: 0\n"
)
OTHER_WORDS = LONGER.replace('title: "Tomorrow: pause your retinoid"', 'title: "Tomorrow: no retinoid"')
WITHOUT_A_QUESTION = (
    standard_text()
    .replace("  dark_marks:\n", "  past_marks:\n", 1)
    .replace("fact: dark_marks", "fact: past_marks")
)
Install = Callable[[str], None]


@pytest.fixture(autouse=True)
def on_21_november(travel: Callable[[datetime], None]) -> None:
    travel(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))


@pytest.fixture
def install(app: Flask) -> Install:
    """What the host does: set another protocol file and start again."""

    def installed(text: str) -> None:
        app.extensions["settings"] = replace(app.extensions["settings"], protocol_text=text)

    return installed


@pytest.fixture
def address(alice: FlaskClient) -> str:
    """Where the new version of Alice's course is asked for; she pauses a retinoid from a shop."""
    course = taken(alice.post("/api/courses", json={**NEW, "retinoid": "cosmetic"}), 201)
    return f"/api/courses/{course['id']}/new-version"


def offered(alice: FlaskClient, address: str) -> dict[str, Any]:
    found: dict[str, Any] = taken(alice.get(address))["offer"]
    return found


def version_of(alice: FlaskClient) -> str:
    found: str = taken(alice.get("/api/courses"))["courses"][0]["protocol_version"]
    return found


def coming(alice: FlaskClient) -> list[Any]:
    found: list[Any] = taken(alice.get("/api/plan"))["coming"]
    return found


def test_the_version_a_course_has_is_not_offered(alice: FlaskClient, address: str) -> None:
    assert offered(alice, address) is None


def test_a_version_that_differs_in_its_name_only_is_not_offered(
    alice: FlaskClient, address: str, install: Install
) -> None:
    install("# A note.\n" + standard_text())
    assert offered(alice, address) is None


def test_a_new_version_is_offered_with_its_differences_and_changes_nothing_by_itself(
    alice: FlaskClient, address: str, install: Install
) -> None:
    before = coming(alice)
    install(OTHER_WORDS)
    offer = offered(alice, address)
    (number,) = offer["numbers"]
    assert number == {
        "what": "Stop topical retinoids before",
        "old": 7, "old_unit": "days", "new": 9, "new_unit": "days", "set_by": "protocol",
    }  # fmt: skip
    assert [(each["old"]["title"], each["new"]["title"]) for each in offer["words"]] == [
        ("Tomorrow: pause your retinoid", "Tomorrow: no retinoid")
    ]
    moved = {each["step"]: (each["old"], each["new"]) for each in offer["changes"] if each["what"] == "moves"}
    assert moved["B10"] == ("2026-11-30", "2026-11-28")
    assert coming(alice) == before


def test_a_version_that_was_taken_makes_the_plan_and_is_not_offered_again(
    alice: FlaskClient, address: str, install: Install
) -> None:
    install(OTHER_WORDS.replace("version: ", 'version: "2030-01-01" # ', 1))
    was = version_of(alice)
    answer = {"id": offered(alice, address)["id"], "takes": True}
    assert taken(alice.post(address, json=answer))["protocol_version"] == "2030-01-01" != was
    assert offered(alice, address) is None
    assert taken(alice.post(address, json=answer))["protocol_version"] == "2030-01-01"


def test_a_version_that_was_declined_is_asked_for_no_more_but_the_next_is(
    alice: FlaskClient, address: str, install: Install
) -> None:
    install(LONGER)
    before = coming(alice)
    taken(alice.post(address, json={"id": offered(alice, address)["id"], "takes": False}))
    assert offered(alice, address) is None
    assert coming(alice) == before
    install(OTHER_WORDS)
    assert offered(alice, address) is not None


def test_only_the_version_that_was_shown_can_be_taken(
    alice: FlaskClient, address: str, install: Install
) -> None:
    install(LONGER)
    seen = offered(alice, address)["id"]
    install(OTHER_WORDS)
    for takes in (True, False):
        answer = alice.post(address, json={"id": seen, "takes": takes})
        assert (answer.status_code, answer.get_json()["code"]) == (409, "changed")
    assert offered(alice, address) is not None


def test_a_closed_course_is_offered_nothing_and_takes_nothing(
    alice: FlaskClient, address: str, install: Install
) -> None:
    install(LONGER)
    seen = offered(alice, address)["id"]
    taken(alice.patch(address.removesuffix("/new-version"), json={"closed": True}))
    assert offered(alice, address) is None
    answer = alice.post(address, json={"id": seen, "takes": True})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "closed")


def test_the_clinic_s_own_number_stays_and_is_shown_to_stay(
    alice: FlaskClient, address: str, install: Install
) -> None:
    own = {"param": "retinoid_before", "value": 5, "set_by": "clinic"}
    taken(alice.put(address.replace("new-version", "values"), json=own))
    install(LONGER)
    offer = offered(alice, address)
    assert (offer["numbers"], offer["changes"]) == ([], [])
    assert [(each["value"], each["offered"], each["set_by"]) for each in offer["kept"]] == [(5, 9, "clinic")]
    course = taken(alice.post(address, json={"id": offer["id"], "takes": True}))
    assert [(each["param"], each["value"]) for each in course["values"]] == [("retinoid_before", 5)]


def test_an_own_number_the_new_version_counts_in_another_unit_goes_and_is_shown_to_go(
    alice: FlaskClient, address: str, install: Install
) -> None:
    own = {"param": "sun_before", "value": 10, "set_by": "clinic"}
    taken(alice.put(address.replace("new-version", "values"), json=own))
    start = standard_text().index("  sun_before:\n")
    head, tail = standard_text()[:start], standard_text()[start:]
    install(head + tail.replace("unit: days", "unit: weeks", 1))
    offer = offered(alice, address)
    change = next(each for each in offer["numbers"] if each["old"] == 10)
    assert (change["old_unit"], change["new_unit"], change["set_by"]) == ("days", "weeks", "clinic")
    assert taken(alice.post(address, json={"id": offer["id"], "takes": True}))["values"] == []


def test_a_question_that_is_asked_no_more_leaves_its_answer_and_a_plan(
    alice: FlaskClient, address: str, install: Install
) -> None:
    install(WITHOUT_A_QUESTION)
    offer = offered(alice, address)
    course = taken(alice.post(address, json={"id": offer["id"], "takes": True}))
    assert course["facts"]["dark_marks"] is False
    assert "past_marks" in course["open_questions"]
    assert coming(alice)


def test_nobody_is_told_or_takes_the_version_of_somebody_else(bob: FlaskClient, address: str) -> None:
    assert bob.get(address).status_code == 404
    assert bob.post(address, json={"id": "0" * 64, "takes": True}).status_code == 404
