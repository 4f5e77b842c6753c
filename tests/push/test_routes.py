"""Turning reminders on, healing, trying and turning them off, as a browser asks for it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from backend.accounts.models import Patient
from backend.db import Database
from backend.keys import new_vapid_key, public_key_of
from backend.push import store
from backend.push.models import Device
from backend.push.vapid import VapidKeys, key_id_of
from backend.settings import Settings
from tests.conftest import PASSPHRASE, VAPID_PRIVATE_KEY, browser
from tests.fakes.push_service import FakeDevice, PushService, Say

KEYS = VapidKeys(VAPID_PRIVATE_KEY)
OLD_KEY = new_vapid_key()
UNKNOWN = {"known": False, "device": None, "removed_at": None}


@pytest.fixture
def service() -> Iterator[PushService]:
    with PushService() as running:
        yield running


@pytest.fixture
def settings(settings: Settings, service: PushService) -> Settings:
    return replace(settings, push_origins=(service.origin,), vapid_old_private_keys=(OLD_KEY,))


@pytest.fixture
def phone(service: PushService) -> FakeDevice:
    return service.new_device(KEYS.public_key)


def body_of(phone: FakeDevice, **changes: str | bool) -> dict[str, str | bool]:
    body: dict[str, str | bool] = {
        "endpoint": phone.endpoint,
        "p256dh": phone.p256dh,
        "auth": phone.auth,
        "key_id": KEYS.key_id,
        "label": "Firefox on Linux",
        "zone": "Europe/Berlin",
    }
    return body | changes


def turn_on(client: FlaskClient, phone: FakeDevice, **changes: str | bool) -> dict[str, Any]:
    answer = client.post("/api/push/devices", json=body_of(phone, **changes))
    assert answer.status_code == 201, answer.text
    device: dict[str, Any] = answer.json
    return device


def check(
    client: FlaskClient, phone: FakeDevice, key_id: str = KEYS.key_id, **more: str | None
) -> dict[str, Any]:
    question = {"endpoint": phone.endpoint, "key_id": key_id, "zone": "Europe/Berlin", **more}
    answer = client.post("/api/push/check", json=question)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json
    return told


def prove(database: Database, device: dict[str, Any]) -> None:
    with database.transaction() as session:
        store.mark_shown(session, device["id"], session.get_one(Device, device["id"]).created_at)


def test_the_key_to_subscribe_with_is_ours(alice: FlaskClient) -> None:
    assert alice.get("/api/push/key").json == {
        "public_key": public_key_of(VAPID_PRIVATE_KEY),
        "key_id": KEYS.key_id,
    }


def test_turning_reminders_on_sends_a_first_visible_push_at_once(
    alice: FlaskClient, service: PushService, phone: FakeDevice
) -> None:
    device = turn_on(alice, phone)
    assert device["label"] == "Firefox on Linux"
    assert (device["state"], device["proven_at"], device["last_shown_at"]) == ("activating", None, None)
    (received,) = service.received
    assert received.fault is None
    notification = received.json()["notification"]
    assert notification["data"]["kind"] == "activation"
    assert notification["title"]
    assert alice.get("/api/push/devices").json == {"devices": [device]}


def test_what_a_device_is_reached_by_is_never_told(alice: FlaskClient, phone: FakeDevice) -> None:
    turn_on(alice, phone)
    told = alice.get("/api/push/devices").text
    for secret in (phone.endpoint, phone.path, phone.p256dh, phone.auth):
        assert secret not in told


def test_registering_again_keeps_the_device_and_rings_only_until_it_is_proven(
    alice: FlaskClient, database: Database, service: PushService, phone: FakeDevice
) -> None:
    first = turn_on(alice, phone)
    assert turn_on(alice, phone)["id"] == first["id"]
    assert len(service.received) == 2
    prove(database, first)
    assert turn_on(alice, phone)["state"] == "active"
    assert len(service.received) == 2


def test_a_new_subscription_of_a_browser_ends_the_device_it_was_before(
    alice: FlaskClient, service: PushService, phone: FakeDevice
) -> None:
    lost = turn_on(alice, phone)
    other = turn_on(alice, service.new_device(KEYS.public_key))
    found = turn_on(alice, service.new_device(KEYS.public_key), replaces=lost["id"])
    listed = [device["id"] for device in alice.get("/api/push/devices").json["devices"]]
    assert listed == [other["id"], found["id"]]
    assert turn_on(alice, service.new_device(KEYS.public_key), replaces=lost["id"])["state"] == "activating"


def test_a_device_that_replaces_itself_stays(alice: FlaskClient, phone: FakeDevice) -> None:
    device = turn_on(alice, phone)
    assert turn_on(alice, phone, replaces=device["id"])["id"] == device["id"]


def test_nobody_can_replace_the_device_of_another(
    alice: FlaskClient, bob: FlaskClient, service: PushService, phone: FakeDevice
) -> None:
    device = turn_on(alice, phone)
    turn_on(bob, service.new_device(KEYS.public_key), replaces=device["id"])
    assert [each["id"] for each in alice.get("/api/push/devices").json["devices"]] == [device["id"]]


def test_a_push_service_that_is_down_does_not_hinder_turning_on(
    alice: FlaskClient, service: PushService, phone: FakeDevice
) -> None:
    service.answers(phone, Say(503))
    assert turn_on(alice, phone)["state"] == "activating"


def test_an_endpoint_that_ended_already_is_a_device_that_is_gone(
    alice: FlaskClient, service: PushService, phone: FakeDevice
) -> None:
    service.forget(phone)
    answer = alice.post("/api/push/devices", json=body_of(phone))
    assert (answer.status_code, answer.json["code"]) == (409, "subscription_ended")
    assert alice.get("/api/push/devices").json == {"devices": []}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"endpoint": "https://evil.example/a.google.com/"}, "endpoint"),
        ({"endpoint": "http://127.0.0.1:9/push/abc"}, "endpoint"),
        ({"endpoint": ""}, "endpoint"),
        ({"p256dh": "AAAA"}, "p256dh"),
        ({"auth": "AAAA"}, "auth"),
        ({"key_id": "short"}, "key_id"),
        ({"label": ""}, "label"),
        ({"label": " "}, "label"),
        ({"label": "Fire\u202efox"}, "label"),
        ({"label": "x" * 101}, "label"),
        ({"zone": "x" * 65}, "zone"),
    ],
)
def test_a_subscription_that_cannot_be_used_is_refused_by_field(
    alice: FlaskClient, service: PushService, phone: FakeDevice, change: dict[str, str], field: str
) -> None:
    answer = alice.post("/api/push/devices", json=body_of(phone, **change))
    assert answer.status_code == 422, answer.text
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert alice.get("/api/push/devices").json == {"devices": []}
    assert service.received == []


def test_a_key_we_do_not_hold_asks_to_reload(alice: FlaskClient, phone: FakeDevice) -> None:
    answer = alice.post("/api/push/devices", json=body_of(phone, key_id="0123456789abcdef"))
    assert (answer.status_code, answer.json["code"]) == (409, "key_changed")


def test_check_knows_the_device_that_was_registered(
    alice: FlaskClient, database: Database, phone: FakeDevice
) -> None:
    assert check(alice, phone) == UNKNOWN
    device = turn_on(alice, phone)
    assert check(alice, phone) == {"known": True, "device": device, "removed_at": None}
    prove(database, device)
    assert check(alice, phone)["device"]["state"] == "active"


def test_check_tells_a_device_with_an_older_key_to_register_again(
    alice: FlaskClient, service: PushService
) -> None:
    old_id = key_id_of(public_key_of(OLD_KEY))
    phone = service.new_device(public_key_of(OLD_KEY))
    device = turn_on(alice, phone, key_id=old_id)
    assert service.received[0].fault is None  # signed with the key it subscribed with
    assert check(alice, phone, old_id) == UNKNOWN
    assert check(alice, phone, KEYS.key_id) == UNKNOWN
    assert alice.get("/api/push/devices").json["devices"][0]["id"] == device["id"]


def test_check_notes_the_zone_the_device_is_in(
    alice: FlaskClient, database: Database, phone: FakeDevice
) -> None:
    question = {"endpoint": phone.endpoint, "key_id": KEYS.key_id, "zone": "Asia/Tokyo"}
    assert alice.post("/api/push/check", json=question).status_code == 200
    with database.read() as session:
        assert session.scalars(select(Patient.reported_zone)).one() == "Asia/Tokyo"


def test_a_zone_newer_than_ours_does_not_hinder_turning_on(alice: FlaskClient, phone: FakeDevice) -> None:
    assert turn_on(alice, phone, zone="Mars/Olympus")["state"] == "activating"


def test_a_test_reminder_reaches_the_device(
    alice: FlaskClient, service: PushService, phone: FakeDevice
) -> None:
    device = turn_on(alice, phone)
    answer = alice.post(f"/api/push/devices/{device['id']}/test")
    assert (answer.status_code, answer.json) == (200, device)
    assert service.received[1].json()["notification"]["data"]["kind"] == "test"


def test_a_removed_device_gets_nothing_any_more(
    alice: FlaskClient, service: PushService, phone: FakeDevice
) -> None:
    device = turn_on(alice, phone)
    assert alice.delete(f"/api/push/devices/{device['id']}").status_code == 204
    assert alice.get("/api/push/devices").json == {"devices": []}
    assert check(alice, phone) == UNKNOWN, "whoever does not say which device they were"
    assert alice.post(f"/api/push/devices/{device['id']}/test").status_code == 404
    assert alice.delete(f"/api/push/devices/{device['id']}").status_code == 404
    assert len(service.received) == 1


def test_a_removed_device_is_told_so_when_it_opens_the_app(
    alice: FlaskClient, bob: FlaskClient, travel: Callable[[datetime], None], phone: FakeDevice
) -> None:
    device = turn_on(alice, phone)
    travel(datetime(2026, 12, 12, 9, 30, tzinfo=UTC))
    alice.delete(f"/api/push/devices/{device['id']}")
    removed_at = check(alice, phone, device=device["id"])["removed_at"]
    assert removed_at.startswith("2026-12-12T09:30")
    lost_too = check(alice, phone, device=device["id"], endpoint=None)
    assert lost_too == {"known": False, "device": None, "removed_at": removed_at}
    assert check(bob, phone, device=device["id"]) == UNKNOWN


def test_a_removed_device_comes_back_by_a_tap_only(
    alice: FlaskClient, service: PushService, phone: FakeDevice
) -> None:
    device = turn_on(alice, phone)
    alice.delete(f"/api/push/devices/{device['id']}")
    for browser_of in (phone, service.new_device(KEYS.public_key)):
        answer = alice.post("/api/push/devices", json=body_of(browser_of, replaces=device["id"]))
        assert (answer.status_code, answer.json["code"]) == (409, "device_removed")
    assert alice.get("/api/push/devices").json == {"devices": []}
    again = turn_on(alice, phone, replaces=device["id"], is_asked=True)
    assert again["id"] != device["id"]
    assert check(alice, phone, device=again["id"])["known"]


def signed_in(app: Flask) -> FlaskClient:
    client = browser(app)
    assert client.post("/api/session", json={"name": "Alice", "passphrase": PASSPHRASE}).status_code == 200
    return client


def listed(client: FlaskClient) -> list[str]:
    return [device["id"] for device in client.get("/api/push/devices").json["devices"]]


def test_a_phone_signed_out_from_afar_is_reminded_again_only_when_signed_in_there(
    app: Flask, alice: FlaskClient, service: PushService, phone: FakeDevice
) -> None:
    lost = signed_in(app)
    device, own = turn_on(lost, phone), turn_on(alice, service.new_device(KEYS.public_key))
    [session] = [each for each in alice.get("/api/sessions").json["sessions"] if not each["is_this"]]
    assert alice.delete(f"/api/sessions/{session['id']}").status_code == 204
    assert listed(alice) == [own["id"]]
    assert lost.post("/api/push/devices", json=body_of(phone)).status_code == 401
    found = turn_on(signed_in(app), phone, replaces=device["id"])
    assert listed(alice) == [own["id"], found["id"]], "signing in there is all it takes"


@pytest.mark.parametrize("way", ["everywhere", "passphrase"])
def test_signing_out_everywhere_else_ends_all_devices_but_this_one(
    app: Flask, alice: FlaskClient, bob: FlaskClient, service: PushService, way: str
) -> None:
    for client in (signed_in(app), signed_in(app)):
        turn_on(client, service.new_device(KEYS.public_key))
    own, bobs = (turn_on(client, service.new_device(KEYS.public_key)) for client in (alice, bob))
    if way == "everywhere":
        assert alice.delete("/api/sessions").status_code == 204
    else:
        assert alice.put("/api/passphrase", json={"passphrase": "other calm green lamps"}).status_code == 204
    assert listed(alice) == [own["id"]]
    assert listed(bob) == [bobs["id"]]


def test_getting_back_in_with_a_code_ends_every_device(app: Flask, service: PushService) -> None:
    lost = browser(app)
    account = {"name": "Dana", "passphrase": PASSPHRASE, "zone": "Europe/Berlin"}
    code = lost.post("/api/account", json=account).json["recovery_code"]
    turn_on(lost, service.new_device(KEYS.public_key))
    new = browser(app)
    wrong = {"name": "Dana", "code": "0000-0000", "passphrase": "other calm green lamps"}
    assert new.post("/api/recovery", json=wrong).status_code == 401
    assert len(listed(lost)) == 1, "a wrong code ends nothing"
    assert new.post("/api/recovery", json=wrong | {"code": code}).status_code == 200
    new.post("/api/session", json={"name": "Dana", "passphrase": "other calm green lamps"})
    assert listed(new) == []


def test_signing_out_ends_what_this_browser_was_reminded_by(
    app: Flask, alice: FlaskClient, phone: FakeDevice, service: PushService
) -> None:
    turn_on(alice, phone)
    other = signed_in(app)
    own = turn_on(other, service.new_device(KEYS.public_key))
    assert alice.delete("/api/session").status_code == 204
    assert listed(other) == [own["id"]]


def test_a_device_belongs_to_the_sign_in_that_opened_it_last(
    app: Flask, alice: FlaskClient, phone: FakeDevice
) -> None:
    turn_on(alice, phone)
    again = signed_in(app)
    assert check(again, phone)["known"]
    alice.delete("/api/session")
    assert len(listed(again)) == 1
    again.delete("/api/session")
    assert listed(signed_in(app)) == []


def test_on_a_shared_phone_reminders_belong_to_whoever_turned_them_on_last(
    alice: FlaskClient, bob: FlaskClient, phone: FakeDevice
) -> None:
    turn_on(alice, phone)
    device = turn_on(bob, phone)
    assert alice.get("/api/push/devices").json == {"devices": []}
    assert check(alice, phone) == UNKNOWN
    assert check(bob, phone) == {"known": True, "device": device, "removed_at": None}


def test_charlie_sees_and_changes_nothing_of_alices_device(
    alice: FlaskClient, charlie: FlaskClient, service: PushService, phone: FakeDevice
) -> None:
    device = turn_on(alice, phone)
    assert charlie.get("/api/push/devices").json == {"devices": []}
    assert check(charlie, phone) == UNKNOWN
    assert charlie.delete(f"/api/push/devices/{device['id']}").status_code == 404
    assert charlie.post(f"/api/push/devices/{device['id']}/test").status_code == 404
    assert len(service.received) == 1
    assert alice.get("/api/push/devices").json == {"devices": [device]}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/push/key"),
        ("GET", "/api/push/devices"),
        ("POST", "/api/push/devices"),
        ("POST", "/api/push/check"),
        ("DELETE", f"/api/push/devices/{UUID(int=1)}"),
        ("POST", f"/api/push/devices/{UUID(int=1)}/test"),
    ],
)
def test_nobody_who_is_signed_out_gets_in(app: Flask, method: str, path: str) -> None:
    assert browser(app).open(path, method=method, json={}).status_code == 401
