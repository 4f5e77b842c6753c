"""A yes in the check before a session, over HTTP: the clinic is called first until one of four things."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.db import new_id
from tests.courses.stories import begin, say, taken, visit_shown

CHECK = "safety_check"
THREE_DAYS_AHEAD = datetime(2026, 12, 5, 13, 0, tzinfo=UTC)


@pytest.fixture
def visit_id(alice: FlaskClient, travel: Callable[[datetime], None]) -> str:
    """Alice said yes, three days before her session of 8 December, 13:45 in Berlin."""
    travel(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))
    visit: str = begin(alice)["visits"][0]["id"]
    travel(THREE_DAYS_AHEAD)
    assert not visit_shown(alice, visit)["call_first"]
    answer_check(alice, "something", "2026-12-05T13:00:00Z")
    return visit


def check_asked(alice: FlaskClient) -> dict[str, Any]:
    (found,) = [
        item for item in taken(alice.get("/api/plan"))["today"]["outstanding"] if item["step"] == "B15"
    ]
    return found


def answer_check(patient: FlaskClient, word: str, at: str) -> None:
    """What the phone sends for one tap: the answer, and that the step is done."""
    key = check_asked(patient)["key"]
    say(patient, CHECK, word, at, occurrence=key)
    taken(patient.post("/api/actions", json={"id": new_id(), "key": key, "action": "done", "at": at}))


def test_it_stands_days_later_and_until_the_session(
    alice: FlaskClient, visit_id: str, travel: Callable[[datetime], None]
) -> None:
    travel(datetime(2026, 12, 8, 12, 44, tzinfo=UTC))
    shown = visit_shown(alice, visit_id)
    assert (shown["call_first"], shown["phone"], shown["starts_at"]) == (
        True,
        "030 1234",
        "2026-12-08T12:45:00Z",
    )


def test_it_ends_when_the_check_is_answered_anew(
    alice: FlaskClient, visit_id: str, travel: Callable[[datetime], None]
) -> None:
    travel(datetime(2026, 12, 7, 8, 1, tzinfo=UTC))  # the day before it is asked once more
    answer_check(alice, "fine", "2026-12-07T08:01:00Z")
    assert not visit_shown(alice, visit_id)["call_first"]


def test_it_ends_when_she_says_that_she_called_and_her_record_keeps_it(
    alice: FlaskClient, visit_id: str, travel: Callable[[datetime], None]
) -> None:
    travel(datetime(2026, 12, 5, 14, 0, tzinfo=UTC))
    say(alice, CHECK, "called", "2026-12-05T14:00:00Z", visit_id=visit_id)
    shown = visit_shown(alice, visit_id)
    assert not shown["call_first"]
    assert [note["said"] for note in shown["record"]] == ["Yes. I have called my clinic"]


def test_it_is_asked_again_after_the_session_moves(
    alice: FlaskClient, visit_id: str, travel: Callable[[datetime], None]
) -> None:
    travel(datetime(2026, 12, 6, 9, 0, tzinfo=UTC))
    assert [
        i["step"] for i in taken(alice.get("/api/plan"))["today"]["outstanding"] if i["step"] == "B15"
    ] == []
    taken(alice.patch(f"/api/visits/{visit_id}", json={"start": "2026-12-09T11:00"}))
    travel(datetime(2026, 12, 6, 10, 1, tzinfo=UTC))  # 72 hours before its new start
    assert not visit_shown(alice, visit_id)["call_first"]
    answer_check(alice, "something", "2026-12-06T10:01:00Z")
    assert visit_shown(alice, visit_id)["call_first"]


def test_it_ends_when_the_session_is_cancelled(alice: FlaskClient, visit_id: str) -> None:
    taken(alice.patch(f"/api/visits/{visit_id}", json={"state": "cancelled"}))
    assert not visit_shown(alice, visit_id)["call_first"]


def test_a_plan_that_does_not_know_these_words_takes_them_too(
    app: Flask, alice: FlaskClient, travel: Callable[[datetime], None]
) -> None:
    text = (Path(__file__).parent.parent / "protocols" / "first.yaml").read_text(encoding="utf-8")
    app.extensions["settings"] = replace(app.extensions["settings"], protocol_text=text)
    travel(datetime(2026, 12, 5, 13, 30, tzinfo=UTC))
    visit = begin(alice)["visits"][0]["id"]
    say(alice, CHECK, "something", "2026-12-05T13:00:00Z", visit_id=visit)
    assert visit_shown(alice, visit)["call_first"]
    say(alice, CHECK, "called", "2026-12-05T13:00:01Z", visit_id=visit)
    assert not visit_shown(alice, visit)["call_first"]
