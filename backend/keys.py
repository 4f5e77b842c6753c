"""Knows how the server's own keys look and how they are made: P-256 for VAPID, random bytes for the rest."""

from __future__ import annotations

import base64
import secrets

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def new_secret() -> str:
    """Return a fresh secret of 256 random bits."""
    return secrets.token_urlsafe(32)


def new_vapid_key() -> str:
    """Return a fresh VAPID private key: 32 bytes, base64url without padding (RFC 8292, P-256)."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return _encoded(number.to_bytes(32, "big"))


def new_photo_key() -> str:
    """Return a fresh master key for photos: 32 random bytes, base64url without padding."""
    return _encoded(secrets.token_bytes(32))


def is_photo_key(text: str) -> bool:
    """Return whether this is a master key for photos."""
    try:
        return _encoded(_decoded(text)) == text
    except ValueError:
        return False


def public_key_of(private_key: str) -> str:
    """Return the public key browsers subscribe with; ValueError when the private key is none."""
    number = int.from_bytes(_decoded(private_key), "big")
    if not 0 < number < _ORDER:
        raise ValueError("not a P-256 private key")
    point = ec.derive_private_key(number, ec.SECP256R1()).public_key()
    return _encoded(point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def _decoded(text: str) -> bytes:
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if len(raw) != 32:
        raise ValueError("a key has 32 bytes")
    return raw


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
