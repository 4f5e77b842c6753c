"""Files that want to break the server: a clear refusal, and the next photo is as welcome as ever."""

from __future__ import annotations

import errno
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice
from threading import Event, Semaphore

import pytest
from PIL import Image

from backend.db import new_id
from backend.photos.clean import clean
from backend.photos.cleaned import Cleaned, Refused
from backend.photos.cleaner import AT_ONCE, LARGEST_CHILD_BYTES, MOST_WAITING, Busy, Cleaner, checked
from backend.photos.formats import is_bare_jpeg
from tests.photos import hostile
from tests.photos.hidden import with_everything
from tests.photos.pictures import begin_course, drawn, heic, like_skin, photo, saved, send

DEADLINE = 60.0  # of what only a hang lets pass
NO_PHOTOS = hostile.no_photos()
DAMAGED = {
    "a JPEG that promises 49 megapixels": hostile.lying_jpeg(7000, 7000),
    "a PNG with a note of 200 megabytes": hostile.text_bomb(),
    "a PNG with an international note of 200 megabytes": hostile.text_bomb(b"iTXt"),
    "a PNG with a profile of 200 megabytes": hostile.text_bomb(b"iCCP"),
    "a PNG without pixels": hostile.png(64, 64),
    "a JPEG of one segment": b"\xff\xd8\xff\xe0\x00\x10JFIF\0",
    "a JPEG in which nothing follows": b"\xff\xd8\xff\xda\x00\x02\xff\xd9",
    "a WebP without a picture": b"RIFF\x04\0\0\0WEBP",
    "a JPEG that promises 4 gigapixels": hostile.lying_jpeg(65_500, 65_500),
    "a progressive JPEG that promises 56 megapixels": hostile.lying_jpeg(8000, 7000, progressive=True),
    "a HEIC of one box that never ends": b"\xff\xff\xff\xffftypheic" + bytes(100),
    "an AVIF of two empty boxes": b"\0\0\0\x10ftypavif\0\0\0\0\0\0\0\x08meta\0\0\0\x08mdat",
}


def reason_of(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        clean(data)
    return refused.value.reason


@pytest.mark.parametrize("name", NO_PHOTOS)
def test_what_is_not_a_photo_is_no_photo(name):
    assert reason_of(NO_PHOTOS[name]) == "not_a_photo"


@pytest.mark.parametrize("name", DAMAGED)
def test_what_promises_more_than_it_holds_is_damaged_or_has_no_size(name):
    assert reason_of(DAMAGED[name]) == "damaged"


@pytest.mark.parametrize(
    "make",
    [hostile.nine_hundred_megapixels, lambda: hostile.lying_jpeg(10_000, 9_000, of=like_skin((2000, 1500)))],
    ids=["PNG", "JPEG"],
)
def test_more_pixels_than_can_be_held_are_refused_before_any_is_decoded(make):
    assert reason_of(make()) == "too_many_pixels"


def test_forty_eight_megapixels_of_webp_are_too_many():
    assert reason_of(hostile.too_large_webp()) == "too_many_pixels"


@pytest.mark.parametrize("name", hostile.IN_PIECES)
def test_a_file_made_of_pieces_to_keep_us_busy_is_refused_before_it_costs_anything(name):
    data, began = hostile.IN_PIECES[name](), time.thread_time()
    assert reason_of(data) == "too_hard"
    assert time.thread_time() - began < 0.5


def test_a_picture_of_as_many_scans_and_chunks_as_programs_write_is_read():
    assert clean(hostile.painted_over(20)).width == 2000
    whole = saved(drawn((1000, 1000)), "PNG")
    at, size = whole.find(b"IDAT"), int.from_bytes(whole[whole.find(b"IDAT") - 4 :][:4], "big")
    pixels = whole[at + 4 : at + 4 + size]
    cut = b"".join(hostile.chunk(b"IDAT", pixels[start : start + 1]) for start in range(len(pixels)))
    assert clean(whole[: at - 4] + cut + whole[at + 8 + size :]).width == 1000


class Held(Cleaner):
    """A cleaner whose children take as long over one picture as the test wants."""

    def __init__(self, hold: bytes, at_once: int = AT_ONCE) -> None:
        super().__init__(at_once)
        self.hold, self.begun, self.go_on = hold, Semaphore(0), Event()

    def _ask(self, data: bytes) -> Cleaned:
        if data is not self.hold:
            return super()._ask(data)
        self.begun.release()
        assert self.go_on.wait(DEADLINE)
        return super()._ask(photo())


def test_a_photo_of_a_phone_waits_for_nothing_that_may_take_seconds():
    heavy = saved(Image.new("RGB", (5000, 5000)), "PNG", compress_level=1)
    cleaner = Held(heavy)
    with ThreadPoolExecutor(6) as pool:
        sent = [pool.submit(cleaner.clean, heavy, f"stranger {number}") for number in range(6)]
        assert cleaner.begun.acquire(timeout=DEADLINE)
        assert cleaner.clean(photo(), "alice").width == 640
        assert not cleaner.begun.acquire(blocking=False), "the second child is left to what is quickly done"
        cleaner.go_on.set()
    assert [one.result().width for one in sent] == [640] * 6
    cleaner.close()


def test_a_picture_of_a_few_pixels_is_too_small():
    assert reason_of(saved(drawn((8, 8)))) == "too_small"


@pytest.mark.parametrize(
    "kind", ["JPEG", "progressive JPEG", "PNG", "WEBP", "AVIF", "HEIC", "with all hidden"]
)
def test_a_photo_cut_off_at_any_tenth_byte_is_refused(kind):
    made = {
        "progressive JPEG": lambda: saved(drawn((160, 120)), progressive=True),
        "HEIC": lambda: heic(drawn((160, 120))),
        "with all hidden": lambda: with_everything().partition(b"\0\0\0\x18ftypmp42")[0],
    }
    data = made.get(kind, lambda: saved(drawn((160, 120)), kind))()
    assert clean(data).width
    kept = [end for end in range(0, len(data), 10) if _is_taken(data[:end])]
    assert kept == []


def _is_taken(data: bytes) -> bool:
    try:
        clean(data)
    except Refused:
        return False
    return True


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", 415),
        (NO_PHOTOS["SVG"], 415),
        (NO_PHOTOS["EPS"], 415),
        (NO_PHOTOS["TIFF"], 415),
        (NO_PHOTOS["MP4"], 415),
        (hostile.lying_jpeg(10_000, 9_000, of=like_skin((2000, 1500))), 413),
        (hostile.lying_jpeg(7000, 7000), 422),
        (photo()[:-400], 422),
        (saved(drawn((8, 8))), 422),
        (hostile.nine_hundred_megapixels(), 413),
        (hostile.too_large_webp(), 413),
        (hostile.text_bomb(), 422),
    ],
    ids=[
        *("empty", "SVG", "EPS", "TIFF", "MP4", "too many pixels", "lying", "cut off", "tiny"),
        *("a PNG of 900 megapixels", "a WebP of 48 megapixels", "a zTXt bomb"),
    ],
)
def test_each_refusal_is_a_sentence_that_leaves_nothing_behind_and_the_next_photo_is_kept(
    app, alice, data, status
):
    course = begin_course(alice)
    answer = send(alice, new_id(), data, course)
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    assert answer.json["detail"].endswith(".") and len(answer.json["detail"]) > 30
    assert list(app.extensions["album"].storage.all_under()) == []
    assert app.extensions["cleaner"].last_cost.peak_bytes <= LARGEST_CHILD_BYTES
    assert send(alice, new_id(), photo(), course).status_code == 201


def test_a_body_said_to_be_something_else_is_not_even_looked_at(alice):
    answer = send(alice, new_id(), photo(), begin_course(alice), Content_Type="text/html")
    assert (answer.status_code, answer.json["code"]) == (415, "not_a_photo")


def test_a_picture_that_takes_too_long_is_refused_and_the_next_is_cleaned():
    impatient = Cleaner(patience_seconds=0.0)
    with pytest.raises(Refused, match="too_hard"):
        impatient.clean(saved(drawn((4000, 3000))), "alice")
    impatient.close()
    patient = Cleaner()
    assert patient.clean(photo(), "alice").width == 640
    patient.close()


def test_one_sender_of_many_photos_is_asked_to_wait_and_others_are_not():
    data = saved(drawn((4000, 3000)))
    cleaner = Held(data, at_once=1)
    with ThreadPoolExecutor(13) as pool:
        sent = [pool.submit(cleaner.clean, data, "alice") for _ in range(12)]
        refused = [one.exception() for one in islice(as_completed(sent, DEADLINE), 12 - MOST_WAITING)]
        bobs = pool.submit(cleaner.clean, photo(), "bob")
        cleaner.go_on.set()
        assert bobs.result().width == 640
    assert [type(one) for one in refused] == [Busy] * (12 - MOST_WAITING)
    assert [type(one.exception()) for one in sent].count(type(None)) == MOST_WAITING
    cleaner.close()


def test_the_process_that_decodes_can_write_no_file_and_take_no_more_memory(tmp_path):
    script = (
        "import sys\nfrom backend.photos.child import limit\nlimit()\n"
        "try:\n    with open(sys.argv[1], 'wb') as file:\n        file.write(b'pixels')\n"
        "except OSError:\n    print('no file')\n"
        "try:\n    bytes(2 * 1024**3)\nexcept MemoryError:\n    print('no memory')\n"
    )
    asked = subprocess.run([sys.executable, "-c", script, tmp_path / "x"], capture_output=True, text=True)
    assert asked.stdout.split("\n")[:2] == ["no file", "no memory"], asked.stderr


def test_the_process_that_decodes_opens_nothing_once_all_is_loaded(tmp_path):
    (tmp_path / "key").write_text("secret")
    script = (
        "import os, socket, subprocess, sys\nfrom backend.photos.child import limit, shut\nlimit()\nshut()\n"
        "for attempt in (\n"
        "    lambda: open(sys.argv[1]), socket.socket, socket.socketpair, os.pipe,\n"
        "    lambda: os.open('/dev/null', os.O_RDONLY), lambda: subprocess.run(['true'])):\n"
        "    try:\n        attempt()\n    except OSError as error:\n        print(error.errno)\n"
    )
    asked = subprocess.run([sys.executable, "-c", script, tmp_path / "key"], capture_output=True, text=True)
    assert asked.stdout.split() == [str(errno.EMFILE)] * 6, asked.stderr


def test_what_the_decoding_process_returns_is_not_believed():
    bare = clean(saved(drawn(), comment=b"hello")).full
    assert is_bare_jpeg(bare)
    for other in (
        bare + b"tail",
        bare[:-1],
        b"",
        b"\xff\xd8\xff\xd9",
        saved(drawn(), comment=b"hello"),
        with_everything(),
        bare[:2] + b"\xff\xe1\x00\x08Exif\0\0" + bare[2:],
        bare[:-2] + b"\xff\xfe\x00\x04ab" + bare[-2:],
        saved(drawn(), "PNG"),
    ):
        assert not is_bare_jpeg(other)
        with pytest.raises(Refused):
            checked({"width": 640, "height": 480, "colour_sure": True}, [other, bare])
        with pytest.raises(Refused):
            checked({"width": 640, "height": 480, "colour_sure": True}, [bare, other])
    for width, height in ((0, 480), (640, 2001), (-1, 480)):
        with pytest.raises(Refused):
            checked({"width": width, "height": height, "colour_sure": True}, [bare, bare])
    assert checked({"width": 640, "height": 480, "colour_sure": True}, [bare, bare]).width == 640
