"""A walk over every route: the signed-out see nothing of any patient, and no patient anything of another.

A new route is covered at once; where it needs a body, the walk says so until one is added to `BODIES`.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from backend.care.load import protocol_hash, standard_text
from backend.settings import Settings
from backend.web import PUBLIC
from tests.everything import AT, NOWHERE, VISIT, everything, fill, first_course, new_course, routes
from tests.photos.pictures import photo, send

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


# For each route with a patient's object in its address: a body that its owner could send.
BODIES: dict[str, Any] = {
    "PATCH /api/courses/<uuid:course_id>": {"sessions": 5},
    "POST /api/courses/<uuid:course_id>/new-version": {"id": protocol_hash(standard_text()), "takes": True},
    "PUT /api/courses/<uuid:course_id>/values": {"param": "retinoid_before", "value": 6, "set_by": "clinic"},
    "POST /api/courses/<uuid:course_id>/values/reset": {"param": "retinoid_before"},
    "POST /api/courses/<uuid:course_id>/visits": VISIT,
    "PATCH /api/visits/<uuid:visit_id>": {"minutes": 45},
    "POST /api/visits/<uuid:visit_id>/preview": {"minutes": 45},
    "DELETE /api/push/devices/<uuid:device_id>": None,
    "DELETE /api/sessions/<uuid:session_id>": None,
    "PATCH /api/passkeys/<uuid:passkey_id>": {"label": "Old phone"},
    "DELETE /api/passkeys/<uuid:passkey_id>": None,
    "POST /api/push/devices/<uuid:device_id>/test": None,
    "PATCH /api/photos/<uuid:photo_id>": {"alignment": None},
    "DELETE /api/photos/<uuid:photo_id>": None,
}
# A phone names its photo itself, so that any id may be its own: what must be its owner's is the course.
NAMED_BY_THE_PHONE = "PUT /api/photos/<uuid:photo_id>"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, push_origins=(NOWHERE,))


@pytest.fixture(autouse=True)
def on_21_november(travel: Callable[[datetime], None]) -> None:
    """It is morning, so that no walk crosses a midnight, after which Today is another."""
    travel(datetime(2026, 11, 21, 9, 0, tzinfo=UTC))


def _address(rule: str, values: str) -> str:
    """Return the rule's address with one value in the place of every object id."""
    return re.sub(r"<[^>]+>", values, rule)


def test_the_public_routes_are_exactly_these():
    assert PUBLIC == {  # noqa: SIM300
        "GET /",
        "GET /assets/<path:name>",
        "GET /icons/<path:name>",
        "GET /manifest.json",
        "GET /service-worker.js",
        "GET /healthz",
        "GET /api/openapi.json",
        "POST /api/account",
        "GET /api/session",
        "POST /api/session",
        "POST /api/session/passkey/options",
        "POST /api/session/passkey",
        "POST /api/recovery",
        "POST /api/push/shown",
        "POST /api/push/act",
        "POST /api/mail/stop/<token>",
        "GET /api/mail/stop/<token>",
    }


def test_every_public_route_exists(app):
    assert {f"{method} {rule}" for method, rule in routes(app)} >= PUBLIC


def test_a_signed_out_caller_gets_nothing_but_the_public_routes(app, client):
    walked = 0
    for method, rule in routes(app):
        if f"{method} {rule}" in PUBLIC:
            continue
        answer = client.open(_address(rule, str(uuid.uuid4())), method=method, json={})
        assert (answer.status_code, answer.json["code"]) == (401, "signed_out"), f"{method} {rule}"
        walked += 1
    assert walked >= 5


@pytest.mark.parametrize("cookie", ["nonsense", "", "eyJfdXNlcl9pZCI6IngifQ.aaaa.bbbb"])
def test_a_made_up_cookie_signs_nobody_in(client, cookie):
    client.set_cookie("stipple", cookie)
    assert client.get("/api/me").status_code == 401


@pytest.mark.parametrize("path", ["/api/push/shown", "/api/push/act"])
def test_the_token_routes_take_no_made_up_token(client, path):
    body = {"token": "t" * 43, "at": AT}
    if path.endswith("act"):
        body |= {"id": str(uuid.uuid4()), "action": "done"}
    answer = client.post(path, json=body)
    assert 400 <= answer.status_code < 500
    assert answer.json["code"] != "invalid", answer.text


def test_bob_gets_404_for_every_object_of_alice_and_changes_nothing(app, alice, bob):
    fill(alice)
    before = everything(app, alice)
    ids = sorted(set(UUID.findall(str(before))))
    assert len(ids) >= 5, "Alice needs courses, visits and a device for this walk"
    for method, rule in routes(app):
        if "<" not in rule or f"{method} {rule}" in PUBLIC | {NAMED_BY_THE_PHONE}:
            continue
        body = _body_of(method, rule)
        for each in ids:
            answer = bob.open(_address(rule, each), method=method, json=body)
            assert answer.status_code == 404, f"{method} {rule} {each}: {answer.text}"
            assert answer.json["code"] == "not_found"
    assert everything(app, alice) == before


def test_alice_herself_reaches_what_bob_does_not(app, alice):
    """Without this, a walk with bodies nobody could send would prove nothing."""
    fill(alice)
    ids = sorted(set(UUID.findall(str(everything(app, alice)))))
    for method, rule in routes(app):
        is_walked = f"{method} {rule}" not in PUBLIC | {NAMED_BY_THE_PHONE}
        if "<" in rule and is_walked and not _is_final(method, rule):
            body = _body_of(method, rule)
            statuses = {
                alice.open(_address(rule, each), method=method, json=body).status_code for each in ids
            }
            assert statuses & {200, 201, 204}, f"{method} {rule}: {statuses}"


def test_bob_cannot_name_objects_of_alice_in_what_he_sends(app, alice, bob):
    fill(alice)
    fill(bob)
    before = everything(app, alice)
    course, other = first_course(alice), first_course(bob)
    answer = {"id": str(uuid.uuid4()), "question": "outside", "value": True, "at": AT}
    stolen = (
        {**answer, "course_id": course["id"]},
        {**answer, "course_id": course["id"], "visit_id": course["visits"][0]["id"]},
        {**answer, "course_id": other["id"], "visit_id": course["visits"][0]["id"]},
    )
    for body in stolen:
        assert bob.post("/api/answers", json=body).status_code == 404, body
    theirs = {"id": str(uuid.uuid4()), "course_id": course["id"], "at": AT}
    assert bob.post("/api/diary", json={**theirs, "symptom": "pus", "score": 4}).status_code == 404
    assert bob.post("/api/diary/reached", json=theirs).status_code == 404
    for item in alice.get("/api/plan").json["coming"][:5]:
        tap = {"id": str(uuid.uuid4()), "key": item["key"], "action": "done", "at": AT}
        taken = bob.post("/api/actions", json=tap)
        assert taken.status_code == 404 or taken.json["state"] == "withdrawn", taken.text
    assert everything(app, alice) == before


def test_bob_cannot_take_an_id_of_alice_for_his_own(app, alice, bob):
    fill(alice)
    before = everything(app, alice)
    taken = {**new_course(), "id": first_course(alice)["id"]}
    assert send(bob, str(uuid.uuid4()), photo(), taken["id"]).status_code == 404
    assert 400 <= bob.post("/api/courses", json=taken).status_code < 500
    assert everything(app, alice) == before


def test_charlie_sees_nothing_of_anybody(app, alice, charlie):
    fill(alice)
    ids = set(UUID.findall(str(everything(app, alice)))) - {""}
    assert ids.isdisjoint(UUID.findall(str(everything(app, charlie))))
    assert charlie.get("/api/courses").json == {"courses": []}


def _body_of(method: str, rule: str) -> Any:
    route = f"{method} {rule}"
    if method != "GET":
        assert route in BODIES, f"add a body for {route} to BODIES: None if it needs none"
    return BODIES.get(route)


def _is_final(method: str, rule: str) -> bool:
    """Whether the route removes what the routes after it would then lack: device, passkey, the session."""
    return method == "DELETE"
