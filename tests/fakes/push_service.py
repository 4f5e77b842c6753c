"""Knows how a push service behaves: takes pushes on loopback, decrypts and checks them, answers as told.

    with PushService() as service:
        phone = service.new_device()
        service.answers(phone, Say(429, {"Retry-After": "7"}), Say(201))
        ...                                         # post to phone.endpoint with phone.p256dh, phone.auth
        first, second = service.wait_for(2)
        assert first.json()["notification"]["title"] == "Stipple"

The server under test must list `service.origin` among its extra push origins (STIPPLE_PUSH_ORIGINS).
A device that was told nothing is answered like a strict service would: 201, or 400, 401, 403 or 413
with `Received.fault` saying what was wrong. A device that was told something is answered just that, in
order; the last answer repeats.
"""

import base64
import json
import re
import secrets
import socket
import struct
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import http_ece
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

LARGEST_BODY = 4096
WAIT_SECONDS = 60.0  # only what hangs takes so long; on a busy machine a worker process starts in ten
URGENCIES = {None, "very-low", "low", "normal", "high"}


@dataclass(frozen=True)
class Say:
    """An answer: status, headers, body; a Content-Length longer than the body is never completed."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


HANG = Say(0)  # takes the request and never answers, until the service lets go
RESET = Say(-1)  # takes the request and breaks the connection


@dataclass(frozen=True)
class FakeDevice:
    """A subscription at this service, with the keys a browser would keep."""

    endpoint: str
    p256dh: str
    auth: str
    private_key: ec.EllipticCurvePrivateKey
    vapid_key: str | None  # the base64url public key it subscribed with, if it is to be checked

    @property
    def path(self) -> str:
        """The part of the endpoint the service sees."""
        return urlsplit(self.endpoint).path


@dataclass(frozen=True)
class Received:
    """One request as it came in; `fault` is (status, words) when a strict service would refuse it."""

    method: str
    path: str
    headers: dict[str, str]  # names in small letters
    body: bytes
    plaintext: bytes
    claims: dict[str, Any]
    vapid_key: str
    fault: tuple[int, str] | None
    at: datetime

    def json(self) -> dict[str, Any]:
        """The decrypted payload."""
        read: dict[str, Any] = json.loads(self.plaintext)
        return read


class PushService:
    """A push service in a thread. `skew` is how far its clock runs ahead of ours."""

    def __init__(self, skew: timedelta = timedelta(0)) -> None:
        self.skew = skew
        self.connections = 0
        self._changed = threading.Condition()
        self._devices: dict[str, FakeDevice] = {}
        self._answers: dict[str, list[Say]] = {}
        self._received: list[Received] = []
        self._letting_go = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.service = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def origin(self) -> str:
        """Scheme, host and port of this service."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def received(self) -> list[Received]:
        """All requests so far, in order of arrival."""
        with self._changed:
            return list(self._received)

    def received_by(self, device: FakeDevice) -> list[Received]:
        """The requests to one device."""
        return [each for each in self.received if each.path == device.path]

    def new_device(self, vapid_key: str | None = None) -> FakeDevice:
        """Subscribe a device; with `vapid_key` a push signed by another key is refused with 403."""
        private_key = ec.generate_private_key(ec.SECP256R1())
        point = private_key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        device = FakeDevice(
            endpoint=f"{self.origin}/push/{secrets.token_urlsafe(16)}",
            p256dh=_text(point),
            auth=_text(secrets.token_bytes(16)),
            private_key=private_key,
            vapid_key=vapid_key,
        )
        self._devices[device.path] = device
        return device

    def answers(self, device: FakeDevice, *answers: Say) -> None:
        """Answer the device's pushes with these, one after the other; the last one repeats."""
        with self._changed:
            self._answers[device.path] = list(answers)

    def forget(self, device: FakeDevice) -> None:
        """End the subscription, as if the patient had withdrawn the permission: 410 from now on."""
        self.answers(device, Say(410))

    def wait_for(self, count: int, timeout: float = WAIT_SECONDS) -> list[Received]:
        """Return what came in as soon as there are `count` requests; AssertionError after `timeout` s."""
        with self._changed:
            enough = self._changed.wait_for(lambda: len(self._received) >= count, timeout)
            assert enough, f"{len(self._received)} of {count} pushes arrived within {timeout} s"
            return list(self._received)

    def let_go(self) -> None:
        """End the connections of all hanging requests, unanswered."""
        self._letting_go.set()

    def close(self) -> None:
        """Let hanging requests go and stop."""
        self.let_go()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> "PushService":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def take(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Say:
        """Note one request and decide on its answer (called by the request's thread)."""
        received = self._examine(method, path, headers, body)
        with self._changed:
            self._received.append(received)
            told = self._answers.get(path)
            answer = (told.pop(0) if len(told) > 1 else told[0]) if told else _strict(received)
            self._changed.notify_all()
        return answer

    def count_connection(self) -> None:
        """Note that a client connected."""
        with self._changed:
            self.connections += 1

    def hang(self) -> None:
        """Block until the service lets go."""
        self._letting_go.wait()

    def _examine(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Received:
        now = datetime.now(UTC) + self.skew
        device = self._devices.get(path)
        plaintext, key = b"", ""
        claims: dict[str, Any] = {}
        fault: tuple[int, str] | None = None
        try:
            _check(method == "POST", 405, "not a POST")
            _check(device is not None, 404, "unknown subscription")
            assert device is not None
            claims, key = _verified(headers.get("authorization", ""))
            plaintext = _decrypted(device, body)
            _check_headers(headers, body)
            _check_claims(claims, self.origin, now)
            _check(device.vapid_key in (None, key), 403, "signed with another key")
        except _Refused as refused:
            fault = (refused.status, str(refused))
        return Received(method, path, headers, body, plaintext, claims, key, fault, now)


class _Refused(Exception):
    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


def _check(is_so: bool, status: int, words: str) -> None:
    if not is_so:
        raise _Refused(status, words)


def _check_headers(headers: Mapping[str, str], body: bytes) -> None:
    """RFC 8030 §5 and RFC 8291 §4."""
    _check(headers.get("ttl", "").isdigit(), 400, "TTL is missing or not a number")
    topic = headers.get("topic")
    _check(topic is None or re.fullmatch(r"[A-Za-z0-9_-]{1,32}", topic) is not None, 400, "bad Topic")
    _check(topic is None or len(topic) % 4 != 1, 400, "BadWebPushTopic")  # what Apple adds
    _check(headers.get("urgency") in URGENCIES, 400, "bad Urgency")
    _check(headers.get("content-encoding") == "aes128gcm", 400, "not aes128gcm")
    _check(len(body) <= LARGEST_BODY, 413, "payload too large")


def _check_claims(claims: Mapping[str, Any], origin: str, now: datetime) -> None:
    """RFC 8292 §2."""
    _check(claims.get("aud") == origin, 401, "aud is not our origin")
    expires = datetime.fromtimestamp(int(claims.get("exp", 0)), UTC)
    _check(now < expires, 401, "exp has passed")
    _check(expires <= now + timedelta(hours=24), 401, "exp is more than 24 hours ahead")
    _check(str(claims.get("sub", "")).startswith(("mailto:", "https://")), 401, "bad sub")


def _verified(authorization: str) -> tuple[dict[str, Any], str]:
    """Return claims and public key of a signature that holds."""
    match = re.fullmatch(r"vapid t=([\w-]+)\.([\w-]+)\.([\w-]+),\s*k=([\w-]+)", authorization)
    _check(match is not None, 401, "no VAPID header")
    assert match is not None
    head, claims, signature, key = match.groups()
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(key))
    raw = _bytes(signature)
    encoded = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    try:
        public.verify(encoded, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature as error:
        raise _Refused(401, "the signature does not hold") from error
    return json.loads(_bytes(claims)), key


def _decrypted(device: FakeDevice, body: bytes) -> bytes:
    try:
        plaintext: bytes = http_ece.decrypt(
            body, private_key=device.private_key, auth_secret=_bytes(device.auth), version="aes128gcm"
        )
    except (http_ece.ECEException, ValueError, struct.error) as error:
        raise _Refused(400, "cannot be decrypted") from error
    return plaintext


def _strict(received: Received) -> Say:
    if received.fault is None:
        return Say(201, {"Location": f"/message/{secrets.token_hex(8)}", "TTL": received.headers["ttl"]})
    status, words = received.fault
    return Say(status, {"Content-Type": "application/json"}, json.dumps({"reason": words}).encode())


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A bench of many workers connects at once.
    request_queue_size = 128
    service: PushService

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves early, as after a time-out, is nothing to print."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def setup(self) -> None:
        self.server.service.count_connection()
        super().setup()

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.service.take(self.command, self.path, headers, body)
        if answer is HANG:
            self.server.service.hang()
            self.close_connection = True
        elif answer is RESET:
            self._reset()
        else:
            self._say(answer)

    do_GET = do_POST
    do_PUT = do_POST

    def log_message(self, format: str, *arguments: Any) -> None:
        """Tests read `received` instead."""

    def _say(self, answer: Say) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if "Content-Length" not in answer.headers:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def _reset(self) -> None:
        linger = struct.pack("ii", 1, 0)  # closing then sends RST
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()
        self.close_connection = True


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
