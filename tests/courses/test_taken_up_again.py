"""A course taken up again after six months: paused and gone on with, or ended and begun anew, over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from backend.db import new_id
from tests.conftest import PASSPHRASE
from tests.courses.cast import COURSE
from tests.courses.stories import FIRST, begin, taken

SPRING = datetime(2027, 6, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
def course(alice: FlaskClient, travel: Callable[[datetime], None]) -> dict[str, Any]:
    """Alice's course of two sessions: the first on 8 December, the second proposed for January."""
    travel(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))
    return begin(alice, sessions=2, retinoid="cosmetic")


@pytest.fixture
def back(alice: FlaskClient, travel: Callable[[datetime], None]) -> Callable[[datetime], None]:
    """She comes back so much later that she has to sign in again."""

    def later(now: datetime) -> None:
        travel(now)
        taken(alice.post("/api/session", json={"name": "Alice", "passphrase": PASSPHRASE}))

    return later


def coming(patient: FlaskClient) -> dict[str, list[str]]:
    """The steps of the next 60 days that are asked for, by course."""
    found: dict[str, list[str]] = {}
    for item in taken(patient.get("/api/plan"))["coming"]:
        found.setdefault(item["course_id"], []).append(item["step"])
    return found


def test_paused_for_six_months_it_says_nothing_and_then_prepares_the_next_session_as_the_first(
    alice: FlaskClient,
    course: dict[str, Any],
    travel: Callable[[datetime], None],
    back: Callable[[datetime], None],
) -> None:
    travel(datetime(2026, 12, 20, 9, 0, tzinfo=UTC))
    taken(alice.patch(f"/api/courses/{COURSE}", json={"paused": True}))
    back(SPRING)
    assert coming(alice) == {}
    shown = taken(alice.patch(f"/api/courses/{COURSE}", json={"paused": False}))
    assert shown["state"] == "running"
    second = f"/api/visits/{course['visits'][1]['id']}"
    taken(alice.patch(second, json={"state": "booked", "start": "2027-07-06T13:45"}))
    assert {"B03", "B10", "B11", "B15", "B19", "A03", "A22"} <= set(coming(alice)[COURSE])


def test_ended_by_itself_it_stays_closed_beside_the_one_begun_anew(
    alice: FlaskClient, course: dict[str, Any], back: Callable[[datetime], None]
) -> None:
    taken(alice.patch(f"/api/courses/{COURSE}", json={"sessions": 1}))
    back(SPRING)  # 26 weeks after the only session were over on 8 June
    new = new_id()
    begin(alice, id=new, retinoid="none", first={**FIRST, "start": "2027-07-06T13:45"})
    courses = taken(alice.get("/api/courses"))["courses"]
    assert [(each["id"], each["state"]) for each in courses] == [(COURSE, "closed"), (new, "running")]
    asked = coming(alice)
    assert set(asked) == {new}
    assert "B15" in asked[new]
    assert not {"B10", "B11"} & set(asked[new])  # the old course's retinoid is not asked to pause
