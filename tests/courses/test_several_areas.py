"""A course of several areas over HTTP, and a course of one that takes up a text which asks for several."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.care.load import load_protocol, standard_text
from tests.courses.cast import COURSE
from tests.courses.stories import COURSES, NEW, taken

ASKS_SEVERAL = """    asks: "Which area is treated?"
    kind: several
"""
ASKED_ONE = standard_text().replace(ASKS_SEVERAL, ASKS_SEVERAL.replace("several", "choice"))


@pytest.fixture(autouse=True)
def on_21_november(travel: Callable[[datetime], None]) -> None:
    travel(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))


def install(app: Flask, text: str) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], protocol_text=text)


def begun(alice: FlaskClient, **facts: Any) -> dict[str, Any]:
    return taken(alice.post(COURSES, json={**NEW, **facts}), 201)


def dates(alice: FlaskClient) -> list[Any]:
    return [(each["key"], each["due_at"]) for each in taken(alice.get("/api/plan"))["coming"]]


def test_a_course_of_a_face_and_thighs_gets_the_larger_number_of_sessions_and_daylight(
    alice: FlaskClient,
) -> None:
    course = begun(alice, area="face,thighs")
    assert (course["facts"]["area"], course["facts"]["daylight"]) == ("face,thighs", True)
    assert (course["sessions"], len(course["visits"])) == (6, 6)


def test_no_area_at_all_is_no_answer_and_changes_nothing(alice: FlaskClient) -> None:
    begun(alice)
    for value in ("none", "", "face,face", "face,soul", "none,face"):
        refused = alice.patch(f"{COURSES}/{COURSE}", json={"facts": {"area": value}})
        assert refused.status_code == 422, value
    assert taken(alice.get(COURSES))["courses"][0]["facts"]["area"] == "face"


def test_an_area_added_later_brings_what_it_needs(alice: FlaskClient) -> None:
    course = begun(alice, area="abdomen")
    assert course["facts"]["daylight"] is False
    changed = taken(alice.patch(f"{COURSES}/{COURSE}", json={"facts": {"area": "face,abdomen"}}))
    assert (changed["facts"]["area"], changed["facts"]["daylight"]) == ("face,abdomen", True)


def test_what_was_said_of_daylight_stays_while_the_areas_do(alice: FlaskClient) -> None:
    begun(alice)
    for facts in ({"daylight": False}, {"area": "face"}, {"tone": 5}):
        changed = taken(alice.patch(f"{COURSES}/{COURSE}", json={"facts": facts}))
        assert changed["facts"]["daylight"] is False


def test_a_course_of_one_area_takes_up_the_question_of_several_with_its_answer_and_its_dates(
    alice: FlaskClient, app: Flask
) -> None:
    assert load_protocol(ASKED_ONE, "older").questions["area"].kind == "choice"
    install(app, ASKED_ONE)
    begun(alice)
    before = dates(alice)
    assert alice.patch(f"{COURSES}/{COURSE}", json={"facts": {"area": "face,neck"}}).status_code == 422
    install(app, standard_text())
    address = f"{COURSES}/{COURSE}/new-version"
    offer = taken(alice.get(address))["offer"]
    assert offer["questions"] == ["Which area is treated?"]
    course = taken(alice.post(address, json={"id": offer["id"], "takes": True}))
    assert course["facts"]["area"] == "face"
    assert dates(alice) == before and len(before) > 20
    both = taken(alice.patch(f"{COURSES}/{COURSE}", json={"facts": {"area": "face,neck"}}))
    assert both["facts"]["area"] == "face,neck"


def test_the_list_for_the_clinic_names_every_area(alice: FlaskClient) -> None:
    begun(alice, area="face,abdomen")
    sections = taken(alice.get(f"{COURSES}/{COURSE}/list"))["sections"]
    said = {line["question"]: line["said"] for section in sections for line in section["lines"]}
    assert said["area"] == "Face, Tummy"


def test_what_may_be_done_names_the_area_it_waits_for(
    alice: FlaskClient, travel: Callable[[datetime], None]
) -> None:
    begun(alice, area="face,breast")
    travel(datetime(2026, 12, 8, 20, 0, tzinfo=UTC))
    activities = taken(alice.get("/api/plan"))["permissions"]["activities"]
    spans = {each["id"]: each["spans"][0] for each in activities}
    assert [part["area"] for part in spans["make_up"]["parts"]] == ["face"]
    assert spans["make_up"]["parts"][0]["until"] == spans["make_up"]["until"]
    assert spans["exercise"]["parts"] == []
