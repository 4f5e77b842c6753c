"""Asks the API everything its OpenAPI description allows, and more, and holds the answers against it."""

from __future__ import annotations

import re
import warnings
from typing import Any

import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from backend.db import new_id
from tests.conftest import PASSPHRASE, browser
from tests.fakes.push_service import PushService

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# The description says "default" for every refusal; these are the ones there are.
REFUSALS = {400, 401, 403, 404, 405, 409, 413, 415, 422, 428, 429}
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def ask_signed_out(app: Flask, examples: int) -> int:
    """Ask everything as somebody nobody knows; the number of requests."""
    return sum(_ask(operation, {}, [], examples) for operation in _operations(app))


def ask_signed_in(app: Flask, service: PushService, examples: int) -> int:
    """Ask everything as a patient with a course, visits and a phone; the number of requests.

    Each operation has a patient of its own: what went before may have signed her out, or removed her.
    """
    name = app.config["SESSION_COOKIE_NAME"]
    asked = 0
    for number, operation in enumerate(_operations(app)):
        patient = _sign_up(app, number)
        ids = _fill(patient, service)
        cookie = patient.get_cookie(name)
        assert cookie is not None
        asked += _ask(operation, {name: cookie.value}, ids, examples)
    return asked


def _sign_up(app: Flask, number: int) -> FlaskClient:
    """Return the browser of one more patient, at an address of its own, for each one waits after many."""
    patient = browser(app)
    patient.environ_base["REMOTE_ADDR"] = f"10.{number}.0.1"
    account = {"name": f"Alice {number}", "passphrase": PASSPHRASE, "zone": "Europe/Berlin"}
    assert patient.post("/api/account", json=account).status_code == 201
    return patient


def _fill(patient: FlaskClient, service: PushService) -> list[str]:
    """Give a patient a course with a visit, and a phone; the ids of all three."""
    visit = {"start": "2027-03-09T13:45", "zone": "Europe/Berlin", "minutes": 60, "place": "", "phone": ""}
    course = {"id": new_id(), "area": "face", "modalities": ["pen"], "retinoid": "cosmetic", "first": visit}
    made = patient.post("/api/courses", json=course)
    assert made.status_code == 201, made.text
    phone = service.new_device()
    device = {"endpoint": phone.endpoint, "p256dh": phone.p256dh, "auth": phone.auth, "label": "phone"}
    key_id = patient.get("/api/push/key").json["key_id"]
    known = patient.post("/api/push/devices", json={**device, "key_id": key_id, "zone": "Europe/Berlin"})
    assert known.status_code in (200, 201), known.text
    return [course["id"], known.json["id"], patient.get("/api/courses").json["courses"][0]["visits"][0]["id"]]


def _operations(app: Flask) -> list[APIOperation[Any, Any, Any, Any]]:
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    return [found.ok() for found in schema.get_all_operations()]


def _ask(
    operation: APIOperation[Any, Any, Any, Any], cookies: dict[str, str], ids: list[str], examples: int
) -> int:
    """Send so many fitting and so many unfitting requests; the error names what was answered wrongly.

    `ids` take the place of made-up ones in every second request. The number of requests is returned.
    """
    asked = 0

    def check(case: Case, own: bool, number: int) -> None:
        nonlocal asked
        asked += 1
        if own and ids:
            _name_own(case, ids[number % len(ids)], is_valid)
        headers = {"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "identity"}
        answer = case.call(headers=headers, cookies=cookies)
        _check(case, answer, is_valid)

    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        if mode is GenerationMode.NEGATIVE and not _can_be_wrong(operation):
            continue
        is_valid = mode is GenerationMode.POSITIVE
        bounded = settings(
            max_examples=examples,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        cases = operation.as_strategy(generation_mode=mode)
        bounded(given(cases, st.booleans(), st.integers(0, 20))(check))()
    return asked


def _can_be_wrong(operation: APIOperation[Any, Any, Any, Any]) -> bool:
    """Whether something of a request has a shape; a path of any text, and nothing else, fits always."""
    any_text = {"type": "string"}
    return bool(operation.body) or any(
        parameter.definition["schema"] != any_text for parameter in operation.path_parameters
    )


def _name_own(case: Case, own_id: str, is_valid: bool) -> None:
    """Let the request be about something the patient has; what is wrong with it stays wrong."""
    for name, value in (case.path_parameters or {}).items():
        if UUID.fullmatch(str(value)):
            case.path_parameters[name] = own_id
    if isinstance(case.body, dict) and is_valid:
        for name in case.body:
            if name.endswith("_id"):
                case.body[name] = own_id


def _check(case: Case, answer: Response, is_valid: bool) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        case.validate_response(answer, checks=CHECKS)
    described = {int(status) for status in case.operation.responses.status_codes if status.isdigit()}
    said = f"{case.method} {case.path} with {case.body!r:.500} was answered with {answer.status_code}"
    assert answer.status_code in described | REFUSALS, said
    assert is_valid or answer.status_code in REFUSALS, said
