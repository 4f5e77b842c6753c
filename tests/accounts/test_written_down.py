"""What happens to an account leaves a line in the log: by the patient's id, never by name, code or key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import structlog
from flask.testing import FlaskClient

from backend import clock
from backend.accounts.challenges import LASTS
from tests.conftest import PASSPHRASE, browser
from tests.fakes.authenticator import Authenticator

NEW = "seven quiet blue doors"


def test_what_happens_to_an_account_is_written_down_by_id_only(app):
    client, key = browser(app), Authenticator()
    with structlog.testing.capture_logs() as lines:
        account = {"name": "Alice", "passphrase": PASSPHRASE, "zone": "UTC"}
        code = client.post("/api/account", json=account).json["recovery_code"]
        options = client.post("/api/passkeys/options", json={}).json["public_key"]
        made = {"label": "Phone", "credential": key.create(options)}
        passkey_id = client.post("/api/passkeys", json=made).json["id"]
        client.delete(f"/api/passkeys/{passkey_id}")
        client.post("/api/session/confirm", json={"passphrase": "a wrong one"})
        client.post("/api/session/confirm", json={"passphrase": PASSPHRASE})
        client.put("/api/passphrase", json={"passphrase": NEW})
        client.post("/api/recovery", json={"name": "Alice", "code": "ACDE", "passphrase": NEW})
        client.post("/api/recovery", json={"name": "Alice", "code": code, "passphrase": NEW})
        client.post("/api/session", json={"name": "Alice", "passphrase": NEW})
        client.get("/api/export")
        client.delete("/api/account")
    events = [line["event"] for line in lines if line["event"] != "request"]
    assert events == [
        "recovery_code_made",
        "signed_in",
        "passkey_added",
        "passkey_removed",
        "confirmation_failed",
        "confirmed",
        "other_sessions_ended",
        "passphrase_changed",
        "recovery_failed",
        "recovery_code_made",
        "recovered",
        "signed_in",
        "exported",
        "account_removed",
    ]
    told = str(lines)
    for secret in ("Alice", PASSPHRASE, NEW, code, made["credential"]["id"]):
        assert secret not in told


def test_slowing_somebody_down_is_written_down_without_who_it_was(app):
    with structlog.testing.capture_logs() as lines:
        for _ in range(7):
            browser(app).post("/api/session", json={"name": "Alice", "passphrase": "a wrong one"})
    [line, *_] = [line for line in lines if line["event"] == "slowed_down"]
    assert line["counters"] == ["sign_in", "address"]
    assert "Alice" not in str(lines)


def _answered(client: FlaskClient, key: Authenticator) -> dict[str, Any]:
    asked = client.post("/api/session/passkey/options", json={}).json["public_key"]
    return {"credential": key.get(asked)}


@pytest.fixture
def key(alice: FlaskClient) -> Authenticator:
    """A passkey of Alice's."""
    key = Authenticator()
    options = alice.post("/api/passkeys/options", json={}).json["public_key"]
    alice.post("/api/passkeys", json={"label": "Phone", "credential": key.create(options)})
    return key


def test_each_proof_says_whether_it_was_a_passphrase_or_a_passkey(app, alice, key):
    patient = alice.get("/api/me").json["id"]
    with structlog.testing.capture_logs() as lines:
        phone = browser(app)
        phone.post("/api/session/passkey", json=_answered(phone, key))
        phone.post("/api/session/confirm", json=_answered(phone, key))
        phone.post("/api/session/confirm", json={"passphrase": "a wrong one"})
        phone.post("/api/session/confirm", json={"passphrase": PASSPHRASE})
        phone.post("/api/session", json={"name": "Alice", "passphrase": "a wrong one"})
        phone.post("/api/session", json={"name": "Alice", "passphrase": PASSPHRASE})
    told = [(line["event"], line["by"], line["patient"]) for line in lines if "by" in line]
    assert told == [
        ("signed_in", "passkey", patient),
        ("confirmed", "passkey", patient),
        ("confirmation_failed", "passphrase", patient),
        ("confirmed", "passphrase", patient),
        ("sign_in_failed", "passphrase", patient),
        ("signed_in", "passphrase", patient),
    ]


@pytest.mark.parametrize("act", ["/api/session/passkey", "/api/session/confirm"])
@pytest.mark.parametrize(
    ("wrong", "code"),
    [("unknown", "passkey_refused"), ("unverified", "passkey_refused"), ("over", "challenge_over")],
)
def test_a_passkey_that_proves_nothing_is_written_down_like_a_wrong_passphrase(
    alice, key, travel, act, wrong, code
):
    patient = alice.get("/api/me").json["id"]
    used = Authenticator() if wrong == "unknown" else key
    used.is_verified = wrong != "unverified"
    answer = _answered(alice, used)
    if wrong == "over":
        travel(clock.now() + LASTS + timedelta(seconds=1))
    with structlog.testing.capture_logs() as lines:
        assert alice.post(act, json=answer).json["code"] == code
    *before, failed = [line for line in lines if line["event"] != "request"]
    event = "sign_in_failed" if act == "/api/session/passkey" else "confirmation_failed"
    assert (failed["event"], failed["by"], failed["reason"]) == (event, "passkey", code)
    refused = {"unknown": [None], "unverified": [patient], "over": []}[wrong]
    assert [(line["event"], line["patient"]) for line in before] == [
        ("passkey_refused", of) for of in refused
    ]
    assert answer["credential"]["id"] not in str(lines) and "Alice" not in str(lines)
