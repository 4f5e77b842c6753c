"""Knows the bytes a push carries: one JSON that is both a declarative and a classic notification."""

import base64
import hashlib
import hmac
import json
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any

DECLARATIVE = 8030  # the number that marks Declarative Web Push (W3C Push API)
BUCKETS = (512, 1024, 2048)  # bytes; a bucket hides how much there is to say (RFC 8291 §7)
TAG = "stipple"  # constant, so that a newer digest takes the place of an older one on the screen
TOPIC_BYTES = 24  # 32 base64url characters: the longest allowed (RFC 8030 §5.4) and one Apple accepts
ELLIPSIS = "…"


@dataclass(frozen=True)
class Button:
    """One button of a notification: what the service worker calls it, its label and where it leads."""

    action: str
    title: str
    navigate: str


@dataclass(frozen=True)
class Message:
    """What a notification says; `kind` is digest, activation or test, `badge` the number on the icon."""

    kind: str
    title: str
    body: str
    navigate: str
    token: str
    valid_until: datetime
    badge: int = 0
    buttons: tuple[Button, ...] = ()
    again: bool = False  # sent before with unknown fate: may replace, need not ring
    lang: str = "en"


def payload_of(message: Message) -> bytes:
    """Return the JSON padded to a bucket; a body too long for 2 KiB ends in an ellipsis.

    Raises ValueError when title, buttons and address alone do not fit.
    """
    if _fits(message, message.body):
        return _padded(_members(message, message.body))
    shortest, longest = 0, len(message.body)
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        if _fits(message, _shortened(message.body, middle)):
            shortest = middle
        else:
            longest = middle - 1
    return _padded(_members(message, _shortened(message.body, shortest)))


def minimal_payload(message: Message) -> bytes:
    """Return the smallest payload that still shows and acknowledges: for a service that answered 413."""
    members = _members(message, "")
    for name in ("body", "actions"):
        del members["notification"][name]
    return _padded(members)


def topic_for(secret: str, device_id: str) -> str:
    """Return the constant Topic of a device, 32 characters that tell the push service nothing."""
    digest = hmac.digest(secret.encode(), b"push topic " + device_id.encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:TOPIC_BYTES]).decode()


def _members(message: Message, body: str) -> dict[str, Any]:
    buttons = [
        {"action": each.action, "title": each.title, "navigate": each.navigate} for each in message.buttons
    ]
    return {
        "web_push": DECLARATIVE,
        "notification": {
            "title": message.title,
            "body": body,
            "lang": message.lang,
            "tag": TAG,
            "navigate": message.navigate,
            "silent": False,
            "requireInteraction": True,
            "renotify": not message.again,
            "actions": buttons,
            "data": {
                "v": 1,
                "kind": message.kind,
                "token": message.token,
                "valid_until": int(message.valid_until.timestamp()),
                "again": message.again,
            },
        },
        "app_badge": message.badge,
        "mutable": True,
        "_": "",
    }


def _encoded(members: dict[str, Any]) -> bytes:
    return json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode()


def _padded(members: dict[str, Any]) -> bytes:
    length = len(_encoded(members))
    for bucket in BUCKETS:
        if length <= bucket:
            return _encoded(members | {"_": " " * (bucket - length)})
    raise ValueError(f"A push of {length} bytes does not fit in {BUCKETS[-1]}. Shorten its title or address.")


def _fits(message: Message, body: str) -> bool:
    return len(_encoded(_members(message, body))) <= BUCKETS[-1]


def _shortened(body: str, length: int) -> str:
    # An accent, or the joint of an emoji, stays with the letter before it.
    while 0 < length < len(body) and unicodedata.category(body[length]) in ("Mn", "Mc", "Me", "Cf"):
        length -= 1
    return body[:length].rstrip() + ELLIPSIS
