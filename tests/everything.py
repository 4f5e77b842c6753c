"""Knows how to give a patient one of everything through the API, and how to read all that a patient can."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Iterator
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask
from flask.testing import FlaskClient

from tests.fakes.authenticator import Authenticator
from tests.photos.pictures import photo, send

# A push service that nobody listens at: every push is tried, and fails at once.
NOWHERE = "http://127.0.0.1:9"

AT = "2026-11-20T09:00:00Z"

VISIT = {
    "id": str(uuid.uuid4()),
    "kind": "follow_up",
    "state": "booked",
    "start": "2027-03-09T13:45",
    "zone": "Europe/Berlin",
    "minutes": 30,
    "place": "A quiet street",
    "phone": "+49 30 901820",
}


def routes(app: Flask) -> Iterator[tuple[str, str]]:
    """Yield each method and rule of the application."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, rule.rule


def fill(client: FlaskClient) -> None:
    """Give a patient one of everything, through the API."""
    _made(client.post("/api/courses", json=new_course()))
    course = first_course(client)
    _made(client.post(f"/api/courses/{course['id']}/visits", json={**VISIT, "id": str(uuid.uuid4())}))
    value = {"param": "retinoid_before", "value": 5, "set_by": "clinic"}
    _made(client.put(f"/api/courses/{course['id']}/values", json=value))
    answer = {"id": str(uuid.uuid4()), "course_id": course["id"], "at": AT}
    _made(client.post("/api/answers", json={**answer, "question": "photos", "value": True}))
    entry = {"id": str(uuid.uuid4()), "course_id": course["id"], "at": AT, "symptom": "pus", "score": 4}
    _made(client.post("/api/diary", json=entry))
    _made(send(client, str(uuid.uuid4()), photo(), course["id"]))
    key_id = client.get("/api/push/key").json["key_id"]
    device = {
        "endpoint": f"{NOWHERE}/{uuid.uuid4().hex}",
        "p256dh": _browser_key(),
        "auth": _encoded(uuid.uuid4().bytes),
        "key_id": key_id,
        "label": "Firefox on Linux",
        "zone": "Europe/Berlin",
    }
    _made(client.post("/api/push/devices", json=device))
    _add_passkey(client)


def _add_passkey(client: FlaskClient) -> None:
    options = client.post("/api/passkeys/options", json={}).json["public_key"]
    made = {"label": "Phone", "credential": Authenticator().create(options)}
    _made(client.post("/api/passkeys", json=made))


def new_course() -> dict[str, Any]:
    visit = {name: VISIT[name] for name in ("zone", "minutes", "place", "phone")}
    return {
        "id": str(uuid.uuid4()),
        "area": "face",
        "modalities": ["pen"],
        "retinoid": "cosmetic",
        "first": {**visit, "start": "2026-12-15T13:45"},
    }


def _browser_key() -> str:
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    return _encoded(point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def everything(app: Flask, client: FlaskClient) -> dict[str, Any]:
    """Return what a patient can read, but for the instants it was read at."""
    found = {}
    for method, rule in routes(app):
        if method == "GET" and rule.startswith("/api/") and "<" not in rule and rule != "/api/openapi.json":
            answer = client.get(rule)
            assert answer.status_code == 200, f"{rule}: {answer.text}"
            if not answer.is_json:  # the archive is looked at in tests/photos
                continue
            found[rule] = {name: value for name, value in answer.json.items() if name != "now"}
    found["/api/export"]["records"].pop("gallery_visits")  # when photos were looked at, as was just done
    return found


def first_course(client: FlaskClient) -> Any:
    return client.get("/api/courses").json["courses"][0]


def _made(answer: Any) -> None:
    assert answer.status_code in (200, 201), answer.text
