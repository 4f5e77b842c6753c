"""A copy of the database, made while it is in use, is whole, private, and starts an app elsewhere."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from backend import create_app, keys
from backend.backup import back_up
from backend.db import Database
from backend.install import require_ready
from backend.settings import SettingsError
from tests.conftest import PASSPHRASE, browser, signed_up


def test_a_copy_made_while_the_app_runs_starts_an_app_elsewhere(settings, database, tmp_path: Path):
    app = create_app(settings, database=database)
    require_ready(database, settings)
    signed_up(app, "Alice")
    back_up(database, tmp_path / "copy.db")
    signed_up(app, "Bob")
    back_up(database, tmp_path / "copy.db")
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob("*copy*")] == ["copy.db"], "no half of a copy is left"

    restored = replace(settings, database_url=f"sqlite:///{tmp_path}/copy.db")
    copy = Database(restored.database_url)
    require_ready(copy, restored)
    elsewhere = browser(create_app(restored, database=copy))
    for name in ("Alice", "Bob"):
        assert (
            elsewhere.post("/api/session", json={"name": name, "passphrase": PASSPHRASE}).status_code == 200
        )
    without_its_key = replace(restored, photo_key=keys.new_photo_key())
    with pytest.raises(SettingsError, match="Set the former key again"):
        require_ready(copy, without_its_key)
    copy.close()


def test_a_removed_patient_is_in_no_byte_of_a_copy(settings, database, tmp_path: Path):
    alice = signed_up(create_app(settings, database=database), "Somebody of that name")
    assert alice.delete("/api/account").status_code == 204
    back_up(database, tmp_path / "copy.db")
    assert b"Somebody of that name" not in (tmp_path / "copy.db").read_bytes()


@pytest.mark.parametrize("name", ["", "nowhere/copy.db"])
def test_a_place_that_cannot_hold_the_copy_is_said(database, tmp_path: Path, name):
    with pytest.raises(SettingsError, match="Name a file, in a folder that exists"):
        back_up(database, tmp_path / name)


def test_of_postgresql_the_host_is_told_the_command_that_comes_with_it(tmp_path: Path):
    with pytest.raises(SettingsError, match="pg_dump"):
        back_up(Database("postgresql+psycopg://me@127.0.0.1:9/name"), tmp_path / "copy.db")
