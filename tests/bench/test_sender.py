"""What a push costs us beside the plain loop over pywebpush: CPU of the sending thread, in one run."""

from __future__ import annotations

import time
from collections.abc import Callable

from pywebpush import webpush

from backend.push.sender import Push, Sender
from backend.push.vapid import VapidKeys
from backend.settings import Settings
from tests.conftest import VAPID_PRIVATE_KEY
from tests.fakes.push_service import FakeDevice, PushService

MESSAGES = 200
ROUNDS = 3
PAYLOAD = b"x" * 512
CONTACT = "mailto:reminders@clinic-by-the-sea.org"


def _cpu(send: Callable[[FakeDevice], None], phones: list[FakeDevice]) -> float:
    """CPU seconds of this thread for each message."""
    began = time.thread_time()
    for phone in phones:
        send(phone)
    return (time.thread_time() - began) / len(phones)


def test_a_push_costs_less_than_with_the_plain_loop(settings: Settings, service: PushService) -> None:
    phones = [service.new_device() for _ in range(MESSAGES)]
    keys = VapidKeys.from_settings(settings)
    sender = Sender(keys, CONTACT, [service.origin])

    def ours(phone: FakeDevice) -> None:
        push = Push(phone.endpoint, phone.p256dh, phone.auth, PAYLOAD, 60, "t" * 32, keys.key_id)
        assert sender.send(push).status == 201

    def plain(phone: FakeDevice) -> None:
        subscription = {"endpoint": phone.endpoint, "keys": {"p256dh": phone.p256dh, "auth": phone.auth}}
        webpush(
            subscription,
            PAYLOAD,
            vapid_private_key=VAPID_PRIVATE_KEY,
            vapid_claims={"sub": CONTACT},
            ttl=60,
            timeout=10,
        )

    costs = [(_cpu(ours, phones), _cpu(plain, phones)) for _ in range(ROUNDS)]
    mine, theirs = (min(each) for each in zip(*costs, strict=True))
    print("\npush, CPU ms for each message")
    print(f"  ours {mine * 1000:.2f}   plain loop {theirs * 1000:.2f}   ratio {mine / theirs:.2f}")
    assert mine <= theirs
