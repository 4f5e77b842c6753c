"""The outbox over the wire: leased, rendered when sent, marked once, and never posted again after a 2xx."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.push.models import Device
from backend.push.sender import Answer
from backend.reminders.deliver import Postman
from tests.reminders.stage import OFFICE, RememberingSender, Stage, at, session_on

MADE = at("2026-11-01T12:00")
EVENING = at("2026-11-02T20:00")


@pytest.fixture
def device(stage: Stage) -> str:
    """Alice's phone; her pause is due this evening."""
    alice = stage.patient("Alice", MADE)
    device_id = stage.device(alice, MADE)
    stage.course(alice, MADE, session_on("2026-11-10T13:45", MADE))
    stage.tick(at("2026-11-01T21:00"))
    stage.sender.sent.clear()
    return device_id


def _answering(stage: Stage, device_id: str, *answers: Answer) -> None:
    stage.sender.queue[f"https://push.example/{device_id}"] = list(answers)


def _device(stage: Stage, device_id: str) -> Device:
    with stage.database.read() as session:
        return session.get_one(Device, device_id)


def test_a_push_is_posted_once(stage: Stage, device: str) -> None:
    stage.tick(EVENING)
    stage.retry_now()
    stage.tick(EVENING)
    assert len(stage.sender.sent) == 1
    assert stage.deliveries()[-1].state == "accepted"


def test_its_life_ends_at_quiet_hours(stage: Stage, device: str) -> None:
    stage.tick(EVENING)
    push, _ = stage.sender.sent[0]
    assert push.ttl == 2 * 3600
    assert push.urgency == "high"
    assert len(push.topic) == 32


def test_a_gone_subscription_ends_only_itself(stage: Stage, device: str) -> None:
    _answering(stage, device, Answer(410))
    stage.tick(EVENING)
    assert _device(stage, device).state == "gone"
    assert stage.states("B10") == ["open"]


def test_no_answer_is_tried_again_and_says_so(stage: Stage, device: str) -> None:
    _answering(stage, device, Answer(None), Answer(201))
    stage.tick(EVENING)
    assert stage.deliveries()[-1].state == "queued"
    stage.tick(EVENING + timedelta(seconds=1))
    assert len(stage.sender.sent) == 1, "it waits before it tries again"
    stage.retry_now()
    stage.tick(EVENING + timedelta(minutes=1))
    assert [m["data"]["again"] for m in stage.sender.messages] == [False, True]
    assert stage.deliveries()[-1].state == "accepted"


@pytest.mark.parametrize("status", [401, 403])
def test_refused_credentials_delete_nothing_and_wait(stage: Stage, device: str, status: int) -> None:
    _answering(stage, device, Answer(status))
    stage.tick(EVENING)
    assert _device(stage, device).state == "active"
    assert stage.deliveries()[-1].state == "queued"


def test_a_bad_request_is_not_repeated(stage: Stage, device: str) -> None:
    _answering(stage, device, Answer(400))
    stage.tick(EVENING)
    stage.retry_now()
    stage.tick(EVENING)
    assert len(stage.sender.sent) == 1
    assert stage.deliveries()[-1].state == "failed"


def test_too_large_is_sent_again_without_the_words(stage: Stage, device: str) -> None:
    _answering(stage, device, Answer(413), Answer(201))
    stage.tick(EVENING)
    stage.retry_now()
    stage.tick(EVENING)
    assert stage.deliveries()[-1].state == "accepted"
    assert len(stage.sender.sent[1][0].payload) <= len(stage.sender.sent[0][0].payload)


def test_what_was_done_meanwhile_is_not_said(stage: Stage, device: str) -> None:
    _answering(stage, device, Answer(503))
    stage.tick(EVENING)
    stage.mark("B10", "done")
    stage.retry_now()
    stage.tick(EVENING + timedelta(minutes=1))
    assert len(stage.sender.sent) == 1
    assert stage.deliveries()[-1].state == "dropped"


def test_a_retry_does_not_ring_in_quiet_hours(stage: Stage, device: str) -> None:
    _answering(stage, device, Answer(503))
    stage.tick(EVENING)
    stage.retry_now()
    stage.tick(at("2026-11-02T22:30"))
    assert len(stage.sender.sent) == 1
    assert stage.deliveries()[-1].state == "expired"


def test_a_newer_digest_takes_the_place_of_an_unsent_one(stage: Stage, device: str) -> None:
    _answering(stage, device, Answer(503), Answer(201))
    stage.tick(EVENING)
    stage.tick(at("2026-11-03T20:00"))
    assert [d.state for d in stage.deliveries()][-2:] == ["superseded", "accepted"]


def test_a_removed_device_gets_nothing_more(stage: Stage, device: str) -> None:
    _answering(stage, device, Answer(503))
    stage.tick(EVENING)
    stage.end_device(device)
    stage.retry_now()
    stage.tick(EVENING)
    assert len(stage.sender.sent) == 1
    assert stage.deliveries()[-1].state == "gone"


def test_one_push_service_that_refuses_us_is_left_alone_for_the_batch(stage: Stage, device: str) -> None:
    """Two phones at one service: after the first 403 the other is not tried in the same batch."""
    alice = _device(stage, device).patient_id
    other = stage.device(alice, MADE, name="tablet")
    _answering(stage, device, Answer(403))
    _answering(stage, other, Answer(403))
    one_at_a_time = Postman(stage.database, stage.sender, OFFICE, in_flight=1)  # type: ignore[arg-type]
    stage.claim(EVENING)
    one_at_a_time.send_due(EVENING)
    assert len(stage.sender.sent) == 1
    assert [d.attempts for d in stage.deliveries()[-2:]] in ([0, 1], [1, 0])


def test_the_activation_push_is_visible_and_proves_the_device(stage: Stage, device: str) -> None:
    stage.postman.send_notice(device, "activation")
    assert stage.sender.titles == ["Reminders are on"]
    assert stage.sender.messages[0]["data"]["kind"] == "activation"


def test_plain_words_are_sent_only_to_who_asked_for_them(stage: Stage) -> None:
    bob = stage.patient("Bob", MADE, words="plain")
    stage.device(bob, MADE)
    stage.course(bob, MADE, session_on("2026-11-10T13:45", MADE))
    stage.tick(at("2026-11-01T21:00"))
    assert stage.tick(EVENING) == ["Tomorrow: pause your retinoid"]


def test_two_postmen_share_the_outbox_without_sending_twice(stage: Stage, device: str) -> None:
    second = RememberingSender()
    stage.claim(EVENING)
    Postman(stage.database, second, OFFICE).send_due(EVENING)  # type: ignore[arg-type]
    stage.tick(EVENING)
    assert len(second.sent) + len(stage.sender.sent) == 1
