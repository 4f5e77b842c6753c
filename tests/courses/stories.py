"""Knows how a patient's course is told over HTTP in one line each: begin it, answer, change a visit."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from backend.db import new_id
from tests.courses.cast import COURSE
from tests.courses.test_routes import NEW, taken


def begin(patient: FlaskClient, **fields: Any) -> dict[str, Any]:
    """A course with a first session on 8 December at 13:45, unless the fields say otherwise."""
    return taken(patient.post("/api/courses", json={**NEW, **fields}), 201)


def say(patient: FlaskClient, question: str, value: Any, at: str, **about: Any) -> None:
    """One answer, at the phone's time."""
    body = {"id": new_id(), "course_id": COURSE, "question": question, "value": value, "at": at, **about}
    taken(patient.post("/api/answers", json=body))


def visit_shown(patient: FlaskClient, visit_id: str) -> dict[str, Any]:
    """The visit as the plan on the phone has it."""
    courses = taken(patient.get("/api/plan"))["courses"]
    (found,) = [visit for course in courses for visit in course["visits"] if visit["id"] == visit_id]
    return found
