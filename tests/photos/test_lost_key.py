"""That a host who lost the photo key can go on, and whose photos that costs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend import clock, keys
from backend.db import new_id
from backend.install import accept_photo_key, pin_photo_key, require_ready
from backend.photos.album import album_of
from backend.photos.lost_key import give_up, given_up
from backend.settings import SettingsError
from tests.photos.pictures import begin_course, photo, send


def test_what_a_lost_key_sealed_is_given_up_and_photos_go_on_with_another(app, alice, database, settings):
    pin_photo_key(database, settings)
    course, lost_photo, next_photo = begin_course(alice), new_id(), new_id()
    assert send(alice, lost_photo, photo(1), course).status_code == 201
    new = replace(settings, photo_key=keys.new_photo_key())
    with pytest.raises(SettingsError, match="change-photo-key"):
        require_ready(database, new)
    assert given_up(database, new) == (1, 1)

    give_up(database, new, clock.now())
    with database.transaction() as session:
        accept_photo_key(session, new)

    require_ready(database, new)
    assert given_up(database, new) == (0, 0)
    app.extensions["album"] = album_of(new)
    assert alice.get(f"/api/photos/{lost_photo}/full").status_code == 404
    assert alice.get("/api/photos").json["photos"] == []
    assert send(alice, next_photo, photo(2), course).status_code == 201
    assert alice.get(f"/api/photos/{next_photo}/full").status_code == 200


def test_what_a_former_key_opens_that_is_still_set_is_not_given_up(app, alice, database, settings):
    kept = new_id()
    send(alice, kept, photo(1), begin_course(alice))
    both = replace(settings, photo_key=keys.new_photo_key(), photo_old_keys=(settings.photo_key,))
    give_up(database, both, clock.now())
    app.extensions["album"] = album_of(both)
    assert alice.get(f"/api/photos/{kept}/full").status_code == 200
