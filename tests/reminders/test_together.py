"""Phones, tabs and workers at once, over HTTP: no refusal of ours, nothing lost, nothing said twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from backend.accounts.models import Patient
from backend.db import Database, new_id
from backend.push.sender import Answer, Push
from backend.reminders.deliver import Postman
from tests.conftest import PASSPHRASE, browser, signed_up
from tests.reminders.stage import OFFICE, RememberingSender, Stage, at, session_on

MADE = at("2026-11-01T12:00")
EVENING = at("2026-11-02T20:00")
LATER = at("2026-11-02T20:05")
ROUNDS = 6
DEADLINE = 60

Travel = Callable[[datetime], None]
Job = Callable[[], list[int]]


@pytest.fixture
def stage(database: Database, travel: Travel) -> Stage:
    """The clock stands at 20:05 of the evening on which Alice's and Bob's pauses came due."""
    travel(LATER)
    return Stage(database)


def _enrolled(stage: Stage, name: str) -> tuple[str, str]:
    """A signed-up patient with two phones; the id and the key of this evening's pause."""
    with stage.database.read() as session:
        patient = session.scalars(select(Patient.id).where(Patient.name == name)).one()
    for label in ("phone", "tablet"):
        stage.device(patient, MADE, name=label)
    visit = session_on("2026-11-10T13:45", MADE)
    course = stage.course(patient, MADE, visit)
    return patient, f"{course}/B10/{visit.id}/0/0"


def _at_once(*jobs: Job) -> list[int]:
    """Run all jobs at the same moment; the statuses of all answers. A job that hangs fails the test."""
    start = Barrier(len(jobs))

    def run(job: Job) -> list[int]:
        start.wait(DEADLINE)
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        running = [pool.submit(run, job) for job in jobs]
        return [status for each in running for status in each.result(DEADLINE)]


def _taps(app: Flask, name: str, key: str, action: str) -> Job:
    """A tab of its own, in which the same button is tapped again and again."""
    tab = browser(app)
    tab.post("/api/session", json={"name": name, "passphrase": PASSPHRASE})
    body = {"key": key, "action": action, "at": LATER.isoformat()}
    return lambda: [
        tab.post("/api/actions", json={**body, "id": new_id()}).status_code for _ in range(ROUNDS)
    ]


def _openings(client: FlaskClient, key: str) -> Job:
    body = {"zone": "Europe/Berlin", "seen": [key]}
    return lambda: [client.post("/api/opened", json=body).status_code for _ in range(ROUNDS)]


def _buttons(app: Flask, token: str) -> Job:
    """A phone that reports what it showed, and a Later that it cannot stop repeating."""
    phone = browser(app)
    shown = {"token": token, "at": LATER.isoformat()}
    later = {**shown, "id": new_id(), "action": "later"}
    reports = [("/api/push/shown", shown), ("/api/push/act", later)] * ROUNDS
    return lambda: [phone.post(address, json=body).status_code for address, body in reports]


def _ticks(stage: Stage) -> Job:
    def tick() -> list[int]:
        for _ in range(ROUNDS):
            stage.claim(LATER)
            stage.postman.send_due(LATER)
        return []

    return tick


def test_taps_openings_acknowledgements_and_ticks_at_once(app: Flask, stage: Stage) -> None:
    clients = {name: signed_up(app, name) for name in ("Alice", "Bob")}
    keys = {name: _enrolled(stage, name)[1] for name in clients}
    stage.tick(EVENING)
    tokens = [message["data"]["token"] for message in stage.sender.messages]

    taps = [_taps(app, name, keys[name], does) for name in clients for does in ("done", "later")]
    openings = [_openings(clients[name], keys[name]) for name in clients]
    buttons = [_buttons(app, token) for token in tokens]
    statuses = _at_once(*taps, *openings, *buttons, _ticks(stage), _ticks(stage))

    assert Counter(statuses) == {200: len(statuses)}
    assert stage.states("B10") == ["done", "done"], "Done beats Later in any order"
    assert all(row.wake_at is None for row in stage.rows("B10"))
    assert len(stage.sender.sent) == len(tokens), "nothing was said twice"


def test_one_tap_sent_by_many_counts_once(app: Flask, stage: Stage) -> None:
    """A queue that several tabs replay: one id, one Later; what an Undo made of it stays."""
    alice = signed_up(app, "Alice")
    _, key = _enrolled(stage, "Alice")
    stage.tick(EVENING)
    tap = {"key": key, "action": "done", "at": LATER.isoformat(), "id": new_id()}
    undo = {**tap, "action": "undo", "id": new_id()}
    assert alice.post("/api/actions", json=tap).status_code == 200
    assert alice.post("/api/actions", json=undo).status_code == 200

    def replay() -> list[int]:
        return [alice.post("/api/actions", json=tap).status_code for _ in range(ROUNDS)]

    assert set(_at_once(replay, replay, replay, replay)) == {200}
    assert stage.states("B10") == ["open"]


def test_two_workers_and_an_edit_claim_one_ring_once(app: Flask, stage: Stage) -> None:
    alice = signed_up(app, "Alice")
    _enrolled(stage, "Alice")
    stage.tick(EVENING - timedelta(minutes=1))
    before = len(stage.sender.sent)

    def tick() -> list[int]:
        stage.tick(LATER)
        return []

    def edit() -> list[int]:
        return [alice.patch("/api/me", json={"morning": "08:15"}).status_code]

    assert _at_once(tick, edit, tick, edit) == [200, 200]
    stage.tick(LATER)
    assert len(stage.rows("B10")) == 1
    assert len(stage.sender.sent) - before == 2, "one push for each phone"


def test_sixteen_phones_acknowledge_while_the_answers_are_recorded(app: Flask, stage: Stage) -> None:
    signed_up(app, "Alice")
    alice, _ = _enrolled(stage, "Alice")
    for number in range(14):
        stage.device(alice, MADE, name=f"phone {number}")
    stage.claim(EVENING)

    with ThreadPoolExecutor(16) as pool:
        sender = Acknowledged(lambda token: pool.submit(_shown, app, token))
        Postman(stage.database, sender, OFFICE).send_due(EVENING)  # type: ignore[arg-type]

    assert [answer.result(DEADLINE) for answer in sender.acknowledgements] == [200] * 16
    assert {(row.state, row.accepted_at) for row in stage.deliveries()} == {("shown", EVENING)}


class Acknowledged(RememberingSender):
    """Every phone says that it showed the push, while the worker still writes down the 201."""

    def __init__(self, acknowledge: Callable[[str], Future[int]]) -> None:
        super().__init__()
        self.acknowledgements: list[Future[int]] = []
        self._acknowledge = acknowledge

    def send(self, push: Push) -> Answer:
        answer = super().send(push)
        token = json.loads(push.payload)["notification"]["data"]["token"]
        self.acknowledgements.append(self._acknowledge(token))
        return answer


def _shown(app: Flask, token: str) -> int:
    answer = browser(app).post("/api/push/shown", json={"token": token, "at": LATER.isoformat()})
    return answer.status_code
