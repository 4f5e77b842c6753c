"""Every answer a push service can give, over HTTP, and what it does to the delivery and to the device."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from backend.push.models import Device
from backend.push.sender import Sender
from backend.push.vapid import VapidKeys
from backend.reminders.deliver import Postman
from backend.settings import Settings
from tests.fakes.push_service import HANG, RESET, PushService, Say
from tests.reminders.crowd import enrol_phone
from tests.reminders.stage import OFFICE, Stage, at, session_on

MADE = at("2026-11-01T21:00")
EVENING = at("2026-11-02T20:00")
IMPATIENT = (1.0, 0.3)  # seconds to connect and to answer, for a service that never answers
IN_A_WEEK = {"Retry-After": "Mon, 09 Nov 2026 19:00:00 GMT"}
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Case:
    """An answer; the delivery's and device's states after it; how long it waits; posts once that is over."""

    answer: Say
    delivery: str
    device: str = "active"
    waits: tuple[timedelta, timedelta] | None = None
    posts: int = 1


SOON = (timedelta(seconds=4), timedelta(seconds=7))
PAUSE = (4 * MINUTE, 7 * MINUTE)
AN_HOUR = (59 * MINUTE, 73 * MINUTE)
TWO_MINUTES = (timedelta(seconds=110), timedelta(seconds=150))

# push-rules A1: 2xx is accepted, 404 and 410 end the device, our fault is not repeated, the rest waits.
TABLE = {
    "200": Case(Say(200), "accepted"),
    "201": Case(Say(201), "accepted"),
    "202": Case(Say(202), "accepted"),
    "204": Case(Say(204), "accepted"),
    "301": Case(Say(301, {"Location": "/elsewhere"}), "queued", waits=SOON, posts=2),
    "302": Case(Say(302, {"Location": "/elsewhere"}), "queued", waits=SOON, posts=2),
    "307": Case(Say(307, {"Location": "/elsewhere"}), "queued", waits=SOON, posts=2),
    "400": Case(Say(400, {}, b"BadTtl"), "failed"),
    "400 by Apple": Case(Say(400, {}, b'{"reason":"VapidPkHashMismatch"}'), "queued", waits=PAUSE, posts=2),
    "400 by FCM": Case(Say(400, {}, b"UnauthorizedRegistration"), "queued", waits=PAUSE, posts=2),
    "401": Case(Say(401), "queued", waits=PAUSE, posts=2),
    "403": Case(Say(403), "queued", waits=PAUSE, posts=2),
    "404": Case(Say(404), "gone", "gone"),
    "406": Case(Say(406), "queued", waits=SOON, posts=2),
    "408": Case(Say(408), "queued", waits=SOON, posts=2),
    "410": Case(Say(410), "gone", "gone"),
    "413": Case(Say(413), "queued", waits=(-MINUTE, timedelta(seconds=1)), posts=2),
    "429": Case(Say(429), "queued", waits=SOON, posts=2),
    "429 seconds": Case(Say(429, {"Retry-After": "120"}), "queued", waits=TWO_MINUTES, posts=2),
    "429 date": Case(Say(429, IN_A_WEEK), "queued", waits=AN_HOUR, posts=2),
    "500": Case(Say(500), "queued", waits=SOON, posts=2),
    "503": Case(Say(503, {"Retry-After": "120"}), "queued", waits=TWO_MINUTES, posts=2),
    "time-out": Case(HANG, "queued", waits=SOON, posts=2),
    "reset": Case(RESET, "queued", waits=SOON, posts=2),
}


@pytest.fixture
def service() -> Iterator[PushService]:
    with PushService() as service:
        yield service


@pytest.mark.parametrize("name", TABLE)
def test_every_answer_has_its_consequence(
    name: str, stage: Stage, settings: Settings, service: PushService
) -> None:
    case = TABLE[name]
    keys = VapidKeys.from_settings(settings)
    alice = stage.patient("Alice", MADE)
    phone = service.new_device(keys.public_key)
    device = enrol_phone(stage, alice, keys.key_id, phone, MADE)
    stage.course(alice, MADE, session_on("2026-11-10T13:45", MADE))
    sender = Sender(keys, settings.contact, [service.origin])
    first = sender
    if case.answer is HANG:
        first = Sender(keys, settings.contact, [service.origin], timeout=IMPATIENT)
    stage.postman = Postman(stage.database, sender, OFFICE)

    service.answers(phone, case.answer, Say(201))
    stage.claim(EVENING)
    began = datetime.now(UTC)
    Postman(stage.database, first, OFFICE).send_due(EVENING)
    ended = datetime.now(UTC)

    delivery = stage.deliveries()[-1]
    status = case.answer.status if case.answer.status > 0 else None
    assert (delivery.state, delivery.status, len(service.received)) == (case.delivery, status, 1)
    with stage.database.read() as session:
        assert session.get_one(Device, device).state == case.device
    if case.waits is not None:
        shortest, longest = case.waits
        assert began + shortest <= delivery.next_attempt_at <= ended + longest

    stage.retry_now()
    stage.tick(EVENING + MINUTE)
    stage.retry_now()
    stage.tick(EVENING + MINUTE)
    assert [request.path for request in service.received] == [phone.path] * case.posts
    if case.posts == 2:
        assert stage.deliveries()[-1].state == "accepted"
