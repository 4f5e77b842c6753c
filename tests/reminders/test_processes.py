"""Worker processes, real ones: any number share the work, and one that is killed loses nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, update

from backend.accounts.models import Patient
from backend.push.vapid import VapidKeys
from backend.reminders.models import Delivery, LedgerRow
from backend.settings import Settings
from backend.worker import worker_of
from tests.conftest import VAPID_PRIVATE_KEY
from tests.fakes.push_service import HANG, FakeDevice, PushService
from tests.reminders.crowd import crowd
from tests.reminders.stage import Stage, at, session_on

MADE = at("2026-11-01T21:00")
EVENING = at("2026-11-02T20:00")
DUE = 1_000

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
from backend.reminders.outbox import Office
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


class Company:
    """Patients who are all due this evening, the push service of their phones, and worker processes."""

    def __init__(self, stage: Stage, settings: Settings, service: PushService) -> None:
        self.stage, self.settings, self.service = stage, settings, service
        self._first = stage.patient("Alice", MADE)
        self._course = stage.course(self._first, MADE, session_on("2026-11-10T13:45", MADE))

    def gather(self, count: int) -> list[FakeDevice]:
        phones = [self.service.new_device() for _ in range(count)]
        key_id = VapidKeys.from_settings(self.settings).key_id
        crowd(self.stage, self._first, self._course, key_id, phones)
        with self.stage.database.transaction() as session:
            everybody_else = Patient.id != self._first
            session.execute(update(Patient).where(everybody_else).values(next_due_at=EVENING))
        return phones

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        environ = {
            **os.environ,
            "STIPPLE_ENV": "test",
            "STIPPLE_DATA_DIR": str(self.settings.data_dir),
            "STIPPLE_DATABASE_URL": self.settings.database_url,
            "STIPPLE_SECRET_KEY": self.settings.secret_key,
            "STIPPLE_VAPID_PRIVATE_KEY": VAPID_PRIVATE_KEY,
            "STIPPLE_PUSH_ORIGINS": self.service.origin,
        }
        return subprocess.Popen([sys.executable, *arguments], env=environ, stdout=subprocess.DEVNULL)

    def start_tick(self) -> subprocess.Popen[bytes]:
        return self.start("-m", "backend", "tick", "--at", EVENING.isoformat())

    def tick(self) -> None:
        """One tick of a worker that lives on, in this process."""
        worker_of(self.settings, self.stage.database).tick(EVENING)

    def run_and_die(self, script: str) -> None:
        """Run a worker that kills itself, as a power cut would."""
        killed = self.start("-c", script, self.settings.database_url, EVENING.isoformat())
        assert killed.wait(timeout=30) == -signal.SIGKILL

    def count(self, model: type[Delivery] | type[LedgerRow]) -> int:
        with self.stage.database.read() as session:
            return session.scalar(select(func.count()).select_from(model)) or 0

    def let_the_lease_end(self) -> None:
        with self.stage.database.transaction() as session:
            session.execute(update(Delivery).values(lease_until=datetime(2020, 1, 1, tzinfo=UTC)))


@pytest.fixture
def company(stage: Stage, settings: Settings) -> Iterator[Company]:
    with PushService() as service:
        yield Company(stage, replace(settings, push_origins=(service.origin,)), service)


def test_two_workers_over_a_thousand_due_patients_post_once_to_each_device(company: Company) -> None:
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
