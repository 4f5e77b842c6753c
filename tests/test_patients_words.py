"""That what a patient writes comes back sign by sign, wherever it is read: nothing on the way takes it apart.

The signs mean something to HTML, SQL, JSON and Python's formats; `{time}` is an open place of our sentences.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.db import new_id
from tests.conftest import PASSPHRASE, browser, signed_up
from tests.courses.cast import COURSE
from tests.courses.stories import FIRST, begin, say, taken

WORDS = "<b>'\"{time}%s"


@pytest.fixture
def patient(app: Flask, travel: Any) -> FlaskClient:
    """Somebody of that name, the evening before a session at a place of that name."""
    travel(datetime(2026, 12, 7, 19, 0, tzinfo=UTC))
    found = signed_up(app, WORDS)
    begin(found, first={**FIRST, "place": WORDS})
    return found


def test_a_name_signs_in_and_is_shown_as_it_was_typed(app: Flask, patient: FlaskClient) -> None:
    again = browser(app)
    taken(again.post("/api/session", json={"name": WORDS, "passphrase": PASSPHRASE}))
    assert taken(again.get("/api/me"))["name"] == WORDS
    assert taken(patient.get("/api/export"))["account"]["name"] == WORDS


def test_a_place_is_shown_as_it_was_typed_and_put_into_our_sentences_whole(patient: FlaskClient) -> None:
    plan = taken(patient.get("/api/plan"))
    assert plan["courses"][0]["visits"][0]["place"] == WORDS
    assert f'"Tomorrow: 13:45 at {json.dumps(WORDS)[1:]}' in json.dumps(plan["today"])


def test_a_note_is_shown_as_it_was_typed(patient: FlaskClient) -> None:
    about = {"course_id": COURSE, "at": "2026-12-07T18:30:00Z"}
    entry = {"id": new_id(), "symptom": "redness", "score": 2, "note": WORDS, **about}
    taken(patient.post("/api/diary", json=entry))
    assert [one["note"] for one in taken(patient.get("/api/diary"))["entries"]] == [WORDS]
    say(patient, "medicines", WORDS, "2026-12-07T18:30:00Z")
    sheet = taken(patient.get(f"/api/courses/{COURSE}/list"))
    lines = [line for part in sheet["sections"] for line in part["lines"] if line["question"] == "medicines"]
    assert [line["said"] for line in lines] == [WORDS]
