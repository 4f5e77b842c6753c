"""That a host who lost the VAPID key can go on, and which devices wait for their patient then."""

from __future__ import annotations

from dataclasses import replace

from backend import keys
from backend.accounts.store import create_patient
from backend.install import pin_vapid_key
from backend.lost_key import change_vapid_key, consequences, unreachable_devices
from backend.push.models import Device
from backend.push.store import Subscription, register
from backend.push.vapid import VapidKeys


def test_a_lost_key_is_given_up_on_purpose_and_its_devices_count_as_broken(database, settings, now):
    pin_vapid_key(database, settings)
    device_id = _device(database, settings, now)
    new = replace(settings, vapid_private_key=keys.new_vapid_key())
    assert unreachable_devices(database, new) == 1

    change_vapid_key(database, new)

    pin_vapid_key(database, new)
    with database.read() as session:
        device = session.get_one(Device, device_id)
        assert (device.state, device.endpoint) == ("broken", "https://web.push.apple.com/alice")


def test_a_lost_key_that_is_found_again_can_be_set_again(database, settings):
    new = replace(settings, vapid_private_key=keys.new_vapid_key())
    for chosen in (settings, new, settings):
        change_vapid_key(database, chosen)
        pin_vapid_key(database, chosen)


def test_devices_of_a_key_that_is_kept_as_old_stay_as_they_are(database, settings, now):
    device_id = _device(database, settings, now)
    new = replace(
        settings,
        vapid_private_key=keys.new_vapid_key(),
        vapid_old_private_keys=(settings.vapid_private_key,),
    )
    assert unreachable_devices(database, new) == 0
    change_vapid_key(database, new)
    with database.read() as session:
        assert session.get_one(Device, device_id).state == "activating"


def _device(database, settings, now):
    endpoint, key_id = "https://web.push.apple.com/alice", VapidKeys.from_settings(settings).key_id
    phone = Subscription(endpoint, p256dh="p" * 87, auth="a" * 22, key_id=key_id, label="iPhone")
    with database.transaction() as session:
        alice = create_patient(session, name="Alice", passphrase_hash="", zone="Europe/Berlin", now=now)
        return register(session, alice.id, phone, now).id


def test_the_consequences_are_said_for_one_and_for_many():
    assert consequences(1).startswith("1 device subscribed")
    assert consequences(20).startswith("20 devices subscribed")
