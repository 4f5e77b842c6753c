"""Knows our VAPID keys and how a push is signed with them (RFC 8292)."""

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from py_vapid import Vapid02

from backend import clock
from backend.keys import public_key_of
from backend.settings import Settings

# Services refuse more than 24 hours by their own clock, which may differ from ours.
LIFETIME = timedelta(hours=12)
MOST_CACHED = 1000


class UnknownKey(LookupError):
    """A subscription was made with a key this server no longer holds: the device must subscribe again."""


@dataclass(frozen=True)
class _Key:
    key_id: str
    public_key: str
    signer: Vapid02


@dataclass(frozen=True)
class _Signed:
    header: str
    made_at: datetime


class VapidKeys:
    """The key that new subscriptions are made with, and older ones that still sign; safe between threads.

    Keys are private keys as `backend.keys` writes them: 43 base64url characters.
    """

    def __init__(
        self, current: str, old: Sequence[str] = (), now: Callable[[], datetime] = clock.real_now
    ) -> None:
        keys = [_key(private) for private in (current, *old)]
        self._current = keys[0]
        self._by_id = {key.key_id: key for key in keys}
        self._now = now
        self._cache: dict[tuple[str, str, str], _Signed] = {}

    @classmethod
    def from_settings(cls, settings: Settings) -> "VapidKeys":
        """Return the keys the settings name."""
        return cls(settings.vapid_private_key, settings.vapid_old_private_keys)

    @property
    def public_key(self) -> str:
        """The current public key as browsers want it: base64url, uncompressed point, no padding."""
        return self._current.public_key

    @property
    def key_id(self) -> str:
        """The current key's id: the first 16 hex digits of the SHA-256 of its public point."""
        return self._current.key_id

    @property
    def held(self) -> frozenset[str]:
        """The ids of all keys whose subscriptions can be sent to."""
        return frozenset(self._by_id)

    def holds(self, key_id: str) -> bool:
        """Say whether a subscription made with this key can still be sent to."""
        return key_id in self._by_id

    def header(self, origin: str, contact: str, key_id: str) -> str:
        """Return the Authorization header for one push service; UnknownKey when the key is not held.

        One signature serves its origin for half its life, as RFC 8292 §5 advises.
        """
        if key_id not in self._by_id:
            raise UnknownKey(f"There is no VAPID key {key_id}. The device must turn reminders on again.")
        now = self._now()
        known = self._cache.get((key_id, origin, contact))
        # The absolute difference: a clock that was set back must not keep a signature too far ahead.
        if known is None or abs(now - known.made_at) >= LIFETIME / 2:
            known = _Signed(_sign(self._by_id[key_id].signer, origin, contact, now), now)
            if len(self._cache) >= MOST_CACHED:
                self._cache.clear()
            self._cache[key_id, origin, contact] = known
        return known.header


def key_id_of(public_key: str) -> str:
    """Return the id of a public key given in base64url."""
    point = base64.urlsafe_b64decode(public_key + "=" * (-len(public_key) % 4))
    return hashlib.sha256(point).hexdigest()[:16]


def _key(private_key: str) -> _Key:
    public_key = public_key_of(private_key)
    # py_vapid's own check of `sub` refuses good contacts and takes bad ones; settings checked ours.
    signer = Vapid02.from_raw(private_key.encode())
    signer.conf = {"no-strict": True}
    return _Key(key_id_of(public_key), public_key, signer)


def _sign(signer: Vapid02, origin: str, contact: str, now: datetime) -> str:
    expires = int((now + LIFETIME).timestamp())
    headers = signer.sign({"aud": origin, "exp": expires, "sub": contact})
    return str(headers["Authorization"])
