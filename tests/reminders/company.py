"""Many patients due at one moment, the push service of their phones, and worker processes, real ones."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime

from sqlalchemy import func, select, update

from backend.accounts.models import Patient
from backend.push.vapid import VapidKeys
from backend.reminders.models import Delivery, LedgerRow
from backend.settings import Settings
from backend.worker import worker_of
from tests.conftest import PHOTO_KEY, VAPID_PRIVATE_KEY
from tests.fakes.push_service import FakeDevice, PushService
from tests.reminders.crowd import crowd
from tests.reminders.stage import Stage, at, session_on

MADE = at("2026-11-01T21:00")
EVENING = at("2026-11-02T20:00")


class Company:
    """Patients who are all due this evening, the push service of their phones, and worker processes."""

    def __init__(self, stage: Stage, settings: Settings, service: PushService) -> None:
        self.stage, self.settings, self.service = stage, settings, service
        self._first = stage.patient("Alice", MADE)
        self._course = stage.course(self._first, MADE, session_on("2026-11-10T13:45", MADE))

    def gather(self, count: int) -> list[FakeDevice]:
        phones = [self.service.new_device() for _ in range(count)]
        key_id = VapidKeys.from_settings(self.settings).key_id
        ids = crowd(self.stage, self._first, self._course, key_id, phones)
        with self.stage.database.transaction() as session:
            session.execute(update(Patient).where(Patient.id.in_(ids)).values(next_due_at=EVENING))
        return phones

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        environ = {
            **os.environ,
            "STIPPLE_ENV": "test",
            "STIPPLE_DATA_DIR": str(self.settings.data_dir),
            "STIPPLE_DATABASE_URL": self.settings.database_url,
            "STIPPLE_SECRET_KEY": self.settings.secret_key,
            "STIPPLE_VAPID_PRIVATE_KEY": VAPID_PRIVATE_KEY,
            "STIPPLE_PHOTO_KEY": PHOTO_KEY,
            "STIPPLE_PUSH_ORIGINS": self.service.origin,
        }
        return subprocess.Popen([sys.executable, *arguments], env=environ, stdout=subprocess.DEVNULL)

    def start_tick(self, now: datetime = EVENING) -> subprocess.Popen[bytes]:
        return self.start("-m", "backend", "tick", "--at", now.isoformat())

    def tick(self, now: datetime = EVENING) -> None:
        """One tick of a worker that lives on, in this process."""
        worker_of(self.settings, self.stage.database).tick(now)

    def run_and_die(self, script: str) -> None:
        """Run a worker that kills itself, as a power cut would."""
        killed = self.start("-c", script, self.settings.database_url, EVENING.isoformat())
        assert killed.wait(timeout=120) == -signal.SIGKILL

    def count(self, model: type[Delivery] | type[LedgerRow]) -> int:
        with self.stage.database.read() as session:
            return session.scalar(select(func.count()).select_from(model)) or 0

    def let_the_lease_end(self) -> None:
        with self.stage.database.transaction() as session:
            session.execute(update(Delivery).values(lease_until=datetime(2020, 1, 1, tzinfo=UTC)))
