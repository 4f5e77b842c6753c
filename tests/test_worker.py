"""The metronome: it outlives a failing job, runs in one process only, and never rings what lies ahead."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
import structlog
from apscheduler.schedulers.base import BaseScheduler
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from backend import clock, create_app
from backend.db import Database
from backend.settings import Settings, SettingsError
from backend.worker import schedule, start_embedded, tick_once
from tests.reminders.stage import Stage, at, session_on

DEADLINE = 60.0  # only what hangs takes so long


@dataclass
class FailingFirst:
    """A worker whose first tick fails, as when the database is away for a moment."""

    error: Exception = field(default_factory=lambda: ConnectionError("the network is away"))
    ticks: int = 0
    ticked_again: threading.Event = field(default_factory=threading.Event)

    def tick(self, now: datetime) -> None:
        self.ticks += 1
        if self.ticks == 1:
            raise self.error
        self.ticked_again.set()

    def refresh(self, now: datetime) -> None: ...

    def prune(self, now: datetime) -> None: ...


@contextmanager
def _stopped_after(scheduler: BaseScheduler) -> Iterator[BaseScheduler]:
    try:
        yield scheduler
    finally:
        scheduler.shutdown(wait=True)


def _scheduler_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if "APScheduler" in thread.name]


AWAY = OperationalError("SELECT 1", {}, Exception("connection refused\n\tIs the server running?"))


@pytest.mark.parametrize(
    ("error", "event", "reason"),
    [(AWAY, "database_away", "connection refused"), (ValueError("a fault of ours"), "job_failed", None)],
)
def test_a_tick_that_fails_is_one_event_in_the_log_and_does_not_stop_the_next(error, event, reason) -> None:
    worker = FailingFirst(error)
    with (
        structlog.testing.capture_logs() as lines,
        _stopped_after(schedule(worker, tick_seconds=0.05)),  # type: ignore[arg-type]
    ):
        assert worker.ticked_again.wait(DEADLINE)
    [line] = lines
    assert (line["event"], line["job"], line.get("reason")) == (event, "tick", reason)
    assert ("exc_info" in line) is (event == "job_failed")


def test_a_clock_that_is_set_back_by_a_day_does_not_silence_the_worker_for_that_day() -> None:
    """What was planned before the clock was set back then lies a day ahead."""
    worker = FailingFirst()
    with _stopped_after(schedule(worker, tick_seconds=0.05)) as scheduler:  # type: ignore[arg-type]
        tomorrow = clock.real_now() + timedelta(days=1)
        for name in ("tick", "prune"):
            scheduler.modify_job(name, next_run_time=tomorrow)
        assert worker.ticked_again.wait(DEADLINE)


def test_a_late_job_runs_once_and_never_beside_itself() -> None:
    with _stopped_after(schedule(FailingFirst())) as scheduler:  # type: ignore[arg-type]
        jobs = scheduler.get_jobs()
    assert {job.id for job in jobs} == {"tick", "refresh", "prune"}
    for job in jobs:
        assert (job.coalesce, job.max_instances, job.misfire_grace_time) == (True, 1, None)


def test_what_is_past_its_time_is_forgotten_soon_after_each_start() -> None:
    """A process that is started anew each night would otherwise keep everything for ever."""
    with _stopped_after(schedule(FailingFirst())) as scheduler:  # type: ignore[arg-type]
        first = scheduler.get_job("prune").next_run_time
    assert first - clock.real_now() <= timedelta(minutes=10)


def test_a_web_server_gets_an_app_without_a_scheduler_whatever_is_set(
    settings: Settings, database: Database
) -> None:
    """gunicorn calls create_app in each of its processes; only `run`, which is one process, starts it."""
    app = create_app(replace(settings, scheduler="embedded"), database=database)
    assert app.test_client().get("/healthz").status_code == 200
    assert _scheduler_threads() == []


def test_the_embedded_scheduler_lives_in_the_one_process_that_starts_it(app: Flask) -> None:
    with _stopped_after(start_embedded(app)):
        assert _scheduler_threads() == ["APScheduler"]
    assert _scheduler_threads() == []


def _due(database: Database, now: datetime) -> Stage:
    """Alice's pause is due; nobody has told her yet."""
    stage = Stage(database)
    made_at = now - timedelta(days=1)
    alice = stage.patient("Alice", made_at)
    stage.device(alice, made_at)
    stage.course(alice, made_at, session_on("2026-11-10T13:45", made_at))
    return stage


def _content(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.read() as session:
        names = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        return {
            name: [tuple(row) for row in session.execute(text(f"SELECT * FROM {name}"))] for name in names
        }


def test_a_dry_run_names_who_would_ring_and_writes_nothing(
    database: Database, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    now = at("2026-11-02T20:00")
    _due(database, now)
    before = _content(database)

    tick_once(settings, at=now, is_dry_run=True)

    assert "would ring, due 2026-11-0" in capsys.readouterr().out
    assert _content(database) == before


def test_a_dry_run_with_nobody_to_remind_says_so(
    database: Database, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    tick_once(settings, at=at("2026-11-02T20:00"), is_dry_run=True)

    assert capsys.readouterr().out == "Nobody would be reminded at 2026-11-02T19:00+00:00.\n"


def test_an_instant_ahead_is_refused_unless_it_is_a_test_or_a_dry_run(
    database: Database, settings: Settings
) -> None:
    tomorrow = clock.real_now() + timedelta(days=1)
    real = replace(settings, env="development")
    before = _content(database)
    with pytest.raises(SettingsError, match="--dry-run"):
        tick_once(real, at=tomorrow, is_dry_run=False)
    assert _content(database) == before
    tick_once(real, at=tomorrow, is_dry_run=True)
    tick_once(settings, at=tomorrow, is_dry_run=False)


def test_the_command_says_why_it_refuses_an_instant_ahead(settings: Settings) -> None:
    tomorrow = clock.real_now() + timedelta(days=1)
    environ = {
        **os.environ,
        "STIPPLE_ENV": "development",
        "STIPPLE_DATA_DIR": str(settings.data_dir),
        "STIPPLE_DATABASE_URL": settings.database_url,
    }
    command = [sys.executable, "-m", "backend", "tick", "--at", tomorrow.isoformat()]
    ended = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1
    assert ended.stderr.startswith("This instant lies ahead")


def test_an_instant_without_an_offset_is_refused() -> None:
    command = [sys.executable, "-m", "backend", "tick", "--at", "2026-11-02T20:00"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2
    assert "has no offset" in ended.stderr
