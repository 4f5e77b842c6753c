"""How pushes are signed: one audience each, never valid for too long, with the key of the subscription."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest

from backend.keys import new_vapid_key, public_key_of
from backend.push.vapid import UnknownKey, VapidKeys, key_id_of

NOON = datetime(2026, 12, 8, 12, 0, tzinfo=UTC)
CONTACT = "mailto:host@stipple-clinic.org"
MOZILLA = "https://updates.push.services.mozilla.com"
APPLE = "https://web.push.apple.com"


class Clock:
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


def claims_of(header: str) -> dict[str, object]:
    part = header.split("t=")[1].split(".")[1]
    read: dict[str, object] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return read


def test_two_origins_in_one_process_get_their_own_audience() -> None:
    keys = VapidKeys(new_vapid_key())
    for origin in (MOZILLA, APPLE, MOZILLA):
        assert claims_of(keys.header(origin, CONTACT, keys.key_id))["aud"] == origin


def test_a_signature_names_contact_and_key_and_lasts_twelve_hours() -> None:
    keys = VapidKeys(new_vapid_key(), now=Clock())
    header = keys.header(MOZILLA, CONTACT, keys.key_id)
    assert header.startswith("vapid t=")
    assert header.endswith(f",k={keys.public_key}")
    expires = int((NOON + timedelta(hours=12)).timestamp())
    assert claims_of(header) == {"aud": MOZILLA, "exp": expires, "sub": CONTACT}


@pytest.mark.parametrize("contact", ["mailto:me@localhost", "https://stipple-clinic.org/contact"])
def test_every_contact_the_settings_accept_can_be_signed(contact: str) -> None:
    keys = VapidKeys(new_vapid_key())
    assert claims_of(keys.header(MOZILLA, contact, keys.key_id))["sub"] == contact


def test_a_signature_is_used_again_for_half_its_life() -> None:
    clock = Clock()
    keys = VapidKeys(new_vapid_key(), now=clock)
    first = keys.header(MOZILLA, CONTACT, keys.key_id)
    clock.at = NOON + timedelta(hours=5, minutes=59)
    assert keys.header(MOZILLA, CONTACT, keys.key_id) == first
    clock.at = NOON + timedelta(hours=6)
    assert keys.header(MOZILLA, CONTACT, keys.key_id) != first


def test_a_clock_that_was_set_back_gets_a_new_signature() -> None:
    clock = Clock()
    clock.at = NOON + timedelta(days=30)
    keys = VapidKeys(new_vapid_key(), now=clock)
    keys.header(MOZILLA, CONTACT, keys.key_id)
    clock.at = NOON
    expires = int((NOON + timedelta(hours=12)).timestamp())
    assert claims_of(keys.header(MOZILLA, CONTACT, keys.key_id))["exp"] == expires


@pytest.mark.parametrize("skew", [timedelta(minutes=-2), timedelta(0), timedelta(minutes=2)])
def test_every_signature_sent_is_valid_and_under_24_hours_for_a_clock_two_minutes_off(
    skew: timedelta,
) -> None:
    clock = Clock()
    keys = VapidKeys(new_vapid_key(), now=clock)
    for minutes in range(0, 48 * 60, 7):
        clock.at = NOON + timedelta(minutes=minutes)
        exp = claims_of(keys.header(APPLE, CONTACT, keys.key_id))["exp"]
        assert isinstance(exp, int)
        ahead = datetime.fromtimestamp(exp, UTC) - (clock.at + skew)
        assert timedelta(0) < ahead <= timedelta(hours=24)


def test_a_push_is_signed_with_the_key_the_device_subscribed_with() -> None:
    old, new = new_vapid_key(), new_vapid_key()
    keys = VapidKeys(new, [old])
    old_id = key_id_of(public_key_of(old))
    assert keys.public_key == public_key_of(new)
    assert keys.key_id == key_id_of(public_key_of(new))
    assert keys.holds(old_id)
    assert keys.header(APPLE, CONTACT, old_id).endswith(f",k={public_key_of(old)}")
    assert keys.header(APPLE, CONTACT, keys.key_id).endswith(f",k={public_key_of(new)}")


def test_a_key_nobody_holds_signs_nothing() -> None:
    keys = VapidKeys(new_vapid_key())
    assert not keys.holds("0123456789abcdef")
    with pytest.raises(UnknownKey, match="must turn reminders on again"):
        keys.header(APPLE, CONTACT, "0123456789abcdef")


def test_a_key_id_is_sixteen_hex_digits() -> None:
    keys = VapidKeys(new_vapid_key())
    assert len(keys.key_id) == 16
    assert set(keys.key_id) <= set("0123456789abcdef")
