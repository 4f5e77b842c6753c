"""Knows how an application server signs a push (RFC 8292), and so how tests sign one wrongly."""

import base64
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def base64url(data: bytes) -> str:
    """Unpadded base64url, the spelling of every key and token in Web Push."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def public_key_of(key: ec.EllipticCurvePrivateKey) -> str:
    """The public half as pushManager.subscribe and the vapid header's k take it."""
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64url(point)


def authorization(key: ec.EllipticCurvePrivateKey, claims: dict[str, Any]) -> str:
    """An Authorization header that says these claims."""
    parts = [{"typ": "JWT", "alg": "ES256"}, claims]
    token = ".".join(base64url(json.dumps(part).encode()) for part in parts)
    r, s = utils.decode_dss_signature(key.sign(token.encode(), ec.ECDSA(SHA256())))
    signature = base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={token}.{signature}, k={public_key_of(key)}"
