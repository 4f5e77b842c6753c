"""Dispatch over real HTTP: waits, silences, and two push services or two phones in one batch."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from sqlalchemy import update

from backend.accounts.models import Patient
from backend.push.sender import TIMEOUT, Sender
from backend.push.vapid import VapidKeys
from backend.reminders.deliver import Postman
from backend.reminders.models import Delivery, LedgerRow
from backend.settings import Settings
from tests.fakes.push_service import HANG, RESET, PushService, Say
from tests.reminders.crowd import enrol_phone
from tests.reminders.stage import OFFICE, Stage, at, session_on

MADE = at("2026-11-01T21:00")
EVENING = at("2026-11-02T20:00")
IMPATIENT = (1.0, 0.5)  # seconds to connect and to answer, for a service that never answers


class Line:
    """Alice's pause is due this evening; her phones are at one or two push services."""

    def __init__(self, stage: Stage, settings: Settings, *services: PushService) -> None:
        self.stage = stage
        self.settings, self.keys = settings, VapidKeys.from_settings(settings)
        self.origins = [service.origin for service in services]
        self.postman = self.new_postman(TIMEOUT)
        self.alice = stage.patient("Alice", MADE)
        self.phones = [service.new_device(self.keys.public_key) for service in services]
        for phone in self.phones:
            enrol_phone(stage, self.alice, self.keys.key_id, phone, MADE)
        stage.course(self.alice, MADE, session_on("2026-11-10T13:45", MADE))

    def new_postman(self, timeout: tuple[float, float]) -> Postman:
        sender = Sender(self.keys, self.settings.contact, self.origins, timeout=timeout)
        return Postman(self.stage.database, sender, OFFICE)

    def tick(self, now: datetime = EVENING) -> None:
        self.stage.claim(now)
        while self.postman.send_due(now):
            pass

    def wake_at(self, moment: datetime) -> None:
        """As if Alice had said Later until then: it rings in quiet hours too."""
        with self.stage.database.transaction() as session:
            session.execute(update(LedgerRow).values(is_later=True, wake_at=moment))
            session.execute(update(Patient).values(next_due_at=moment))

    def delivery(self) -> Delivery:
        return self.stage.deliveries()[-1]

    def tick_and_wait(self) -> tuple[timedelta, timedelta]:
        """Between which two times the delivery waits after a tick, by the database's clock."""
        began = datetime.now(UTC)
        self.tick()
        until = self.delivery().next_attempt_at
        return until - datetime.now(UTC), until - began


@pytest.fixture
def service() -> Iterator[PushService]:
    with PushService() as service:
        yield service


@pytest.fixture
def line(stage: Stage, settings: Settings, service: PushService) -> Line:
    return Line(stage, settings, service)


def test_201_is_accepted_and_the_phone_can_read_it(line: Line, service: PushService) -> None:
    line.tick()
    line.tick()
    (request,) = service.received
    assert request.fault is None
    assert request.json()["notification"]["title"] == "Your pause starts tomorrow"
    assert (line.delivery().state, line.delivery().status) == ("accepted", 201)


def test_429_waits_the_seconds_it_names(line: Line, service: PushService) -> None:
    service.answers(line.phones[0], Say(429, {"Retry-After": "120"}), Say(201))
    shortest, longest = line.tick_and_wait()
    assert shortest <= timedelta(seconds=150) and timedelta(seconds=119) <= longest
    line.tick(EVENING + timedelta(seconds=1))
    assert len(service.received) == 1
    line.stage.retry_now()
    line.tick(EVENING + timedelta(minutes=2))
    assert line.delivery().state == "accepted"
    assert not service.received[-1].json()["notification"]["data"]["again"]


def test_429_waits_until_the_date_it_names(line: Line, service: PushService) -> None:
    until = format_datetime(EVENING + timedelta(minutes=10), usegmt=True)
    service.answers(line.phones[0], Say(429, {"Retry-After": until}), Say(201))
    shortest, longest = line.tick_and_wait()
    assert shortest <= timedelta(minutes=13) and timedelta(minutes=9) <= longest
    line.stage.retry_now()
    line.tick(EVENING + timedelta(minutes=10))
    assert line.delivery().state == "accepted"


def test_a_wait_longer_than_it_is_of_use_ends_it(line: Line, service: PushService) -> None:
    """At 23:59 the pause is of use for a minute, and an hour's wait leaves nothing to say."""
    service.answers(line.phones[0], Say(429, {"Retry-After": "3600"}))
    line.stage.claim(EVENING)
    line.wake_at(at("2026-11-02T23:59"))
    line.tick(at("2026-11-02T23:59"))
    assert len(service.received) == 1
    assert line.delivery().state == "expired"


@pytest.mark.parametrize("silence", [HANG, RESET])
def test_without_an_answer_it_is_sent_again_and_says_so(
    line: Line, service: PushService, silence: Say
) -> None:
    service.answers(line.phones[0], silence, Say(201))
    line.stage.claim(EVENING)
    line.new_postman(IMPATIENT).send_due(EVENING)
    assert (line.delivery().state, line.delivery().status) == ("queued", None)
    line.stage.retry_now()
    line.tick(EVENING + timedelta(minutes=1))
    first, second = (request.json()["notification"]["data"] for request in service.received)
    assert (first["again"], second["again"]) == (False, True)
    assert first["token"] == second["token"]
    assert line.delivery().state == "accepted"


def test_one_silent_service_does_not_lose_the_other_phone(
    stage: Stage, settings: Settings, service: PushService
) -> None:
    with PushService() as other, ThreadPoolExecutor(1) as pool:
        line = Line(stage, settings, service, other)
        service.answers(line.phones[0], HANG)
        ticking = pool.submit(line.tick)
        other.wait_for(1)
        service.wait_for(1)
        service.let_go()
        ticking.result()
        assert sorted(row.state for row in stage.deliveries()) == ["accepted", "queued"]
        assert len(other.received) == 1


def test_two_push_services_in_one_batch_get_their_own_aud(
    stage: Stage, settings: Settings, service: PushService
) -> None:
    with PushService() as other:
        line = Line(stage, settings, service, other)
        line.tick()
        for one in (service, other):
            (request,) = one.received
            assert request.claims["aud"] == one.origin
            assert request.fault is None
        assert [row.state for row in stage.deliveries()] == ["accepted"] * 2


def test_two_phones_at_one_service_keep_topics_of_their_own(
    stage: Stage, settings: Settings, service: PushService
) -> None:
    line = Line(stage, settings, service, service)
    line.tick()
    topics = [request.headers["topic"] for request in service.received]
    assert len(set(topics)) == 2
    line.tick(at("2026-11-03T20:00"))
    assert sorted(r.headers["topic"] for r in service.received[2:]) == sorted(topics)
