"""Knows how a push service behaves: the autopush WebSocket towards Firefox, RFC 8030 towards the sender.

Strict where the great services are strict (TTL, Topic, encoding, size, signature), so that a request this
one accepts has a chance at the real ones. Sources: mozilla-services/autopush-rs, RFC 8030, 8188 and 8292.
"""

import asyncio
import base64
import json
import re
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.journeys import vapid
from tests.journeys.deadlines import TooLate

LARGEST_BODY = 4096
# RFC 8188: salt, record size, id length, a P-256 point, and one sealed record (padding byte and tag).
SMALLEST_BODY = 16 + 4 + 1 + 65 + 1 + 16
ACK_DELIVERED = 100

_TOPIC = re.compile(r"[A-Za-z0-9_-]{1,32}")
_URGENCIES = {"very-low", "low", "normal", "high"}


class _Refused(Exception):
    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True)
class PushRequest:
    """One POST to a subscription's endpoint, as it was received, and how it was answered."""

    endpoint: str
    headers: Mapping[str, str]
    body_size: int
    status: int
    answer: str

    @property
    def ttl(self) -> int | None:
        """Seconds the service may keep the message, or None when the header is missing or not a number."""
        return _whole_seconds(self.headers.get("TTL"))

    @property
    def topic(self) -> str | None:
        """The Topic header, which lets a newer message replace this one."""
        return self.headers.get("Topic")

    @property
    def urgency(self) -> str | None:
        """The Urgency header."""
        return self.headers.get("Urgency")


@dataclass(frozen=True)
class Ack:
    """What a browser said about one message: 100 dispatched, 101 could not decrypt, 102 not delivered."""

    channel_id: str
    version: str
    code: int


@dataclass
class _Channel:
    """One subscription: where it is posted to, which browser holds it, and the only key that may sign."""

    token: str
    channel_id: str
    user_agent_id: str
    public_key: str | None
    is_live: bool = True


@dataclass
class _Message:
    channel: _Channel
    body: bytes
    topic: str | None
    expires_at: float
    version: str = field(default_factory=lambda: uuid.uuid4().hex)

    def frame(self) -> dict[str, Any]:
        frame: dict[str, Any] = {
            "messageType": "notification",
            "channelID": self.channel.channel_id,
            "version": self.version,
        }
        if self.body:
            frame["data"] = base64.urlsafe_b64encode(self.body).decode().rstrip("=")
            frame["headers"] = {"encoding": "aes128gcm"}
        return frame


class PushService:
    """A push service on loopback, in a thread of its own. Use as a context manager.

    Messages wait for a browser that is away until their TTL ends; a message with the Topic of a waiting one
    replaces it; a browser that comes back gets again whatever it had not acknowledged.
    """

    def __init__(self) -> None:
        self.loses_all = False  # true: it accepts, and delivers nothing, as a phone's maker may
        self.requests: list[PushRequest] = []
        self.acks: list[Ack] = []
        self._changed = threading.Condition()
        self._channels: dict[str, _Channel] = {}
        self._waiting: list[_Message] = []
        self._sockets: dict[str, web.WebSocketResponse] = {}
        self._known_user_agents: set[str] = set()
        self._port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="push-service", daemon=True)

    # What a test uses

    def __enter__(self) -> "PushService":
        self._thread.start()
        self._wait(lambda: self._port != 0, "the push service to listen", 10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)

    @property
    def origin(self) -> str:
        """Scheme, host and port of every endpoint this service gives out."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def websocket_url(self) -> str:
        """Where a browser connects: Firefox's preference dom.push.serverURL."""
        return f"ws://127.0.0.1:{self._port}/"

    @property
    def accepted(self) -> list[PushRequest]:
        """The requests answered 201, oldest first."""
        return [request for request in self.requests if request.status == 201]

    def wait_until_away(self, seconds: float = 15) -> None:
        """Wait until no browser is connected."""
        self._wait(lambda: not self._sockets, "the browser to leave the push service", seconds)

    def wait_until_back(self, seconds: float = 15) -> None:
        """Wait until a browser is connected."""
        self._wait(lambda: bool(self._sockets), "the browser to come to the push service", seconds)

    def wait_for_acks(self, count: int, seconds: float = 15) -> list[Ack]:
        """Wait until the browser has acknowledged `count` messages; return all acknowledgements."""
        self._wait(lambda: len(self.acks) >= count, f"{count} acknowledgements", seconds)
        return self.acks

    def endpoint_is_live(self, endpoint: str) -> bool:
        """Whether a POST to this endpoint may still be accepted."""
        channel = self._channels.get(endpoint.rsplit("/", 1)[-1])
        return channel is not None and channel.is_live

    def waiting_count(self) -> int:
        """How many unexpired messages no browser has acknowledged yet."""
        return sum(message.expires_at > time.time() for message in self._waiting)

    def forget_browsers(self) -> None:
        """Lose every browser's identity, as a service does after a long absence; all subscriptions end."""
        with self._changed:
            self._known_user_agents.clear()
            for channel in self._channels.values():
                channel.is_live = False

    def _wait(self, condition: Callable[[], bool], what: str, seconds: float) -> None:
        with self._changed:
            if not self._changed.wait_for(condition, timeout=seconds):
                raise TooLate(f"Waited {seconds:g} s for {what}, and it did not come.")

    # The server thread

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        runner = self._loop.run_until_complete(self._listen())
        self._loop.run_forever()
        self._loop.run_until_complete(self._hang_up(runner))
        self._loop.close()

    async def _listen(self) -> web.AppRunner:
        app = web.Application()
        app.router.add_get("/", self._talk_to_browser)
        app.router.add_post("/wpush/{version}/{token}", self._receive_push)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        with self._changed:
            self._port = runner.addresses[0][1]
            self._changed.notify_all()
        return runner

    async def _hang_up(self, runner: web.AppRunner) -> None:
        for socket in list(self._sockets.values()):
            await socket.close()
        await runner.cleanup()

    # Towards the browser

    async def _talk_to_browser(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=("push-notification",), compress=False)
        await socket.prepare(request)
        try:
            await self._hear(socket)
        except ConnectionError:
            pass  # it hung up in the middle of an answer
        finally:
            with self._changed:
                self._sockets = {who: other for who, other in self._sockets.items() if other is not socket}
                self._changed.notify_all()
        return socket

    async def _hear(self, socket: web.WebSocketResponse) -> None:
        user_agent_id = ""
        async for received in socket:
            if received.type is not WSMsgType.TEXT:
                break
            frame = json.loads(received.data)
            if frame.get("messageType") == "hello":
                user_agent_id = await self._greet(socket, frame)
            else:
                await self._answer(socket, user_agent_id, frame)

    async def _greet(self, socket: web.WebSocketResponse, frame: dict[str, Any]) -> str:
        """Welcome a browser, by its old identity if we know it, and hand over what waited for it."""
        claimed = frame.get("uaid", "")
        user_agent_id = claimed if claimed in self._known_user_agents else uuid.uuid4().hex
        hello = {"messageType": "hello", "uaid": user_agent_id, "status": 200, "use_webpush": True}
        await socket.send_json({**hello, "broadcasts": {}})
        with self._changed:
            self._known_user_agents.add(user_agent_id)
            self._sockets[user_agent_id] = socket
            self._drop_expired()
            waiting = [m for m in self._waiting if m.channel.user_agent_id == user_agent_id]
            self._changed.notify_all()
        for message in waiting:
            await socket.send_json(message.frame())
        return user_agent_id

    async def _answer(self, socket: web.WebSocketResponse, user_agent_id: str, frame: dict[str, Any]) -> None:
        kind = frame.get("messageType", "ping")
        if kind == "register":
            await socket.send_json(self._register(user_agent_id, frame))
        elif kind == "unregister":
            self._unregister(user_agent_id, frame["channelID"])
            answer = {"messageType": "unregister", "channelID": frame["channelID"], "status": 200}
            await socket.send_json(answer)
        elif kind == "ack":
            self._acknowledge(frame["updates"])
        elif kind == "ping":
            await socket.send_json({})

    def _register(self, user_agent_id: str, frame: dict[str, Any]) -> dict[str, Any]:
        key = frame.get("key")
        channel = _Channel(
            token=uuid.uuid4().hex,
            channel_id=frame["channelID"],
            user_agent_id=user_agent_id,
            public_key=vapid.unpadded(key) if key else None,
        )
        with self._changed:
            self._channels[channel.token] = channel
            self._changed.notify_all()
        version = "v2" if key else "v1"
        endpoint = f"{self.origin}/wpush/{version}/{channel.token}"
        answer = {"messageType": "register", "channelID": channel.channel_id, "status": 200}
        return {**answer, "pushEndpoint": endpoint}

    def _unregister(self, user_agent_id: str, channel_id: str) -> None:
        with self._changed:
            for channel in self._channels.values():
                if (channel.user_agent_id, channel.channel_id) == (user_agent_id, channel_id):
                    channel.is_live = False
            self._waiting = [m for m in self._waiting if m.channel.is_live]
            self._changed.notify_all()

    def _acknowledge(self, updates: list[dict[str, Any]]) -> None:
        acks = [Ack(u["channelID"], u["version"], u.get("code", ACK_DELIVERED)) for u in updates]
        versions = {ack.version for ack in acks}
        with self._changed:
            self._waiting = [m for m in self._waiting if m.version not in versions]
            self.acks.extend(acks)
            self._changed.notify_all()

    # Towards the application server

    async def _receive_push(self, request: web.Request) -> web.Response:
        body = await request.read()
        try:
            message = self._checked(request, body)
        except _Refused as refusal:
            return self._reply(request, body, refusal.status, {"message": str(refusal)})
        with self._changed:
            socket = self._sockets.get(message.channel.user_agent_id)
            if not self.loses_all:
                self._keep(message)
        headers = {"Location": f"{self.origin}/m/{message.version}", "TTL": request.headers["TTL"]}
        # On record first: a quick browser has shown it before whoever sent it hears of it.
        reply = self._reply(request, body, 201, {}, headers)
        if socket is not None and not self.loses_all:
            with suppress(ConnectionError):  # it has just hung up: the message waits for it
                await socket.send_json(message.frame())
        return reply

    def _reply(
        self,
        request: web.Request,
        body: bytes,
        status: int,
        answer: dict[str, str],
        headers: dict[str, str] | None = None,
    ) -> web.Response:
        record = PushRequest(
            endpoint=f"{self.origin}{request.path}",
            headers=request.headers.copy(),
            body_size=len(body),
            status=status,
            answer=answer.get("message", ""),
        )
        with self._changed:
            self.requests.append(record)
            self._changed.notify_all()
        return web.json_response(answer, status=status, headers=headers)

    def _checked(self, request: web.Request, body: bytes) -> _Message:
        channel = self._live_channel(request.match_info["token"])
        ttl = _checked_headers(request.headers, body)
        try:
            signature = vapid.check(request.headers.get("Authorization"), self.origin)
        except vapid.Unauthorized as error:
            raise _Refused(401, str(error)) from error
        if channel.public_key not in (None, signature.public_key):
            raise _Refused(403, "This subscription was made for another key.")
        topic = request.headers.get("Topic")
        return _Message(channel=channel, body=body, topic=topic, expires_at=time.time() + ttl)

    def _live_channel(self, token: str) -> _Channel:
        channel = self._channels.get(token)
        if channel is None:
            raise _Refused(404, "No such subscription.")
        if not channel.is_live:
            raise _Refused(410, "This subscription has ended.")
        return channel

    def _keep(self, message: _Message) -> None:
        """Store until acknowledged, in place of a waiting message of the same Topic (RFC 8030, 5.4)."""
        self._drop_expired()
        if message.topic is not None:
            same = (message.channel.token, message.topic)
            self._waiting = [m for m in self._waiting if (m.channel.token, m.topic) != same]
        self._waiting.append(message)

    def _drop_expired(self) -> None:
        self._waiting = [m for m in self._waiting if m.expires_at > time.time()]


def _checked_headers(headers: Mapping[str, str], body: bytes) -> int:
    """Return the TTL in seconds; refuse what RFC 8030 and the great services refuse."""
    ttl = _whole_seconds(headers.get("TTL"))
    if ttl is None:
        raise _Refused(400, "Send a TTL header: whole seconds, zero or more.")
    topic = headers.get("Topic")
    if topic is not None and not _TOPIC.fullmatch(topic):
        raise _Refused(400, "A Topic has 1 to 32 characters of the base64url alphabet.")
    if headers.get("Urgency", "normal") not in _URGENCIES:
        raise _Refused(400, "Urgency is one of very-low, low, normal and high.")
    if len(body) > LARGEST_BODY:
        raise _Refused(413, f"The body may have {LARGEST_BODY} bytes.")
    if body and (headers.get("Content-Encoding") != "aes128gcm" or len(body) < SMALLEST_BODY):
        raise _Refused(400, "Encrypt the body with aes128gcm.")
    return ttl


def _whole_seconds(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdigit() else None
