"""Knows how a patient's course is told over HTTP in one line each: begin it, answer, change a visit."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.db import new_id
from tests.courses.cast import COURSE

COURSES = "/api/courses"
FIRST = {
    "start": "2026-12-08T13:45",
    "zone": "Europe/Berlin",
    "minutes": 60,
    "place": "Hauptstr. 1",
    "phone": "030 1234",
    "travel_minutes": 20,
}
NEW = {
    "id": COURSE,
    "area": "face",
    "modalities": ["pen"],
    "retinoid": "prescribed",
    "actives": False,
    "tone": 3,
    "dark_marks": False,
    "photos": True,
    "first": FIRST,
}


def taken(answer: TestResponse, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def begin(patient: FlaskClient, **fields: Any) -> dict[str, Any]:
    """A course with a first session on 8 December at 13:45, unless the fields say otherwise."""
    return taken(patient.post(COURSES, json={**NEW, **fields}), 201)


def say(patient: FlaskClient, question: str, value: Any, at: str, **about: Any) -> None:
    """One answer, at the phone's time."""
    body = {"id": new_id(), "course_id": COURSE, "question": question, "value": value, "at": at, **about}
    taken(patient.post("/api/answers", json=body))


def visit_shown(patient: FlaskClient, visit_id: str) -> dict[str, Any]:
    """The visit as the plan on the phone has it."""
    courses = taken(patient.get("/api/plan"))["courses"]
    (found,) = [visit for course in courses for visit in course["visits"] if visit["id"] == visit_id]
    return found
