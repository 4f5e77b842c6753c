"""What a screen asks of the database: as much with ten courses as with one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from backend.db import Database, new_id
from backend.photos.models import Photo
from tests.photos.pictures import begin_course
from tests.statements import counted

SCREENS = ("/api/plan", "/api/courses", "/api/diary", "/api/photos", "/api/photos/check-ins")


@pytest.fixture(autouse=True)
def on_21_november(stand: Callable[[datetime], None]) -> None:
    """The clock stands: a minute later, that somebody was seen would be written down once more."""
    stand(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))


def _photo(patient_id: str, course_id: str) -> Photo:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    told: dict[str, Any] = {"area": "face", "pose": "front", "width": 1, "height": 1, "colour_sure": True}
    named: dict[str, Any] = {"id": new_id(), "object_id": new_id(), "digest": "", "wrapped_key": b""}
    return Photo(patient_id=patient_id, course_id=course_id, taken_at=at, received_at=at, **named, **told)


def _begin(alice: FlaskClient, database: Database, courses: int) -> None:
    patient_id = alice.get("/api/me").json["id"]
    for _ in range(courses):
        course_id = begin_course(alice)
        with database.transaction() as session:
            session.add(_photo(patient_id, course_id))


def _statements(alice: FlaskClient, database: Database, screen: str) -> list[str]:
    with counted(database) as found:
        assert alice.get(screen).status_code == 200
    return found


@pytest.mark.parametrize("screen", SCREENS)
def test_ten_courses_cost_as_many_statements_as_one(
    alice: FlaskClient, database: Database, screen: str
) -> None:
    _begin(alice, database, 1)
    alice.get(screen)  # so that what is asked once for all is known
    of_one = _statements(alice, database, screen)
    _begin(alice, database, 9)
    of_ten = _statements(alice, database, screen)
    assert len(of_ten) == len(of_one), "\n".join(of_ten)
