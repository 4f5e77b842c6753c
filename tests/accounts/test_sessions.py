"""The browsers a patient is signed in with: listed, ended one by one, and all others at once."""

from __future__ import annotations

import base64
import hmac
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend import create_app
from tests.conftest import PASSPHRASE, browser

FIREFOX = "Mozilla/5.0 (Android 16; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0"


def _sign_in(app: Flask, name: str = "Alice", agent: str = "") -> FlaskClient:
    client = browser(app)
    client.environ_base["HTTP_USER_AGENT"] = agent
    answer = client.post("/api/session", json={"name": name, "passphrase": PASSPHRASE})
    assert answer.status_code == 200
    return client


def _listed(client: FlaskClient) -> list[Any]:
    return list(client.get("/api/sessions").json["sessions"])


def test_each_browser_is_listed_with_what_a_patient_recognises(app, alice):
    phone = _sign_in(app, agent=FIREFOX)
    listed = _listed(phone)
    assert len(listed) == 2
    this = next(one for one in listed if one["is_this"])
    assert this["device"] == "Firefox on Android"
    assert set(this) == {"id", "device", "created_at", "last_seen_at", "is_this"}
    assert [one["is_this"] for one in _listed(alice)].count(True) == 1


def test_one_browser_is_signed_out_from_another(app, alice):
    phone = _sign_in(app)
    [other] = [one for one in _listed(alice) if not one["is_this"]]
    assert alice.delete(f"/api/sessions/{other['id']}").status_code == 204
    assert phone.get("/api/me").status_code == 401
    assert alice.get("/api/me").status_code == 200
    assert alice.delete(f"/api/sessions/{other['id']}").status_code == 404


def test_all_others_are_signed_out_at_once(app, alice, bob):
    others = [_sign_in(app) for _ in range(3)]
    assert alice.delete("/api/sessions").status_code == 204
    assert [other.get("/api/me").status_code for other in others] == [401] * 3
    assert alice.get("/api/me").status_code == bob.get("/api/me").status_code == 200
    assert len(_listed(alice)) == 1


def test_what_waited_for_alice_is_not_taken_as_bobs_who_signed_in_there_since(alice, bob):
    ids = {name: each.get("/api/me").json["id"] for name, each in (("alice", alice), ("bob", bob))}
    of_alice = {"Stipple-Patient": ids["alice"]}
    for method, path in (("GET", "/api/me"), ("POST", "/api/actions"), ("DELETE", "/api/session")):
        answer = bob.open(path, method=method, headers=of_alice, json={} if method == "POST" else None)
        # 401, because a phone keeps what was answered so, and gives up what was refused in another way.
        assert (answer.status_code, answer.json["code"]) == (401, "signed_out"), path
    assert bob.get("/api/session", headers=of_alice).json["me"]["id"] == ids["bob"]
    assert bob.get("/api/me", headers={"Stipple-Patient": ids["bob"]}).status_code == 200
    assert alice.get("/api/me", headers=of_alice).status_code == 200


def test_bob_neither_sees_nor_ends_a_session_of_alice(alice, bob):
    [session] = _listed(alice)
    assert session["id"] not in str(_listed(bob))
    assert bob.delete(f"/api/sessions/{session['id']}").status_code == 404
    bob.delete("/api/sessions")
    assert alice.get("/api/me").status_code == 200


def test_nothing_clinical_is_readable_with_the_cookie_of_a_signed_out_session(app, alice):
    thief = browser(app)
    thief.set_cookie("stipple", alice.get_cookie("stipple").value)
    thief.set_cookie("stipple-known", alice.get_cookie("stipple-known").value)
    alice.delete("/api/session")
    for path in ("/api/me", "/api/plan", "/api/courses", "/api/export", "/api/sessions", "/api/push/devices"):
        answer = thief.get(path)
        assert (answer.status_code, answer.json["code"]) == (401, "signed_out"), path
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("hashing", "status"), [("sha256", 200), ("sha1", 401)])
def test_the_cookie_is_signed_by_hmac_sha_256_and_not_by_sha_1(app, settings, alice, hashing, status):
    said, _, signature = alice.get_cookie("stipple").value.rpartition(".")
    key = hmac.digest(settings.secret_key.encode(), b"cookie-session", hashing)
    signed = base64.urlsafe_b64encode(hmac.digest(key, said.encode(), hashing)).rstrip(b"=").decode()
    assert (signed == signature) is (status == 200)
    other = browser(app)
    other.set_cookie("stipple", f"{said}.{signed}")
    assert other.get("/api/me").status_code == status


def test_a_session_is_256_random_bits_and_never_the_same(app, alice):
    tokens = []
    for _ in range(8):
        with _sign_in(app).session_transaction() as inside:
            tokens.append(base64.urlsafe_b64decode(inside["_user_id"] + "="))
    assert {len(token) for token in tokens} == {32}
    # Eight times the same byte at one place by chance: once in 10**15 runs.
    assert all(len(set(place)) > 1 for place in zip(*tokens, strict=True)), "no part of it stands still"


def test_another_secret_key_signs_everybody_out_until_they_sign_in_again(app, settings, database, alice, bob):
    changed = create_app(
        replace(settings, secret_key="another secret that is long enough"), database=database
    )
    for name, before in (("Alice", alice), ("Bob", bob)):
        copied = browser(changed)
        copied.set_cookie("stipple", before.get_cookie("stipple").value)
        assert copied.get("/api/me").status_code == 401
        assert before.get("/api/me").status_code == 200, "where the key is still the former one"
        assert _sign_in(changed, name).get("/api/me").status_code == 200
