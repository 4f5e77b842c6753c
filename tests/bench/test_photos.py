"""What a photo costs: ratios within one run, in CPU seconds, against plain Pillow and against each other."""

from __future__ import annotations

import io
import math
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image, ImageCms, ImageOps

from backend.db import Database, new_id
from backend.photos.cleaner import Cleaner
from backend.photos.models import Photo
from backend.photos.store import photos_of
from backend.photos.vault import bound_to_picture, new_key, seal
from tests.photos.hidden import exif
from tests.photos.pictures import begin_course, like_skin, photo, saved, send
from tests.photos.profiles import P3, profile
from tests.statements import counted

ROUNDS = 5
GALLERY = 200


@pytest.fixture(scope="module")
def twelve_megapixels() -> bytes:
    """What a phone takes: 4032 by 3024, held upright, Display P3, with the place in it."""
    return saved(like_skin((4032, 3024)), quality=90, exif=exif(6), icc_profile=profile(P3))


def plain(data: bytes) -> tuple[bytes, bytes]:
    """The same work as one would write it first: turn, convert to sRGB, 2048 pixels and a thumbnail."""
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    source = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
    image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    made = []
    for edge in (2048, 400):
        image.thumbnail((edge, edge), Image.Resampling.LANCZOS)
        file = io.BytesIO()
        image.save(file, "JPEG", quality=85)
        made.append(file.getvalue())
    return made[0], made[1]


def cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def test_cleaning_costs_less_than_plain_pillow_and_little_memory(twelve_megapixels: bytes) -> None:
    """Ours counts the child and what this process does for it: the pipe, and checking the answer."""
    cleaner = Cleaner(at_once=1)
    cleaner.clean(twelve_megapixels, "warm")
    ours, theirs = math.inf, math.inf
    for _ in range(ROUNDS):
        here = cpu(lambda: cleaner.clean(twelve_megapixels, "alice"))
        ours = min(ours, here + cleaner.last_cost.cpu_seconds)
        theirs = min(theirs, cpu(lambda: plain(twelve_megapixels)))
    peak = cleaner.last_cost.peak_bytes / 1024**2
    cleaner.close()
    print(f"\nphoto of 12 MP, CPU ms   cleaned {ours * 1000:.0f}   plain Pillow {theirs * 1000:.0f}", end="")
    print(f"   ratio {ours / theirs:.2f}   child {peak:.0f} MiB")
    assert ours / theirs <= 0.9
    assert peak <= 200


def test_sealing_costs_next_to_nothing_beside_cleaning(twelve_megapixels: bytes) -> None:
    cleaner = Cleaner(at_once=1)
    cleaner.clean(twelve_megapixels, "warm")
    made = cleaner.clean(twelve_megapixels, "alice")
    cleaning = cleaner.last_cost.cpu_seconds
    cleaner.close()

    def sealed() -> None:
        photo_key = new_key()
        seal(os.urandom(32), photo_key, b"bound")
        for variant, picture in (("full", made.full), ("thumb", made.thumb)):
            seal(photo_key, picture, bound_to_picture("alice", "photo", variant))  # type: ignore[arg-type]

    sealing = min(cpu(sealed) for _ in range(ROUNDS))
    print(f"\nsealing, CPU ms {sealing * 1000:.2f} of cleaning {cleaning * 1000:.0f}", end="")
    print(f"   {100 * sealing / cleaning:.2f} %")
    assert sealing / cleaning < 0.02


def test_a_gallery_of_two_hundred_photos_is_one_request_and_two_questions(
    app: Flask, alice: FlaskClient, database: Database
) -> None:
    _fill(alice, database)
    alice.get("/api/photos")  # so that looking is noted already
    took = cpu(lambda: alice.get("/api/photos"))
    with counted(database) as asked:
        listed = alice.get("/api/photos").json["photos"]
    about_photos = [one for one in asked if "FROM photos" in one or "FROM visits" in one]
    print(f"\ngallery of {GALLERY}: {took * 1000:.0f} CPU ms, {len(about_photos)} questions about photos")
    assert len(listed) == GALLERY
    assert len(about_photos) == 2


def _fill(alice: FlaskClient, database: Database) -> None:
    """200 photos: one sent, the others copies of its row, since only the list is measured."""
    first, course = new_id(), begin_course(alice)
    assert send(alice, first, photo(), course).status_code == 201
    patient_id = alice.get("/api/me").json["id"]
    with database.transaction() as session:
        [kept] = photos_of(session, patient_id)
        told = {column.name: getattr(kept, column.name) for column in Photo.__table__.columns}
        for number in range(1, GALLERY):
            taken_at = datetime(2026, 12, 1, tzinfo=UTC) + timedelta(hours=number)
            session.add(Photo(**{**told, "id": new_id(), "taken_at": taken_at}))
