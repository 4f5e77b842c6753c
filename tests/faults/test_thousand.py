"""Three workers over a thousand due patients: where rows are locked, and where the whole database is.

Not in every run of the tests, since it takes a minute; tests/reminders/test_processes.py has fewer patients.
"""

from __future__ import annotations

from collections import Counter

import pytest

from backend.reminders.models import LedgerRow
from tests.reminders.company import Company

DUE = 1_000


@pytest.mark.parametrize(
    "engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
def test_three_workers_post_once_to_each_of_a_thousand_phones(company: Company) -> None:
    phones = company.gather(DUE)
    workers = [company.start_tick() for _ in range(3)]
    assert [worker.wait(timeout=240) for worker in workers] == [0, 0, 0]
    posted = Counter(request.path for request in company.service.received)
    assert posted == {phone.path: 1 for phone in phones}
    assert company.count(LedgerRow) == DUE
