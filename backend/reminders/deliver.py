"""How the outbox is emptied: many pushes in flight, no transaction open while one is."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Lock

import structlog
from flask import current_app

from backend import clock
from backend.db import Database, database
from backend.push.breaker import Breaker
from backend.push.endpoint import host_for_log, origin_of
from backend.push.models import Device
from backend.push.outcome import Kind, Outcome, outcome_of
from backend.push.sender import Answer, Sender
from backend.push.vapid import VapidKeys
from backend.reminders.outbox import LeasedPush, lease, mark, release
from backend.reminders.render import Office
from backend.reminders.settle import new_delivery
from backend.settings import Settings, settings

BATCH = 32
IN_FLIGHT = 16

log = structlog.get_logger()


class Postman:
    """Sends what lies in the outbox; any number of them may work on one database."""

    def __init__(
        self,
        database: Database,
        sender: Sender,
        office: Office,
        in_flight: int = IN_FLIGHT,
        breaker: Breaker | None = None,
    ) -> None:
        self._database = database
        self._in_flight = in_flight
        self._sender = sender
        self._office = office
        self._breaker = breaker or Breaker()

    def send_due(self, now: datetime) -> int:
        """Send one batch of what is due; the number of deliveries taken."""
        with self._database.transaction() as session:
            taken, pushes = lease(session, self._office, now, BATCH)
        stopped = _Stopped()
        with ThreadPoolExecutor(self._in_flight) as pool:
            list(pool.map(lambda leased: self._deliver(leased, stopped, now), pushes))
        return taken

    def send_notice(self, device_id: str, purpose: str) -> None:
        """Send an activation or a test to one device at once; what fails is tried again by the worker."""
        now = clock.now()
        with self._database.transaction() as session:
            device = session.get(Device, device_id)
            if device is None:
                return
            delivery = new_delivery(session, device, purpose, now)
            session.add(delivery)
            session.flush()
            _, pushes = lease(session, self._office, now, 1, only=delivery.id)
        for leased in pushes:
            self._deliver(leased, _Stopped(), now)

    def _deliver(self, leased: LeasedPush, stopped: _Stopped, now: datetime) -> None:
        origin = origin_of(leased.push.endpoint)
        pause = stopped.pause(origin) or self._breaker.pause(origin)
        if pause is not None:
            with self._database.transaction() as session:
                release(session, leased, pause)
            return
        answer = self._answer_to(leased)
        self._breaker.note(origin, was_answered=answer.status is not None)
        outcome = outcome_of(
            answer.status,
            answer.retry_after,
            leased.attempts,
            now,
            jitter=random.random(),
            reason=answer.error,
            is_shrunk=leased.is_minimal,
        )
        if outcome.stop_origin:
            stopped.add(origin, outcome.delay or timedelta(minutes=5))
        with self._database.transaction() as session:
            mark(session, leased, outcome, answer.status, now)
        _report(leased, outcome, answer.status, answer.error)

    def _answer_to(self, leased: LeasedPush) -> Answer:
        """Send it; a push that breaks our own code must not keep the others waiting."""
        try:
            return self._sender.send(leased.push)
        except Exception as error:
            log.exception("send_failed", delivery_id=leased.delivery_id)
            return Answer(400, error=type(error).__name__)


def postman_of(settings: Settings, database: Database) -> Postman:
    """The postman of one process, with the keys and addresses its settings name."""
    sender = Sender(VapidKeys.from_settings(settings), settings.contact, settings.push_origins)
    return Postman(database, sender, Office(settings.secret_key, settings.public_url))


def postman() -> Postman:
    """The postman of the running application, made when it is first needed."""
    if "postman" not in current_app.extensions:
        current_app.extensions["postman"] = postman_of(settings(), database())
    found: Postman = current_app.extensions["postman"]
    return found


class _Stopped:
    """The push services that refused our credentials in this batch: the rest of it leaves them alone."""

    def __init__(self) -> None:
        self._pauses: dict[str, timedelta] = {}
        self._lock = Lock()

    def add(self, origin: str, pause: timedelta) -> None:
        with self._lock:
            self._pauses[origin] = pause

    def pause(self, origin: str) -> timedelta | None:
        with self._lock:
            return self._pauses.get(origin)


def _report(leased: LeasedPush, outcome: Outcome, status: int | None, error: str) -> None:
    """One line per attempt; our own faults are errors, for somebody has to act."""
    level = log.error if outcome.kind is Kind.OUR_FAULT else log.info
    level(
        "push",
        delivery_id=leased.delivery_id,
        to=host_for_log(leased.push.endpoint),
        outcome=str(outcome.kind),
        status=status,
        attempt=leased.attempts,
        error=error or None,
    )
