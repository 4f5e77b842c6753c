"""That guessing slows down, that a patient on a known device feels nothing of it, and no name is told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from backend import create_app
from backend.accounts.credentials import KnownDevice, Tries
from backend.accounts.prune import prune
from tests.conftest import PASSPHRASE, browser

START = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)
SESSION_COOKIE, KNOWN_COOKIE = "stipple", "stipple-known"

# On PostgreSQL what counts the tries is another statement; two hundred of them show that it counts.
TRIES = {"sqlite": 2000, "postgresql": 200}


@pytest.fixture(autouse=True)
def travel(stand: Callable[[datetime], None]) -> Callable[[datetime], None]:
    """The clock stands wherever it is put: waits begin with a second, which no slow machine may use up."""
    stand(START)
    return stand


def _try(client: FlaskClient, name: str = "Alice", passphrase: str = "a wrong one", address: str = "") -> Any:
    environ = {"REMOTE_ADDR": address} if address else {}
    body = {"name": name, "passphrase": passphrase}
    return client.post("/api/session", json=body, environ_overrides=environ)


def _recover(client: FlaskClient, name: str) -> Any:
    body = {"name": name, "code": "ACDE-FGHJ", "passphrase": "seven quiet blue doors"}
    return client.post("/api/recovery", json=body)


def _signed_out(client: FlaskClient) -> FlaskClient:
    assert client.delete("/api/session").status_code == 204
    return client


def test_many_wrong_passphrases_slow_the_attacker_and_not_the_patient(app, alice, client, travel, engine):
    _signed_out(alice)
    statuses = []
    for number in range(TRIES[engine]):
        travel(START + timedelta(milliseconds=10 * number))
        statuses.append(_try(client, passphrase=f"guess number {number}").status_code)
    assert set(statuses) == {401, 429}
    assert statuses.count(401) <= 12, "so many guesses in twenty seconds"
    assert _try(client, passphrase=PASSPHRASE).status_code == 429, "not even the right one"
    assert _try(alice, passphrase=PASSPHRASE).status_code == 200


def test_an_attacker_with_many_addresses_is_slowed_by_the_name(client, alice):
    answers = [_try(client, address=f"198.51.100.{number}") for number in range(10)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429] * 5


def test_an_attacker_with_many_names_is_slowed_by_the_address(client):
    names = [f"somebody {number}" for number in range(60)]
    statuses = [_try(client, name, address="198.51.100.7").status_code for name in names]
    assert statuses.count(401) == 50
    assert _try(client, "another", address="198.51.100.8").status_code == 401


@pytest.mark.parametrize(
    ("first", "second", "is_one"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:198.51.100.7", "198.51.100.7", True),
    ],
)
def test_an_ipv6_customer_is_one_address(client, first, second, is_one):
    for number in range(50):
        _try(client, f"somebody {number}", address=first)
    assert (_try(client, "another", address=second).status_code == 429) is is_one


@pytest.mark.parametrize(("proxies", "is_one"), [(0, True), (1, False)])
def test_an_address_told_by_a_proxy_is_believed_only_where_one_stands(settings, database, proxies, is_one):
    app = create_app(replace(settings, proxies=proxies), database=database)
    client = browser(app)
    for number in range(50):
        client.environ_base["HTTP_X_FORWARDED_FOR"] = "198.51.100.7"
        _try(client, f"somebody {number}")
    client.environ_base["HTTP_X_FORWARDED_FOR"] = "203.0.113.9"
    assert (_try(client, "another").status_code == 429) is is_one


def test_the_refusal_says_how_long_and_waiting_so_long_is_enough(client, alice, travel):
    travel(START)
    for _ in range(7):
        answer = _try(client)
        if answer.status_code == 429:
            break
    assert answer.json["code"] == "slow_down"
    assert answer.headers["Retry-After"] == str(answer.json["retry_after"]) == "1"
    assert "wait" in answer.json["detail"]
    travel(START + timedelta(seconds=2))
    assert _try(client, passphrase=PASSPHRASE).status_code == 200


def test_a_refused_try_does_not_lengthen_the_wait(client, alice, travel):
    travel(START)
    for _ in range(12):
        _try(client)
    travel(START + timedelta(seconds=2))
    assert _try(client).status_code == 401


def test_signing_in_ends_the_count_of_the_name_but_not_of_the_address(app, alice, bob):
    for turn in range(15):
        stranger = browser(app)
        for number in range(4):
            _try(stranger, f"victim {turn} {number}", address="198.51.100.7")
        answer = _try(stranger, "Bob", PASSPHRASE, address="198.51.100.7")
        if answer.status_code == 429:
            return
    raise AssertionError("an own account let the attacker guess on at other names")


def test_known_and_unknown_names_get_the_same_bytes_all_the_way(app, alice):
    for ask in (_try, _recover):
        known, unknown = browser(app), browser(app)
        for number in range(8):
            answers = ask(known, "Alice"), ask(unknown, "Nobody")
            assert answers[0].data == answers[1].data, number
            assert answers[0].status_code == answers[1].status_code
            assert set(answers[0].headers.keys()) == set(answers[1].headers.keys())
        assert answers[0].status_code == 429


def test_many_at_once_get_no_more_tries_than_one_by_one(app, alice):
    statuses: list[int] = []

    def guess(number: int) -> None:
        statuses.append(_try(browser(app), passphrase=f"guess {number}").status_code)

    threads = [threading.Thread(target=guess, args=[number]) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(statuses)[:5] == [401] * 5 and statuses.count(401) <= 7


def test_another_patients_known_device_is_a_stranger_here(app, alice, bob, client):
    for _ in range(6):
        _try(client)
    assert _try(_signed_out(bob), "Alice", PASSPHRASE).status_code == 429


def test_one_browser_may_be_known_to_two_patients(app, alice, bob, database):
    _signed_out(bob)
    assert _try(bob, "Alice", PASSPHRASE).status_code == 200
    with database.read() as session:
        rows = session.scalars(select(KnownDevice)).all()
    assert len(rows) == 3 and len({row.token_hash for row in rows}) == 2


def test_a_planted_token_is_not_taken_over(app, alice, client, database):
    client.set_cookie(KNOWN_COOKIE, "planted by a neighbour")
    _try(client, passphrase=PASSPHRASE)
    assert client.get_cookie(KNOWN_COOKIE).value != "planted by a neighbour"


def test_the_known_device_cookie_outlives_signing_out_and_signs_nobody_in(alice):
    _signed_out(alice)
    cookie = alice.get_cookie(KNOWN_COOKIE)
    assert cookie.http_only and cookie.same_site == "Lax" and cookie.max_age == 400 * 24 * 3600
    assert alice.get_cookie(SESSION_COOKIE) is None
    assert alice.get("/api/me").status_code == 401


def test_even_a_known_device_cannot_guess_for_ever(alice):
    _signed_out(alice)
    statuses = [_try(alice).status_code for _ in range(15)]
    assert statuses == [401] * 10 + [429] * 5


def test_new_accounts_from_one_address_are_slowed(app):
    statuses = []
    for number in range(25):
        body = {"name": f"Patient {number}", "passphrase": PASSPHRASE, "zone": "Europe/Berlin"}
        statuses.append(browser(app).post("/api/account", json=body).status_code)
    assert statuses == [201] * 20 + [429] * 5


def test_asking_which_names_are_taken_is_slowed_too(app, alice):
    body = {"name": "Alice", "passphrase": PASSPHRASE, "zone": "Europe/Berlin"}
    statuses = [browser(app).post("/api/account", json=body).status_code for _ in range(25)]
    assert statuses == [409] * 19 + [429] * 6


def test_neither_names_nor_addresses_are_kept(client, alice, database):
    _try(client, "my secret typed as a name", address="198.51.100.7")
    with database.read() as session:
        kept = " ".join(session.scalars(select(Tries.key)))
    assert "secret" not in kept and "198.51" not in kept and len(kept.split()[0]) == 64


def test_yesterdays_tries_are_forgotten(client, alice, database, travel):
    travel(START)
    for _ in range(9):
        _try(client)
    later = START + timedelta(days=1, minutes=1)
    travel(later)
    assert [_try(client).status_code for _ in range(5)] == [401] * 5
    prune(database, later + timedelta(days=2))
    with database.read() as session:
        assert session.scalars(select(Tries)).all() == []


def test_a_shared_address_begins_again_each_day_though_it_is_never_quiet(app, travel):
    for hour in range(0, 72, 2):
        travel(START + timedelta(hours=hour))
        body = {"name": f"Patient {hour}", "passphrase": PASSPHRASE, "zone": "Europe/Berlin"}
        assert browser(app).post("/api/account", json=body).status_code == 201


def test_challenges_for_passkeys_are_limited_by_address(app, client):
    statuses = [client.post("/api/session/passkey/options", json={}).status_code for _ in range(103)]
    assert statuses == [200] * 100 + [429] * 3


def test_the_real_hash_costs_the_same_for_a_name_nobody_has(app: Flask):
    """One argon2 check each, of the same numbers; the clock is not asked, as it would make the test flaky."""
    passphrases = app.extensions["passphrases"]
    kept = passphrases.hash(PASSPHRASE)
    assert kept.rsplit("$", 2)[0] == passphrases._nobody.rsplit("$", 2)[0]
