"""What happens to an account leaves a line in the log: by the patient's id, never by name, code or key."""

from __future__ import annotations

import structlog

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
