"""Proves that the journeys' push service is as strict as the great ones, so that its 201 means something."""

import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import ec
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.journeys.push_service import LARGEST_BODY, SMALLEST_BODY, PushService
from tests.journeys.signing import authorization, public_key_of

HOUR = 3600
OWN_KEY = ec.generate_private_key(ec.SECP256R1())
FOREIGN_KEY = ec.generate_private_key(ec.SECP256R1())


@dataclass
class Browser:
    """A browser reduced to its push protocol, with one subscription."""

    service: PushService
    user_agent_id: str = ""
    channel_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    endpoint: str = ""

    def connect(self) -> ClientConnection:
        return connect(
            self.service.websocket_url, subprotocols=[Subprotocol("push-notification")], proxy=None
        )

    def greet(self, socket: ClientConnection) -> None:
        hello = {"messageType": "hello", "uaid": self.user_agent_id, "use_webpush": True}
        self.user_agent_id = ask(socket, hello)["uaid"]

    def subscribe(self, socket: ClientConnection) -> None:
        register = {"messageType": "register", "channelID": self.channel_id, "key": public_key_of(OWN_KEY)}
        self.endpoint = ask(socket, register)["pushEndpoint"]

    def unsubscribe(self, socket: ClientConnection) -> None:
        ask(socket, {"messageType": "unregister", "channelID": self.channel_id, "code": 200})

    def acknowledge(self, socket: ClientConnection, version: str) -> None:
        update = {"channelID": self.channel_id, "version": version, "code": 100}
        socket.send(json.dumps({"messageType": "ack", "updates": [update]}))


def ask(socket: ClientConnection, frame: dict[str, Any]) -> dict[str, Any]:
    """Send a frame and return the next one."""
    socket.send(json.dumps(frame))
    return dict(json.loads(socket.recv(timeout=5)))


@pytest.fixture
def browser(push_service: PushService) -> Iterator[Browser]:
    """A browser that has subscribed and gone away."""
    subscriber = Browser(push_service)
    with subscriber.connect() as socket:
        subscriber.greet(socket)
        subscriber.subscribe(socket)
    push_service.wait_until_away()
    yield subscriber


def post(
    browser: Browser,
    *,
    headers: dict[str, str | None] | None = None,
    claims: dict[str, Any] | None = None,
    key: ec.EllipticCurvePrivateKey = OWN_KEY,
    body: bytes = bytes(SMALLEST_BODY),
) -> int:
    """Push as a careful sender does, except for the named changes; a header of None is left out."""
    good = {"aud": browser.service.origin, "exp": int(time.time()) + HOUR, "sub": "mailto:a@example.org"}
    sent: dict[str, str | None] = {
        "TTL": "60",
        "Content-Encoding": "aes128gcm",
        "Authorization": authorization(key, {**good, **(claims or {})}),
    }
    sent |= headers or {}
    return requests.post(browser.endpoint, body, headers=sent, timeout=5).status_code


def test_a_careful_request_is_accepted(browser: Browser) -> None:
    assert post(browser, headers={"Topic": "a" * 32, "Urgency": "high"}) == 201
    assert post(browser, body=bytes(LARGEST_BODY)) == 201


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"headers": {"TTL": None}}, 400),
        ({"headers": {"TTL": "soon"}}, 400),
        ({"headers": {"TTL": "-1"}}, 400),
        ({"headers": {"Topic": "a" * 33}}, 400),
        ({"headers": {"Topic": "a/b"}}, 400),
        ({"headers": {"Urgency": "at once"}}, 400),
        ({"headers": {"Content-Encoding": "aesgcm"}}, 400),
        ({"headers": {"Content-Encoding": None}}, 400),
        ({"body": b"too short"}, 400),
        ({"body": bytes(LARGEST_BODY + 1)}, 413),
        ({"headers": {"Authorization": None}}, 401),
        ({"headers": {"Authorization": "Bearer abc"}}, 401),
        ({"headers": {"Authorization": "vapid t=a.b.c, k=d"}}, 401),
        ({"claims": {"aud": "https://example.org"}}, 401),
        ({"claims": {"exp": 1}}, 401),
        ({"claims": {"exp": int(time.time()) + 25 * HOUR}}, 401),
        ({"claims": {"sub": "a@example.org"}}, 401),
        ({"key": FOREIGN_KEY}, 403),
    ],
)
def test_a_careless_request_is_refused(browser: Browser, changes: dict[str, Any], status: int) -> None:
    assert post(browser, **changes) == status
    assert browser.service.waiting_count() == 0


def test_a_signature_by_another_key_than_it_names_is_refused(browser: Browser) -> None:
    claims = {"aud": browser.service.origin, "exp": int(time.time()) + HOUR, "sub": "mailto:a@example.org"}
    named = authorization(OWN_KEY, claims).partition(", k=")[2]
    signed = authorization(FOREIGN_KEY, claims).partition(", k=")[0]
    assert post(browser, headers={"Authorization": f"{signed}, k={named}"}) == 401


def test_an_unknown_subscription_answers_404_and_an_ended_one_410(browser: Browser) -> None:
    stranger = Browser(browser.service, endpoint=f"{browser.service.origin}/wpush/v2/nobody")
    assert post(stranger) == 404
    with browser.connect() as socket:
        browser.greet(socket)
        browser.unsubscribe(socket)
    assert post(browser) == 410


def test_a_waiting_message_comes_again_until_it_is_acknowledged(browser: Browser) -> None:
    post(browser)
    versions = []
    for _ in range(2):
        with browser.connect() as socket:
            browser.greet(socket)
            versions.append(json.loads(socket.recv(timeout=5))["version"])
    assert versions[0] == versions[1]

    with browser.connect() as socket:
        browser.greet(socket)
        socket.recv(timeout=5)
        browser.acknowledge(socket, versions[0])
        browser.service.wait_for_acks(1)
    assert browser.service.waiting_count() == 0


def test_a_message_waits_as_long_as_its_ttl_and_until_its_topic_comes_again(browser: Browser) -> None:
    post(browser, headers={"TTL": "0"})
    assert browser.service.waiting_count() == 0

    post(browser, headers={"Topic": "same"})
    post(browser, headers={"Topic": "same"})
    post(browser, headers={"Topic": "other"})
    post(browser)
    assert browser.service.waiting_count() == 3


def test_a_forgotten_browser_gets_a_new_identity_and_its_subscription_ends(browser: Browser) -> None:
    before = browser.user_agent_id
    browser.service.forget_browsers()
    with browser.connect() as socket:
        browser.greet(socket)
    assert browser.user_agent_id != before
    assert post(browser) == 410
