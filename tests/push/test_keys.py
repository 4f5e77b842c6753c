"""What counts as a usable pair of device keys."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from backend.push.keys import BadKey, check_auth, check_p256dh

# The receiver's key of RFC 8291, appendix A.
P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"


def encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


POINT = base64.urlsafe_b64decode(P256DH + "=")


def test_the_keys_of_the_standard_are_accepted() -> None:
    assert check_p256dh(P256DH) == P256DH
    assert check_auth(AUTH) == AUTH


def test_padding_is_accepted_and_taken_off() -> None:
    assert check_p256dh(P256DH + "=") == P256DH
    assert check_auth(AUTH + "==") == AUTH


def test_keys_made_by_another_library_are_accepted() -> None:
    for _ in range(20):
        public = ec.generate_private_key(ec.SECP256R1()).public_key()
        check_p256dh(encoded(public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "=",
        P256DH[:-1],
        P256DH + "A",
        P256DH.replace("-", "+").replace("_", "/"),
        P256DH + "\n",
        " " + P256DH,
        encoded(POINT[:64]),
        encoded(POINT + b"\0"),
        encoded(b"\x02" + POINT[1:33]),
        encoded(b"\x06" + POINT[1:]),
        encoded(POINT[:-1] + bytes([POINT[-1] ^ 1])),
        encoded(b"\x04" + bytes(64)),
        encoded(b"\x04" + b"\xff" * 64),
        "A" * 5000,
        "é" * 87,
    ],
)
def test_anything_but_a_point_on_the_curve_is_refused(text: str) -> None:
    with pytest.raises(BadKey, match="Please turn reminders off and on again"):
        check_p256dh(text)


@pytest.mark.parametrize(
    "text", ["", "A", AUTH[:-2], encoded(bytes(15)), encoded(bytes(17)), AUTH + "!", "A" * 999]
)
def test_anything_but_sixteen_bytes_is_refused_as_secret(text: str) -> None:
    with pytest.raises(BadKey, match="auth"):
        check_auth(text)
