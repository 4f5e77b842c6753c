"""What goes over the wire for one push, and what is made of each answer."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.keys import new_vapid_key
from backend.push.outcome import Kind, outcome_of
from backend.push.payload import topic_for
from backend.push.sender import Answer, Push, Sender
from backend.push.vapid import VapidKeys
from tests.fakes.push_service import HANG, RESET, FakeDevice, PushService, Say
from tests.ports import kept_port

CONTACT = "mailto:host@stipple-clinic.org"
TEXT = "Tonight: leave the retinoid out. 🌙".encode()


@pytest.fixture
def service() -> Iterator[PushService]:
    with PushService() as running:
        yield running


@pytest.fixture
def keys() -> VapidKeys:
    return VapidKeys(new_vapid_key())


@pytest.fixture
def sender(service: PushService, keys: VapidKeys) -> Iterator[Sender]:
    made = Sender(keys, CONTACT, [service.origin])
    yield made
    made.close()


@pytest.fixture
def impatient(service: PushService, keys: VapidKeys) -> Iterator[Sender]:
    """Only for a service that never answers: on a busy machine any other may need longer."""
    made = Sender(keys, CONTACT, [service.origin], timeout=(1.0, 0.3))
    yield made
    made.close()


def push_to(device: FakeDevice, keys: VapidKeys) -> Push:
    return Push(
        endpoint=device.endpoint,
        p256dh=device.p256dh,
        auth=device.auth,
        payload=TEXT,
        ttl=3600,
        topic=topic_for("secret", "device"),
        key_id=keys.key_id,
    )


def test_the_device_reads_what_was_put_in_and_the_service_finds_nothing_wrong(
    service: PushService, keys: VapidKeys, sender: Sender
) -> None:
    phone = service.new_device(keys.public_key)
    assert sender.send(push_to(phone, keys)) == Answer(201)
    (received,) = service.received
    assert received.fault is None
    assert received.plaintext == TEXT
    assert received.headers["ttl"] == "3600"
    assert received.headers["urgency"] == "high"
    assert received.headers["topic"] == topic_for("secret", "device")
    assert received.headers["content-encoding"] == "aes128gcm"
    assert received.headers["content-type"] == "application/octet-stream"
    assert received.claims["sub"] == CONTACT
    assert "cookie" not in received.headers


@pytest.mark.parametrize(("length", "status"), [(3993, 201), (3994, 413)])
def test_the_largest_payload_a_service_takes_has_3993_bytes(
    service: PushService, keys: VapidKeys, sender: Sender, length: int, status: int
) -> None:
    push = replace(push_to(service.new_device(), keys), payload=b"x" * length)
    assert sender.send(push).status == status


def test_two_origins_in_one_process_get_their_own_audience(service: PushService, keys: VapidKeys) -> None:
    with PushService() as other:
        sender = Sender(keys, CONTACT, [service.origin, other.origin])
        for each in (service, other, service):
            assert sender.send(push_to(each.new_device(), keys)) == Answer(201)
        sender.close()
        assert [each.claims["aud"] for each in service.received] == [service.origin] * 2
        assert [each.claims["aud"] for each in other.received] == [other.origin]


@pytest.mark.parametrize("skew", [timedelta(minutes=-2), timedelta(minutes=2)])
def test_a_service_whose_clock_is_two_minutes_off_accepts_the_signature(
    keys: VapidKeys, skew: timedelta
) -> None:
    with PushService(skew) as service:
        sender = Sender(keys, CONTACT, [service.origin])
        assert sender.send(push_to(service.new_device(), keys)) == Answer(201)
        sender.close()


HTTP_DATE = "Tue, 08 Dec 2026 09:02:00 GMT"
NOW = datetime(2026, 12, 8, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "answer", "kind", "wait"),
    [
        (Say(200), Answer(200), Kind.ACCEPTED, None),
        (Say(201), Answer(201), Kind.ACCEPTED, None),
        (Say(202), Answer(202), Kind.ACCEPTED, None),
        (Say(404, body=b"no\nsuch"), Answer(404, error="no such"), Kind.GONE, None),
        (Say(410), Answer(410), Kind.GONE, None),
        (Say(413), Answer(413), Kind.SHRINK, 0),
        (Say(429, {"Retry-After": "70"}), Answer(429, "70"), Kind.RETRY, 70),
        (Say(429, {"Retry-After": HTTP_DATE}), Answer(429, HTTP_DATE), Kind.RETRY, 120),
        (Say(503), Answer(503), Kind.RETRY, 5),
        (Say(503, {"Retry-After": "120"}, b"<html>"), Answer(503, "120", "<html>"), Kind.RETRY, 120),
        (Say(403), Answer(403), Kind.OUR_FAULT, 300),
        (RESET, Answer(None, error="ConnectionError"), Kind.RETRY, 5),
    ],
)
def test_an_answer_comes_back_as_the_service_gave_it(
    service: PushService,
    keys: VapidKeys,
    sender: Sender,
    said: Say,
    answer: Answer,
    kind: Kind,
    wait: int | None,
) -> None:
    phone = service.new_device()
    service.answers(phone, said)
    found = sender.send(push_to(phone, keys))
    assert found == answer
    outcome = outcome_of(found.status, found.retry_after, 1, NOW, reason=found.error)
    assert outcome.kind is kind
    assert outcome.delay == (None if wait is None else timedelta(seconds=wait))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_never_followed(
    service: PushService, keys: VapidKeys, sender: Sender, status: int
) -> None:
    phone, other = service.new_device(), service.new_device()
    service.answers(phone, Say(status, {"Location": other.endpoint}))
    assert sender.send(push_to(phone, keys)).status == status
    assert sender.send(push_to(service.new_device(), keys)).status == 201
    assert service.received_by(other) == []
    assert len(service.received) == 2


def test_a_service_that_never_answers_is_left_after_the_time_out_and_asked_again(
    service: PushService, keys: VapidKeys, impatient: Sender
) -> None:
    phone = service.new_device()
    service.answers(phone, HANG)
    assert impatient.send(push_to(phone, keys)) == Answer(None, error="ReadTimeout")
    assert outcome_of(None, None, 1, NOW, reason="ReadTimeout").delay == timedelta(seconds=5)


def test_an_accepted_push_stays_accepted_when_the_line_breaks_within_the_answer(
    service: PushService, keys: VapidKeys, sender: Sender
) -> None:
    phone = service.new_device()
    service.answers(phone, Say(201, {"Content-Length": "5", "Connection": "close"}))
    assert sender.send(push_to(phone, keys)) == Answer(201)


def test_an_accepted_push_stays_accepted_when_the_rest_of_the_answer_never_comes(
    service: PushService, keys: VapidKeys, impatient: Sender
) -> None:
    phone = service.new_device()
    service.answers(phone, Say(201, {"Content-Length": "5"}))
    # On a busy machine the status itself may come too late, which is no answer.
    assert impatient.send(push_to(phone, keys)) in (Answer(201), Answer(None, error="ReadTimeout"))


def test_a_service_that_is_not_there_is_no_answer(service: PushService, keys: VapidKeys) -> None:
    with kept_port() as port:
        origin = f"http://127.0.0.1:{port}"
        sender = Sender(keys, CONTACT, [origin])
        push = replace(push_to(service.new_device(), keys), endpoint=f"{origin}/push/abc")
        assert sender.send(push) == Answer(None, error="NewConnectionError")
        sender.close()


def test_the_reason_of_a_refusal_is_kept_short_and_without_tokens(
    service: PushService, keys: VapidKeys, sender: Sender
) -> None:
    phone = service.new_device()
    body = b'{"reason": "VapidPkHashMismatch", "for": "' + phone.endpoint.encode() + b'"}' + b" word" * 9999
    service.answers(phone, Say(400, body=body))
    answer = sender.send(push_to(phone, keys))
    assert "VapidPkHashMismatch" in answer.error
    assert phone.path not in answer.error
    assert len(answer.error) <= 200
    assert outcome_of(400, None, 1, NOW, reason=answer.error).stop_origin


def test_a_connection_is_used_again_even_after_a_refusal(
    service: PushService, keys: VapidKeys, sender: Sender
) -> None:
    for said in (Say(201), Say(410, body=b"gone"), Say(429), Say(201)):
        phone = service.new_device()
        service.answers(phone, said)
        assert sender.send(push_to(phone, keys)).status == said.status
    assert service.connections == 1


def test_cookies_of_a_push_service_are_not_sent_back(
    service: PushService, keys: VapidKeys, sender: Sender
) -> None:
    phone = service.new_device()
    service.answers(phone, Say(201, {"Set-Cookie": "follow=me; Path=/"}))
    sender.send(push_to(phone, keys))
    sender.send(push_to(phone, keys))
    assert "cookie" not in service.received[1].headers


def test_many_threads_share_one_sender(service: PushService, keys: VapidKeys) -> None:
    sender = Sender(keys, CONTACT, [service.origin])
    phones, before = [service.new_device() for _ in range(100)], threading.active_count()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda phone: sender.send(push_to(phone, keys)), phones))
    sender.close()
    assert answers == [Answer(201)] * 100
    assert sorted(each.path for each in service.received) == sorted(phone.path for phone in phones)
    assert service.connections <= 8
    assert threading.active_count() <= before + service.connections, "of ours, none is left"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"endpoint": "http://127.0.0.1:9/push/abc"}, "BadEndpoint"),
        ({"p256dh": "AAAA"}, "BadKey"),
        ({"auth": "AAAA"}, "BadKey"),
        ({"key_id": "0123456789abcdef"}, "UnknownKey"),
    ],
)
def test_what_cannot_be_sent_is_our_fault_and_is_not_posted(
    service: PushService, keys: VapidKeys, sender: Sender, change: dict[str, str], error: str
) -> None:
    push = replace(push_to(service.new_device(), keys), **change)
    assert sender.send(push) == Answer(400, error=error)
    assert service.received == []


def test_the_time_to_live_stays_within_what_services_take(
    service: PushService, keys: VapidKeys, sender: Sender
) -> None:
    phone = service.new_device()
    for ttl in (-5, 60, 10**9):
        sender.send(replace(push_to(phone, keys), ttl=ttl))
    assert [each.headers["ttl"] for each in service.received] == ["0", "60", "2419200"]


def test_a_push_never_shows_its_endpoint_or_keys_in_a_log(service: PushService, keys: VapidKeys) -> None:
    phone = service.new_device()
    shown = repr(push_to(phone, keys))
    for secret in (phone.endpoint, phone.p256dh, phone.auth):
        assert secret not in shown
