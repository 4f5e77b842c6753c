"""Passkeys: added, listed, renamed, removed, and signed in with; and every lie about one refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from backend import clock
from tests.conftest import browser
from tests.fakes.authenticator import Authenticator

START = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)


def _options(client: FlaskClient, path: str) -> Any:
    answer = client.post(path, json={})
    assert answer.status_code == 200, answer.text
    return answer.json["public_key"]


def _add(client: FlaskClient, key: Authenticator, label: str = "Phone") -> Any:
    options = _options(client, "/api/passkeys/options")
    return client.post("/api/passkeys", json={"label": label, "credential": key.create(options)})


def _sign_in(client: FlaskClient, key: Authenticator) -> Any:
    options = _options(client, "/api/session/passkey/options")
    return client.post("/api/session/passkey", json={"credential": key.get(options)})


def _listed(client: FlaskClient) -> list[str]:
    return [key["label"] for key in client.get("/api/passkeys").json["passkeys"]]


def test_a_passkey_is_added_and_signs_in_without_a_name(app, alice):
    key = Authenticator()
    answer = _add(alice, key)
    assert answer.status_code == 201
    assert answer.json["label"] == "Phone" and answer.json["last_used_at"] is None
    elsewhere = browser(app)
    assert _sign_in(elsewhere, key).json["name"] == "Alice"
    assert elsewhere.get("/api/me").json["name"] == "Alice"
    assert alice.get("/api/passkeys").json["passkeys"][0]["last_used_at"] is not None


def test_a_passkey_still_signs_in_after_a_recovery(app, alice, client):
    key = Authenticator()
    _add(alice, key)
    code = alice.post("/api/recovery/code", json={}).json["recovery_code"]
    body = {"name": "Alice", "code": code, "passphrase": "seven quiet blue doors"}
    assert client.post("/api/recovery", json=body).status_code == 200
    assert alice.get("/api/me").status_code == 401
    assert _sign_in(client, key).json["name"] == "Alice"


def test_what_the_browser_is_asked_for_demands_verification_and_tells_no_name(alice, client):
    made = _options(alice, "/api/passkeys/options")
    assert made["rp"] == {"id": "localhost", "name": "Stipple"}
    assert made["authenticatorSelection"]["residentKey"] == "required"
    assert made["authenticatorSelection"]["userVerification"] == "required"
    asked = _options(client, "/api/session/passkey/options")
    assert asked["userVerification"] == "required" and not asked.get("allowCredentials")
    assert len(asked["challenge"]) == 43


def test_a_second_passkey_is_another_and_the_first_is_not_made_twice(alice):
    first = Authenticator()
    _add(alice, first)
    excluded = _options(alice, "/api/passkeys/options")["excludeCredentials"]
    assert len(excluded) == 1
    assert _add(alice, first).json["code"] == "known_already"
    assert _add(alice, Authenticator(), "Laptop").status_code == 201
    assert _listed(alice) == ["Phone", "Laptop"]


def test_a_passkey_is_renamed_and_removed(app, alice):
    key = Authenticator()
    passkey_id = _add(alice, key).json["id"]
    renamed = alice.patch(f"/api/passkeys/{passkey_id}", json={"label": "  Old   phone "})
    assert renamed.json["label"] == "Old phone"
    assert alice.delete(f"/api/passkeys/{passkey_id}").status_code == 204
    assert _listed(alice) == []
    assert _sign_in(browser(app), key).json["code"] == "passkey_refused"


def test_bob_reaches_no_passkey_of_alice(alice, bob):
    passkey_id = _add(alice, Authenticator()).json["id"]
    assert _listed(bob) == []
    assert bob.patch(f"/api/passkeys/{passkey_id}", json={"label": "Mine"}).status_code == 404
    assert bob.delete(f"/api/passkeys/{passkey_id}").status_code == 404
    assert _listed(alice) == ["Phone"]


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "http://localhost:8000.evil.org"},
        {"origin": "https://localhost:8000"},
        {"rp_id": "evil.org"},
        {"is_verified": False},
    ],
)
def test_another_site_or_an_unverified_person_is_refused(app, alice, lie):
    assert _add(alice, Authenticator(**lie)).json["code"] == "passkey_refused"
    key = Authenticator()
    _add(alice, key)
    for name, value in lie.items():
        setattr(key, name, value)
    answer = _sign_in(browser(app), key)
    assert (answer.status_code, answer.json["code"]) == (400, "passkey_refused")


def test_a_key_that_signs_for_another_is_refused(app, alice, bob):
    alices, bobs = Authenticator(), Authenticator()
    _add(alice, alices)
    _add(bob, bobs)
    bobs.credential_id = alices.credential_id
    assert _sign_in(browser(app), bobs).status_code == 400


def test_a_copied_key_is_noticed_by_its_count(app, alice):
    key = Authenticator()
    _add(alice, key)
    _sign_in(browser(app), key)
    key.count = 0
    assert _sign_in(browser(app), key).status_code == 400


def test_a_challenge_works_once_in_the_browser_that_asked_for_it(app, alice):
    key = Authenticator()
    _add(alice, key)
    asking, other = browser(app), browser(app)
    answer = {"credential": key.get(_options(asking, "/api/session/passkey/options"))}
    assert other.post("/api/session/passkey", json=answer).json["code"] == "challenge_over"
    copied = asking.get_cookie("stipple").value
    assert asking.post("/api/session/passkey", json=answer).status_code == 200
    other.set_cookie("stipple", copied)
    assert other.post("/api/session/passkey", json=answer).json["code"] == "challenge_over"


def test_a_challenge_for_adding_does_not_sign_in(alice):
    key = Authenticator()
    _add(alice, key)
    options = _options(alice, "/api/passkeys/options")
    answer = alice.post("/api/session/passkey", json={"credential": key.get(options)})
    assert answer.json["code"] == "challenge_over"


@pytest.mark.parametrize(("minutes", "status"), [(4, 200), (6, 400)])
def test_a_challenge_lasts_five_minutes(app, alice, travel, minutes, status):
    travel(START)
    alice.post("/api/session", json={"name": "Alice", "passphrase": "four calm green lamps"})
    key = Authenticator()
    _add(alice, key)
    client = browser(app)
    answer = key.get(_options(client, "/api/session/passkey/options"))
    travel(START + timedelta(minutes=minutes))
    assert client.post("/api/session/passkey", json={"credential": answer}).status_code == status


@pytest.mark.parametrize(
    "credential",
    [
        {},
        {"id": 7},
        {"id": "x", "rawId": "x", "type": "public-key", "response": {}},
        {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {"clientDataJSON": "AAAA"}},
        {
            "id": "AAAA",
            "rawId": "AAAA",
            "type": "public-key",
            "response": {"clientDataJSON": "bnVsbA", "attestationObject": "oA", "signature": "AA"},
        },
        {"id": ["AAAA"], "rawId": {}, "type": None, "response": "\ud83d\ude00"},
    ],
)
def test_what_no_browser_sends_is_refused_with_a_sentence(app, alice, credential):
    _options(alice, "/api/passkeys/options")
    answer = alice.post("/api/passkeys", json={"label": "Phone", "credential": credential})
    assert (answer.status_code, answer.json["code"]) == (400, "passkey_refused")
    client = browser(app)
    _options(client, "/api/session/passkey/options")
    assert client.post("/api/session/passkey", json={"credential": credential}).status_code == 400


def test_every_cut_of_a_real_answer_is_refused(alice):
    """The library's parsers let many kinds of errors through; none may become a 500."""
    whole = Authenticator().create(_options(alice, "/api/passkeys/options"))
    text = whole["response"]["attestationObject"]
    for end in range(0, len(text), 7):
        key = Authenticator().create(_options(alice, "/api/passkeys/options"))
        key["response"]["attestationObject"] = text[:end]
        answer = alice.post("/api/passkeys", json={"label": "Phone", "credential": key})
        assert answer.status_code == 400, (end, answer.text)


def test_twenty_passkeys_are_the_most(alice):
    for _ in range(20):
        assert _add(alice, Authenticator()).status_code == 201
    assert _add(alice, Authenticator()).json["code"] == "too_many"


def test_signing_in_by_passkey_is_limited_by_address_and_not_by_guesses_at_the_name(
    app, stand, alice, client
):
    stand(clock.now())
    key = Authenticator()
    _add(alice, key)
    for _ in range(7):
        client.post("/api/session", json={"name": "Alice", "passphrase": "a wrong one"})
    assert _sign_in(browser(app), key).status_code == 200
    stranger = Authenticator()
    statuses = [_sign_in(browser(app), stranger).status_code for _ in range(55)]
    assert statuses[0] == 400 and statuses[-1] == 429
