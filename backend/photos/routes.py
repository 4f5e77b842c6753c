"""The addresses of photos: sending, seeing, aligning, removing, taking all along, and what is due."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, Response, request
from flask.blueprints import BlueprintSetupState
from spectree import Response as Answers

from backend import clock
from backend.accounts import leaving, step_up
from backend.accounts import store as accounts
from backend.accounts.sessions import current_patient_id
from backend.api import carries, spec
from backend.courses import records
from backend.db import database
from backend.errors import Problem
from backend.photos import gallery, present, shapes, since, store
from backend.photos.album import album, album_of
from backend.photos.archive import Page, archive
from backend.photos.check_ins import Told
from backend.photos.cleaner import Cleaner
from backend.photos.models import Photo
from backend.photos.receive import Arrived, receive, refusal
from backend.photos.vault import MIME, Variant
from backend.symptoms import store as diary

blueprint = Blueprint("photos", __name__)

BODY_LIMIT_BYTES = 12 * 1024**2
# No set of photos stays open for longer than 60 days.
_SHOWN_FOR = timedelta(days=62)
_PICTURES = ("image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "image/avif")
_PICTURE_HEADERS = {
    "Content-Type": MIME,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Disposition": 'inline; filename="photo.jpg"',
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@blueprint.record
def _appoint(state: BlueprintSetupState) -> None:
    """Give the application its album and the children that clean pictures."""
    extensions = state.app.extensions
    extensions.setdefault("album", album_of(extensions["settings"]))
    extensions.setdefault("cleaner", Cleaner())


@blueprint.put("/api/photos/<uuid:photo_id>")
@carries(takes=_PICTURES)
@spec.validate(resp=Answers(HTTP_200=shapes.PhotoShape, HTTP_201=shapes.PhotoShape), tags=["photos"])
def put_photo(photo_id: UUID, headers: shapes.PhotoHeaders) -> tuple[shapes.PhotoShape, int]:
    """Keep a photo under the id its phone made; sent twice, it is kept once (201, then 200)."""
    patient_id, now = current_patient_id(), clock.now()
    if headers.owner is not None and str(headers.owner) != patient_id:
        sentence = "Somebody else took this photo with this phone. It is sent when they sign in again."
        raise Problem(403, "other_patient", sentence)
    photo, is_new = receive(patient_id, _arrived(str(photo_id), headers), now)
    return _shown_one(photo), 201 if is_new else 200


@blueprint.get("/api/photos")
@spec.validate(resp=Answers(HTTP_200=shapes.PhotoList), tags=["photos"])
def list_photos() -> shapes.PhotoList:
    """Return what is kept of every photo, but for the pictures."""
    patient_id = gallery.require_open(clock.now())
    with database().read() as session:
        found = store.photos_of(session, patient_id)
        known = {each.course.id: each for each in records.known_courses(session, patient_id)}
        zone = accounts.patient(session, patient_id).zone
    shown = [present.photo_shown(photo, known[photo.course_id], zone) for photo in found]
    return shapes.PhotoList(photos=shown)


@blueprint.get("/api/photos/<uuid:photo_id>/full")
@carries(gives=MIME)
@spec.validate(resp=Answers("HTTP_200"), tags=["photos"])
def show_photo(photo_id: UUID) -> Response:
    """Return a photo, at most 2000 pixels wide or high."""
    return _picture(str(photo_id), "full")


@blueprint.get("/api/photos/<uuid:photo_id>/thumb")
@carries(gives=MIME)
@spec.validate(resp=Answers("HTTP_200"), tags=["photos"])
def show_thumb(photo_id: UUID) -> Response:
    """Return a photo, at most 400 pixels wide or high."""
    return _picture(str(photo_id), "thumb")


@blueprint.patch("/api/photos/<uuid:photo_id>")
@spec.validate(resp=Answers(HTTP_200=shapes.PhotoShape), tags=["photos"])
def update_photo(photo_id: UUID, json: shapes.PhotoEdits) -> shapes.PhotoShape:
    """Keep how a photo lies over the others of its pose, as the phone worked it out."""
    patient_id = gallery.require_open(clock.now())
    wanted = json.alignment
    with database().transaction() as session:
        photo = store.photo_of(session, patient_id, str(photo_id))
        store.align(photo, store.Alignment(**wanted.model_dump()) if wanted else None)
    return _shown_one(photo)


@blueprint.delete("/api/photos/<uuid:photo_id>")
@spec.validate(resp=Answers("HTTP_204"), tags=["photos"])
def remove_photo(photo_id: UUID) -> Response:
    """Remove a photo, its key first, and from the storage."""
    now = clock.now()
    patient_id = gallery.require_open(now)
    with database().transaction() as session:
        object_id = store.remove(session, patient_id, str(photo_id), now)
    album().remove_objects(patient_id, object_id)
    return Response(status=204)


@blueprint.post("/api/photos/lock")
@spec.validate(resp=Answers("HTTP_204"), tags=["photos"])
def lock_gallery() -> Response:
    """Lock the gallery at once; `POST /api/session/confirm` opens it."""
    gallery.lock(clock.now())
    return Response(status=204)


@blueprint.get("/api/photos/check-ins")
@spec.validate(resp=Answers(HTTP_200=shapes.CheckInList), tags=["photos"])
def list_check_ins() -> shapes.CheckInList:
    """Return the sets of photos of every running course, and which poses are missing."""
    patient_id, now = current_patient_id(), clock.now()
    is_locked = not gallery.is_open_now(now)
    with database().read() as session:
        photos = store.photos_of(session, patient_id)
        zone = accounts.patient(session, patient_id).zone
        known = records.known_courses(session, patient_id)
        entries = diary.entries_since(session, patient_id, now - _SHOWN_FOR)
        told = [Told(entry.id, entry.course_id, entry.on, entry.at) for entry in entries]
    running = [each for each in known if not each.course.is_closed(now)]
    found = [present.check_ins_shown(each, photos, told, zone, now, is_locked) for each in running]
    return shapes.CheckInList(is_locked=is_locked, courses=found)


@blueprint.get("/api/photos/archive")
@carries(gives="application/zip")
@spec.validate(resp=Answers("HTTP_200"), tags=["photos"])
def take_all_along() -> Response:
    """Return a ZIP file of all photos with captions, and of all that is kept about the patient."""
    now = clock.now()
    patient_id = gallery.require_open(now)
    step_up.require(now)
    kept = album()
    with database().read() as session:
        found = store.photos_of(session, patient_id)
        sessions = {course.id: course.sessions for course in records.courses_of(session, patient_id)}
        pages = [Page(photo, since.day_of(photo.taken_at, sessions[photo.course_id])) for photo in found]
        zone = accounts.patient(session, patient_id).zone
        exported = leaving.export_of(session, patient_id, now).model_dump_json(indent=1)
        key = kept.patient_key(session, patient_id) if found else None
    pieces = archive(kept, key, pages, zone, exported)
    name = f"stipple-{now.date().isoformat()}.zip"
    named = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(pieces, content_type="application/zip", headers=named)


def _arrived(photo_id: str, headers: shapes.PhotoHeaders) -> Arrived:
    if request.mimetype not in _PICTURES:
        raise refusal("not_a_photo")
    data = request.get_data(cache=False)  # in memory, never in a file
    if len(data) >= BODY_LIMIT_BYTES:
        raise Problem(413, "too_large", "This photo is larger than 12 megabytes. Take it with the app.")
    return Arrived(
        id=photo_id,
        course_id=str(headers.course_id),
        area=headers.area,
        pose=headers.pose,
        check_in=headers.check_in,
        taken_at=headers.taken_at,
        digest=bytes.fromhex(headers.digest),
        data=data,
    )


def _picture(photo_id: str, variant: Variant) -> Response:
    patient_id = gallery.require_open(clock.now())
    kept = album()
    with database().read() as session:
        photo = store.photo_of(session, patient_id, photo_id)
        patient_key = kept.patient_key(session, patient_id)
    return Response(kept.open(patient_key, photo, variant), headers=_PICTURE_HEADERS)


def _shown_one(photo: Photo) -> shapes.PhotoShape:
    with database().read() as session:
        known = records.known_course(session, photo.patient_id, photo.course_id)
        zone = accounts.patient(session, photo.patient_id).zone
    return present.photo_shown(photo, known, zone)
