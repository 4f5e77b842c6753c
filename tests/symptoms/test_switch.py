"""A host that switched the health flags off answers everybody alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from backend.settings import Settings


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, raises_for_health=False)


def test_switched_off_the_flags_raise_nothing(alice: Any, course: str, tell: Any) -> None:
    said = {"course_id": course, "question": "keloids", "value": True, "at": "2026-12-17T10:00:00Z"}
    said["id"] = "8a7ad0a6-95ba-4bd9-b1a8-7d0f0f6d6c11"
    assert alice.post("/api/answers", json=said).status_code == 200
    assert tell("darker").json["tier"] == "watch"
