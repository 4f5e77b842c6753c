"""To whom a device belongs, how many there may be, and how it goes from activating to gone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from backend.accounts.store import create_patient
from backend.db import Database
from backend.errors import Problem
from backend.push import store
from backend.push.models import Device
from backend.push.store import Subscription

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
PHONE = Subscription(
    endpoint="https://web.push.apple.com/alice-phone",
    p256dh="p" * 87,
    auth="a" * 22,
    key_id="0123456789abcdef",
    label="iPhone",
)


def another(number: int) -> Subscription:
    return replace(PHONE, endpoint=f"https://web.push.apple.com/other-{number}")


@pytest.fixture
def patients(database: Database) -> dict[str, str]:
    """The ids of Alice and Bob."""
    with database.transaction() as session:
        return {
            name: create_patient(session, name=name, passphrase_hash="", zone="Europe/Berlin", now=NOW).id
            for name in ("Alice", "Bob")
        }


@pytest.fixture
def alice_id(patients: dict[str, str]) -> str:
    return patients["Alice"]


@pytest.fixture
def bob_id(patients: dict[str, str]) -> str:
    return patients["Bob"]


def register(database: Database, patient_id: str, wanted: Subscription = PHONE, at: datetime = NOW) -> str:
    with database.transaction() as session:
        return store.register(session, patient_id, wanted, at).id


def read(database: Database, device_id: str) -> Device:
    with database.read() as session:
        return session.get_one(Device, device_id)


def do(database: Database, change: Callable[..., None], *arguments: object) -> None:
    with database.transaction() as session:
        change(session, *arguments)


def test_a_new_device_is_activating_until_it_showed_a_push(database: Database, alice_id: str) -> None:
    device_id = register(database, alice_id)
    assert read(database, device_id).state == "activating"
    with database.read() as session:
        assert store.live_devices(session, alice_id) == []
    do(database, store.mark_shown, device_id, LATER)
    device = read(database, device_id)
    assert (device.state, device.proven_at, device.last_shown_at) == ("active", LATER, LATER)
    with database.read() as session:
        assert [each.id for each in store.live_devices(session, alice_id)] == [device_id]


def test_the_same_subscription_again_is_the_same_device(database: Database, alice_id: str) -> None:
    first = register(database, alice_id)
    do(database, store.mark_proven, first, NOW)
    assert register(database, alice_id, replace(PHONE, label="My phone"), LATER) == first
    device = read(database, first)
    assert (device.state, device.label, device.proven_at) == ("active", "My phone", NOW)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Device)) == 1


@pytest.mark.parametrize("change", [{"p256dh": "q" * 87}, {"auth": "b" * 22}, {"key_id": "fedcba9876543210"}])
def test_new_keys_for_a_known_endpoint_must_be_proven_again(
    database: Database, alice_id: str, change: dict[str, str]
) -> None:
    first = register(database, alice_id)
    do(database, store.mark_proven, first, NOW)
    assert register(database, alice_id, replace(PHONE, **change)) == first
    device = read(database, first)
    assert (device.state, device.proven_at) == ("activating", None)
    for name, value in change.items():
        assert getattr(device, name) == value


def test_an_endpoint_moves_to_whoever_is_signed_in_on_the_phone(
    database: Database, alice_id: str, bob_id: str
) -> None:
    alices = register(database, alice_id)
    do(database, store.mark_proven, alices, NOW)
    bobs = register(database, bob_id, at=LATER)
    assert bobs != alices
    assert read(database, bobs).patient_id == bob_id
    ended = read(database, alices)
    assert (ended.patient_id, ended.state, ended.gone_at) == (alice_id, "gone", LATER)
    assert (ended.endpoint, ended.endpoint_hash, ended.p256dh, ended.auth) == ("", None, "", "")
    with database.read() as session:
        assert store.devices_of(session, alice_id) == []
        assert store.live_devices(session, alice_id) == []


def test_an_eleventh_device_is_refused_while_ten_work(database: Database, alice_id: str) -> None:
    for number in range(10):
        device_id = register(database, alice_id, another(number))
        do(database, store.mark_proven, device_id, NOW)
    with pytest.raises(Problem, match="Please remove one in Settings") as refused:
        register(database, alice_id)
    assert (refused.value.status, refused.value.code) == (409, "too_many_devices")
    with database.read() as session:
        assert len(store.devices_of(session, alice_id)) == 10


def test_an_eleventh_device_takes_the_place_of_the_oldest_that_does_not_work(
    database: Database, alice_id: str
) -> None:
    ids = [register(database, alice_id, another(number), NOW + timedelta(number)) for number in range(10)]
    for device_id in (ids[0], *ids[2:]):
        do(database, store.mark_proven, device_id, NOW)
    new = register(database, alice_id, at=NOW + timedelta(days=30))
    assert read(database, ids[1]).state == "gone"
    with database.read() as session:
        assert {each.id for each in store.devices_of(session, alice_id)} == {ids[0], *ids[2:], new}


def test_ten_devices_each_is_a_limit_per_patient(database: Database, alice_id: str, bob_id: str) -> None:
    for number in range(10):
        register(database, alice_id, another(number))
    assert register(database, bob_id)


def test_find_knows_only_the_patients_own_device_with_its_key(
    database: Database, alice_id: str, bob_id: str
) -> None:
    device_id = register(database, alice_id)
    with database.read() as session:
        found = store.find(session, alice_id, PHONE.endpoint, PHONE.key_id)
        assert found is not None
        assert found.id == device_id
        assert store.find(session, bob_id, PHONE.endpoint, PHONE.key_id) is None
        assert store.find(session, alice_id, PHONE.endpoint, "fedcba9876543210") is None
        assert store.find(session, alice_id, PHONE.endpoint + "x", PHONE.key_id) is None


def test_another_patients_device_cannot_be_seen_or_removed(
    database: Database, alice_id: str, bob_id: str
) -> None:
    device_id = register(database, alice_id)
    with database.transaction() as session:
        with pytest.raises(Problem, match="could not find this device"):
            store.device_of(session, bob_id, device_id)
        with pytest.raises(Problem, match="could not find this device"):
            store.remove(session, bob_id, device_id, NOW)
    assert read(database, device_id).state == "activating"


def test_a_removed_device_forgets_its_address_and_can_come_back_as_a_new_one(
    database: Database, alice_id: str
) -> None:
    first = register(database, alice_id)
    do(database, store.remove, alice_id, first, LATER)
    assert (read(database, first).state, read(database, first).endpoint) == ("gone", "")
    second = register(database, alice_id)
    assert second != first
    assert read(database, second).state == "activating"


def test_a_device_the_push_service_forgot_is_gone_and_stays_gone(database: Database, alice_id: str) -> None:
    device_id = register(database, alice_id)
    do(database, store.mark_gone, device_id, NOW)
    do(database, store.mark_gone, device_id, LATER)
    do(database, store.mark_shown, device_id, LATER)
    do(database, store.mark_failed, device_id)
    device = read(database, device_id)
    assert (device.state, device.gone_at, device.proven_at) == ("gone", NOW, None)


def test_five_failures_in_a_row_break_a_device_and_an_acknowledgement_heals_it(
    database: Database, alice_id: str
) -> None:
    device_id = register(database, alice_id)
    do(database, store.mark_proven, device_id, NOW)
    for _ in range(4):
        do(database, store.mark_failed, device_id)
    do(database, store.mark_accepted, device_id)
    for expected in ("active", "active", "active", "active", "broken"):
        do(database, store.mark_failed, device_id)
        assert read(database, device_id).state == expected
    do(database, store.mark_shown, device_id, LATER)
    device = read(database, device_id)
    assert (device.state, device.failures, device.proven_at) == ("active", 0, NOW)


def test_a_broken_device_that_registers_again_is_activating(database: Database, alice_id: str) -> None:
    device_id = register(database, alice_id)
    for _ in range(5):
        do(database, store.mark_failed, device_id)
    assert register(database, alice_id) == device_id
    assert (read(database, device_id).state, read(database, device_id).failures) == ("activating", 0)


def test_the_latest_showing_counts_whatever_the_order_of_arrival(database: Database, alice_id: str) -> None:
    device_id = register(database, alice_id)
    do(database, store.mark_shown, device_id, LATER)
    do(database, store.mark_shown, device_id, NOW)
    assert read(database, device_id).last_shown_at == LATER


def test_news_of_a_device_nobody_knows_changes_nothing(database: Database) -> None:
    for mark in (store.mark_accepted, store.mark_failed):
        do(database, mark, "nobody")
    do(database, store.mark_shown, "nobody", NOW)
    do(database, store.mark_gone, "nobody", NOW)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Device)) == 0


def test_the_device_opened_last_knows_where_the_patient_is(database: Database, alice_id: str) -> None:
    with database.transaction() as session:
        phone = store.register(session, alice_id, PHONE, NOW)
        tablet = store.register(session, alice_id, another(1), NOW)
        assert store.was_opened_last(session, tablet.id), "nothing is known yet, so every word counts"
        store.note_opened(tablet, "home", NOW)
        store.note_opened(phone, "away", LATER)
        assert store.was_opened_last(session, phone.id)
        assert not store.was_opened_last(session, tablet.id)
