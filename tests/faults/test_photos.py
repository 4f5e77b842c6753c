"""Photos when things go wrong: a server killed at any step, a child killed at work, ten bad files at once."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from backend import clock
from backend.db import new_id
from backend.photos.album import Album
from backend.photos.child import CPU_SECONDS, MEMORY_BYTES
from backend.photos.clean import clean
from backend.photos.cleaned import Refused
from backend.photos.cleaner import _ENVIRONMENT, Cleaner
from backend.photos.storage import Storage, StorageAway, Stored
from backend.photos.sweep import sweep
from backend.photos.vault import MasterKeys
from tests.conftest import PASSPHRASE
from tests.photos import hostile
from tests.photos.pictures import begin_course, drawn, heic, like_skin, opened, photo, saved, send


class PowerCut(Exception):
    """The process ends here."""


@dataclass
class Dying:
    """A storage in whose process the power fails at the nth writing, before or after it."""

    inner: Storage
    at: int
    is_after: bool
    writings: int = 0

    def put(self, key: str, sealed: bytes) -> None:
        self.writings += 1
        if self.writings == self.at and not self.is_after:
            raise PowerCut
        self.inner.put(key, sealed)
        if self.writings == self.at:
            raise PowerCut


@pytest.mark.parametrize(("at", "is_after"), [(1, False), (1, True), (2, False), (2, True)])
def test_a_server_that_dies_while_a_photo_comes_in_has_one_photo_after_the_next_try(
    app: Flask, alice: FlaskClient, at: int, is_after: bool
) -> None:
    course, photo_id, data = begin_course(alice), new_id(), photo()
    whole: Album = app.extensions["album"]
    app.extensions["album"] = Album(Dying(whole.storage, at, is_after), whole.masters)  # type: ignore[arg-type]
    with pytest.raises(PowerCut):
        send(alice, photo_id, data, course)
    app.extensions["album"] = whole
    assert alice.get("/api/photos").json == {"photos": []}
    assert send(alice, photo_id, data, course).status_code == 201
    assert [one["id"] for one in alice.get("/api/photos").json["photos"]] == [photo_id]
    assert opened(alice.get(f"/api/photos/{photo_id}/full").data).size == (640, 480)
    sweep(app.extensions["database"], whole.storage, clock.real_now() + timedelta(days=2))
    assert len(list(whole.storage.all_under())) == 2, "what the dead one left behind is swept"


@dataclass
class Meanwhile:
    """A storage during whose nth writing something else happens."""

    inner: Storage
    at: int
    happens: Callable[[], object]
    writings: int = 0

    def put(self, key: str, sealed: bytes) -> None:
        self.writings += 1
        if self.writings == self.at:
            self.happens()
        self.inner.put(key, sealed)

    def delete(self, key: str) -> None:
        self.inner.delete(key)

    def all_under(self, prefix: str = "") -> Iterator[Stored]:
        return self.inner.all_under(prefix)


def storage_goes_away() -> None:
    raise StorageAway("nobody there")


def test_a_storage_that_fails_half_way_keeps_no_half_of_a_photo(app: Flask, alice: FlaskClient) -> None:
    course, whole = begin_course(alice), app.extensions["album"]
    for _ in range(3):
        app.extensions["album"] = Album(Meanwhile(whole.storage, 2, storage_goes_away), whole.masters)  # type: ignore[arg-type]
        answer = send(alice, new_id(), photo(), course)
        assert (answer.status_code, answer.json["code"]) == (503, "storage_away")
    assert list(whole.storage.all_under()) == [], "a phone tries again every half minute"


@pytest.mark.parametrize("at", [1, 2])
def test_a_patient_who_leaves_while_a_photo_comes_in_leaves_no_picture(
    app: Flask, alice: FlaskClient, at: int
) -> None:
    course, whole = begin_course(alice), app.extensions["album"]
    tablet = app.test_client()
    tablet.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    tablet.post("/api/session", json={"name": "Alice", "passphrase": PASSPHRASE})
    leaves = Meanwhile(whole.storage, at, lambda: tablet.delete("/api/account"))
    app.extensions["album"] = Album(leaves, whole.masters)  # type: ignore[arg-type]
    answer = send(alice, new_id(), photo(), course)
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")
    assert list(whole.storage.all_under()) == []


def test_an_answer_that_got_lost_makes_no_second_photo(app: Flask, alice: FlaskClient) -> None:
    course, photo_id, data = begin_course(alice), new_id(), photo()
    statuses = [send(alice, photo_id, data, course).status_code for _ in range(5)]
    assert statuses == [201, 200, 200, 200, 200]
    assert len(list(app.extensions["album"].storage.all_under())) == 2


def test_a_lost_master_key_is_no_lost_photo(app: Flask, alice: FlaskClient) -> None:
    course, photo_id = begin_course(alice), new_id()
    send(alice, photo_id, photo(), course)
    whole: Album = app.extensions["album"]
    app.extensions["album"] = Album(whole.storage, MasterKeys(os.urandom(32)))
    assert alice.get(f"/api/photos/{photo_id}/full").status_code == 503
    app.extensions["album"] = whole
    assert alice.get(f"/api/photos/{photo_id}/full").status_code == 200


def children() -> set[int]:
    """The processes this one has started that still run."""
    told = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True
    )
    return {int(line.split()[0]) for line in told.stdout.splitlines() if "backend.photos.child" in line}


def test_a_child_that_is_killed_is_replaced_and_the_photo_is_cleaned_all_the_same() -> None:
    before, cleaner = children(), Cleaner()
    assert cleaner.clean(photo(), "alice").width == 640
    for child in children() - before:
        os.kill(child, signal.SIGKILL)
    assert cleaner.clean(photo(), "alice").width == 640
    cleaner.close()
    assert children() == before, "no child is left behind"


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="only Linux tells the limits of a process")
def test_a_child_at_work_is_bounded_and_holds_no_key() -> None:
    before, cleaner = children(), Cleaner()
    cleaner.clean(photo(), "alice")
    (child,) = children() - before
    told = Path(f"/proc/{child}/limits").read_text().splitlines()
    limits = {line[:26].strip(): line[26:].split()[:2] for line in told}
    assert limits["Max address space"] == [str(MEMORY_BYTES)] * 2
    assert limits["Max file size"] == limits["Max core file size"] == limits["Max open files"] == ["0", "0"]
    assert int(limits["Max cpu time"][0]) <= 2 * CPU_SECONDS
    names = {word.partition("=")[0] for word in Path(f"/proc/{child}/environ").read_text().split("\0")}
    assert names <= {*_ENVIRONMENT, ""}
    opened = [os.readlink(path).partition(":")[0] for path in Path(f"/proc/{child}/fd").iterdir()]
    assert sorted(opened) == ["/dev/null", f"/proc/{child}/status", "pipe", "pipe"]
    cleaner.close()


SECRET = "never-in-a-child-5b2gEoXr0mCq0uW0bq6qk1oT8c5H3Yk2"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux shows the memory of a process")
def test_of_the_servers_secrets_no_byte_is_in_a_child() -> None:
    secrets = {
        "STIPPLE_PHOTO_KEY": SECRET,
        "STIPPLE_DATABASE_URL": f"postgresql://stipple:{SECRET}@db/stipple",
    }
    os.environ.update(secrets)
    try:
        before, cleaner = children(), Cleaner()
        cleaner.clean(photo(), "alice")
        (child,) = children() - before
        assert SECRET.encode() in memory(os.getpid()), "this is how it would look"
        held = memory(child)
    finally:
        for name in secrets:
            del os.environ[name]
    cleaner.close()
    assert b"backend.photos.child" in held and SECRET.encode() not in held


def memory(process: int) -> bytes:
    """All that a process holds and may be read."""
    held = bytearray()
    with open(f"/proc/{process}/mem", "rb", buffering=0) as file:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            span, rights = line.split()[:2]
            if rights.startswith("rw"):
                start, end = (int(place, 16) for place in span.split("-"))
                held += os.pread(file.fileno(), end - start, start)
    return bytes(held)


KINDS = {
    "JPEG": lambda: photo(),
    "progressive JPEG": lambda: saved(drawn(), progressive=True),
    "CMYK JPEG": lambda: saved(drawn().convert("CMYK")),
    "MPO": lambda: saved(drawn(), "MPO", save_all=True, append_images=[drawn()]),
    "PNG": lambda: saved(drawn(), "PNG"),
    "PNG of 16 bits": lambda: saved(Image.new("I;16", (640, 480), 40_000), "PNG"),
    "APNG": lambda: saved(drawn(), "PNG", save_all=True, append_images=[drawn((640, 480))]),
    "WebP": lambda: saved(drawn(), "WEBP"),
    "AVIF": lambda: saved(drawn(), "AVIF"),
    "HEIC": lambda: heic(drawn()),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_child_that_can_open_nothing_reads_every_kind_as_it_would_otherwise(kind: str) -> None:
    cleaner, data = Cleaner(), KINDS[kind]()
    made = cleaner.clean(data, "alice")
    cleaner.close()
    assert made == clean(data)


def test_a_child_is_replaced_after_a_hundred_pictures_or_one_that_took_much_memory() -> None:
    before, cleaner, small = children(), Cleaner(), saved(drawn((64, 64)))
    for _ in range(99):
        cleaner.clean(small, "alice")
    (first,) = children() - before
    cleaner.clean(small, "alice")
    assert children() == before, "the hundredth was its last"
    cleaner.clean(small, "alice")
    (second,) = children() - before
    assert second != first
    cleaner.clean(saved(Image.new("RGBA", (5000, 5000)), "PNG", compress_level=1), "alice")
    assert children() == before, "what a child once took it never gives back"
    cleaner.close()


HEAVY = {
    "a PNG of 25 megapixels that can be seen through": lambda: saved(
        Image.new("RGBA", (5000, 5000), (200, 130, 100, 128)), "PNG", compress_level=1
    ),
    "a WebP of 25 megapixels": lambda: saved(
        Image.new("RGB", (5000, 5000), (200, 130, 100)), "WEBP", lossless=True, quality=0, method=0
    ),
    "a progressive JPEG of 48 megapixels": lambda: saved(drawn((8000, 6000)), progressive=True),
    "a HEIC of 12 megapixels": lambda: heic(drawn((4032, 3024))),
}


@pytest.mark.parametrize("name", HEAVY)
def test_what_is_just_allowed_fits_into_the_memory_of_a_child(name: str) -> None:
    cleaner = Cleaner()
    assert max(cleaner.clean(HEAVY[name](), "alice").width, 2000) == 2000
    print(f"\n{name}: {cleaner.last_cost.peak_bytes / 1024**2:.0f} MiB", end="")
    assert cleaner.last_cost.peak_bytes <= MEMORY_BYTES
    assert cleaner.clean(photo(), "alice").width == 640
    cleaner.close()


def bad_files() -> list[bytes]:
    large, flipped = saved(like_skin((4032, 3024)), quality=90), bytearray(heic(drawn((4032, 3024))))
    flipped[len(flipped) * 2 // 3] ^= 0x55
    return [
        hostile.nine_hundred_megapixels(),
        hostile.lying_jpeg(65_500, 65_500),
        hostile.painted_over(20_000),
        bytes(flipped),
        hostile.too_large_webp(),
        hostile.text_bomb(),
        hostile.png(5000, 5000, bits=16, data=hostile.zeros(25_000_000)),
        large[:-2],
        large[: len(large) // 2],
        hostile.png(4000, 4000),
    ]


def seconds_for(cleaner: Cleaner, data: bytes) -> float:
    began = time.monotonic()
    assert cleaner.clean(data, "alice").width == 2000
    return time.monotonic() - began


def test_a_good_photo_beside_ten_bad_ones_takes_at_most_three_times_as_long() -> None:
    cleaner, good, bad = Cleaner(), saved(like_skin((4032, 3024)), quality=90), bad_files()
    for one in [good, good, *bad[:2]]:  # warm: both children run
        refused(cleaner, one, "warm")
    rounds = []
    for _ in range(3):
        alone = seconds_for(cleaner, good)
        rounds.append((_beside(cleaner, good, bad) / alone, alone))
    cleaner.close()
    print(
        "\ngood photo beside ten bad ones:",
        ", ".join(f"{ratio:.1f} x {alone:.2f} s" for ratio, alone in rounds),
    )
    assert median(ratio for ratio, _alone in rounds) <= 3


def _beside(cleaner: Cleaner, good: bytes, bad: list[bytes]) -> float:
    """Seconds for the good one when ten strangers have sent a bad one each, just before."""
    started = threading.Barrier(len(bad) + 1)

    def send_bad(number: int) -> None:
        started.wait()
        refused(cleaner, bad[number], f"stranger {number}")

    with ThreadPoolExecutor(len(bad)) as pool:
        waiting = [pool.submit(send_bad, number) for number in range(len(bad))]
        started.wait()
        taken = seconds_for(cleaner, good)
        for one in waiting:
            one.result()
    return taken


def refused(cleaner: Cleaner, data: bytes, owner: str) -> None:
    try:
        cleaner.clean(data, owner)
    except Refused:
        return
