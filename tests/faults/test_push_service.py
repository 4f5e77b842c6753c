"""A push service that is away for an hour: everybody is reminded once it is back, and once only."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from backend.push.breaker import Breaker
from backend.push.sender import Sender
from backend.push.vapid import VapidKeys
from backend.reminders.deliver import Postman
from backend.worker import Worker
from tests.fakes.push_service import RESET, Say
from tests.reminders.company import EVENING, Company
from tests.reminders.stage import OFFICE


class Hour:
    """A worker that lives through an hour in a moment; its breaker waits by the same clock."""

    def __init__(self, company: Company) -> None:
        settings, database = company.settings, company.stage.database
        sender = Sender(VapidKeys.from_settings(settings), settings.contact, settings.push_origins)
        breaker = Breaker(lambda: self.now.timestamp())
        self.now = EVENING
        self._stage = company.stage
        self._worker = Worker(database, Postman(database, sender, OFFICE, breaker=breaker))

    def tick(self, now: datetime) -> None:
        self.now = now
        self._worker.tick(now)
        self._stage.retry_now()


@pytest.mark.parametrize("trouble", [RESET, Say(503), Say(403)], ids=["reset", "503", "403"])
def test_an_hour_without_the_push_service(company: Company, trouble: Say) -> None:
    phones = company.gather(10)
    hour = Hour(company)
    for phone in phones:
        company.service.answers(phone, trouble)
    for minute in range(0, 60, 5):
        hour.tick(EVENING + timedelta(minutes=minute))
    assert {row.state for row in company.stage.deliveries()} == {"queued"}

    for phone in phones:
        company.service.answers(phone)
    before = len(company.service.received)
    for minute in (60, 61):
        hour.tick(EVENING + timedelta(minutes=minute))
    after = company.service.received[before:]
    assert sorted(request.path for request in after) == sorted(phone.path for phone in phones)
    assert {row.state for row in company.stage.deliveries()} == {"accepted"}
