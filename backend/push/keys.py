"""Knows what a device's two encryption keys must look like (RFC 8291 §2.1 and §3.2)."""

import base64
import binascii
import re

_BASE64URL = re.compile(r"[A-Za-z0-9_-]+={0,2}")
POINT_LENGTH = 65
AUTH_LENGTH = 16

# The curve P-256 (FIPS 186-5): y² = x³ − 3x + B over the integers modulo P.
_P = 2**256 - 2**224 + 2**192 + 2**96 - 1
_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B


class BadKey(ValueError):
    """A device key that cannot be used; its text is a sentence for the patient."""


def check_p256dh(text: str) -> str:
    """Return the key without padding if it is an uncompressed point on P-256, else raise BadKey."""
    raw = _decode(text, "p256dh")
    x, y = int.from_bytes(raw[1:33], "big"), int.from_bytes(raw[33:65], "big")
    has_shape = len(raw) == POINT_LENGTH and raw[0] == 4 and x < _P and y < _P
    if not has_shape or (y * y - (x * x * x - 3 * x + _B)) % _P:
        raise BadKey(_sentence("p256dh"))
    return text.rstrip("=")


def check_auth(text: str) -> str:
    """Return the secret without padding if it is 16 bytes long, else raise BadKey."""
    if len(_decode(text, "auth")) != AUTH_LENGTH:
        raise BadKey(_sentence("auth"))
    return text.rstrip("=")


def _decode(text: str, name: str) -> bytes:
    bare = text.rstrip("=")
    if len(text) > 128 or not _BASE64URL.fullmatch(text) or len(bare) % 4 == 1:
        raise BadKey(_sentence(name))
    try:
        return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    except binascii.Error as error:
        raise BadKey(_sentence(name)) from error


def _sentence(name: str) -> str:
    return f"This browser's encryption key ({name}) is damaged. Please turn reminders off and on again."
