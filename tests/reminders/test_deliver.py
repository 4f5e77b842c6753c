"""The outbox over the wire: leased, rendered when sent, marked once, and never posted again after a 2xx."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from backend.accounts.models import Patient
from backend.db import new_id
from backend.push.breaker import SILENT_AFTER
from backend.push.models import Device
from backend.push.sender import Answer, Push
from backend.reminders import act
from backend.reminders.deliver import BATCH, Postman
from backend.reminders.models import Delivery, LedgerRow
from backend.reminders.settle import new_delivery
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


def _claimed(stage: Stage, now: datetime) -> datetime:
    stage.claim(now)
    return now


class _Interrupted(RememberingSender):
    """Something happens while the push is on its way, before the answer is there."""

    def __init__(self, meanwhile: Callable[[], None]) -> None:
        super().__init__()
        self._meanwhile = meanwhile

    def send(self, push: Push) -> Answer:
        answer = super().send(push)
        self._meanwhile()
        return answer


class _Breaking(RememberingSender):
    """Raises for one endpoint, as a bug of ours would."""

    def __init__(self, endpoint: str) -> None:
        super().__init__()
        self._endpoint = endpoint

    def send(self, push: Push) -> Answer:
        if push.endpoint == self._endpoint:
            raise ZeroDivisionError
        return super().send(push)


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
    stage.postman.send_due(_claimed(stage, EVENING))
    assert stage.deliveries()[-1].state == "queued"
    stage.retry_at(datetime(2126, 1, 1, tzinfo=UTC))
    stage.tick(EVENING + timedelta(seconds=1))
    assert len(stage.sender.sent) == 1, "it waits before it tries again"
    stage.retry_now()
    stage.tick(EVENING + timedelta(minutes=1))
    assert [m["data"]["again"] for m in stage.sender.messages] == [False, True]
    assert stage.deliveries()[-1].state == "accepted"


def test_after_a_refusal_it_rings_like_the_first_time(stage: Stage, device: str) -> None:
    """A 503 says that the phone did not get it: told `again`, the phone would stay silent."""
    _answering(stage, device, Answer(503), Answer(201))
    stage.tick(EVENING)
    stage.retry_now()
    stage.tick(EVENING + timedelta(minutes=1))
    assert [m["data"]["again"] for m in stage.sender.messages] == [False, False]


def test_once_its_fate_was_unknown_it_says_so_to_the_end(stage: Stage, device: str) -> None:
    _answering(stage, device, Answer(None), Answer(503), Answer(429), Answer(201))
    for minute in range(4):
        stage.tick(EVENING + timedelta(minutes=minute))
        stage.retry_now()
    assert [m["data"]["again"] for m in stage.sender.messages] == [False, True, True, True]


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


def test_a_second_ring_does_not_ring_in_quiet_hours_either(stage: Stage, device: str) -> None:
    """The weekly note of Sunday evening was never known shown; its second ring fails until after 22:00."""
    with stage.database.transaction() as session:
        wakes = {"wake_at": EVENING, "valid_until": at("2026-11-03T08:00")}
        session.execute(update(LedgerRow).where(LedgerRow.key.contains("/N06/")).values(**wakes))
    _answering(stage, device, Answer(503))
    stage.tick(EVENING)
    stage.retry_now()
    assert stage.tick(at("2026-11-02T22:30")) == []


def test_later_rings_in_quiet_hours_because_it_was_asked_for(stage: Stage, device: str) -> None:
    stage.tick(EVENING)
    with stage.database.transaction() as session:
        asked = {"is_later": True, "wake_at": at("2026-11-02T22:30")}
        session.execute(update(LedgerRow).where(LedgerRow.key.contains("/B10/")).values(**asked))
        session.execute(update(Patient).values(next_due_at=at("2026-11-02T22:30")))
    assert len(stage.tick(at("2026-11-02T22:30"))) == 1


def test_a_newer_digest_takes_the_place_of_an_unsent_one(stage: Stage, device: str) -> None:
    _answering(stage, device, Answer(503), Answer(201))
    stage.tick(EVENING)
    stage.tick(at("2026-11-03T20:00"))
    assert [d.state for d in stage.deliveries()][-2:] == ["superseded", "accepted"]


def test_superseded_in_flight_it_is_recorded_and_its_token_still_works(stage: Stage, device: str) -> None:
    """The first digest is on its way when a second one takes its place: 201 for both, one POST each."""
    sender = _Interrupted(lambda: stage.claim(at("2026-11-03T20:00")))
    Postman(stage.database, sender, OFFICE).send_due(_claimed(stage, EVENING))  # type: ignore[arg-type]
    first, second = stage.deliveries()[-2:]
    assert (first.state, second.state) == ("accepted", "queued")

    token = sender.messages[0]["data"]["token"]
    now = at("2026-11-02T23:00")
    with stage.database.transaction() as session:
        delivery = act.delivery_with(session, token, now, now)
        act.mark_shown(session, delivery, now, now)
    assert stage.tick(at("2026-11-03T20:00")) != []
    assert stage.tick(at("2026-11-03T20:01")) == []
    assert [d.attempts for d in stage.deliveries()[-2:]] == [1, 1]


def test_a_newer_digest_waits_while_an_older_one_is_on_its_way_to_the_same_phone(
    stage: Stage, device: str
) -> None:
    """Another worker comes by meanwhile; posted at once, the newer one could arrive first and be replaced."""
    came_by: list[int] = []

    def another_worker() -> None:
        stage.claim(at("2026-11-03T20:00"))
        came_by.append(stage.postman.send_due(at("2026-11-03T20:00")))

    sender = _Interrupted(another_worker)
    Postman(stage.database, sender, OFFICE).send_due(_claimed(stage, EVENING))  # type: ignore[arg-type]
    assert (came_by, stage.sender.sent) == ([0], [])
    assert stage.postman.send_due(at("2026-11-03T20:00")) == 1
    assert [delivery.state for delivery in stage.deliveries()[-2:]] == ["accepted", "accepted"]


def _notices(stage: Stage, purpose: str, *device_ids: str) -> None:
    """Queue a push of its own for each of these devices, in this order."""
    with stage.database.transaction() as session:
        for device_id in device_ids:
            session.add(new_delivery(session, session.get_one(Device, device_id), purpose, EVENING))
            session.flush()


def test_two_pushes_to_one_phone_are_not_posted_side_by_side(stage: Stage, device: str) -> None:
    """A test that failed once and a digest may both be waiting when the worker comes by."""
    _notices(stage, "test", device, device)
    assert stage.postman.send_due(EVENING) == 1
    assert stage.postman.send_due(EVENING) == 1
    assert stage.postman.send_due(EVENING) == 0
    assert len(stage.sender.sent) == 2


class _Silent(RememberingSender):
    """One push service takes no connection; the other answers."""

    def send(self, push: Push) -> Answer:
        answer = super().send(push)
        return Answer(None) if push.endpoint.startswith("https://silent.example") else answer


def test_a_silent_push_service_is_left_alone_and_delays_no_other(stage: Stage) -> None:
    """Eight phones of the silent one wait before the only phone of the other: three are tried, not eight."""
    alice = stage.patient("Alice", MADE)
    silent = [stage.device(alice, MADE, name=f"phone {number}") for number in range(8)]
    with stage.database.transaction() as session:
        for device_id in silent:
            session.get_one(Device, device_id).endpoint = f"https://silent.example/{device_id}"
    other = stage.device(alice, MADE)
    _notices(stage, "test", *silent, other)
    sender = _Silent()
    postman = Postman(stage.database, sender, OFFICE, in_flight=1)  # type: ignore[arg-type]
    assert postman.send_due(EVENING) == 9
    posted = [push.endpoint.split("/")[2] for push, _ in sender.sent]
    assert posted.count("silent.example") == SILENT_AFTER
    assert posted.count("push.example") == 1
    states = sorted((each.state, each.attempts) for each in stage.deliveries())
    assert states == [("accepted", 1), *[("queued", 0)] * 5, *[("queued", 1)] * 3]

    stage.retry_now()
    postman.send_due(EVENING + timedelta(minutes=1))
    assert len(sender.sent) == SILENT_AFTER + 1, "left alone until its minute is over"


def test_acknowledged_before_the_answer_came_it_stays_shown(stage: Stage, device: str) -> None:
    def acknowledge() -> None:
        token = sender.messages[0]["data"]["token"]
        with stage.database.transaction() as session:
            act.mark_shown(session, act.delivery_with(session, token, EVENING, EVENING), EVENING, EVENING)

    sender = _Interrupted(acknowledge)
    Postman(stage.database, sender, OFFICE).send_due(_claimed(stage, EVENING))  # type: ignore[arg-type]
    delivery = stage.deliveries()[-1]
    assert (delivery.state, delivery.accepted_at) == ("shown", EVENING)


def test_shown_though_no_answer_came_it_is_not_sent_again(stage: Stage, device: str) -> None:
    _answering(stage, device, Answer(None))
    stage.tick(EVENING)
    token = stage.sender.messages[0]["data"]["token"]
    with stage.database.transaction() as session:
        act.mark_shown(session, act.delivery_with(session, token, EVENING, EVENING), EVENING, EVENING)
    stage.retry_now()
    assert stage.tick(EVENING + timedelta(minutes=1)) == []


def test_a_device_removed_while_its_push_is_on_its_way_stays_removed(stage: Stage, device: str) -> None:
    sender = _Interrupted(lambda: stage.end_device(device))
    Postman(stage.database, sender, OFFICE).send_due(_claimed(stage, EVENING))  # type: ignore[arg-type]
    assert _device(stage, device).state == "gone"
    assert stage.deliveries()[-1].state == "accepted"


def test_the_done_of_an_earlier_attempt_still_settles_what_it_said(stage: Stage, device: str) -> None:
    """No answer came, so the phone may show it; then the item is seen on Today, and the retry says Open."""
    _answering(stage, device, Answer(None))
    stage.tick(EVENING)
    with stage.database.transaction() as session:
        session.execute(update(LedgerRow).values(shown_at=EVENING))
    stage.retry_now()
    stage.tick(EVENING + timedelta(minutes=1))
    buttons = [[a["action"] for a in message["actions"]] for message in stage.sender.messages]
    assert buttons == [["done", "later"], ["open", "later"]]
    assert [key.split("/")[1] for key in stage.deliveries()[-1].doable] == ["B10"]


def test_a_push_that_breaks_our_code_does_not_keep_the_others_waiting(stage: Stage, device: str) -> None:
    bob = stage.patient("Bob", MADE)
    tablet = stage.device(bob, MADE)
    stage.course(bob, MADE, session_on("2026-11-10T13:45", MADE))
    stage.claim(EVENING)
    breaking = _Breaking(f"https://push.example/{device}")
    Postman(stage.database, breaking, OFFICE, in_flight=1).send_due(EVENING)  # type: ignore[arg-type]
    states = {d.device_id: d.state for d in stage.deliveries()}
    assert states == {device: "failed", tablet: "accepted"}


def test_one_that_cannot_be_written_does_not_keep_the_others_waiting(stage: Stage, device: str) -> None:
    """A delivery of a purpose that has no words fails by our fault; Bob's goes out."""
    bob = stage.patient("Bob", MADE)
    tablet = stage.device(bob, MADE)
    stage.course(bob, MADE, session_on("2026-11-10T13:45", MADE))
    stage.claim(EVENING)
    with stage.database.transaction() as session:
        alices = Delivery.device_id == device
        session.execute(update(Delivery).where(alices).values(purpose="unknown"))
    stage.tick(EVENING)
    states = {d.device_id: d.state for d in stage.deliveries()}
    assert states == {device: "failed", tablet: "accepted"}


def test_a_tick_goes_on_after_a_batch_with_nothing_left_to_say(stage: Stage, device: str) -> None:
    with stage.database.transaction() as session:
        last = session.scalars(select(Delivery)).one()
        columns = {column.name: getattr(last, column.name) for column in Delivery.__table__.columns}
        stale = {**columns, "state": "queued", "purpose": "test", "token_hash": None}
        session.execute(insert(Delivery), [{**stale, "id": new_id()} for _ in range(BATCH)])
    stage.claim(EVENING)
    assert stage.postman.send_due(EVENING) == BATCH
    assert stage.sender.sent == []
    assert stage.postman.send_due(EVENING) == 1


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
