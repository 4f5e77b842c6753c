"""Knows where photos and the keys of their patients are kept and found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from backend.db import insert_into
from backend.errors import Problem, not_found
from backend.photos.models import PatientKey, Photo
from backend.photos.vault import MasterKeys, WrappedKey, new_key

MOST_PHOTOS = 2000


@dataclass(frozen=True)
class Alignment:
    """How a photo lies over the common frame of its pose: scale, degrees, shares of its width and height."""

    scale: float
    rotation: float
    shift_x: float
    shift_y: float


def photos_of(session: Session, patient_id: str) -> Sequence[Photo]:
    """Return the patient's photos, the newest first."""
    own = select(Photo).where(Photo.patient_id == patient_id, Photo.removed_at.is_(None))
    return session.scalars(own.order_by(Photo.taken_at.desc(), Photo.id)).all()


def known(session: Session, patient_id: str, photo_id: str) -> Photo | None:
    """Return what is kept under a phone's id, also of a photo that was removed."""
    return session.get(Photo, (patient_id, photo_id))


def photo_of(session: Session, patient_id: str, photo_id: str) -> Photo:
    """Return one photo of the patient; Problem 404 when it is gone or somebody else's."""
    found = known(session, patient_id, photo_id)
    if found is None or found.removed_at is not None:
        raise not_found("photo")
    return found


def patient_key(session: Session, masters: MasterKeys, patient_id: str, now: datetime) -> bytes:
    """Return the patient's key, made at the first photo; two first ones at once agree on one."""
    made = masters.wrap(new_key(), patient_id)
    row = {"master_id": made.master_id, "wrapped_key": made.wrapped, "made_at": now}
    session.execute(
        insert_into(session, PatientKey).values(patient_id=patient_id, **row).on_conflict_do_nothing()
    )
    return known_key(session, masters, patient_id)


def known_key(session: Session, masters: MasterKeys, patient_id: str) -> bytes:
    """Return the key of a patient who has photos."""
    kept = session.get_one(PatientKey, patient_id)
    return masters.unwrap(WrappedKey(kept.master_id, kept.wrapped_key), patient_id)


def add(session: Session, photo: Photo) -> bool:
    """Keep a photo; False when another request was faster with its id. Problem 409 beyond 2,000."""
    count = select(func.count()).select_from(Photo).where(Photo.patient_id == photo.patient_id)
    if (session.scalar(count.where(Photo.removed_at.is_(None))) or 0) >= MOST_PHOTOS:
        raise Problem(
            409, "too_many", f"{MOST_PHOTOS} photos fit in here. Please remove some you no longer need."
        )
    values = {column.name: getattr(photo, column.name) for column in Photo.__table__.columns}
    found = session.execute(
        insert_into(session, Photo).values(**values).on_conflict_do_nothing().returning(Photo.id)
    )
    return found.first() is not None


def remove(session: Session, patient_id: str, photo_id: str, now: datetime) -> str:
    """Take a photo away with its key, and return its object in the storage; Problem 404 without one."""
    found = photo_of(session, patient_id, photo_id)
    object_id = found.object_id
    found.removed_at, found.object_id, found.wrapped_key = now, "", b""
    found.digest = found.area = found.pose = ""
    found.check_in, found.taken_at = None, now
    align(found, None)
    return object_id


def align(photo: Photo, wanted: Alignment | None) -> None:
    """Keep the four numbers of comparing, or forget them."""
    photo.scale = wanted.scale if wanted else None
    photo.rotation = wanted.rotation if wanted else None
    photo.shift_x = wanted.shift_x if wanted else None
    photo.shift_y = wanted.shift_y if wanted else None


def alignment_of(photo: Photo) -> Alignment | None:
    """Return the four numbers of comparing, if the phone has told them."""
    numbers = (photo.scale, photo.rotation, photo.shift_x, photo.shift_y)
    if any(number is None for number in numbers):
        return None
    return Alignment(*(number for number in numbers if number is not None))


def still_named(session: Session, object_ids: Sequence[str]) -> set[str]:
    """Return those of the objects that a photo is kept in."""
    return set(session.scalars(select(Photo.object_id).where(Photo.object_id.in_(object_ids))))


def forget_removed(session: Session, before: datetime) -> None:
    """Forget that photos were removed, after a time in which every phone will have heard of it."""
    session.execute(delete(Photo).where(Photo.removed_at < before))


def patients_sealed_with_others(session: Session, master_ids: Sequence[str]) -> Sequence[str]:
    """Return the patients whose keys none of these master keys opens."""
    others = select(PatientKey.patient_id).where(PatientKey.master_id.not_in(master_ids))
    return session.scalars(others).all()


def forget_key(session: Session, patient_id: str) -> None:
    """Forget the key of a patient who has no photo left; the next photo makes another."""
    session.execute(delete(PatientKey).where(PatientKey.patient_id == patient_id))


def rewrap(session: Session, masters: MasterKeys, most: int) -> int:
    """Seal up to so many patients' keys with the master key in use; how many there were to do."""
    old = select(PatientKey).where(PatientKey.master_id != masters.current_id)
    rows = session.scalars(old.order_by(PatientKey.patient_id).limit(most).with_for_update()).all()
    for row in rows:
        clear = masters.unwrap(WrappedKey(row.master_id, row.wrapped_key), row.patient_id)
        fresh = masters.wrap(clear, row.patient_id)
        session.execute(
            update(PatientKey)
            .where(PatientKey.patient_id == row.patient_id)
            .values(master_id=fresh.master_id, wrapped_key=fresh.wrapped)
        )
    return len(rows)
