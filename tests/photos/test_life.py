"""The life of photos on every database and storage: in, seen, taken along, swept, re-keyed, erased."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from backend import clock, create_app, keys
from backend.accounts.leaving import owned_tables
from backend.db import Database, new_id
from backend.errors import Problem
from backend.install import pin_photo_key, require_ready
from backend.photos import store
from backend.photos.album import Album, album_of
from backend.photos.models import PatientKey
from backend.photos.rotate import rotate
from backend.photos.sweep import look, remove, sweep
from backend.photos.vault import MasterKeys, Sealed
from backend.settings import Settings, SettingsError
from tests.conftest import PASSPHRASE, PHOTO_KEY
from tests.photos.pictures import JPEG_START, begin_course, opened, photo, send
from tests.photos.s3 import in_bucket


@pytest.fixture(params=["folder", "bucket"])
def settings(request: pytest.FixtureRequest, settings: Settings) -> Settings:
    if request.param == "bucket":
        return in_bucket(settings, request.getfixturevalue("s3_address"), new_id())
    return settings


@pytest.fixture(autouse=True)
def travel(stand: Callable[[datetime], None]) -> Callable[[datetime], None]:
    """The clock stands wherever it is put: a gallery is open for minutes, which are none of the machine's."""
    stand(clock.real_now())
    return stand


@pytest.fixture
def kept(alice: FlaskClient) -> list[str]:
    """The ids of three photos of Alice, the newest last."""
    course, ids = begin_course(alice), [new_id() for _ in range(3)]
    for number, photo_id in enumerate(ids):
        taken_at = f"2026-11-1{number}T09:00:00Z"
        assert send(alice, photo_id, photo(number), course, Photo_Taken_At=taken_at).status_code == 201
    return ids


def objects(app: Flask) -> set[str]:
    album: Album = app.extensions["album"]
    return {one.key for one in album.storage.all_under()}


def test_photos_come_in_are_seen_and_are_removed(app, alice, kept):
    assert [one["id"] for one in alice.get("/api/photos").json["photos"]] == kept[::-1]
    for photo_id in kept:
        assert opened(alice.get(f"/api/photos/{photo_id}/full").data).size == (640, 480)
    assert len(objects(app)) == 6
    assert alice.delete(f"/api/photos/{kept[0]}").status_code == 204
    assert len(objects(app)) == 4


def test_everything_can_be_taken_along_in_one_file(alice, bob, kept):
    begin_course(bob)
    answer = alice.get("/api/photos/archive")
    assert answer.content_type == "application/zip"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="stipple-20')
    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:
        assert file.testzip() is None
        rows = list(csv.DictReader(io.StringIO(file.read("captions.csv").decode())))
        assert [row["caption"] for row in rows] == [
            f"Face, front. {day} November 2026, before the first session." for day in (12, 11, 10)
        ]
        for row, photo_id in zip(rows, kept[::-1], strict=True):
            assert file.read(row["file"]) == alice.get(f"/api/photos/{photo_id}/full").data
        records = json.loads(file.read("records.json"))
    assert {one["id"] for one in records["records"]["photos"]} == set(kept)
    assert records["account"]["name"] == "Alice" and "wrapped_key" not in str(records)


def test_a_picture_that_was_lost_does_not_keep_the_others_back(app, alice, kept):
    lost = sorted(objects(app))[0].rpartition(".")[0]
    app.extensions["album"].storage.delete(f"{lost}.full")
    with zipfile.ZipFile(io.BytesIO(alice.get("/api/photos/archive").data)) as file:
        rows = list(csv.DictReader(io.StringIO(file.read("captions.csv").decode())))
        assert sorted(row["file"] == "(could not be opened)" for row in rows) == [False, False, True]
        assert len(file.namelist()) == 4


def test_taking_everything_along_asks_who_is_there(alice, kept, travel):
    for _ in range(2):
        travel(clock.now() + timedelta(minutes=4))
        alice.get("/api/photos")
    travel(clock.now() + timedelta(minutes=4))
    assert alice.get("/api/photos").status_code == 200, "looking kept it open"
    assert alice.get("/api/photos/archive").json["code"] == "confirm_first"


def test_erasing_a_patient_destroys_the_key_and_the_pictures_and_leaves_others(
    app, alice, bob, kept, database
):
    other = new_id()
    send(bob, other, photo(9), begin_course(bob))
    theirs = alice.get("/api/me").json["id"]
    assert alice.delete("/api/account").status_code == 204
    assert len(objects(app)) == 2 and not any(key.startswith(theirs) for key in objects(app))
    with database.read() as session:
        for table, condition in owned_tables(theirs).items():
            assert session.execute(table.select().where(condition)).all() == [], table.name
    assert bob.get(f"/api/photos/{other}/full").status_code == 200


def test_of_an_erased_patients_key_no_byte_is_left_in_the_data_folder(
    alice, bob, kept, database, tmp_path: Path
):
    with database.read() as session:
        key = session.get_one(PatientKey, alice.get("/api/me").json["id"]).wrapped_key

    def files() -> list[str]:
        found = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
        return [path.name for path in found if key in path.read_bytes()]

    assert files() != [] or database.engine.dialect.name == "postgresql"
    assert alice.delete("/api/account").status_code == 204
    assert files() == []


def test_the_sweep_removes_what_no_photo_names_after_a_day_and_nothing_else(app, alice, kept, database):
    storage = app.extensions["album"].storage
    alice.delete(f"/api/photos/{kept[2]}")
    before = objects(app)
    for left in ("somebody/left-behind.full", "somebody/.new-abc"):
        storage.put(left, b"sealed")
    assert sweep(database, storage, clock.real_now()) == 0, "an upload may be under way"
    assert sweep(database, storage, clock.real_now() + timedelta(days=2)) == 2
    assert objects(app) == before
    assert alice.get(f"/api/photos/{kept[0]}/full").status_code == 200


def test_photos_of_another_database_are_never_swept(app, database):
    storage = app.extensions["album"].storage
    for _ in range(30):
        storage.put(f"somebody/{new_id()}.full", b"sealed")
    later = clock.real_now() + timedelta(days=2)
    with capture_logs() as told:
        assert sweep(database, storage, later) == 0
    assert len(objects(app)) == 30
    [line] = [one for one in told if one["event"] == "photos_of_nobody"]
    assert (line["orphans"], line["objects"]) == (30, 30)
    assert line["to_decide"] == "python -m backend sweep-photos"


def test_a_host_who_is_sure_removes_even_if_most_belong_to_nobody_and_no_photo_is_lost(
    app, alice, kept, database
):
    storage = app.extensions["album"].storage
    before = objects(app)
    for _ in range(40):
        storage.put(f"somebody/{new_id()}.full", b"sealed")
    later = clock.real_now() + timedelta(days=2)
    assert sweep(database, storage, later) == 0
    found = look(database, storage, later)
    assert (found.is_doubtful, len(found.orphans), found.objects) == (True, 40, 40 + len(before))
    assert look(database, storage, clock.real_now()).orphans == (), "an upload may be under way"
    remove(storage, found)
    assert objects(app) == before
    assert alice.get(f"/api/photos/{kept[0]}/full").status_code == 200


def test_a_removed_photo_is_forgotten_when_every_phone_has_heard_of_it(app, alice, kept, database):
    alice.delete(f"/api/photos/{kept[0]}")
    patient_id = alice.get("/api/me").json["id"]
    storage = app.extensions["album"].storage
    sweep(database, storage, clock.real_now() + timedelta(days=30))
    with database.read() as session:
        assert store.known(session, patient_id, kept[0]) is not None
    sweep(database, storage, clock.real_now() + timedelta(days=100))
    with database.read() as session:
        assert store.known(session, patient_id, kept[0]) is None


def test_a_new_master_key_opens_everything_without_touching_a_photo(app, alice, kept, database, settings):
    sealed = {key: app.extensions["album"].storage.get(key) for key in objects(app)}
    new = replace(settings, photo_key=keys.new_photo_key(), photo_old_keys=(PHOTO_KEY,))
    assert (rotate(database, new), rotate(database, new)) == (1, 0)
    assert sealed == {key: app.extensions["album"].storage.get(key) for key in objects(app)}
    alone = replace(new, photo_old_keys=())
    app.extensions["album"] = album_of(alone)
    assert alice.get(f"/api/photos/{kept[0]}/full").status_code == 200
    app.extensions["album"] = album_of(settings)
    assert alice.get(f"/api/photos/{kept[0]}/full").status_code == 503


def test_changing_the_master_key_stops_at_one_that_is_missing_and_can_go_on(alice, kept, database, settings):
    lost = replace(settings, photo_key=keys.new_photo_key())
    with pytest.raises(SettingsError, match="STIPPLE_PHOTO_OLD_KEYS"):
        rotate(database, lost)
    assert rotate(database, replace(lost, photo_old_keys=(PHOTO_KEY,))) == 1


def test_a_change_of_the_master_key_that_was_killed_half_way_opens_everything_and_goes_on(
    app, alice, bob, kept, database, settings
):
    other = new_id()
    send(bob, other, photo(9), begin_course(bob))
    shown = ((alice, f"/api/photos/{kept[0]}/full"), (bob, f"/api/photos/{other}/full"))
    new = replace(settings, photo_key=keys.new_photo_key(), photo_old_keys=(PHOTO_KEY,))
    with database.transaction() as session:
        assert store.rewrap(session, MasterKeys.from_settings(new), 1) == 1
    app.extensions["album"] = album_of(new)
    assert [patient.get(path).status_code for patient, path in shown] == [200, 200]
    send(alice, new_id(), photo(5), begin_course(alice))
    assert rotate(database, new, at_once=1) == 1
    app.extensions["album"] = album_of(replace(new, photo_old_keys=()))
    assert [patient.get(path).status_code for patient, path in shown] == [200, 200]


def test_a_start_without_a_former_key_that_photos_still_need_says_so(alice, kept, database, settings):
    new = replace(settings, photo_key=keys.new_photo_key(), photo_old_keys=(PHOTO_KEY,))
    with capture_logs() as told:
        require_ready(database, replace(new, photo_old_keys=(keys.new_photo_key(), PHOTO_KEY)))
    assert told == []
    with capture_logs() as told:
        require_ready(database, replace(new, photo_old_keys=()))
    assert [(one["event"], one["count"]) for one in told] == [("photo_key_missing", 1)]
    rotate(database, new)
    with capture_logs() as told:
        require_ready(database, replace(new, photo_old_keys=()))
    assert told == []


def test_a_stolen_data_folder_shows_no_picture(app, alice, kept, database, settings, tmp_path: Path):
    clear = alice.get(f"/api/photos/{kept[0]}/full").data
    assert clear.startswith(JPEG_START)
    for path in (tmp_path / "data").rglob("*"):
        if path.is_file():
            stolen = path.read_bytes()
            assert JPEG_START not in stolen and clear[200:232] not in stolen, path
            assert PHOTO_KEY.encode() not in stolen, path
    thief = replace(settings, photo_key=keys.new_photo_key())
    patient_id = alice.get("/api/me").json["id"]
    with database.read() as session, pytest.raises(Sealed):
        store.known_key(session, MasterKeys.from_settings(thief), patient_id)
    album = album_of(thief)
    with database.read() as session, pytest.raises(Problem):
        album.patient_key(session, patient_id)


def test_another_key_than_the_photos_were_sealed_with_does_not_start(database: Database, settings):
    pin_photo_key(database, settings)
    pin_photo_key(database, settings)
    other = replace(settings, env="production", photo_key=keys.new_photo_key())
    with pytest.raises(SettingsError, match="STIPPLE_PHOTO_KEY is not the key"):
        create_app(other, database=database)
    assert create_app(replace(other, photo_old_keys=(PHOTO_KEY,)), database=database)


def test_a_storage_that_is_away_keeps_the_photo_on_the_phone_and_takes_it_later(app, alice, settings):
    course, photo_id, data = begin_course(alice), new_id(), photo()
    there = app.extensions["album"]
    app.extensions["album"] = album_of(in_bucket(settings, "http://127.0.0.1:9", "photos"))
    answer = send(alice, photo_id, data, course)
    assert (answer.status_code, answer.json["code"]) == (503, "storage_away")
    assert int(answer.headers["Retry-After"]) > 0
    app.extensions["album"] = there
    assert send(alice, photo_id, data, course).status_code == 201
    assert len(alice.get("/api/photos").json["photos"]) == 1


def test_the_account_can_be_left_while_the_storage_is_away_and_the_sweep_clears_up(
    app, alice, bob, kept, database, settings
):
    send(bob, new_id(), photo(9), begin_course(bob))
    there = app.extensions["album"]
    app.extensions["album"] = album_of(in_bucket(settings, "http://127.0.0.1:9", "photos"))
    assert alice.delete("/api/account").status_code == 204
    app.extensions["album"] = there
    assert len(objects(app)) == 8
    assert sweep(database, there.storage, clock.real_now() + timedelta(days=2)) == 6
    assert len(objects(app)) == 2
    assert alice.post("/api/session", json={"name": "Alice", "passphrase": PASSPHRASE}).status_code == 401
