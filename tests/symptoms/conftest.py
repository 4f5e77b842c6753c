"""Knows Alice's course for the tests of her diary: one session on 15 December, and how an entry is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from backend.db import new_id
from tests.care.builders import make_at
from tests.photos.pictures import begin_course

Tell = Callable[..., Any]


@pytest.fixture
def course(alice: FlaskClient, travel: Callable[[datetime], None]) -> str:
    """Alice's course, and the clock at noon of day 2 after its session."""
    travel(make_at("2026-12-01 09:00"))
    made = begin_course(alice, photos=True, tone=2)
    travel(make_at("2026-12-17 12:00"))
    return made


@pytest.fixture
def tell(alice: FlaskClient, course: str) -> Tell:
    """Post one entry of Alice's; its answer."""

    def post(symptom: str, score: int | None = 2, at: str = "2026-12-17 11:00", **more: Any) -> Any:
        body = {"id": new_id(), "course_id": course, "symptom": symptom, "score": score, **more}
        return alice.post("/api/diary", json={**body, "at": make_at(at).isoformat()})

    return post
