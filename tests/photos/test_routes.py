"""Photos over HTTP: kept once, seen by their owner only, gone when removed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert

from backend import clock
from backend.db import new_id
from backend.photos import store
from backend.photos.models import Photo
from tests.conftest import PASSPHRASE
from tests.photos.pictures import JPEG_START, begin_course, headers_of, opened, photo, send

MOMENT = timedelta(seconds=1)
NOBODYS = "8c4c0e5e-3f3b-4a53-9f3e-0f6f8f1d2c3b"


@pytest.fixture(autouse=True)
def travel(stand: Callable[[datetime], None]) -> Callable[[datetime], None]:
    """The clock stands wherever it is put: a gallery is open for minutes, which are none of the machine's."""
    stand(clock.real_now())
    return stand


@pytest.fixture
def course(alice: FlaskClient) -> str:
    return begin_course(alice)


@pytest.fixture
def kept(alice: FlaskClient, course: str) -> str:
    """The id of a photo of Alice."""
    photo_id = new_id()
    answer = send(alice, photo_id, photo(), course)
    assert answer.status_code == 201, answer.text
    return photo_id


def objects(app: Flask) -> list[str]:
    return [one.key for one in app.extensions["album"].storage.all_under()]


def test_a_new_photo_is_kept_and_the_same_one_again_is_known(app, alice, course):
    photo_id, data = new_id(), photo()
    first, second = send(alice, photo_id, data, course), send(alice, photo_id, data, course)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json == second.json
    assert [one["id"] for one in alice.get("/api/photos").json["photos"]] == [photo_id]
    assert len(objects(app)) == 2


def test_other_bytes_under_the_same_id_are_refused_and_change_nothing(app, alice, course, kept):
    before = alice.get(f"/api/photos/{kept}/full").data
    answer = send(alice, kept, photo(1), course)
    assert (answer.status_code, answer.json["code"]) == (409, "other_photo")
    assert alice.get(f"/api/photos/{kept}/full").data == before
    assert len(objects(app)) == 2


def test_the_same_photo_twice_at_once_is_one_photo_that_opens(app, alice, course):
    photo_id, data = new_id(), photo()
    cookie = alice.get_cookie("stipple")

    def from_a_tab(_number: int) -> int:
        tab = app.test_client()
        tab.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        tab.set_cookie("stipple", cookie.value)
        return send(tab, photo_id, data, course).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(from_a_tab, range(4)))
    assert statuses == [200, 200, 200, 201]
    assert len(alice.get("/api/photos").json["photos"]) == 1
    assert len(objects(app)) == 2
    assert opened(alice.get(f"/api/photos/{photo_id}/full").data).format == "JPEG"


def test_a_session_that_expired_keeps_nothing_and_the_photo_comes_in_after_signing_in(app, alice, course):
    photo_id, data = new_id(), photo()
    alice.delete("/api/session")
    assert send(alice, photo_id, data, course).status_code == 401
    alice.post("/api/session", json={"name": "Alice", "passphrase": PASSPHRASE})
    assert send(alice, photo_id, data, course).status_code == 201
    assert len(alice.get("/api/photos").json["photos"]) == 1


def test_what_changed_on_the_way_is_to_be_sent_again(app, alice, course):
    headers = headers_of(photo(), course)
    answer = alice.put(f"/api/photos/{new_id()}", data=photo(1), headers=headers)
    assert (answer.status_code, answer.json["code"]) == (400, "damaged_on_the_way")
    assert objects(app) == []


@pytest.mark.parametrize(
    "header", ["Content-Digest", "Photo-Course", "Photo-Area", "Photo-Pose", "Photo-Taken-At"]
)
def test_what_a_photo_is_of_must_be_told(alice, course, header):
    headers = headers_of(photo(), course)
    del headers[header]
    answer = alice.put(f"/api/photos/{new_id()}", data=photo(), headers=headers)
    assert (answer.status_code, answer.json["code"]) == (422, "invalid")


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Content_Digest", "md5=:abc=:"),
        ("Content_Digest", "sha-256=abc"),
        ("Photo_Course", "face"),
        ("Photo_Pose", "upside_down"),
        ("Photo_Pose", "backs"),
        ("Photo_Check_In", "../../etc/passwd"),
        ("Photo_Taken_At", "yesterday"),
        ("Photo_Taken_At", "2026-11-20T09:00:00"),
    ],
)
def test_what_cannot_be_so_is_refused_with_a_sentence(app, alice, course, header, value):
    answer = send(alice, new_id(), photo(), course, **{header: value})
    assert (answer.status_code, answer.json["code"]) == (422, "invalid")
    assert answer.json["detail"].endswith(".")
    assert objects(app) == []


def test_a_photo_larger_than_twelve_megabytes_is_too_much(alice, course):
    data = photo() + bytes(12 * 1024**2)
    answer = send(alice, new_id(), data, course)
    assert (answer.status_code, answer.json["code"]) == (413, "too_large")


def test_only_photos_may_be_larger_than_other_bodies(client):
    answer = client.put("/api/passphrase", data=b"x" * 100_000, content_type="application/json")
    assert answer.status_code == 413


def test_the_list_tells_the_day_after_the_session_and_a_caption(alice, course, travel):
    travel(datetime(2026, 12, 20, 9, tzinfo=UTC))
    alice.post("/api/session", json={"name": "Alice", "passphrase": PASSPHRASE})
    before, after = new_id(), new_id()
    send(alice, before, photo(), course, Photo_Taken_At="2026-12-14T17:00:00Z")
    # Half past eleven at night in London is the next day already where the clinic is.
    sent = send(
        alice,
        after,
        photo(1),
        course,
        Photo_Taken_At="2026-12-18T23:30:00Z",
        Photo_Check_In="day-3/" + NOBODYS,
    )
    assert sent.status_code == 201, sent.text
    newest, oldest = alice.get("/api/photos").json["photos"]
    assert (newest["id"], newest["session"], newest["day"], newest["kind"]) == (after, 1, 4, "healing")
    assert newest["caption"] == "Face, front. 19 December 2026, day 4 after session 1."
    assert (oldest["id"], oldest["session"], oldest["day"], oldest["kind"]) == (
        before,
        None,
        None,
        "progress",
    )
    assert oldest["caption"] == "Face, front. 14 December 2026, before the first session."


def test_a_phone_whose_clock_is_ahead_takes_no_photo_in_the_future(alice, course):
    send(alice, new_id(), photo(), course, Photo_Taken_At="2999-01-01T00:00:00Z")
    [told] = alice.get("/api/photos").json["photos"]
    assert told["taken_at"] == told["received_at"]


@pytest.mark.parametrize(
    "wrong", ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "1970-01-01T00:00:00Z"]
)
def test_a_phone_whose_clock_is_lost_keeps_its_photo_and_the_gallery(alice, course, wrong):
    assert send(alice, new_id(), photo(), course, Photo_Taken_At=wrong).status_code == 201
    assert alice.patch("/api/me", json={"zone": "America/New_York"}).status_code == 200
    [told] = alice.get("/api/photos").json["photos"]
    assert told["taken_at"] == "2000-01-01T00:00:00Z"
    assert alice.get("/api/photos/archive").status_code == 200


def test_a_photo_and_its_thumbnail_are_plain_jpeg_of_two_sizes(alice, kept):
    full, thumb = (opened(alice.get(f"/api/photos/{kept}/{name}").data) for name in ("full", "thumb"))
    assert (full.size, thumb.size) == ((640, 480), (400, 300))


@pytest.mark.parametrize("variant", ["full", "thumb"])
def test_a_picture_is_kept_by_no_cache_and_runs_nothing(alice, kept, variant):
    headers = alice.get(f"/api/photos/{kept}/{variant}").headers
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Content-Disposition"] == 'inline; filename="photo.jpg"'
    policy = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
    assert headers["Content-Security-Policy"] == policy
    assert "ETag" not in headers and "Last-Modified" not in headers


def test_another_patient_learns_nothing_not_even_whether_a_photo_exists(app, alice, bob, kept):
    before = alice.get("/api/photos").json
    for path in ("full", "thumb", "original", "full.jpg", "..%2fthumb"):
        there, nowhere = (bob.get(f"/api/photos/{one}/{path}") for one in (kept, NOBODYS))
        assert (there.status_code, there.data) == (
            nowhere.status_code,
            nowhere.data,
        ) and there.status_code == 404
    for method, body in (("DELETE", None), ("PATCH", {"alignment": None})):
        there, nowhere = (bob.open(f"/api/photos/{one}", method=method, json=body) for one in (kept, NOBODYS))
        assert (there.status_code, there.data) == (404, nowhere.data)
    assert bob.get("/api/photos").json == {"photos": []}
    assert alice.get("/api/photos").json == before


def test_another_patient_may_use_the_same_id_and_neither_notices(app, alice, bob, kept):
    before = alice.get(f"/api/photos/{kept}/full").data
    theirs = begin_course(bob)
    answer = send(bob, kept, photo(7), theirs)
    assert answer.status_code == 201, "a refusal would tell Bob that the id is taken"
    assert alice.get(f"/api/photos/{kept}/full").data == before
    assert bob.delete(f"/api/photos/{kept}").status_code == 204
    assert alice.get(f"/api/photos/{kept}/full").data == before


def test_a_photo_for_another_patients_course_is_refused_like_one_for_none(app, bob, course):
    there, nowhere = (send(bob, new_id(), photo(), one) for one in (course, NOBODYS))
    assert (there.status_code, there.data) == (404, nowhere.data)
    assert objects(app) == []


def test_a_photo_of_whoever_was_signed_in_before_stays_on_the_phone(app, alice, bob, course):
    ids = {name: each.get("/api/me").json["id"] for name, each in (("alice", alice), ("bob", bob))}
    photo_id = new_id()
    answer = send(bob, photo_id, photo(), course, Photo_Owner=ids["alice"])
    # Of 404 the phone would think that the photo can never be kept, and give it up.
    assert (answer.status_code, answer.json["code"]) == (403, "other_patient")
    assert objects(app) == []
    assert send(alice, photo_id, photo(), course, Photo_Owner=ids["alice"]).status_code == 201


def test_a_signed_out_caller_learns_nothing(app, alice, kept):
    cookie = alice.get_cookie("stipple")
    alice.delete("/api/session")
    thief = app.test_client()
    thief.set_cookie("stipple", cookie.value)
    there, nowhere = (thief.get(f"/api/photos/{one}/full") for one in (kept, NOBODYS))
    assert (there.status_code, there.data) == (401, nowhere.data)


def test_a_guessed_variant_is_nothing(alice, kept):
    for path in ("", "/original", "/full/", "/thumb.jpg", "/FULL", "/raw"):
        assert alice.get(f"/api/photos/{kept}{path}").status_code in (404, 405), path


def test_removing_a_photo_takes_it_out_of_the_storage_and_out_of_sight(app, alice, course, kept):
    assert alice.delete(f"/api/photos/{kept}").status_code == 204
    assert objects(app) == []
    assert alice.get("/api/photos").json == {"photos": []}
    assert alice.get(f"/api/photos/{kept}/full").status_code == 404
    assert alice.delete(f"/api/photos/{kept}").status_code == 404


def test_of_a_removed_photo_nothing_is_kept_but_its_id(app, alice, kept):
    alice.delete(f"/api/photos/{kept}")
    [left] = alice.get("/api/export").json["records"]["photos"]
    assert left["id"] == kept
    assert not any(left[name] for name in ("digest", "area", "pose", "check_in", "object_id", "scale"))
    assert left["taken_at"] == left["removed_at"]


def test_a_removed_photo_does_not_open_again_should_its_pictures_come_back(
    app, alice, course, kept, database
):
    storage, patient_id = app.extensions["album"].storage, alice.get("/api/me").json["id"]
    backup = {key: storage.get(key) for key in objects(app)}
    with database.read() as session:
        assert store.known(session, patient_id, kept).wrapped_key
    alice.delete(f"/api/photos/{kept}")
    for key, sealed in backup.items():
        storage.put(key, sealed)
    with database.read() as session:
        assert store.known(session, patient_id, kept).wrapped_key == b""
    assert alice.get(f"/api/photos/{kept}/full").status_code == 404


def test_pictures_that_changed_places_in_the_storage_are_nothing(app, alice, course, kept):
    storage = app.extensions["album"].storage
    before = {key: storage.get(key) for key in objects(app)}
    thumb, full = sorted(before, reverse=True)
    storage.put(full, before[thumb])
    assert alice.get(f"/api/photos/{kept}/full").status_code == 404
    assert alice.get(f"/api/photos/{kept}/thumb").status_code == 200
    storage.put(full, before[full])
    other = new_id()
    assert send(alice, other, photo(1), course).status_code == 201
    [theirs] = [key for key in set(objects(app)) - set(before) if key.endswith(".full")]
    storage.put(theirs, before[full])
    assert alice.get(f"/api/photos/{other}/full").status_code == 404
    assert alice.get(f"/api/photos/{kept}/full").status_code == 200


def test_beyond_two_thousand_photos_the_next_waits_on_the_phone(app, alice, course, kept, database):
    with database.transaction() as session:
        row = store.known(session, alice.get("/api/me").json["id"], kept)
        told = {column.name: getattr(row, column.name) for column in Photo.__table__.columns}
        copies = [{**told, "id": new_id()} for _ in range(store.MOST_PHOTOS - 1)]
        session.execute(insert(Photo), copies)
    answer = send(alice, new_id(), photo(1), course)
    assert (answer.status_code, answer.json["code"]) == (409, "too_many")
    assert len(objects(app)) == 2
    assert alice.delete(f"/api/photos/{copies[0]['id']}").status_code == 204
    assert send(alice, new_id(), photo(1), course).status_code == 201


def test_a_phone_that_did_not_hear_of_it_does_not_bring_a_removed_photo_back(app, alice, course, kept):
    alice.delete(f"/api/photos/{kept}")
    answer = send(alice, kept, photo(), course)
    assert (answer.status_code, answer.json["code"]) == (409, "removed")
    assert objects(app) == []


def test_the_four_numbers_of_comparing_are_kept_and_forgotten(alice, kept):
    numbers = {"scale": 1.08, "rotation": -2.5, "shift_x": 0.01, "shift_y": -0.02}
    assert alice.patch(f"/api/photos/{kept}", json={"alignment": numbers}).json["alignment"] == numbers
    assert alice.get("/api/photos").json["photos"][0]["alignment"] == numbers
    assert alice.patch(f"/api/photos/{kept}", json={"alignment": None}).json["alignment"] is None


@pytest.mark.parametrize("number", [{"scale": 0}, {"rotation": 400}, {"shift_x": 99}, {"yaw": 3}])
def test_no_other_number_is_taken(alice, kept, number):
    numbers = {"scale": 1.0, "rotation": 0.0, "shift_x": 0.0, "shift_y": 0.0}
    answer = alice.patch(f"/api/photos/{kept}", json={"alignment": {**numbers, **number}})
    assert answer.status_code == 422


def test_after_a_few_minutes_away_the_gallery_says_the_same_of_every_photo(alice, kept, travel):
    travel(clock.now() + timedelta(minutes=6))
    asked = [
        (method, f"/api/photos/{one}{path}")
        for one in (kept, NOBODYS)
        for method, path in (("GET", "/full"), ("GET", "/thumb"), ("DELETE", ""), ("PATCH", ""))
    ]
    answers = {
        alice.open(path, method=method, json={"alignment": None} if method == "PATCH" else None).data
        for method, path in [*asked, ("GET", "/api/photos"), ("GET", "/api/photos/archive")]
    }
    assert len(answers) == 1 and b"gallery_locked" in answers.pop()


def test_a_locked_gallery_tells_nothing_through_the_export_of_the_account_either(alice, kept, travel):
    assert kept in alice.get("/api/export").text
    alice.post("/api/photos/lock")
    assert alice.get("/api/export").json["code"] == "confirm_first"
    travel(clock.now() + MOMENT)
    alice.post("/api/session/confirm", json={"passphrase": PASSPHRASE})
    assert kept in alice.get("/api/export").text


def test_a_fresh_proof_opens_the_gallery_and_looking_keeps_it_open(alice, kept, travel):
    start = clock.now()
    travel(start + timedelta(minutes=6))
    assert alice.get("/api/photos").status_code == 403
    assert alice.post("/api/session/confirm", json={"passphrase": "not this one"}).status_code == 401
    assert alice.get("/api/photos").status_code == 403
    assert alice.post("/api/session/confirm", json={"passphrase": PASSPHRASE}).status_code == 204
    for minutes in (7, 11, 15, 19):
        travel(start + timedelta(minutes=minutes))
        assert alice.get(f"/api/photos/{kept}/thumb").status_code == 200, minutes
    travel(start + timedelta(minutes=25))
    assert alice.get(f"/api/photos/{kept}/thumb").status_code == 403


def test_locking_it_by_hand_locks_it_until_the_next_proof(alice, kept, travel):
    assert alice.post("/api/photos/lock").status_code == 204
    assert alice.get(f"/api/photos/{kept}/full").json["code"] == "gallery_locked"
    travel(clock.now() + MOMENT)
    alice.post("/api/session/confirm", json={"passphrase": PASSPHRASE})
    assert alice.get(f"/api/photos/{kept}/full").status_code == 200


def test_asking_what_is_due_keeps_no_gallery_open(alice, kept, travel):
    start = clock.now()
    for minutes in (2, 4):
        travel(start + timedelta(minutes=minutes))
        assert not alice.get("/api/photos/check-ins").json["is_locked"]
    travel(start + timedelta(minutes=6))
    assert alice.get("/api/photos/check-ins").json["is_locked"]
    assert alice.get(f"/api/photos/{kept}/thumb").status_code == 403


def test_one_browser_locked_does_not_lock_or_open_another(app, alice, kept):
    tablet = app.test_client()
    tablet.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    tablet.post("/api/session", json={"name": "Alice", "passphrase": PASSPHRASE})
    alice.post("/api/photos/lock")
    assert tablet.get("/api/photos").status_code == 200
    assert alice.get("/api/photos").status_code == 403


def test_photos_still_come_in_while_the_gallery_is_locked(alice, course, travel):
    alice.post("/api/photos/lock")
    assert send(alice, new_id(), photo(), course).status_code == 201


def test_no_photo_of_somebody_under_eighteen_is_kept(app, alice, course):
    told = {"id": new_id(), "course_id": course, "question": "age", "value": "under_18"}
    assert alice.post("/api/answers", json={**told, "at": "2026-11-20T09:00:00Z"}).status_code in (
        200,
        201,
        422,
    )
    answer = send(alice, new_id(), photo(), course)
    assert (answer.status_code, answer.json["code"]) == (422, "photos_off")
    assert objects(app) == []


@pytest.mark.parametrize("area", ["buttocks", "breast"])
def test_no_photo_of_an_intimate_area_is_kept(app, alice, area):
    own = begin_course(alice, area=area)
    for said in (area, "face"):
        answer = send(alice, new_id(), photo(), own, Photo_Area=said, Photo_Pose="wide")
        assert (answer.status_code, answer.json["code"]) == (422, "photos_off")
    assert objects(app) == []


def test_a_stored_picture_is_not_the_picture(app, alice, kept):
    clear = alice.get(f"/api/photos/{kept}/full").data
    assert clear.startswith(JPEG_START)
    for key in objects(app):
        sealed = app.extensions["album"].storage.get(key)
        assert JPEG_START not in sealed and clear[100:132] not in sealed
        assert kept not in key, "nobody should learn from the storage which photos a phone has"
    assert hashlib.sha256(photo()).hexdigest()[:8] not in "".join(objects(app))
