"""A folder and a bucket behave alike, and neither shows what it keeps to anybody else."""

from __future__ import annotations

import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backend import clock
from backend.db import new_id
from backend.photos.storage import Folder, Storage, StorageAway, storage_of
from backend.settings import Settings
from tests.photos.s3 import in_bucket


@pytest.fixture(params=["folder", "bucket"])
def storage(request: pytest.FixtureRequest, settings: Settings) -> Storage:
    if request.param == "bucket":
        address = request.getfixturevalue("s3_address")
        return storage_of(in_bucket(settings, address, new_id()))
    return storage_of(settings)


def test_what_is_put_comes_back_until_it_is_deleted(storage):
    storage.put("alice/one.full", b"sealed" * 100_000)
    assert storage.get("alice/one.full") == b"sealed" * 100_000
    storage.delete("alice/one.full")
    assert storage.get("alice/one.full") is None
    assert list(storage.all_under()) == []


def test_what_is_not_there_is_none_and_deleting_it_is_no_error(storage):
    assert storage.get("alice/none.full") is None
    storage.delete("alice/none.full")
    assert list(storage.all_under("alice/")) == []


def test_everything_under_a_patient_is_found_and_nothing_of_another(storage):
    for key in ("alice/one.full", "alice/one.thumb", "alicia/two.full", "bob/three.full"):
        storage.put(key, b"sealed")
    assert sorted(one.key for one in storage.all_under("alice/")) == ["alice/one.full", "alice/one.thumb"]
    assert len(list(storage.all_under())) == 4


def test_it_is_known_when_something_was_written(storage):
    storage.put("alice/one.full", b"sealed")
    [found] = storage.all_under()
    assert found.written_at.tzinfo is not None
    assert abs(found.written_at - clock.real_now()) < timedelta(minutes=1)


def test_a_bucket_that_does_not_answer_is_said(settings):
    nowhere = storage_of(in_bucket(settings, "http://127.0.0.1:9", "photos"))
    for act in (
        lambda: nowhere.put("alice/one.full", b""),
        lambda: nowhere.get("alice/one.full"),
        lambda: list(nowhere.all_under()),
    ):
        with pytest.raises(StorageAway):
            act()


def test_files_are_for_their_owner_only(tmp_path: Path):
    Folder(tmp_path / "photos").put("alice/one.full", b"sealed")
    kept = tmp_path / "photos" / "alice" / "one.full"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(kept.parent.parent.stat().st_mode) == 0o700
    assert [path.name for path in kept.parent.iterdir()] == ["one.full"], "no half-written file is left"


def test_a_disk_that_is_full_keeps_no_half_of_a_file(tmp_path: Path):
    script = (
        "import resource, sys\nfrom pathlib import Path\n"
        "from backend.photos.storage import Folder, StorageAway\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n    Folder(Path(sys.argv[1])).put('alice/one.full', b'sealed' * 1000)\n"
        "except StorageAway:\n    print('away')\n"
    )
    asked = subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, text=True)
    assert asked.stdout == "away\n", asked.stderr
    assert list((tmp_path / "alice").iterdir()) == []


def test_with_the_last_photo_the_patients_folder_goes(tmp_path: Path):
    folder = Folder(tmp_path / "photos")
    for key in ("alice/one.full", "alice/one.thumb"):
        folder.put(key, b"sealed")
    folder.delete("alice/one.full")
    assert (tmp_path / "photos" / "alice").exists()
    folder.delete("alice/one.thumb")
    assert list((tmp_path / "photos").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path):
    (tmp_path / "photos").write_text("a file where the folder should be")
    with pytest.raises(StorageAway):
        Folder(tmp_path / "photos").put("alice/one.full", b"sealed")


def test_a_folder_is_used_unless_a_bucket_is_named(settings):
    assert isinstance(storage_of(settings), Folder)
    assert not isinstance(storage_of(replace(settings, photo_store="s3://stipple-photos")), Folder)


def test_an_instant_of_the_storage_can_be_compared(storage):
    storage.put("alice/one.full", b"sealed")
    [found] = storage.all_under()
    assert found.written_at > datetime(2020, 1, 1, tzinfo=UTC)
