"""What a request leaves in the log, and what it never does."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from typing import Any

import pytest
import structlog

SECRETS = ("Alice", "four calm green lamps", "alice@clinic.org", "shingles")


@pytest.fixture
def lines() -> Any:
    with structlog.testing.capture_logs() as found:
        yield found


def test_a_request_is_written_by_route_status_and_patient(alice, lines):
    patient_id = alice.get("/api/me").json["id"]
    line = lines[-1]
    assert line["event"] == "request"
    assert (line["method"], line["route"], line["status"]) == ("GET", "/api/me", 200)
    assert line["patient"] == patient_id
    assert line["ms"] >= 0


def test_the_answer_names_the_request_so_that_it_can_be_found(client):
    assert len(client.get("/healthz").headers["X-Request-Id"]) == 12


def test_nothing_a_patient_typed_reaches_the_log(client, lines, caplog):
    caplog.set_level(logging.DEBUG)
    body = {"name": "Alice", "passphrase": "four calm green lamps"}
    client.put("/api/mail", json={"address": "alice@clinic.org"})
    client.post("/api/account?why=shingles", json={**body, "zone": "Europe/Berlin"})
    client.post("/api/account", json={**body, "zone": "Europe/Berlin"})
    client.post("/api/session", json={"name": "Alice", "passphrase": "shingles shingles"})
    client.post("/api/session", json={**body, "extra": "shingles"})
    client.get("/api/nothing/shingles")
    written = str(lines) + caplog.text
    for secret in SECRETS:
        assert secret not in written


def test_signing_in_and_failing_to_is_written_down(client, alice, lines):
    client.post("/api/session", json={"name": "Alice", "passphrase": "something else"})
    client.post("/api/session", json={"name": "Alice", "passphrase": "four calm green lamps"})
    events = [line["event"] for line in lines if line["event"] != "request"]
    assert events == ["sign_in_failed", "signed_in"]


def test_a_bug_is_written_with_its_route_and_trace_but_not_its_address(app, client, lines):
    app.testing = False

    @app.before_request
    def bug() -> None:
        raise RuntimeError("the inner workings")

    client.get("/healthz?why=shingles")
    failed = next(line for line in lines if line["event"] == "failed")
    assert failed["route"] == "/healthz"
    assert failed["exc_info"][0] is RuntimeError
    assert "shingles" not in str(failed["route"])


def _written_in_production(*statements: str) -> list[Any]:
    """What each line of the log holds, in a process of its own: logging is set up for a whole one."""
    setup = (
        "import logging, structlog",
        "from types import SimpleNamespace",
        "from backend import log",
        "log.configure(SimpleNamespace(is_production=True))",
    )
    script = "\n".join((*setup, *statements))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_production_writes_one_json_object_per_line_also_for_other_libraries():
    first, second = _written_in_production(
        "structlog.get_logger('stipple.web').info('request', route='/')",
        "logging.getLogger('waitress').warning('queue depth is %d', 3)",
    )
    assert (first["event"], first["route"], first["level"]) == ("request", "/", "info")
    assert (second["event"], second["logger"]) == ("queue depth is 3", "waitress")
    assert first["timestamp"].endswith("Z")


def test_no_line_can_be_forged_by_what_is_logged():
    line = '{"event": "signed_in", "patient": "another"}'
    forged = "".join(f"{end}{line}" for end in ("\n", "\r\n", "\r", "\x0b", "\x85", "\u2028"))
    ours, library, trace = _written_in_production(
        f"forged = {forged!r}",
        "structlog.get_logger('stipple.photos').warning('storage_away', reason=forged)",
        "logging.getLogger('waitress').warning('refused: %s', forged)",
        "try: raise OSError(forged)",
        "except OSError: structlog.get_logger('stipple.web').exception('failed')",
    )
    assert (ours["event"], ours["reason"]) == ("storage_away", forged)
    assert library["event"] == f"refused: {forged}"
    assert trace["event"] == "failed" and line in trace["exception"]
