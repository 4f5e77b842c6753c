"""A push service's name that leads to a private address gets no byte."""

import pytest

from backend.keys import new_vapid_key
from backend.push.sender import Answer, Push, Sender
from backend.push.vapid import VapidKeys
from tests.fakes.push_service import PushService


def send_where_names_lead_to(addresses: list[str] | OSError) -> Answer:
    def resolve(host: str) -> list[str]:
        assert host == "fcm.googleapis.com"
        if isinstance(addresses, OSError):
            raise addresses
        return addresses

    keys = VapidKeys(new_vapid_key())
    sender = Sender(keys, "mailto:host@stipple-clinic.org", resolve=resolve)
    with PushService() as service:
        phone = service.new_device()
    push = Push(
        endpoint="https://fcm.googleapis.com/fcm/send/abc",
        p256dh=phone.p256dh,
        auth=phone.auth,
        payload=b"hello",
        ttl=60,
        topic="t" * 32,
        key_id=keys.key_id,
    )
    answer = sender.send(push)
    sender.close()
    return answer


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["8.8.8.8", "10.0.0.1"],
        ["2a00:1450:4001:81b::200a", "64:ff9b::7f00:1"],
        ["::ffff:169.254.169.254"],
        [],
    ],
)
def test_one_private_address_among_all_is_enough_to_refuse(addresses: list[str]) -> None:
    assert send_where_names_lead_to(addresses) == Answer(None, error="NotPublic")


def test_a_name_nobody_knows_is_no_answer() -> None:
    answer = send_where_names_lead_to(OSError("no such name"))
    assert answer == Answer(None, error="NameResolutionError")
