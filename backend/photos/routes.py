"""The addresses of photos: sending, seeing, aligning, removing, taking all along, and what is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from uuid import UUID

from flask import Blueprint, Response, request
from flask.blueprints import BlueprintSetupState
from spectree import Response as Answers
from sqlalchemy.orm import Session

from backend import clock
from backend.accounts import leaving, step_up
from backend.accounts import store as accounts
from backend.accounts.sessions import current_patient_id
from backend.api import carries, spec
from backend.care.areas import areas_of
from backend.care.course import Course, Visit
from backend.care.known import Known
from backend.care.photographed import off_because, photographed
from backend.care.protocol import PhotoKind
from backend.courses import store as courses
from backend.db import database
from backend.errors import Problem
from backend.photos import check_ins, gallery, poses, shapes, since, store
from backend.photos.album import album, album_of
from backend.photos.archive import Page, archive
from backend.photos.cleaner import Cleaner
from backend.photos.models import Photo
from backend.photos.receive import Arrived, receive
from backend.photos.vault import MIME, Variant

blueprint = Blueprint("photos", __name__)

BODY_LIMIT_BYTES = 12 * 1024**2
_PICTURES = ("image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "image/avif")
_PICTURE_HEADERS = {
    "Content-Type": MIME,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Disposition": "inline",
    "Content-Security-Policy": "default-src 'none'; sandbox",
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
    photo, is_new = receive(patient_id, _arrived(str(photo_id), headers), now)
    return _shown_one(photo), 201 if is_new else 200


@blueprint.get("/api/photos")
@spec.validate(resp=Answers(HTTP_200=shapes.PhotoList), tags=["photos"])
def list_photos() -> shapes.PhotoList:
    """Return what is kept of every photo, but for the pictures."""
    patient_id = gallery.require_open(clock.now())
    with database().read() as session:
        found = store.photos_of(session, patient_id)
        sessions = courses.dated_sessions(session, patient_id)
        zone = accounts.patient(session, patient_id).zone
        kinds = {one: _kinds(session, one) for one in {photo.course_id for photo in found}}
    return shapes.PhotoList(photos=[_shown(photo, sessions, zone, kinds[photo.course_id]) for photo in found])


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
        taken = [_taken(photo) for photo in store.photos_of(session, patient_id)]
        zone = accounts.patient(session, patient_id).zone
        running = [
            course
            for course in courses.courses_of(session, patient_id)
            if course.closes_at is None or course.closes_at > now
        ]
        found = [_check_ins(session, course, taken, zone, is_locked) for course in running]
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
        sessions = courses.dated_sessions(session, patient_id)
        pages = [Page(photo, since.day_of(photo.taken_at, sessions[photo.course_id])) for photo in found]
        zone = accounts.patient(session, patient_id).zone
        records = leaving.export_of(session, patient_id, now).model_dump_json(indent=1)
        key = kept.patient_key(session, patient_id) if found else None
    pieces = archive(kept, key, pages, zone, records)
    name = f"stipple-{now.date().isoformat()}.zip"
    named = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(pieces, content_type="application/zip", headers=named)


def _arrived(photo_id: str, headers: shapes.PhotoHeaders) -> Arrived:
    if request.mimetype not in _PICTURES:
        sentence = "This is not a photo we can read. JPEG, PNG, WebP, HEIC and AVIF work."
        raise Problem(415, "not_a_photo", sentence)
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
        sessions = courses.dated_sessions(session, photo.patient_id)
        zone = accounts.patient(session, photo.patient_id).zone
        kinds = _kinds(session, photo.course_id)
    return _shown(photo, sessions, zone, kinds)


def _kinds(session: Session, course_id: str) -> Mapping[str, PhotoKind]:
    """What each set of photos of a course is for."""
    return {one.id: one.kind for one in courses.protocol_of(session, course_id).photos}


def _shown(
    photo: Photo, sessions: Mapping[str, Sequence[Visit]], zone: str, kinds: Mapping[str, PhotoKind]
) -> shapes.PhotoShape:
    day = since.day_of(photo.taken_at, sessions.get(photo.course_id, ()))
    alignment = store.alignment_of(photo)
    return shapes.PhotoShape(
        id=photo.id,
        course_id=photo.course_id,
        area=photo.area,
        pose=photo.pose,
        check_in=photo.check_in,
        kind=check_ins.kind_of(photo.check_in, kinds),
        taken_at=photo.taken_at,
        received_at=photo.received_at,
        session=day.session if day else None,
        day=day.day if day else None,
        caption=since.caption(photo.area, photo.pose, photo.taken_at, zone, day),
        width=photo.width,
        height=photo.height,
        colour_sure=photo.colour_sure,
        alignment=shapes.AlignmentShape(**asdict(alignment)) if alignment else None,
    )


def _taken(photo: Photo) -> check_ins.Taken:
    return check_ins.Taken(photo.id, photo.course_id, photo.area, photo.pose, photo.check_in, photo.taken_at)


def _check_ins(
    session: Session, course: Course, taken: Iterable[check_ins.Taken], zone: str, is_locked: bool
) -> shapes.CourseCheckIns:
    protocol = courses.protocol_of(session, course.id)
    facts = Known(course, protocol, courses.answers_of(session, course.id)).intake
    areas, is_held = areas_of(facts), course.held_at is not None
    found = check_ins.check_ins(
        course, protocol.photos, facts, list(taken), zone, clock.now(), is_held=is_held
    )
    return shapes.CourseCheckIns(
        course_id=course.id,
        off=off_because(facts),
        is_held=is_held,
        areas=list(areas),
        never=[area for area in areas if area not in photographed(areas)],
        check_ins=[_check_in(one, is_locked) for one in found],
    )


def _check_in(one: check_ins.CheckIn, is_locked: bool) -> shapes.CheckInShape:
    is_of_several = len({each.area for each in one.poses}) > 1
    wanted = [
        shapes.WantedPose(
            area=each.area,
            pose=each.pose,
            label=poses.label(each.area, each.pose) if is_of_several else poses.LABELS[each.pose],
            is_taken=each.photo is not None,
            photo_id=None if is_locked else each.photo,
            ghost_id=None if is_locked else each.ghost,
        )
        for each in one.poses
    ]
    return shapes.CheckInShape(
        id=one.id,
        name=one.name,
        kind=one.kind,
        due_on=one.due_on,
        opens_on=one.opens_on,
        closes_on=one.closes_on,
        state=one.state,
        asks=one.asks,
        step=one.step or None,
        missing=one.missing,
        poses=wanted,
    )
