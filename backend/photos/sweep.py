"""Knows what is cleared away of photos: objects that no row names, and the memory of removed photos."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from backend.db import Database
from backend.photos import store
from backend.photos.album import object_of
from backend.photos.storage import Storage, StorageAway

# Longer than any upload takes from its object to its row.
ORPHAN_AFTER = timedelta(days=1)
REMOVED_KEPT = timedelta(days=90)
# More orphans than this share means that this is not the database the photos belong to.
_MOST_SHARE, _FEW = 0.5, 20
_BATCH = 500

_log = structlog.get_logger("stipple.photos")


@dataclass(frozen=True)
class Found:
    """What lies in a storage, and the keys of what no photo of the database names."""

    objects: int
    orphans: tuple[str, ...]

    @property
    def is_doubtful(self) -> bool:
        """Whether so much belongs to nobody that this may be the storage of another database."""
        return len(self.orphans) > max(_FEW, _MOST_SHARE * self.objects)


def look(database: Database, storage: Storage, now: datetime) -> Found:
    """Return what lies in the storage. What is younger than a day may belong to an upload under way.

    May raise StorageAway."""
    found = list(storage.all_under())
    old = [one.key for one in found if one.written_at < now - ORPHAN_AFTER]
    return Found(len(found), tuple(_orphans(database, old)))


def sweep(database: Database, storage: Storage, now: datetime) -> int:
    """Remove stored objects that belong to no photo; how many there were.

    They come from requests that died between storing and writing down, and from patients who left while
    the storage did not answer. What looks like the storage of another database is left to the host.
    """
    with database.transaction() as session:
        store.forget_removed(session, now - REMOVED_KEPT)
    try:
        found = look(database, storage, now)
        if found.is_doubtful:
            command = "python -m backend sweep-photos"
            _log.error(
                "photos_of_nobody", orphans=len(found.orphans), objects=found.objects, to_decide=command
            )
            return 0
        remove(storage, found)
    except StorageAway as error:
        _log.warning("storage_away", reason=str(error))
        return 0
    return len(found.orphans)


def remove(storage: Storage, found: Found) -> None:
    """Remove what belongs to nobody. May raise StorageAway."""
    for key in found.orphans:
        storage.delete(key)


def _orphans(database: Database, keys: Sequence[str]) -> list[str]:
    found = []
    with database.read() as session:
        for start in range(0, len(keys), _BATCH):
            batch = keys[start : start + _BATCH]
            named = store.still_named(session, [object_of(key) for key in batch])
            found += [key for key in batch if object_of(key) not in named]
    return found
