"""A database that dies under a running server, or cannot be written: said in a sentence."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from backend import create_app
from backend.db import Database
from backend.install import Install
from backend.settings import Settings
from tests.conftest import PASSPHRASE, browser, signed_up
from tests.fakes.push_service import PushService
from tests.journeys.deadlines import wait_until
from tests.postgresql import PostgreSql, own_server
from tests.reminders.company import Company
from tests.reminders.stage import Stage

ACCOUNT = {"name": "Bob", "passphrase": PASSPHRASE, "zone": "Europe/Berlin"}
DEADLINE = 60.0


def _refuses_in_a_sentence(answer: Any) -> None:
    assert answer.status_code in (500, 503)
    assert answer.content_type == "application/problem+json"
    said = answer.get_json(force=True)
    assert said["detail"].endswith("Please try again.")
    assert "Traceback" not in answer.text and "sqlite" not in answer.text.lower()


@contextmanager
def _full(database: Database) -> Iterator[None]:
    """Leave SQLite no page to write to, as on a full disk."""

    def limit(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    database.close()
    event.listen(database.engine, "connect", limit)
    yield
    event.remove(database.engine, "connect", limit)
    database.close()


def test_on_a_full_disk_nothing_half_is_kept(settings: Settings, database: Database) -> None:
    app = create_app(settings, database=database)
    alice, bob = signed_up(app, "Alice"), browser(app)
    with _full(database):
        with pytest.raises(Exception, match="disk is full"), database.transaction() as session:
            session.add(Install(key="padding", value="x" * 60_000))
        answers = [bob.post("/api/account", json={**ACCOUNT, "name": f"Bob {n}"}) for n in range(20)]
        refused = [answer for answer in answers if answer.status_code not in (201, 429)]
        for answer in refused:
            _refuses_in_a_sentence(answer)
    assert refused, "the disk was not full"
    assert alice.get("/api/me").json["name"] == "Alice"
    with database.transaction() as session:
        session.add(Install(key="padding", value="there is room again"))


def test_a_database_that_cannot_be_written_is_said_in_a_sentence(
    settings: Settings, database: Database
) -> None:
    alice = signed_up(create_app(settings, database=database), "Alice")
    database.close()
    path = Path(settings.database_url.removeprefix("sqlite:///"))
    with closing(Database(f"sqlite:///file:{path}?mode=ro&uri=true")) as read_only:
        stranger = browser(create_app(settings, database=read_only))
        _refuses_in_a_sentence(stranger.post("/api/account", json=ACCOUNT))
    assert alice.get("/api/me").status_code == 200


class Outage:
    """A PostgreSQL of this test's own, killed as by a power cut and started again."""

    def __init__(self, server: Any) -> None:
        self._server = server

    def kill(self) -> None:
        os.kill(self._server.get_pid(), signal.SIGQUIT)  # PostgreSQL's immediate end: nothing is tidied up

    def mend(self) -> None:
        wait_until(self._starts, "PostgreSQL to start", DEADLINE)

    def _starts(self) -> bool:
        try:
            self._server.ensure_postgres_running()
        except Exception:  # its old processes may still be leaving
            return False
        return True


@pytest.mark.postgresql
def test_a_database_killed_and_back_loses_no_reminder(settings: Settings) -> None:
    with (
        own_server() as server,
        PostgreSql(server.get_uri()).prepared() as made,
        made.new_database() as url,
        PushService() as service,
    ):
        own = replace(settings, database_url=url, push_origins=(service.origin,))
        _killed_and_back(own, service, Outage(server))


def _killed_and_back(settings: Settings, service: PushService, outage: Outage) -> None:
    with closing(Database(settings.database_url)) as database:
        _live_through(outage, database, settings, service)


def _live_through(outage: Outage, database: Database, settings: Settings, service: PushService) -> None:
    bob = signed_up(create_app(settings, database=database), "Bob")
    company = Company(Stage(database), settings, service)
    phones = company.gather(3)
    outage.kill()
    wait_until(lambda: bob.get("/healthz").status_code == 503, "the loss to be told", DEADLINE)
    _refuses_in_a_sentence(bob.get("/api/me"))
    with pytest.raises(OperationalError):
        company.tick()
    outage.mend()
    wait_until(lambda: bob.get("/healthz").status_code == 200, "it to be well again", DEADLINE)
    assert bob.get("/api/me").json["name"] == "Bob", "still signed in"
    company.tick()
    assert sorted(r.path for r in service.received) == sorted(phone.path for phone in phones)
