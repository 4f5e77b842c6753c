"""Workers killed again and again, at any moment: nothing is lost, and what was accepted stays so."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from sqlalchemy import select

from backend.push.models import Device
from backend.reminders.models import Delivery
from tests.reminders.company import Company

DUE = 120
KILLS = 8


def _accepted(company: Company) -> set[str]:
    """The paths of the phones whose push is recorded as accepted."""
    with company.stage.database.read() as session:
        rows = select(Device.endpoint).join(Delivery, Delivery.device_id == Device.id)
        found = session.scalars(rows.where(Delivery.state == "accepted"))
        return {endpoint.removeprefix(company.service.origin) for endpoint in found}


def _posts(company: Company) -> Counter[str]:
    return Counter(request.path for request in company.service.received)


@pytest.mark.parametrize("seed", [1, 2])
def test_workers_killed_at_random_lose_nothing_and_repeat_nothing_that_was_accepted(
    company: Company, seed: int
) -> None:
    chance = random.Random(seed)
    phones = company.gather(DUE)
    recorded: dict[str, int] = {}
    for _ in range(KILLS):
        worker = company.start_tick()
        company.service.wait_for(len(company.service.received) + chance.randint(1, 8), timeout=60)
        worker.kill()
        worker.wait(timeout=30)
        for path in _accepted(company):
            recorded.setdefault(path, _posts(company)[path])
        company.let_the_lease_end()
    company.tick()

    posts = _posts(company)
    assert set(posts) == {phone.path for phone in phones}, "every phone was reached"
    assert company.count(Delivery) == DUE, "one delivery for each phone, however often it was tried"
    assert {path: posts[path] for path in recorded} == recorded, "what was accepted was posted again"
    assert len(_accepted(company)) == DUE
    for phone in phones:
        whole = [request for request in company.service.received_by(phone) if request.plaintext]
        again = [request.json()["notification"]["data"]["again"] for request in whole]
        assert all(again[1:]), "a repeat says that it is one"
