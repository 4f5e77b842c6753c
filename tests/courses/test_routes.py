"""Courses, visits, answers and numbers over HTTP, on 21 November 2026."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from backend.db import Database, new_id
from tests.courses.cast import COURSE
from tests.courses.stored import dump
from tests.courses.stories import COURSES, FIRST, NEW, taken


@pytest.fixture(autouse=True)
def on_21_november(travel: Callable[[datetime], None]) -> None:
    """It is the morning of 21 November 2026."""
    travel(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))


@pytest.fixture
def course(alice: FlaskClient) -> dict[str, Any]:
    """Alice's course: a session on 8 December and three proposals."""
    return taken(alice.post("/api/courses", json=NEW), 201)


def first_visit(course: dict[str, Any]) -> str:
    found: str = course["visits"][0]["id"]
    return found


def test_a_new_course_shows_every_date(course: dict[str, Any]) -> None:
    assert [(one["number"], one["start"], one["state"]) for one in course["visits"]] == [
        (1, "2026-12-08T13:45", "booked"),
        (2, "2027-01-12T13:45", "proposed"),
        (3, "2027-02-16T13:45", "proposed"),
        (4, "2027-03-23T13:45", "proposed"),
    ]
    assert course["visits"][0]["starts_at"] == "2026-12-08T12:45:00Z"
    assert course["state"] == "running"
    assert course["facts"] == {
        "area": "face",
        "retinoid": "prescribed",
        "actives": False,
        "tone": 3,
        "dark_marks": False,
        "photos": True,
        "daylight": True,
    }


def test_the_courses_are_listed(alice: FlaskClient, course: dict[str, Any]) -> None:
    assert taken(alice.get("/api/courses")) == {"courses": [course]}


def test_the_protocol_tells_its_numbers_and_questions(alice: FlaskClient) -> None:
    protocol = taken(alice.get("/api/protocol"))
    numbers = {one["id"]: one for one in protocol["params"]}
    assert (numbers["retinoid_before"]["value"], numbers["retinoid_before"]["high"]) == (7, 14)
    assert {"area", "retinoid", "prescriber"} <= {one["id"] for one in protocol["questions"]}


def test_a_second_session_given_too_soon_is_kept_with_a_warning(alice: FlaskClient) -> None:
    course = taken(alice.post("/api/courses", json={**NEW, "second_start": "2026-12-29T13:45"}), 201)
    assert course["visits"][1]["warnings"] == [
        "Only 3 weeks after session 1. Most clinics leave 4 or more. Please double-check with yours."
    ]


def test_the_clinic_s_smaller_gap_silences_the_warning(alice: FlaskClient) -> None:
    taken(alice.post("/api/courses", json={**NEW, "second_start": "2026-12-29T13:45"}), 201)
    path, named = f"/api/courses/{COURSE}/values", {"param": "spacing_min"}
    assert taken(alice.put(path, json={**named, "value": 3, "set_by": "clinic"})) == {
        "value": 3,
        "warning": None,
    }
    course = taken(alice.get("/api/courses"))["courses"][0]
    assert course["visits"][1]["warnings"] == []
    assert course["values"] == [{"param": "spacing_min", "value": 3, "set_by": "clinic", "warning": None}]
    assert alice.post(f"{path}/reset", json=named).status_code == 204
    assert taken(alice.get("/api/courses"))["courses"][0]["values"] == []


def test_an_unusual_number_is_kept_with_a_warning(alice: FlaskClient, course: dict[str, Any]) -> None:
    path = f"/api/courses/{COURSE}/values"
    kept = taken(alice.put(path, json={"param": "retinoid_before", "value": 20, "set_by": "patient"}))
    assert kept["value"] == 20
    assert kept["warning"] == (
        "Most clinics say 0 to 14 days here, and this says 20. Please double-check with yours."
    )


def test_a_course_is_edited(alice: FlaskClient, course: dict[str, Any]) -> None:
    path = f"/api/courses/{COURSE}"
    edited = taken(alice.patch(path, json={"sessions": 12, "paused": True, "facts": {"retinoid": "none"}}))
    assert (edited["sessions"], edited["state"], edited["facts"]["retinoid"]) == (12, "paused", "none")
    assert len(edited["visits"]) == 12
    assert edited["warnings"] == [
        "Most courses have 1 to 8 sessions, and this one 12. Please double-check with your clinic."
    ]
    assert taken(alice.patch(path, json={"paused": False, "done": True}))["state"] == "done"
    assert taken(alice.patch(path, json={"closed": True}))["state"] == "closed"


def test_a_visit_is_added_booked_moved_and_ended(
    alice: FlaskClient, course: dict[str, Any], travel: Callable[[datetime], None]
) -> None:
    new = {"id": new_id(), "kind": "follow_up", "state": "booked", **FIRST, "start": "2026-12-22T09:00"}
    added = taken(alice.post(f"/api/courses/{COURSE}/visits", json=new), 201)
    assert (added["kind"], added["number"], added["course_id"]) == ("follow_up", None, COURSE)

    second = f"/api/visits/{course['visits'][1]['id']}"
    booked = taken(alice.patch(second, json={"state": "booked", "start": "2027-01-14T10:00", "phone": ""}))
    assert (booked["state"], booked["start"], booked["phone"]) == ("booked", "2027-01-14T10:00", "")
    assert booked["place"] == "Hauptstr. 1"

    travel(datetime(2026, 12, 8, 16, 0, tzinfo=UTC))
    first = f"/api/visits/{first_visit(course)}"
    ended = taken(alice.patch(first, json={"ended_at": "2026-12-08T15:10:00+01:00"}))
    assert (ended["state"], ended["ended_at"]) == ("ended", "2026-12-08T14:10:00Z")
    again = taken(alice.patch(first, json={"state": "booked"}))
    assert (again["state"], again["ended_at"]) == ("booked", None)
    assert taken(alice.patch(first, json={"state": "did_not_happen"}))["number"] is None


def test_null_clears_only_what_may_be_empty(alice: FlaskClient, course: dict[str, Any]) -> None:
    path = f"/api/visits/{first_visit(course)}"
    kept = taken(alice.patch(path, json={"travel_minutes": None, "minutes": None, "start": None}))
    assert (kept["travel_minutes"], kept["minutes"], kept["start"]) == (None, 60, "2026-12-08T13:45")


def test_cancelling_with_a_prescribed_cream_paused_says_whom_to_ask(
    alice: FlaskClient, course: dict[str, Any]
) -> None:
    said = {
        "id": new_id(),
        "course_id": COURSE,
        "visit_id": first_visit(course),
        "question": "prescriber",
        "value": "pause",
        "at": "2026-11-21T08:59:00Z",
    }
    assert taken(alice.post("/api/answers", json=said)) == {}
    assert taken(alice.post("/api/answers", json=said)) == {}
    path = f"/api/visits/{first_visit(course)}"
    sentence = (
        "You paused a prescribed cream for this date. Ask the person who prescribed it when to start again."
    )
    assert sentence in taken(alice.post(f"{path}/preview", json={"state": "cancelled"}))["warnings"]
    assert sentence in taken(alice.patch(path, json={"state": "cancelled"}))["warnings"]


def test_a_preview_shows_old_and_new_dates_and_changes_nothing(
    alice: FlaskClient, course: dict[str, Any], database: Database
) -> None:
    before = dump(database, but="sign_ins")
    path = f"/api/visits/{first_visit(course)}/preview"
    shown = taken(alice.post(path, json={"start": "2026-12-22T13:45"}))
    assert dump(database, but="sign_ins") == before
    moves = [one for one in shown["changes"] if one["what"] == "moves"]
    assert moves
    assert all(one["old"] < one["new"] for one in moves)
    assert (shown["warnings"], shown["ends"]) == ([], [])
    along = shown["visits"][0]
    assert (along["number"], along["old"], along["new"]) == (2, "2027-01-12", "2027-01-26")


def test_a_preview_says_of_a_gap_that_gets_short(alice: FlaskClient, course: dict[str, Any]) -> None:
    first, second = (one["id"] for one in course["visits"][:2])
    taken(alice.patch(f"/api/visits/{second}", json={"state": "booked"}))
    shown = taken(alice.post(f"/api/visits/{first}/preview", json={"start": "2026-12-22T13:45"}))
    assert [(one["text"], one["is_short"], one["set_by"]) for one in shown["gaps"]] == [
        (
            "The session on 12 Jan: only 3 weeks after session 1. Most clinics leave 4 or more. "
            "Please double-check with yours.",
            True,
            "protocol",
        )
    ]


# What cannot be right is refused with a sentence, and nothing has changed


def bad(fields: dict[str, Any], base: dict[str, Any] = NEW) -> dict[str, Any]:
    return {**base, "id": new_id(), **fields}


NOBODYS = "0b0d0000-0000-4000-8000-000000000000"
VISITS = f"/api/courses/{COURSE}/visits"
VALUES = f"/api/courses/{COURSE}/values"
VISIT = "/api/visits/{first}"
NEW_VISIT = {"kind": "session", "state": "booked", **FIRST}
NEW_ANSWER = {
    "course_id": COURSE,
    "question": "retinoid",
    "value": "none",
    "at": "2026-11-21T08:00:00Z",
}


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "sentence"),
    [
        (
            "POST",
            COURSES,
            bad({"first": {**FIRST, "start": "2026-02-30T13:45"}}),
            422,
            "30 February 2026 is not a date. Please check the day.",
        ),
        (
            "POST",
            COURSES,
            bad({"sessions": 400}),
            422,
            "400 sessions are far more than any course has. Please check the number.",
        ),
        ("POST", COURSES, bad({"sessions": 0}), 422, "A course has at least 1 session."),
        ("POST", COURSES, bad({"sessions": "4"}), 422, None),
        ("POST", COURSES, bad({"sessions": 4.5}), 422, None),
        ("POST", COURSES, bad({"sessions": 10**40}), 422, None),
        ("POST", COURSES, bad({"actives": "yes"}), 422, None),
        ("POST", COURSES, bad({"sessions": 10**4000}), 422, "“sessions” must be 1000000 or less."),
        ("POST", COURSES, bad({"tone": True}), 422, "Please choose one of the six swatches"),
        ("POST", COURSES, bad({"facts": {"actives": None}}), 422, "An answer is yes or no"),
        ("POST", COURSES, bad({"first": None, "second_start": "2026-12-15T10:00"}), 422, "Please give the"),
        ("POST", COURSES, bad({"area": "soul"}), 422, None),
        ("POST", COURSES, bad({"area": "face,soul"}), 422, None),
        ("POST", COURSES, bad({"area": "face,face"}), 422, None),
        ("POST", COURSES, bad({"area": "none"}), 422, None),
        ("POST", COURSES, bad({"area": ""}), 422, None),
        ("POST", COURSES, bad({"modalities": ["hammer"]}), 422, None),
        ("POST", COURSES, bad({"facts": {"blood_type": "A"}}), 422, "We do not know this question."),
        ("POST", COURSES, bad({"surprise": 1}), 422, None),
        ("POST", COURSES, {**NEW, "id": "not-an-id"}, 422, None),
        ("POST", COURSES, {}, 422, None),
        ("POST", COURSES, [], 422, None),
        ("POST", COURSES, bad({"first": {**FIRST, "place": "a\u0000b"}}), 422, "This holds a character"),
        ("POST", COURSES, bad({"first": {**FIRST, "place": "a\nb"}}), 422, "Please use one line"),
        ("POST", COURSES, bad({"first": {**FIRST, "place": "x" * 201}}), 422, "“place” is too long"),
        ("POST", COURSES, bad({"second_start": "2026-12-08T17:00"}), 422, "There is already a session"),
        ("PATCH", f"{COURSES}/{COURSE}", {"sessions": 400}, 422, "400 sessions"),
        ("PATCH", f"{COURSES}/{COURSE}", {"paused": 1}, 422, None),
        ("PATCH", f"{COURSES}/{COURSE}", {"paused": True, "facts": {"tone": 9}}, 422, "That does not answer"),
        (
            "PUT",
            VALUES,
            {"param": "spacing_min", "value": 0, "set_by": "clinic"},
            422,
            "“Earliest next session” must be at least 1.",
        ),
        ("PUT", VALUES, {"param": "spacing_min", "value": 3, "set_by": "nobody"}, 422, None),
        ("PUT", VALUES, {"param": "retinoid_before", "value": 3.5, "set_by": "clinic"}, 422, None),
        ("PUT", VALUES, {"param": "retinoid_before", "value": -1, "set_by": "clinic"}, 422, None),
        ("PUT", VALUES, {"param": "retinoid_before", "value": 141, "set_by": "clinic"}, 422, None),
        ("PUT", VALUES, {"param": "tea", "value": 1, "set_by": "clinic"}, 404, None),
        ("POST", f"{VALUES}/reset", {"param": "tea"}, 404, None),
        (
            "POST",
            VISITS,
            bad({"start": "2026-02-30T10:00"}, NEW_VISIT),
            422,
            "30 February 2026 is not a date.",
        ),
        ("POST", VISITS, bad({"start": "2027-01-12T08:00"}, NEW_VISIT), 422, "There is already a session"),
        ("POST", VISITS, bad({"state": "ended"}, NEW_VISIT), 422, None),
        ("POST", VISITS, bad({"zone": "Mars/Olympus"}, NEW_VISIT), 422, '"Mars/Olympus" is not a time zone'),
        ("POST", VISITS, bad({"minutes": 481, "start": "2026-12-22T09:00"}, NEW_VISIT), 422, "A visit takes"),
        ("PATCH", VISIT, {"start": "2026-02-30T10:00"}, 422, "30 February 2026 is not a date."),
        ("PATCH", VISIT, {"start": "2026-12-08"}, 422, "Please give the day and the time"),
        ("PATCH", VISIT, {"state": "proposed"}, 422, "This session is booked already."),
        ("PATCH", VISIT, {"state": "asleep"}, 422, None),
        ("PATCH", VISIT, {"ended_at": "2026-12-08T15:00:00"}, 422, None),
        ("PATCH", VISIT, {"ended_at": "0001-01-01T00:00:00+14:00"}, 422, "This time cannot be right."),
        ("PATCH", VISIT, {"ended_at": "2026-12-08T15:00:00Z"}, 422, "That end is still to come."),
        ("PATCH", VISIT, {"travel_minutes": 10**30}, 422, "The way there takes"),
        ("POST", VISIT + "/preview", {"start": "2026-02-30T10:00"}, 422, "30 February 2026 is not a date."),
        ("POST", VISIT + "/preview", {"state": "did_not_happen"}, 422, "This session is still to come."),
        ("POST", "/api/answers", bad({"value": "maybe"}, NEW_ANSWER), 422, "That does not answer"),
        ("POST", "/api/answers", bad({"value": 1.5}, NEW_ANSWER), 422, "An answer is yes or no"),
        ("POST", "/api/answers", bad({"value": None}, NEW_ANSWER), 422, "An answer is yes or no"),
        ("POST", "/api/answers", bad({"value": 10**4000}, NEW_ANSWER), 422, "An answer is yes or no"),
        (
            "POST",
            "/api/answers",
            bad({"occurrence": f"{COURSE}/B10/-/²/1"}, NEW_ANSWER),
            422,
            "We do not know",
        ),
        ("POST", "/api/answers", bad({"at": "yesterday"}, NEW_ANSWER), 422, None),
        ("POST", "/api/answers", bad({"occurrence": "x/y"}, NEW_ANSWER), 422, None),
        ("POST", "/api/answers", bad({"course_id": new_id()}, NEW_ANSWER), 404, None),
        ("PATCH", "/api/visits/not-an-id", {}, 404, None),
        ("PATCH", f"/api/visits/{NOBODYS}", {}, 404, "We could not find this visit."),
        ("POST", f"/api/visits/{NOBODYS}/preview", {}, 404, "We could not find this visit."),
    ],
)
def test_what_cannot_be_right_is_refused_and_changes_nothing(
    alice: FlaskClient,
    course: dict[str, Any],
    database: Database,
    method: str,
    path: str,
    body: Any,
    status: int,
    sentence: str | None,
) -> None:
    before = dump(database, but="sign_ins")
    answer = alice.open(path.format(first=first_visit(course)), method=method, json=body)
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    detail = answer.get_json(force=True)["detail"]
    assert detail.startswith(sentence or "") and detail.endswith(".")
    assert dump(database, but="sign_ins") == before


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", COURSES, NEW),
        ("PATCH", f"{COURSES}/{COURSE}", {"closed": True}),
        ("PUT", VALUES, {"param": "retinoid_before", "value": 3, "set_by": "clinic"}),
        ("POST", f"{VALUES}/reset", {"param": "retinoid_before"}),
        ("POST", VISITS, bad({"start": "2026-12-22T09:00"}, NEW_VISIT)),
        ("PATCH", VISIT, {"state": "cancelled"}),
        ("POST", VISIT + "/preview", {"state": "cancelled"}),
        ("POST", "/api/answers", bad({}, NEW_ANSWER)),
    ],
)
def test_another_patient_s_ids_are_not_found_and_nothing_changes(
    bob: FlaskClient,
    client: FlaskClient,
    course: dict[str, Any],
    database: Database,
    method: str,
    path: str,
    body: Any,
) -> None:
    before = dump(database, but="sign_ins")
    url = path.format(first=first_visit(course))
    assert bob.open(url, method=method, json=body).status_code == 404
    assert client.open(url, method=method, json=body).status_code == 401
    assert dump(database, but="sign_ins") == before


def test_charlie_sees_no_courses(charlie: FlaskClient, course: dict[str, Any]) -> None:
    assert taken(charlie.get("/api/courses")) == {"courses": []}


def test_two_patients_with_one_id_at_the_same_moment_make_one_course(
    alice: FlaskClient, bob: FlaskClient
) -> None:
    with ThreadPoolExecutor(4) as pool:
        sent = [pool.submit(one.post, COURSES, json=NEW) for one in (alice, bob, alice, bob)]
    assert {one.result().status_code for one in sent} <= {201, 404, 409}
    kept = [len(taken(one.get(COURSES))["courses"]) for one in (alice, bob)]
    assert sorted(kept) == [0, 1]


def test_the_questions_of_a_course_are_those_of_its_own_protocol(
    alice: FlaskClient, course: dict[str, Any]
) -> None:
    asked = taken(alice.get(f"/api/courses/{COURSE}/questions"))["questions"]
    assert asked == taken(alice.get("/api/protocol"))["questions"]
    area = next(question for question in asked if question["id"] == "area")
    assert area["asks"] == "Which area is treated?"


def test_the_questions_of_another_s_course_are_not_shown(
    alice: FlaskClient, bob: FlaskClient, course: dict[str, Any]
) -> None:
    assert alice.get(f"/api/courses/{COURSE}/questions").status_code == 200
    assert bob.get(f"/api/courses/{COURSE}/questions").status_code == 404
