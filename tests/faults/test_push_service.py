"""A push service that is away for an hour: everybody is reminded once it is back, and once only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.worker import worker_of
from tests.fakes.push_service import RESET, Say
from tests.reminders.company import EVENING, Company


@pytest.mark.parametrize("trouble", [RESET, Say(503), Say(403)], ids=["reset", "503", "403"])
def test_an_hour_without_the_push_service(company: Company, trouble: Say) -> None:
    phones = company.gather(10)
    worker = worker_of(company.settings, company.stage.database)
    for phone in phones:
        company.service.answers(phone, trouble)
    for minute in range(0, 60, 5):
        worker.tick(EVENING + timedelta(minutes=minute))
        company.stage.retry_now()
    assert {row.state for row in company.stage.deliveries()} == {"queued"}

    for phone in phones:
        company.service.answers(phone)
    before = len(company.service.received)
    for minute in (60, 61):
        worker.tick(EVENING + timedelta(minutes=minute))
        company.stage.retry_now()
    after = company.service.received[before:]
    assert sorted(request.path for request in after) == sorted(phone.path for phone in phones)
    assert {row.state for row in company.stage.deliveries()} == {"accepted"}
