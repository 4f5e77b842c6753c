"""Worker processes, real ones: any number share the work, and one that is killed loses nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from backend.reminders.models import Delivery, LedgerRow
from backend.settings import Settings
from tests.fakes.push_service import HANG, PushService
from tests.reminders.company import Company
from tests.reminders.stage import Stage

DUE = 200  # a thousand take a minute: tests/faults

KILLED_AFTER_THE_CLAIM = """
import os, signal, sys
from datetime import datetime
from backend.db import Database
from backend.reminders.claim import claim_due
claim_due(Database(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
os.kill(os.getpid(), signal.SIGKILL)
"""

KILLED_IN_THE_CLAIM = """
import os, signal, sys
from datetime import datetime
from sqlalchemy import select
from backend.accounts.models import Patient
from backend.db import Database
from backend.reminders.settle import settle
with Database(sys.argv[1]).transaction() as session:
    for patient in session.scalars(select(Patient).where(Patient.next_due_at.is_not(None))):
        settle(session, patient, datetime.fromisoformat(sys.argv[2]))
    session.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""

KILLED_AFTER_THE_ANSWER = """
import os, signal, sys
from datetime import datetime
from backend.db import Database
from backend.push.sender import Sender
from backend.push.vapid import VapidKeys
from backend.reminders.deliver import Postman
from backend.reminders.render import Office
from backend.settings import Settings
from backend.worker import Worker
class Killed(Sender):
    def send(self, push):
        assert super().send(push).status == 201
        os.kill(os.getpid(), signal.SIGKILL)
settings = Settings.from_env(os.environ)
database = Database(sys.argv[1])
sender = Killed(VapidKeys.from_settings(settings), settings.contact, settings.push_origins)
postman = Postman(database, sender, Office(settings.secret_key, settings.public_url))
Worker(database, postman).tick(datetime.fromisoformat(sys.argv[2]))
"""

KILLED_AFTER_THE_UPDATE = """
import os, signal, sys
from datetime import datetime
from backend.db import Database
from backend.settings import Settings
from backend.worker import worker_of
worker_of(Settings.from_env(os.environ), Database(sys.argv[1])).tick(datetime.fromisoformat(sys.argv[2]))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def company(stage: Stage, settings: Settings) -> Iterator[Company]:
    with PushService() as service:
        yield Company(stage, replace(settings, push_origins=(service.origin,)), service)


def test_two_workers_over_many_due_patients_post_once_to_each_device(company: Company) -> None:
    phones = company.gather(DUE)

    both = [company.start_tick() for _ in range(2)]

    assert [process.wait(timeout=120) for process in both] == [0, 0]
    posted = Counter(request.path for request in company.service.received)
    assert posted == {phone.path: 1 for phone in phones}
    assert company.count(LedgerRow) == DUE


def test_killed_in_the_claim_nothing_was_taken_and_it_goes_out_once(company: Company) -> None:
    (phone,) = company.gather(1)
    company.run_and_die(KILLED_IN_THE_CLAIM)
    assert (company.count(Delivery), company.count(LedgerRow)) == (0, 0)
    company.tick()
    company.tick()
    assert [request.path for request in company.service.received] == [phone.path]


def test_killed_after_the_claim_the_push_still_goes_out_once(company: Company) -> None:
    (phone,) = company.gather(1)
    company.run_and_die(KILLED_AFTER_THE_CLAIM)
    assert company.count(Delivery) == 1
    assert company.service.received == []
    company.tick()
    company.tick()
    assert [request.path for request in company.service.received] == [phone.path]


def test_killed_after_the_answer_and_before_the_update_it_replaces_itself(company: Company) -> None:
    company.gather(1)
    company.run_and_die(KILLED_AFTER_THE_ANSWER)
    company.tick()
    assert len(company.service.received) == 1, "the lease still stands"
    company.let_the_lease_end()
    company.tick()
    company.tick()
    first, second = company.service.received
    assert first.headers["topic"] == second.headers["topic"]
    assert second.json()["notification"]["data"]["again"]


def test_killed_after_the_update_it_is_never_sent_again(company: Company) -> None:
    company.gather(1)
    company.run_and_die(KILLED_AFTER_THE_UPDATE)
    company.let_the_lease_end()
    company.tick()
    assert len(company.service.received) == 1


def test_killed_after_the_post_and_before_the_answer_it_is_sent_again_and_says_so(company: Company) -> None:
    """Nobody can know whether the phone got it: it is sent again under the same topic, silently replacing."""
    (phone,) = company.gather(1)
    company.service.answers(phone, HANG)
    worker = company.start_tick()
    company.service.wait_for(1)
    worker.kill()
    worker.wait(timeout=30)
    company.service.answers(phone)

    company.tick()
    assert len(company.service.received) == 1, "the lease still stands"
    company.let_the_lease_end()
    company.tick()
    company.tick()

    first, second = company.service.received
    assert first.headers["topic"] == second.headers["topic"]
    assert not first.json()["notification"]["data"]["again"]
    assert second.json()["notification"]["data"]["again"]
