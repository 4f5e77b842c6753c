"""Knows how a photo's pictures go into the storage sealed and come out clear: vault and storage together."""

from __future__ import annotations

from datetime import datetime

import structlog
from flask import current_app
from sqlalchemy.orm import Session

from backend.errors import Problem, not_found
from backend.photos import store
from backend.photos.models import Photo
from backend.photos.storage import Storage, StorageAway, storage_of
from backend.photos.vault import (
    VARIANTS,
    MasterKeys,
    Sealed,
    Variant,
    bound_to_photo,
    bound_to_picture,
    seal,
    unseal,
)
from backend.settings import Settings

_log = structlog.get_logger("stipple.photos")


class Album:
    """The sealed pictures of all patients. Problem 503 when the storage does not answer."""

    def __init__(self, storage: Storage, masters: MasterKeys) -> None:
        self.storage, self.masters = storage, masters

    def wrapped(
        self, session: Session, patient_id: str, photo_id: str, photo_key: bytes, now: datetime
    ) -> bytes:
        """Return a photo's key, sealed with its patient's."""
        patient_key = store.patient_key(session, self.masters, patient_id, now)
        return seal(patient_key, photo_key, bound_to_photo(patient_id, photo_id))

    def put(self, photo: Photo, photo_key: bytes, variant: Variant, clear: bytes) -> None:
        """Seal one picture and store it."""
        sealed = seal(photo_key, clear, bound_to_picture(photo.patient_id, photo.id, variant))
        try:
            self.storage.put(_key(photo.patient_id, photo.object_id, variant), sealed)
        except StorageAway as error:
            raise _away(error) from error

    def open(self, patient_key: bytes, photo: Photo, variant: Variant) -> bytes:
        """Return one picture in clear; Problem 404 when the storage lost it, or it is not what was sealed."""
        try:
            sealed = self.storage.get(_key(photo.patient_id, photo.object_id, variant))
        except StorageAway as error:
            raise _away(error) from error
        if sealed is None:
            _log.error("picture_lost", object=photo.object_id, variant=variant)
            raise not_found("photo")
        try:
            key = unseal(patient_key, photo.wrapped_key, bound_to_photo(photo.patient_id, photo.id))
            return unseal(key, sealed, bound_to_picture(photo.patient_id, photo.id, variant))
        except Sealed as error:
            _log.error("picture_sealed", object=photo.object_id, variant=variant, reason=str(error))
            raise not_found("photo") from error

    def patient_key(self, session: Session, patient_id: str) -> bytes:
        """Return the key of a patient who has photos; Problem 503 when the master key for it is not set."""
        try:
            return store.known_key(session, self.masters, patient_id)
        except Sealed as error:
            _log.error("master_key_missing", reason=str(error))
            raise Problem(503, "photos_away", "Your photos cannot be opened right now.") from error

    def remove_objects(self, patient_id: str, object_id: str) -> None:
        """Remove the pictures of one photo; what cannot be removed now is left to the sweep."""
        try:
            for variant in VARIANTS:
                self.storage.delete(_key(patient_id, object_id, variant))
        except StorageAway as error:
            _log.warning("storage_away", reason=str(error))

    def remove_patient(self, patient_id: str) -> None:
        """Remove every picture of a patient; what cannot be removed now is left to the sweep."""
        try:
            for found in list(self.storage.all_under(f"{patient_id}/")):
                self.storage.delete(found.key)
        except StorageAway as error:
            _log.warning("storage_away", reason=str(error))


def album_of(settings: Settings) -> Album:
    """Return the album of an installation."""
    return Album(storage_of(settings), MasterKeys.from_settings(settings))


def album() -> Album:
    """Return the album of the running application."""
    found: Album = current_app.extensions["album"]
    return found


def object_of(key: str) -> str:
    """Return the object that a key in the storage belongs to; what we never named belongs to none."""
    name = key.rpartition("/")[2]
    return name.partition(".")[0] or name


def _key(patient_id: str, object_id: str, variant: Variant) -> str:
    return f"{patient_id}/{object_id}.{variant}"


def _away(error: StorageAway) -> Problem:
    _log.error("storage_away", reason=str(error))
    sentence = "Photos cannot be reached right now. Nothing is lost; please try again in a minute."
    return Problem(503, "storage_away", sentence, retry_after=60)
