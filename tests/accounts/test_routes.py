"""Signing up, signing in and out, and the patient's own wishes, over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from backend.accounts.models import Patient, SignIn
from backend.db import Database

PASSPHRASE = "four calm green lamps"
COOKIE = "stipple"


def _sign_up(client: FlaskClient, **changes: Any) -> Any:
    wanted = {"name": "Dana", "passphrase": PASSPHRASE, "zone": "Europe/Berlin", **changes}
    return client.post("/api/account", json=wanted)


def _sign_in(client: FlaskClient, name: str = "Alice", passphrase: str = PASSPHRASE) -> Any:
    return client.post("/api/session", json={"name": name, "passphrase": passphrase})


def _browser(app: Flask) -> FlaskClient:
    client = app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


def _fields(answer: Any) -> list[str]:
    return [error["field"] for error in answer.json["errors"]]


def test_signing_up_answers_the_account_and_signs_in(client):
    answer = _sign_up(client)
    assert answer.status_code == 201
    told = dict(answer.json)
    assert len(told.pop("recovery_code")) == 34, "told this once"
    assert told == {
        "id": told["id"],
        "name": "Dana",
        "zone": "Europe/Berlin",
        "morning": "08:00",
        "evening": "20:00",
        "quiet_from": "22:00",
        "quiet_until": "07:30",
        "words": "discreet",
        "zone_question": None,
        "emergency_number": None,
    }
    assert client.get("/api/me").json == told


def test_anyone_may_ask_who_is_signed_in_here_and_hears_of_nobody_else(client, alice, bob):
    for who in (alice, bob):
        assert who.get("/api/session").json == {"me": who.get("/api/me").json}
    assert client.get("/api/session").json == {"me": None}
    alice.delete("/api/session")
    assert alice.get("/api/session").json == {"me": None}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "   "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "Da\u0007na"}, "name"),
        ({"passphrase": "short"}, "passphrase"),
        ({"passphrase": "x9" * 129}, "passphrase"),
        ({"passphrase": "Password123"}, "passphrase"),
        ({"passphrase": "dana dana"}, "passphrase"),
        ({"zone": "Europe/Atlantis"}, "zone"),
        ({"zone": "Factory"}, "zone"),
        ({"zone": 1}, "zone"),
        ({"favourite": "blue"}, "favourite"),
    ],
)
def test_what_cannot_be_taken_is_named_and_changes_nothing(client, database, changes, field):
    wanted = {"name": "dana dana", **changes}
    answer = _sign_up(client, **wanted)
    assert answer.status_code == 422
    assert answer.json["code"] == "invalid"
    assert _fields(answer) == [field]
    with database.read() as session:
        assert session.scalars(select(Patient)).all() == []


@pytest.mark.parametrize("name", ["alice", "ALICE", "  Alice ", "\uff21lice"])
def test_one_name_typed_in_other_ways_is_the_same_name(alice, client, name):
    assert _sign_up(client, name=name).status_code == 409
    assert _sign_in(client, name=name).status_code == 200


def test_a_wrong_name_and_a_wrong_passphrase_get_the_same_answer(alice, client):
    wrong_name, wrong_passphrase = _sign_in(client, name="Nobody"), _sign_in(client, passphrase="x" * 20)
    assert wrong_name.status_code == wrong_passphrase.status_code == 401
    assert wrong_name.data == wrong_passphrase.data
    assert wrong_name.json["code"] == "wrong_credentials"


def test_a_copied_cookie_is_dead_after_sign_out(app, alice):
    copied = alice.get_cookie(COOKIE).value
    thief = _browser(app)
    thief.set_cookie(COOKIE, copied)
    assert thief.get("/api/me").status_code == 200
    answer = alice.delete("/api/session")
    assert answer.status_code == 204
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    assert alice.get_cookie(COOKIE) is None
    assert thief.get("/api/me").status_code == 401
    assert thief.get("/api/me").json["code"] == "signed_out"


def test_signing_in_again_ends_the_former_sign_in_of_that_browser(app, alice, database):
    thief = _browser(app)
    thief.set_cookie(COOKIE, alice.get_cookie(COOKIE).value)
    assert _sign_in(alice).status_code == 200
    assert thief.get("/api/me").status_code == 401
    with database.read() as session:
        assert len(session.scalars(select(SignIn)).all()) == 1


def test_signing_out_one_browser_leaves_the_other_signed_in(app, alice):
    other = _browser(app)
    _sign_in(other)
    alice.delete("/api/session")
    assert other.get("/api/me").status_code == 200


def test_the_cookie_holds_no_id_and_the_database_no_token(alice, database):
    patient_id = alice.get("/api/me").json["id"]
    cookie = alice.get_cookie(COOKIE)
    assert cookie.http_only and cookie.same_site == "Lax" and cookie.path == "/"
    assert patient_id not in cookie.value
    with alice.session_transaction() as inside, database.read() as session:
        row = session.scalars(select(SignIn)).one()
        assert inside["_user_id"] not in (row.token_hash, row.id)
        assert len(row.token_hash) == 64


def test_a_sign_in_ends_after_ninety_idle_days_and_use_prolongs_it(alice, database, travel):
    start = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)
    travel(start)
    _sign_in(alice)
    for days in (89, 178):
        travel(start + timedelta(days=days))
        assert alice.get("/api/me").status_code == 200
    travel(start + timedelta(days=178 + 91))
    assert alice.get("/api/me").status_code == 401


def test_a_sign_in_ends_after_a_year_however_much_it_is_used(alice, travel):
    start = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)
    travel(start)
    _sign_in(alice)
    for days in range(60, 366, 60):
        travel(start + timedelta(days=days))
        assert alice.get("/api/me").status_code == 200
    travel(start + timedelta(days=367))
    assert alice.get("/api/me").status_code == 401


def test_last_seen_is_written_at_most_hourly(alice, database, travel):
    start = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)
    travel(start)
    _sign_in(alice)
    first = _last_seen(database)
    for minutes, is_later in ((59, False), (61, True)):
        travel(start + timedelta(minutes=minutes))
        alice.get("/api/me")
        assert (_last_seen(database) > first) is is_later


def _last_seen(database: Database) -> datetime:
    with database.read() as session:
        return session.scalars(select(SignIn)).one().last_seen_at


def test_wishes_change_only_what_they_name(alice):
    before = alice.get("/api/me").json
    answer = alice.patch("/api/me", json={"morning": "09:15", "words": "plain"})
    assert answer.status_code == 200
    assert answer.json == {**before, "morning": "09:15", "words": "plain"}
    assert alice.get("/api/me").json == answer.json


@pytest.mark.parametrize(
    ("wishes", "field"),
    [
        ({"morning": "07:00"}, "morning"),
        ({"evening": "22:00"}, "evening"),
        ({"evening": "23:30"}, "evening"),
        ({"quiet_from": "19:00"}, "evening"),
        ({"morning": "13:00", "evening": "12:00"}, "morning"),
        ({"morning": "8:00"}, "morning"),
        ({"morning": "24:00"}, "morning"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"words": "loud"}, "words"),
        ({"emergency_number": "call mum"}, "emergency_number"),
        ({"emergency_number": "1"}, "emergency_number"),
        ({"emergency_number": "1" * 16}, "emergency_number"),
    ],
)
def test_wishes_that_contradict_each_other_are_refused_and_change_nothing(alice, wishes, field):
    before = alice.get("/api/me").json
    answer = alice.patch("/api/me", json=wishes)
    assert answer.status_code == 422
    assert _fields(answer) == [field]
    assert alice.get("/api/me").json == before


def test_the_emergency_number_is_the_zones_until_the_patient_types_one_and_when_it_is_emptied(alice):
    def shown():
        first = alice.get("/api/diary").json["emergencies"][0]
        return alice.get("/api/plan").json["emergency_number"], first["act"]

    assert shown()[0] == "112"
    alice.patch("/api/me", json={"emergency_number": " 144 "})
    number, act = shown()
    assert number == "144"
    assert act.startswith("Call 144 now.")
    alice.patch("/api/me", json={"emergency_number": ""})
    assert shown()[0] == "112"
    assert alice.get("/api/me").json["emergency_number"] is None


def test_the_morning_may_begin_when_quiet_hours_end(alice):
    assert alice.patch("/api/me", json={"morning": "07:30"}).status_code == 200


def test_patients_see_only_themselves(alice, bob):
    assert alice.get("/api/me").json["name"] == "Alice"
    assert bob.get("/api/me").json["name"] == "Bob"
