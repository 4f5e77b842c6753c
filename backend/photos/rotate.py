"""Knows how the master key is changed: patients' keys are sealed anew, and no photo is touched."""

from __future__ import annotations

from backend.db import Database
from backend.photos import store
from backend.photos.vault import MasterKeys, Sealed
from backend.settings import Settings, SettingsError

_AT_ONCE = 500


def rotate(database: Database, settings: Settings, at_once: int = _AT_ONCE) -> int:
    """Seal every patient's key with the master key in use; how many there were. Stopped, it can go on later.

    SettingsError when a former master key that is still needed is not set.
    """
    masters, count = MasterKeys.from_settings(settings), 0
    while True:
        try:
            with database.transaction() as session:
                done = store.rewrap(session, masters, at_once)
        except Sealed as error:
            raise SettingsError(
                f"Some photos need a master key that is not set ({error}). Put every former key into "
                "STIPPLE_PHOTO_OLD_KEYS, separated by commas."
            ) from error
        count += done
        if done < at_once:
            return count
