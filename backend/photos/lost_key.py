"""Knows how a host who has lost a photo key for good goes on: what it sealed is given up, the rest stays."""

from __future__ import annotations

from datetime import datetime

from backend.db import Database
from backend.photos import store
from backend.photos.vault import master_ids
from backend.settings import Settings


def given_up(database: Database, settings: Settings) -> tuple[int, int]:
    """How many patients' photos, and how many photos, no key that is set can open."""
    with database.read() as session:
        patients = store.patients_sealed_with_others(session, _held(settings))
        return len(patients), sum(len(store.photos_of(session, patient_id)) for patient_id in patients)


def give_up(database: Database, settings: Settings, now: datetime) -> None:
    """Remove those photos and their patients' keys, so that a next photo is sealed with the key that is set.

    The sealed pictures are left to the sweep.
    """
    with database.transaction() as session:
        for patient_id in store.patients_sealed_with_others(session, _held(settings)):
            for photo in store.photos_of(session, patient_id):
                store.remove(session, patient_id, photo.id, now)
            store.forget_key(session, patient_id)


def consequences(patients: int, photos: int) -> str:
    """What a host should know before."""
    return (
        f"Photos that no key which is set can open: {photos}, of {patients} of your patients. They are to be "
        "removed, and nobody could bring them back. All else stays."
    )


def _held(settings: Settings) -> tuple[str, ...]:
    return master_ids([settings.photo_key, *settings.photo_old_keys])
