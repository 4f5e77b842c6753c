"""Knows the metronome: the few jobs APScheduler calls. The database is the truth: two are only wasteful."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from flask import Flask
from sqlalchemy.exc import OperationalError

from backend import clock
from backend.accounts.prune import prune as prune_accounts
from backend.db import Database
from backend.install import require_migrated, require_ready
from backend.photos.storage import Storage, storage_of
from backend.photos.sweep import sweep
from backend.reminders.claim import claim_due, claim_outdated, due_patients
from backend.reminders.deliver import Postman, postman_of
from backend.reminders.mailing import Mailer, mailer_of
from backend.reminders.prune import prune
from backend.reminders.second_way import claim_unseen
from backend.settings import Settings, SettingsError

TICK_SECONDS = 10
BATCHES_PER_TICK = 200
PRUNED_AFTER = timedelta(minutes=10)  # of the start, when nobody waits for the first page any more

log = structlog.get_logger()


@dataclass(frozen=True)
class Worker:
    """The jobs of one process over one database."""

    database: Database
    postman: Postman
    mailer: Mailer | None = None
    photos: Storage | None = None

    def tick(self, now: datetime) -> None:
        """Claim every patient whose moment has come, then send what lies in the outboxes."""
        _until_empty(lambda: claim_due(self.database, now))
        _until_empty(lambda: self.postman.send_due(now))
        if (mailer := self.mailer) is not None:
            _until_empty(lambda: claim_unseen(self.database, now))
            _until_empty(lambda: mailer.send_due(now))

    def refresh(self, now: datetime) -> None:
        """Compute again what older code or older time zones computed (R2)."""
        _until_empty(lambda: claim_outdated(self.database, now))

    def prune(self, now: datetime) -> None:
        """Forget what is past its retention."""
        prune(self.database, now)
        prune_accounts(self.database, now)
        if self.photos is not None:
            sweep(self.database, self.photos, now)


def _until_empty(take_batch: Callable[[], int]) -> None:
    """Work batch by batch; a bound, so that one tick cannot go on for ever."""
    for _ in range(BATCHES_PER_TICK):
        if take_batch() == 0:
            return


def worker_of(settings: Settings, database: Database) -> Worker:
    """The worker these settings ask for; without a mail server it sends no letters."""
    postman, mailer = postman_of(settings, database), mailer_of(settings, database)
    return Worker(database, postman, mailer, storage_of(settings))


class _Metronome(BackgroundScheduler):  # type: ignore[misc]
    """APScheduler, but a machine's clock that is set back does not silence it until that time comes again."""

    def _process_jobs(self) -> float | None:
        now = clock.real_now()
        for job in self.get_jobs():
            if job.next_run_time - now > job.trigger.interval:
                self.modify_job(job.id, next_run_time=now)
        wait: float | None = super()._process_jobs()
        return wait


def schedule(worker: Worker, tick_seconds: float = TICK_SECONDS) -> BaseScheduler:
    """Start the metronome on its own threads. A late job runs once, never beside itself."""
    defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    scheduler = _Metronome(timezone="UTC", job_defaults=defaults)
    scheduler.add_job(_told("tick", worker.tick), "interval", seconds=tick_seconds, id="tick")
    scheduler.add_job(_told("refresh", worker.refresh), "interval", hours=1, id="refresh")
    # The first time soon, since a process that is started anew each night would never come to it.
    soon = clock.real_now() + PRUNED_AFTER
    prune = _told("prune", worker.prune)
    scheduler.add_job(prune, "interval", days=1, id="prune", next_run_time=soon)
    scheduler.start()
    return scheduler


def _told(name: str, do: Callable[[datetime], None]) -> Callable[[], None]:
    """A job that writes down its own failure: a database that is away all night in a line each time."""

    def job() -> None:
        try:
            do(clock.now())
        except OperationalError as error:
            log.error("database_away", job=name, reason=str(error.orig).strip().partition("\n")[0])
        except Exception:
            log.exception("job_failed", job=name)

    return job


def start_embedded(app: Flask) -> BaseScheduler:
    """The metronome inside the one web process of a small installation."""
    worker = worker_of(app.extensions["settings"], app.extensions["database"])
    worker.refresh(clock.now())
    return schedule(worker)


def tick_once(settings: Settings, at: datetime | None, is_dry_run: bool) -> None:
    """One tick as of `at` (default now). SettingsError for an instant ahead, which would ring real phones."""
    now = at or clock.now()
    if now > clock.real_now() and settings.env != "test" and not is_dry_run:
        raise SettingsError(
            "This instant lies ahead, and its reminders would reach real phones today. "
            "Add --dry-run to only see them, or set STIPPLE_ENV=test on a test installation."
        )
    database = Database(settings.database_url)
    if is_dry_run:
        require_migrated(database)
        due = due_patients(database, now)
        for patient_id, due_at in due:
            print(f"{patient_id} would ring, due {due_at.isoformat()}")
        if not due:
            print(f"Nobody would be reminded at {now.isoformat(timespec='minutes')}.")
    else:
        require_ready(database, settings)
        worker_of(settings, database).tick(now)
    database.close()


def run_forever(settings: Settings) -> None:
    """A worker process: refresh once, then follow the metronome until SIGTERM or Ctrl-C."""
    database = Database(settings.database_url)
    worker = worker_of(settings, database)
    worker.refresh(clock.now())
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    scheduler = schedule(worker)
    log.info("worker_started")
    stop.wait()
    scheduler.shutdown(wait=True)
    database.close()
    log.info("worker_stopped")
