"""Knows where sealed photos lie: a folder, or an S3 bucket. The only file that knows obstore.

Nothing clever is asked of either: keys are never used twice, nothing is listed but by the sweep, and who may
read what is decided in the database.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import S3Store

from backend.settings import Settings

_PATIENCE = timedelta(seconds=20)


class StorageAway(Exception):
    """The storage does not answer, or refuses us; the text names it, for the host."""


@dataclass(frozen=True)
class Stored:
    """One sealed picture in the storage, and when it was written."""

    key: str
    written_at: datetime


class Storage(Protocol):
    """A place for sealed pictures. A key is `patient/object.variant`; every method may raise StorageAway."""

    def put(self, key: str, sealed: bytes) -> None:
        """Keep the bytes; they are either there whole or not at all."""

    def get(self, key: str) -> bytes | None:
        """Return the bytes, or None when they are gone."""

    def delete(self, key: str) -> None:
        """Remove the bytes; it is no error when they are gone already."""

    def all_under(self, prefix: str = "") -> Iterator[Stored]:
        """Yield everything whose key begins with `prefix`, which ends at a slash or is empty."""


def storage_of(settings: Settings) -> Storage:
    """Return the storage that STIPPLE_PHOTO_STORE names."""
    if settings.photo_store.startswith("s3://"):
        return Bucket(settings)
    return Folder(Path(settings.photo_store))


class Folder:
    """A local folder that only this user can read; files appear whole, by a rename."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, key: str, sealed: bytes) -> None:
        path = self._root / key
        try:
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.mkdir(mode=0o700, exist_ok=True)
            _write_whole(path, sealed)
            _sync(path.parent)
            _sync(self._root)
        except OSError as error:
            raise StorageAway(f"{self._root} cannot be written ({error.strerror})") from error

    def get(self, key: str) -> bytes | None:
        try:
            return (self._root / key).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageAway(f"{self._root} cannot be read ({error.strerror})") from error

    def delete(self, key: str) -> None:
        path = self._root / key
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise StorageAway(f"{self._root} cannot be written ({error.strerror})") from error
        with suppress(OSError):  # the last one takes the patient's folder along
            path.parent.rmdir()

    def all_under(self, prefix: str = "") -> Iterator[Stored]:
        for path in sorted((self._root / prefix).rglob("*")):
            try:
                if path.is_file():
                    written_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                    yield Stored(path.relative_to(self._root).as_posix(), written_at)
            except FileNotFoundError:  # removed since it was listed
                continue


class Bucket:
    """An S3 bucket, or a part of it."""

    def __init__(self, settings: Settings) -> None:
        address = urlsplit(settings.photo_store)
        endpoint = settings.photo_store_endpoint
        self._name = settings.photo_store
        told: dict[str, str] = {
            "region": settings.photo_store_region,
            "endpoint": endpoint,
            "access_key_id": settings.photo_store_access_key,
            "secret_access_key": settings.photo_store_secret_key,
        }
        self._store = S3Store(
            address.netloc,
            prefix=address.path.strip("/") or None,
            config={name: value for name, value in told.items() if value},  # type: ignore[arg-type]
            client_options={"timeout": _PATIENCE, "allow_http": endpoint.startswith("http://")},
            retry_config={"max_retries": 2, "retry_timeout": _PATIENCE},
        )

    def put(self, key: str, sealed: bytes) -> None:
        try:
            obstore.put(self._store, key, sealed, use_multipart=False)
        except (BaseError, OSError) as error:
            raise self._away() from error

    def get(self, key: str) -> bytes | None:
        try:
            return bytes(obstore.get(self._store, key).bytes())
        except (NotFoundError, FileNotFoundError):
            return None
        except (BaseError, OSError) as error:
            raise self._away() from error

    def delete(self, key: str) -> None:
        try:
            obstore.delete(self._store, key)
        except (NotFoundError, FileNotFoundError):
            return
        except (BaseError, OSError) as error:
            raise self._away() from error

    def all_under(self, prefix: str = "") -> Iterator[Stored]:
        try:
            for page in obstore.list(self._store, prefix=prefix or None):
                for found in page:
                    yield Stored(found["path"], found["last_modified"])
        except (BaseError, OSError) as error:
            raise self._away() from error

    def _away(self) -> StorageAway:
        return StorageAway(f"{self._name} does not answer, or refuses the key it was asked with")


def _write_whole(path: Path, sealed: bytes) -> None:
    """Let the file appear whole, by a rename, or not at all: a full disk must not fill with halves."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")  # 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError:
        os.unlink(temporary)
        raise


def _sync(folder: Path) -> None:
    """Let a rename survive a power cut, where folders can be synced."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
