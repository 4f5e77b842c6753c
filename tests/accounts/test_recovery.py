"""Getting back in with a code: once, with a new passphrase, and without learning who has an account."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from math import log2
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from backend.accounts import recovery, recovery_codes
from backend.accounts.credentials import RecoveryCode
from backend.accounts.models import SignIn
from backend.db import Database
from tests.conftest import PASSPHRASE, browser
from tests.journeys.deadlines import wait_until
from tests.postgresql import waiting

START = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)
NEW = "seven quiet blue doors"


def _sign_up(app: Flask, name: str = "Dana") -> tuple[FlaskClient, str]:
    client = browser(app)
    answer = client.post(
        "/api/account", json={"name": name, "passphrase": PASSPHRASE, "zone": "Europe/Berlin"}
    )
    return client, answer.json["recovery_code"]


def _recover(client: FlaskClient, code: str, name: str = "Dana", passphrase: str = NEW) -> Any:
    return client.post("/api/recovery", json={"name": name, "code": code, "passphrase": passphrase})


def _sign_in(client: FlaskClient, passphrase: str, name: str = "Dana") -> int:
    return client.post("/api/session", json={"name": name, "passphrase": passphrase}).status_code


def test_a_code_has_at_least_112_bits_in_groups_of_signs_that_look_like_nothing_else():
    codes = {recovery_codes.new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}", code) for code in codes)
    assert not set("".join(codes)) & set("0O1IL2Z5S8BUV")
    assert len(recovery_codes.plain(codes.pop())) * log2(len(recovery_codes.ALPHABET)) >= 112
    assert len(set(recovery_codes.ALPHABET)) == len(recovery_codes.ALPHABET)


def test_the_code_of_the_sign_up_sets_a_new_passphrase(app, client):
    _dana, code = _sign_up(app)
    answer = _recover(client, code)
    assert answer.status_code == 200
    assert set(answer.json) == {"recovery_code"} and answer.json["recovery_code"] != code
    assert _sign_in(client, PASSPHRASE) == 401
    assert _sign_in(client, NEW) == 200


def test_it_signs_out_everywhere_and_in_nowhere(app, client):
    dana, code = _sign_up(app)
    _recover(client, code)
    assert dana.get("/api/me").status_code == 401
    assert client.get("/api/me").status_code == 401


def test_a_code_works_once_and_the_next_one_after_it(app, client):
    _dana, code = _sign_up(app)
    following = _recover(client, code).json["recovery_code"]
    assert _recover(client, code).status_code == 401
    assert _recover(client, following).status_code == 200


def _at_once(app: Flask, database: Database, engine: str, codes: tuple[str, str]) -> list[int]:
    """Two recoveries side by side; on PostgreSQL neither can end before both have read what they change."""
    with ThreadPoolExecutor(2) as pool:
        with database.transaction() as session:
            # Every recovery removes it: the first to come waits here, the second where the first lets it.
            session.scalars(select(SignIn).with_for_update()).all()
            both = [pool.submit(_recover, browser(app), code) for code in codes]
            if engine == "postgresql":
                wait_until(lambda: waiting(database) == 2, "two recoveries that wait", seconds=60)
        return sorted(each.result(60).status_code for each in both)


def test_one_code_given_twice_at_one_moment_passes_once(app, database, engine):
    _dana, code = _sign_up(app)
    assert _at_once(app, database, engine, (code, code)) == [200, 401]


def test_the_patients_code_and_the_hosts_at_one_moment_pass_once(app, database, engine, now, travel):
    travel(now)
    _dana, own = _sign_up(app)
    of_host = recovery.host_code(database, "Dana", now)
    assert _at_once(app, database, engine, (own, of_host)) == [200, 401]


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_a_code_may_be_typed_in_other_ways(app, client, change):
    _dana, code = _sign_up(app)
    assert _recover(client, change(code)).status_code == 200


def test_a_wrong_name_and_a_wrong_code_get_the_same_answer(app, client):
    _dana, code = _sign_up(app)
    wrong = recovery_codes.new_code()
    answers = [_recover(client, code, name="Nobody"), _recover(client, wrong), _recover(client, "")]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.data for answer in answers}) == 1


def test_bobs_code_opens_nothing_of_alice(app, client):
    _sign_up(app, "Alicia")
    _bob, code = _sign_up(app, "Bobby")
    assert _recover(client, code, name="Alicia").status_code == 401


def test_a_weak_passphrase_is_refused_and_the_code_is_kept(app, client):
    _dana, code = _sign_up(app)
    answer = _recover(client, code, passphrase="password")
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == ["passphrase"]
    assert _recover(client, code).status_code == 200


def test_only_a_hash_is_kept(app, database):
    _dana, code = _sign_up(app)
    with database.read() as session:
        row = session.scalars(select(RecoveryCode)).one()
    assert row.valid_until is None
    assert len(row.code_hash) == 64 and recovery_codes.plain(code) not in repr(vars(row))


def test_a_new_code_on_demand_ends_the_old_one(app, client):
    dana, code = _sign_up(app)
    fresh = dana.post("/api/recovery/code", json={}).json["recovery_code"]
    assert _recover(client, code).status_code == 401
    assert _recover(client, fresh).status_code == 200


def test_wrong_codes_are_slowed_and_the_wait_is_never_longer_than_a_minute(app, client, travel):
    travel(START)
    _dana, code = _sign_up(app)
    for minute in range(12):
        travel(START + timedelta(minutes=2 * minute))
        for _ in range(8):
            answer = _recover(client, "AAAA")
    assert answer.status_code == 429 and answer.json["retry_after"] <= 60
    travel(START + timedelta(minutes=30))
    assert _recover(client, code).status_code == 200


@pytest.mark.parametrize(("minutes", "status"), [(9, 200), (11, 401)])
def test_a_code_of_the_host_works_for_ten_minutes(app, client, database, travel, minutes, status):
    _sign_up(app)
    code = recovery.host_code(database, "dana", START)
    travel(START + timedelta(minutes=minutes))
    assert _recover(client, code).status_code == status


def test_a_code_of_the_host_leaves_the_patients_own_alive_until_one_is_used(app, client, database, travel):
    travel(START)
    _dana, own = _sign_up(app)
    code = recovery.host_code(database, "Dana", START)
    assert recovery.host_code(database, "Dana", START) != code
    assert _recover(client, code).status_code == 401, "a newer one replaced it"
    assert _recover(client, own).status_code == 200


def test_the_host_gets_no_code_for_nobody(database, now):
    assert recovery.host_code(database, "Nobody", now) is None


def test_the_host_prints_a_code(app, client, settings):
    _sign_up(app)
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("STIPPLE_")},
        "STIPPLE_DATA_DIR": str(settings.data_dir),
        "STIPPLE_DATABASE_URL": settings.database_url,
    }
    command = [sys.executable, "-m", "backend", "recover"]
    done = subprocess.run([*command, "Dana"], env=environ, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    code = re.search(r"(?:\w{4}-){6}\w{4}", done.stdout)
    assert code and _recover(client, code[0]).status_code == 200
    done = subprocess.run([*command, "Nobody"], env=environ, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "Nobody" in done.stderr
