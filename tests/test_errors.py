"""How every refusal looks: problem+json, a stable code, a sentence that says what to do."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from flask import Flask
from pydantic import AwareDatetime, Field, ValidationError

from backend.api import Body
from backend.errors import Problem, from_validation, invalid, not_found


def _assert_problem(answer: Any, status: int, code: str) -> None:
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.json["type"] == "about:blank"
    assert answer.json["status"] == status
    assert answer.json["code"] == code
    assert answer.json["detail"].endswith(".")
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_unknown_address_is_not_found(client):
    _assert_problem(client.get("/api/nothing/here"), 404, "not_found")


def test_an_address_used_another_way_says_which_ways_there_are(client):
    answer = client.put("/api/session", json={})
    _assert_problem(answer, 405, "method_not_allowed")
    assert "POST" in answer.headers["Allow"]


@pytest.mark.parametrize(("method", "path"), [("POST", "/api/account"), ("POST", "/api/session")])
def test_ten_megabytes_are_too_much(client, method, path):
    body = json.dumps({"name": "x" * 10_000_000})
    answer = client.open(path, method=method, data=body, content_type="application/json")
    _assert_problem(answer, 413, "too_large")


def test_ten_megabytes_without_a_length_are_too_much(client):
    answer = client.post(
        "/api/session",
        input_stream=io.BytesIO(b"x" * 10_000_000),
        content_type="application/json",
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )
    _assert_problem(answer, 413, "too_large")


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", None])
def test_anything_but_json_is_the_wrong_type(client, content_type):
    answer = client.post("/api/session", data="{}", content_type=content_type)
    _assert_problem(answer, 415, "wrong_type")


@pytest.mark.parametrize("text", ["{", "nonsense", "[1,", '{"name": "Alice"'])
def test_broken_json_is_said_to_be_broken(client, text):
    answer = client.post("/api/session", data=text, content_type="application/json")
    _assert_problem(answer, 422, "invalid")
    assert "not JSON" in answer.json["detail"]


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/api", "/api/", "/api/me/", "/api//me", "/assets//x.js", "/api/%2e%2e/healthz", "/API/me"],
)
def test_every_other_address_is_nothing(alice, path):
    _assert_problem(alice.get(path), 404, "not_found")


def test_a_character_postgresql_cannot_keep_is_refused(client):
    answer = client.post("/api/session", json={"name": "a\0b", "passphrase": "four calm green lamps"})
    _assert_problem(answer, 422, "invalid")
    assert answer.json["detail"] == "This holds a character that cannot be kept. Please leave it out."


@pytest.mark.parametrize("text", ["", "null", "[]", "1", '"x"'])
def test_json_that_is_no_object_is_invalid(client, text):
    _assert_problem(client.post("/api/session", data=text, content_type="application/json"), 422, "invalid")


def test_each_field_gets_its_sentence(client):
    answer = client.post("/api/session", json={"name": 7, "more": 1})
    _assert_problem(answer, 422, "invalid")
    found = {error["field"]: error["sentence"] for error in answer.json["errors"]}
    assert found["passphrase"] == "Please fill in “passphrase”."
    assert "Please leave it out" in found["more"]
    assert set(found) == {"name", "passphrase", "more"}


def test_an_answer_never_repeats_what_was_sent(client):
    answer = client.post("/api/session", json={"name": 7, "passphrase": ["my secret"]})
    assert "my secret" not in answer.text


def test_a_bug_becomes_a_sentence_and_shows_nothing_of_itself(app: Flask, client):
    app.testing = False

    @app.before_request
    def bug() -> None:
        raise RuntimeError("the inner workings")

    answer = client.get("/healthz")
    _assert_problem(answer, 500, "our_side")
    assert answer.json["detail"].startswith("Something went wrong on our side. Nothing was changed.")
    assert "inner workings" not in answer.text


def test_problems_of_the_app_carry_their_extra_members(app: Flask, client):
    @app.before_request
    def busy() -> None:
        raise Problem(409, "busy", "Please try again in a minute.", retry_seconds=60)

    answer = client.get("/healthz")
    _assert_problem(answer, 409, "busy")
    assert answer.json["retry_seconds"] == 60


def test_shorthands_say_what_is_wrong():
    assert invalid("zone", "Choose a place.").extra == {
        "errors": [{"field": "zone", "sentence": "Choose a place."}]
    }
    assert not_found("visit").sentence == "We could not find this visit. It may have been removed."


class _Wanted(Body):
    sessions: Annotated[int, Field(ge=1, le=12)] = 4
    label: Annotated[str, Field(min_length=2, max_length=5)] = "face"
    kinds: Annotated[list[str], Field(max_length=1, default_factory=list)]
    symptom: Annotated[str, Field(min_length=1)] = "red"
    at: AwareDatetime | None = None
    visit_id: UUID | None = None
    words: Literal["discreet", "plain"] = "plain"
    on: date | None = None


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"sessions": 0}, "“sessions” must be 1 or more."),
        ({"sessions": 400}, "“sessions” must be 12 or less."),
        ({"sessions": "4"}, "“sessions” is not filled in the way we can read. Please check it."),
        ({"label": "f"}, "“label” is too short. Please use 2 characters or more."),
        ({"symptom": ""}, "Please fill in “symptom”."),
        ({"label": "forehead"}, "“label” is too long. Please use 5 characters or fewer."),
        ({"kinds": ["a", "b"]}, "“kinds” has too many entries: at most 1, please."),
        ({"on": "2026-02-30"}, "“on” is not a date or time that exists. Please check it."),
        ({"on": 0}, "“on” is not a date or time that exists. Please check it."),
        ({"at": "2026-12-01T09:00:00"}, "“at” is not a date or time that exists. Please check it."),
        ({"visit_id": "7"}, "“visit id” is not an id. Please reload the page and try again."),
        ({"words": "loud"}, "“words” must be one of: 'discreet' or 'plain'."),
    ],
)
def test_sentences_for_fields_say_what_to_change(given, sentence):
    with pytest.raises(ValidationError) as error:
        _Wanted.model_validate_json(json.dumps(given))
    assert from_validation(error.value).sentence == sentence


def test_strict_bodies_take_dates_and_ids_from_their_json_text():
    text = json.dumps({"at": "2026-12-01T09:00:00Z", "on": "2026-12-01", "visit_id": str(UUID(int=7))})
    taken = _Wanted.model_validate_json(text)
    assert (taken.at, taken.on, taken.visit_id) == (
        datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
        date(2026, 12, 1),
        UUID(int=7),
    )
