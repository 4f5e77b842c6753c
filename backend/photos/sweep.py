"""Knows what is cleared away of photos: objects that no row names, and the memory of removed photos."""

from __future__ import annotations

from collections.abc import Sequence
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


def sweep(database: Database, storage: Storage, now: datetime) -> int:
    """Remove stored objects that belong to no photo; how many there were.

    They come from requests that died between storing and writing down, and from patients who left while
    the storage did not answer. What looks like the storage of another database is left alone.
    """
    with database.transaction() as session:
        store.forget_removed(session, now - REMOVED_KEPT)
    try:
        found = list(storage.all_under())
        old = [one.key for one in found if one.written_at < now - ORPHAN_AFTER]
        orphans = _orphans(database, old)
        if len(orphans) > max(_FEW, _MOST_SHARE * len(found)):
            _log.error("photos_of_another_database", orphans=len(orphans), objects=len(found))
            return 0
        for key in orphans:
            storage.delete(key)
    except StorageAway as error:
        _log.warning("storage_away", reason=str(error))
        return 0
    return len(orphans)


def _orphans(database: Database, keys: Sequence[str]) -> list[str]:
    found = []
    with database.read() as session:
        for start in range(0, len(keys), _BATCH):
            batch = keys[start : start + _BATCH]
            named = store.still_named(session, [object_of(key) for key in batch])
            found += [key for key in batch if object_of(key) not in named]
    return found
