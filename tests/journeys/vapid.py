"""Knows what a push service demands of an application server's signature (RFC 8292)."""

import base64
import json
import re
import time
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256

LONGEST_LIFE_SECONDS = 24 * 3600

_HEADER = re.compile(r"vapid\s+(?P<fields>.+)", re.IGNORECASE)


class Unauthorized(Exception):
    """The signature is missing, wrong or expired: a push service answers 401."""


@dataclass(frozen=True)
class Signature:
    """What a valid Authorization header says: the signing key as base64url, and the claims."""

    public_key: str
    claims: dict[str, Any]


def unpadded(text: str) -> str:
    """The same base64url text without its trailing padding, so that two spellings compare equal."""
    return text.rstrip("=")


def decoded(text: str) -> bytes:
    """Bytes of a base64url text, padded or not; raises ValueError for anything else."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def check(authorization: str | None, audience: str, now: float | None = None) -> Signature:
    """Check an Authorization header against RFC 8292 for `audience` (an origin); raises Unauthorized."""
    token, key = _fields(authorization)
    claims = _verified_claims(token, key)
    _check_claims(claims, audience, time.time() if now is None else now)
    return Signature(public_key=unpadded(key), claims=claims)


def _fields(authorization: str | None) -> tuple[str, str]:
    match = _HEADER.fullmatch((authorization or "").strip())
    if match is None:
        raise Unauthorized("Send an Authorization header of the scheme vapid.")
    fields = dict(part.strip().split("=", 1) for part in match["fields"].split(",") if "=" in part)
    if not fields.get("t") or not fields.get("k"):
        raise Unauthorized("The vapid header needs both t and k.")
    return fields["t"], fields["k"]


def _verified_claims(token: str, key: str) -> dict[str, Any]:
    try:
        header, payload, signature = token.split(".")
        public_key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(key))
        raw = decoded(signature)
        algorithm = json.loads(decoded(header))["alg"]
        claims = json.loads(decoded(payload))
    except (ValueError, KeyError) as error:
        raise Unauthorized(f"The token or the key cannot be read: {error}.") from error
    if algorithm != "ES256" or len(raw) != 64:
        raise Unauthorized("Sign the token with ES256.")
    der = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    try:
        public_key.verify(der, f"{header}.{payload}".encode(), ec.ECDSA(SHA256()))
    except InvalidSignature as error:
        raise Unauthorized("The token was not signed by the key it names.") from error
    return dict(claims)


def _check_claims(claims: dict[str, Any], audience: str, now: float) -> None:
    if claims.get("aud") != audience:
        raise Unauthorized(f"The claim aud must be {audience}.")
    expires = claims.get("exp")
    if not isinstance(expires, int | float) or expires <= now:
        raise Unauthorized("The claim exp must lie in the future.")
    if expires > now + LONGEST_LIFE_SECONDS:
        raise Unauthorized("The claim exp must lie within 24 hours.")
    if not str(claims.get("sub", "")).startswith(("mailto:", "https://")):
        raise Unauthorized("The claim sub must be a mailto: or https: address.")
