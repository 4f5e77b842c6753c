"""The second way over HTTP: given, proved by the code from a real letter, stopped by one click."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.db import Database
from backend.mail.seals import Seals
from backend.mail.store import address_of
from backend.reminders.mailing import mailer_of
from backend.settings import Settings
from tests.conftest import PASSPHRASE
from tests.fakes.mail_server import Letterbox, mail_server

START = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[tuple[Letterbox, int]]:
    with mail_server() as running:
        yield running


@pytest.fixture
def box(server: tuple[Letterbox, int]) -> Letterbox:
    return server[0]


@pytest.fixture
def settings(settings: Settings, server: tuple[Letterbox, int]) -> Settings:
    return replace(settings, smtp_url=f"smtp://127.0.0.1:{server[1]}", mail_from="stipple@clinic.org")


@pytest.fixture
def deliver(settings: Settings, database: Database) -> Any:
    """Send what is queued, as the worker would at an instant."""
    mailer = mailer_of(settings, database)
    assert mailer is not None

    def send(now: datetime = START) -> None:
        while mailer.send_due(now):
            pass

    return send


@pytest.fixture(autouse=True)
def _at_the_start(travel: Any) -> None:
    travel(START)


def _give(client: FlaskClient, address: str = "alice@home.org") -> Any:
    return client.put("/api/mail", json={"address": address})


def _code(box: Letterbox) -> str:
    found = re.match(r"\d{6}", box.letters[-1].get_content())
    assert found is not None
    return found.group()


def _turned_on(client: FlaskClient, box: Letterbox, deliver: Any) -> None:
    _give(client)
    deliver()
    assert client.post("/api/mail/proof", json={"code": _code(box)}).json["state"] == "on"


def test_an_address_is_on_once_its_reader_typed_the_code(alice, box, deliver) -> None:
    assert alice.get("/api/mail").json == {"state": "off", "address": None}
    assert _give(alice).json == {"state": "unproved", "address": "alice@home.org"}
    deliver()
    assert box.receivers == ["alice@home.org"]
    answer = alice.post("/api/mail/proof", json={"code": _code(box)})
    assert answer.json == {"state": "on", "address": "alice@home.org"}
    assert alice.get("/api/mail").json == answer.json


def test_a_wrong_code_proves_nothing_and_ten_end_it(alice, box, deliver) -> None:
    _give(alice)
    deliver()
    wrong = "000000" if _code(box) != "000000" else "000001"
    for _ in range(10):
        answer = alice.post("/api/mail/proof", json={"code": wrong})
        assert [error["field"] for error in answer.json["errors"]] == ["code"]
    answer = alice.post("/api/mail/proof", json={"code": _code(box)})
    assert (answer.status_code, answer.json["code"]) == (409, "code_over")
    assert alice.get("/api/mail").json["state"] == "unproved"


def test_a_code_lasts_half_an_hour_and_a_new_one_ends_the_one_before(alice, box, deliver, travel) -> None:
    _give(alice)
    deliver()
    first = _code(box)
    travel(START + timedelta(minutes=31))
    assert alice.post("/api/mail/proof", json={"code": first}).json["code"] == "code_over"
    assert alice.post("/api/session/confirm", json={"passphrase": PASSPHRASE}).status_code == 204
    _give(alice)
    deliver(START + timedelta(minutes=31))
    second = _code(box)
    assert first == second or alice.post("/api/mail/proof", json={"code": first}).status_code == 422
    assert alice.post("/api/mail/proof", json={"code": second}).json["state"] == "on"


def test_another_address_has_to_be_proved_again(alice, box, deliver) -> None:
    _turned_on(alice, box, deliver)
    old = _code(box)
    assert _give(alice, "alice@work.org").json == {"state": "unproved", "address": "alice@work.org"}
    assert alice.post("/api/mail/proof", json={"code": old}).status_code == 422


def test_nobody_elses_letterbox_can_be_filled(alice, bob, box, deliver, stand) -> None:
    stand(START)
    statuses = [_give(client, "victim@home.org").status_code for client in (alice, bob, alice, bob)]
    assert statuses == [200, 200, 200, 429]
    deliver()
    assert len(box.letters) <= 3


def test_an_unknown_letterbox_is_said(alice, box, deliver) -> None:
    box.answers["RCPT"] = "550 no such person"
    _give(alice)
    deliver()
    assert alice.get("/api/mail").json["state"] == "refused"


def test_turning_it_off_forgets_the_address(alice, box, deliver) -> None:
    _turned_on(alice, box, deliver)
    assert alice.delete("/api/mail").status_code == 204
    assert alice.get("/api/mail").json == {"state": "off", "address": None}


def test_one_click_in_the_mail_program_stops_it_without_signing_in(
    app: Flask, alice, box, deliver, settings
) -> None:
    """As mail programs do (RFC 8058): a form, from anywhere, without our cookie and without Origin."""
    _turned_on(alice, box, deliver)
    with app.extensions["database"].read() as session:
        token = Seals(settings.secret_key).stop_token(address_of(session, alice.get("/api/me").json["id"]).id)
    anywhere = app.test_client()
    assert anywhere.get(f"/api/mail/stop/{token}").headers["Location"] == f"/#/no-mail/{token}"
    assert alice.get("/api/mail").json["state"] == "on", "looking changes nothing"
    pressed = anywhere.post(f"/api/mail/stop/{token}", data={"List-Unsubscribe": "One-Click"})
    assert pressed.status_code == 204
    assert alice.get("/api/mail").json["state"] == "off"
    assert anywhere.post(f"/api/mail/stop/{token}").status_code == 204, "pressed twice"
    assert anywhere.post("/api/mail/stop/made.up").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["", "alice", "alice@home", "a b@home.org", "alice@home.org, bob@home.org", "alice@home.org\nBcc: x@y",
     "älice@home.org", "alice@hömе.org", "<alice@home.org>", "alice@home.o", "x" * 65 + "@home.org"],
)  # fmt: skip
def test_what_is_no_plain_address_is_refused(alice, address) -> None:
    answer = _give(alice, address)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == ["address"]


def test_a_server_without_e_mail_says_so(app: Flask, alice, settings) -> None:
    app.extensions["settings"] = replace(settings, smtp_url="")
    assert alice.get("/api/mail").json == {"state": "unavailable", "address": None}
    assert (_give(alice).status_code, _give(alice).json["code"]) == (409, "no_mail")
