"""Knows how one push is encrypted and posted: the only file that uses pywebpush."""

import logging
import re
from collections import deque
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy

import requests
from pywebpush import WebPusher
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from backend.push.endpoint import BadEndpoint, check_endpoint, origin_of
from backend.push.keys import BadKey, check_auth, check_p256dh
from backend.push.public_only import PublicOnlyAdapter, Resolve, resolve
from backend.push.vapid import UnknownKey, VapidKeys

ENCODING = "aes128gcm"  # RFC 8291 §4 allows no other
LONGEST_TTL = 28 * 24 * 3600  # seconds; FCM keeps nothing longer
READ_AT_MOST = 2048  # bytes of an answer: enough for the reason of a refusal
LONGEST_REASON = 200
TIMEOUT = (3.05, 10.0)  # seconds to connect, seconds between two pieces of the answer

# At DEBUG urllib3 writes whole addresses, and an endpoint is a key to the patient's phone.
logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)


@dataclass(frozen=True)
class Push:
    """One message to one device; `ttl` in seconds, `key_id` names the key the device subscribed with."""

    endpoint: str = field(repr=False)
    p256dh: str = field(repr=False)
    auth: str = field(repr=False)
    payload: bytes = field(repr=False)
    ttl: int
    topic: str
    key_id: str
    urgency: str = "high"


@dataclass(frozen=True)
class Answer:
    """What came back: an HTTP status, or None when no answer came; `error` says why, without addresses.

    400 stands also for a push that was never posted because its endpoint, keys or key id cannot be used.
    """

    status: int | None
    retry_after: str | None = None
    error: str = ""


class Sender:
    """Posts pushes; safe to share between threads. `extra_origins` as in `check_endpoint`."""

    def __init__(
        self,
        keys: VapidKeys,
        contact: str,
        extra_origins: Collection[str] = (),
        timeout: tuple[float, float] = TIMEOUT,
        resolve: Resolve = resolve,
    ) -> None:
        self._keys = keys
        self._contact = contact
        self._extra_origins = frozenset(extra_origins)
        self._timeout = timeout
        self._resolve = resolve
        # A session is used by one thread at a time; the newest is taken first, its connections are warm.
        self._idle: deque[requests.Session] = deque()

    def send(self, push: Push) -> Answer:
        """Encrypt, sign and post; never raises for what a device or a push service does."""
        try:
            headers, body = self._prepare(push)
        except (BadEndpoint, BadKey, UnknownKey) as error:
            return Answer(400, error=type(error).__name__)
        try:
            with self._session() as session:
                return self._post(session, push.endpoint, headers, body)
        except (requests.RequestException, HTTPError) as error:
            return Answer(None, error=_cause(error))

    def close(self) -> None:
        """Close all idle connections."""
        while self._idle:
            self._idle.pop().close()

    def _prepare(self, push: Push) -> tuple[dict[str, str], bytes]:
        check_endpoint(push.endpoint, self._extra_origins)
        keys = {"p256dh": check_p256dh(push.p256dh), "auth": check_auth(push.auth)}
        origin = origin_of(push.endpoint)
        headers = {
            "Authorization": self._keys.header(origin, self._contact, push.key_id),
            "Content-Encoding": ENCODING,
            "Content-Type": "application/octet-stream",
            "TTL": str(min(max(push.ttl, 0), LONGEST_TTL)),
            "Topic": push.topic,
            "Urgency": push.urgency,
        }
        pusher = WebPusher({"endpoint": push.endpoint, "keys": keys})
        return headers, pusher.encode(push.payload, ENCODING)["body"]

    def _post(self, session: requests.Session, url: str, headers: dict[str, str], body: bytes) -> Answer:
        response = session.post(
            url, data=body, headers=headers, timeout=self._timeout, allow_redirects=False, stream=True
        )
        reason = _reason(response)
        error = "" if response.ok else reason
        return Answer(response.status_code, response.headers.get("Retry-After"), error)

    @contextmanager
    def _session(self) -> Iterator[requests.Session]:
        try:
            session = self._idle.pop()
        except IndexError:
            session = self._new_session()
        try:
            yield session
        finally:
            self._idle.append(session)

    def _new_session(self) -> requests.Session:
        session = requests.Session()
        session.trust_env = False  # no proxy and no .netrc: an endpoint goes to its push service only
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        session.headers.clear()
        session.headers.update({"User-Agent": "Stipple", "Accept-Encoding": "identity"})
        session.adapters.clear()
        session.mount("https://", PublicOnlyAdapter(self._resolve))
        for origin in self._extra_origins:
            session.mount(f"{origin}/", HTTPAdapter())
        return session


def _reason(response: requests.Response) -> str:
    """Read a little of an answer's body; a status counts even if its body never comes."""
    try:
        raw: bytes = response.raw.read1(READ_AT_MOST)
    except (HTTPError, OSError):
        raw = b""
    finally:
        response.close()
    text = " ".join(raw.decode("utf-8", "replace").split())
    # Long unbroken runs may be endpoints or tokens.
    return re.sub(r"[A-Za-z0-9_\-./:=%]{33,}", "…", text)[:LONGEST_REASON]


def _cause(error: Exception) -> str:
    """Name the innermost error; its text is left out, for it holds the endpoint."""
    inner = error.args[0] if error.args else error
    found = getattr(inner, "reason", None) or error
    return type(found).__name__
