"""Sensitive acts: each asks for a proof not older than ten minutes, and a fresh one is enough."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import PASSPHRASE, browser
from tests.fakes.authenticator import Authenticator

START = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)
NEW = "seven quiet blue doors"
NOBODY = "00000000-0000-4000-8000-000000000000"

SENSITIVE: list[tuple[str, str, Any]] = [
    ("PUT", "/api/passphrase", {"passphrase": NEW}),
    ("PUT", "/api/mail", {"address": "alice@clinic.org"}),
    ("POST", "/api/recovery/code", {}),
    ("POST", "/api/passkeys/options", {}),
    ("POST", "/api/passkeys", {"label": "Phone", "credential": {}}),
    ("DELETE", f"/api/passkeys/{NOBODY}", None),
    ("DELETE", "/api/sessions", None),
    ("DELETE", f"/api/sessions/{NOBODY}", None),
    ("GET", "/api/export", None),
    ("DELETE", "/api/account", None),
]


def _signed_in(app: Any, passphrase: str = PASSPHRASE) -> FlaskClient:
    client = browser(app)
    answer = client.post("/api/session", json={"name": "Alice", "passphrase": passphrase})
    assert answer.status_code == 200, answer.text
    return client


def _confirm(client: FlaskClient, passphrase: str = PASSPHRASE) -> Any:
    return client.post("/api/session/confirm", json={"passphrase": passphrase})


@pytest.fixture
def late(app, alice, travel) -> FlaskClient:
    """A browser in which Alice signed in eleven minutes ago."""
    travel(START)
    client = _signed_in(app)
    travel(START + timedelta(minutes=11))
    return client


@pytest.mark.parametrize(("method", "path", "body"), SENSITIVE)
def test_sensitive_acts_ask_again_after_ten_minutes_and_change_nothing(late, method, path, body):
    before = late.get("/api/me").json
    answer = late.open(path, method=method, json=body)
    assert (answer.status_code, answer.json["code"]) == (403, "confirm_first")
    assert late.get("/api/me").json == before


@pytest.mark.parametrize(("method", "path", "body"), SENSITIVE)
def test_a_fresh_proof_is_enough(late, method, path, body):
    assert _confirm(late).status_code == 204
    answer = late.open(path, method=method, json=body)
    went_on = ("not_found", "challenge_over", "no_mail")
    assert answer.status_code in (200, 201, 204) or answer.json["code"] in went_on


def test_the_lock_screen_and_other_wishes_need_no_proof(late):
    assert late.patch("/api/me", json={"words": "plain", "morning": "09:00"}).status_code == 200


def test_a_wrong_passphrase_proves_nothing_and_is_slowed(late, stand):
    stand(START + timedelta(minutes=11))
    statuses = [_confirm(late, "a wrong one").status_code for _ in range(8)]
    assert statuses == [401] * 5 + [429] * 3
    assert late.delete("/api/sessions").json["code"] == "confirm_first"


def test_a_proof_in_one_browser_is_none_in_another(app, late, travel):
    other = _signed_in(app)
    travel(START + timedelta(minutes=22))
    _confirm(late)
    assert other.delete("/api/sessions").status_code == 403
    assert late.delete("/api/sessions").status_code == 204


def test_a_proof_lasts_ten_minutes(late, travel):
    _confirm(late)
    for minutes, status in ((20, 404), (22, 403)):
        travel(START + timedelta(minutes=minutes))
        assert late.delete(f"/api/passkeys/{NOBODY}").status_code == status


def test_a_passkey_is_a_proof_and_another_patients_is_none(app, late, bob):
    keys = {}
    _confirm(late)
    for name, client in (("alice", late), ("bob", bob)):
        client.post("/api/session/confirm", json={"passphrase": PASSPHRASE})
        keys[name] = Authenticator()
        options = client.post("/api/passkeys/options", json={}).json["public_key"]
        made = {"label": "Phone", "credential": keys[name].create(options)}
        assert client.post("/api/passkeys", json=made).status_code == 201
    for name, status in (("bob", 401), ("alice", 204)):
        options = late.post("/api/session/passkey/options", json={}).json["public_key"]
        answer = late.post("/api/session/confirm", json={"credential": keys[name].get(options)})
        assert answer.status_code == status


@pytest.mark.parametrize("body", [{}, {"passphrase": PASSPHRASE, "credential": {}}])
def test_one_proof_is_needed_and_one_only(alice, body):
    assert alice.post("/api/session/confirm", json=body).status_code == 422


def test_a_new_passphrase_signs_out_everywhere_else(app, alice):
    other = _signed_in(app)
    assert alice.put("/api/passphrase", json={"passphrase": NEW}).status_code == 204
    assert alice.get("/api/me").status_code == 200
    assert other.get("/api/me").status_code == 401
    assert _signed_in(app, NEW).get("/api/me").status_code == 200


@pytest.mark.parametrize("passphrase", ["short", "password", "alice the great"[:5], "x" * 257])
def test_a_weak_new_passphrase_is_refused(alice, passphrase):
    answer = alice.put("/api/passphrase", json={"passphrase": passphrase})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == ["passphrase"]
