"""Knows how a photo comes in: known again, cleaned, sealed, stored, and only then written down.

Objects are stored under a fresh name before the row that names them; what a crash leaves in between is an
object without a row, which the sweep removes. Which of two equal uploads counts, the database decides.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.care.areas import areas_of
from backend.care.photographed import off_because
from backend.courses import intake, records
from backend.db import database, new_id
from backend.errors import Problem, invalid, not_found
from backend.photos import poses, store
from backend.photos.album import album
from backend.photos.cleaned import Cleaned, Reason, Refused
from backend.photos.cleaner import Busy, cleaner
from backend.photos.models import Photo
from backend.photos.vault import new_key

_log = structlog.get_logger("stipple.photos")

_REFUSALS: dict[Reason, tuple[int, str]] = {
    "not_a_photo": (415, "This is not a photo we can read. JPEG, PNG, WebP, HEIC and AVIF work."),
    "damaged": (422, "This photo is damaged, or part of it is missing. Please take it again."),
    "too_many_pixels": (
        413,
        "This photo has more pixels than we can read. Take it with the camera in the app, or choose a "
        "smaller size in your camera's settings.",
    ),
    "too_small": (422, "This picture is too small to compare. Please take it again, closer to the phone."),
    "too_hard": (422, "This photo takes too long to read. Please take it again with the camera in the app."),
}
# A phone's clock may be wrong by decades; what it says must still be a date everywhere.
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_OFF = {
    "under_age": "Photos are only for people of 18 and over. Everything else works without them.",
    "intimate_area": "For this area we keep no photos. Everything else works without them.",
}


@dataclass(frozen=True)
class Arrived:
    """A photo as a phone sent it; `digest` is the SHA-256 the phone worked out."""

    id: str
    course_id: str
    area: str
    pose: str
    check_in: str | None
    taken_at: datetime
    digest: bytes
    data: bytes = field(repr=False)


def receive(patient_id: str, arrived: Arrived, now: datetime) -> tuple[Photo, bool]:
    """Keep a photo and return it, and whether it is new. Problem 400 when it changed on the way, 409 when
    the id belongs to another picture, 413, 415 or 422 when it can never be kept, 503 when not just now."""
    digest = hashlib.sha256(arrived.data).digest()
    if digest != arrived.digest:
        raise Problem(400, "damaged_on_the_way", "The photo did not arrive whole. We will send it again.")
    with database().read() as session:
        found = store.known(session, patient_id, arrived.id)
        if found is not None:
            return _same(found, digest.hex()), False
        _check(session, patient_id, arrived)
    return _keep(patient_id, arrived, _clean(arrived.data, patient_id), now)


def refusal(reason: Reason) -> Problem:
    """Return what is said of a picture that can never be kept."""
    status, sentence = _REFUSALS[reason]
    return Problem(status, reason, sentence)


def _same(found: Photo, digest: str) -> Photo:
    if found.removed_at is not None:
        raise Problem(409, "removed", "You removed this photo. To keep it after all, please take it again.")
    if found.digest != digest:
        raise Problem(409, "other_photo", "Another photo was sent under this name. Please take it again.")
    return found


def _check(session: Session, patient_id: str, arrived: Arrived) -> None:
    """Refuse what is not of the patient's own course, or is not photographed."""
    course = records.own_course(session, patient_id, arrived.course_id)
    facts = intake.latest(records.answers_of(session, course.id), None)
    treated = areas_of(facts)
    allowed = poses.allowed(arrived.area, treated)
    off = off_because(facts) or (None if allowed else "intimate_area")
    if off is not None:
        raise Problem(422, "photos_off", _OFF[off])
    if arrived.pose not in allowed:
        raise invalid("Photo-Pose", "We do not know this pose. Please reload the page and take it again.")


def _clean(data: bytes, patient_id: str) -> Cleaned:
    try:
        return cleaner().clean(data, owner=patient_id)
    except Refused as refused:
        _log.info("photo_refused", patient=patient_id, reason=refused.reason)
        raise refusal(refused.reason) from refused
    except Busy as busy:
        sentence = "Many photos are coming in. Yours is still on your phone, and we will try again."
        raise Problem(503, "busy", sentence, retry_after=15) from busy


def _keep(patient_id: str, arrived: Arrived, cleaned: Cleaned, now: datetime) -> tuple[Photo, bool]:
    photo, photo_key = _photo(patient_id, arrived, cleaned, now), new_key()
    try:
        with database().transaction() as session:
            photo.wrapped_key = album().wrapped(session, patient_id, photo.id, photo_key, now)
        album().put(photo, photo_key, "full", cleaned.full)
        return _finish(photo, photo_key, cleaned.thumb)
    except IntegrityError as error:  # the patient left while the photo came in
        raise not_found("course") from error


def _finish(photo: Photo, photo_key: bytes, thumb: bytes) -> tuple[Photo, bool]:
    """Store what is missing and write the photo down; what it was not written down for is taken back."""
    try:
        album().put(photo, photo_key, "thumb", thumb)
        with database().transaction() as session:
            is_new = store.add(session, photo)
            found = store.known(session, photo.patient_id, photo.id)
    except (Problem, IntegrityError):  # no other error: after those the row may be there all the same
        album().remove_objects(photo.patient_id, photo.object_id)
        raise
    if is_new:
        _log.info("photo_kept", patient=photo.patient_id)
        return photo, True
    # The same photo came in twice at once, and the other was faster.
    album().remove_objects(photo.patient_id, photo.object_id)
    assert found is not None  # its row is what was in our way
    return _same(found, photo.digest), False


def _photo(patient_id: str, arrived: Arrived, cleaned: Cleaned, now: datetime) -> Photo:
    return Photo(
        patient_id=patient_id,
        id=arrived.id,
        course_id=arrived.course_id,
        object_id=new_id(),
        digest=arrived.digest.hex(),
        area=arrived.area,
        pose=arrived.pose,
        check_in=arrived.check_in,
        taken_at=min(max(arrived.taken_at, _EARLIEST), now),
        received_at=now,
        width=cleaned.width,
        height=cleaned.height,
        colour_sure=cleaned.colour_sure,
    )
