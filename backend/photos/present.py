"""How photos and check-ins are shown: captions, days since a session, and what is named while locked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from backend.care.areas import areas_of
from backend.care.known import Known
from backend.care.photographed import off_because, photographed
from backend.photos import check_ins, poses, shapes, since, store
from backend.photos.models import Photo


def photo_shown(photo: Photo, known: Known, zone: str) -> shapes.PhotoShape:
    """A photo of this course, its date in the patient's zone."""
    day = since.day_of(photo.taken_at, known.course.sessions)
    kinds = {one.id: one.kind for one in known.protocol.photos}
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


def check_ins_shown(
    known: Known,
    photos: Sequence[Photo],
    told: Sequence[check_ins.Told],
    zone: str,
    now: datetime,
    is_locked: bool,
) -> shapes.CourseCheckIns:
    """The sets of photos of one course; while the gallery is locked no photo of them is named."""
    course, facts = known.course, known.intake
    areas, is_held = areas_of(facts), course.held_at is not None
    taken = [_taken(photo) for photo in photos]
    found = check_ins.check_ins(
        course, known.protocol.photos, facts, taken, zone, now, is_held=is_held, told=told
    )
    return shapes.CourseCheckIns(
        course_id=course.id,
        off=off_because(facts),
        is_held=is_held,
        areas=list(areas),
        never=[area for area in areas if area not in photographed(areas)],
        check_ins=[_check_in_shown(one, is_locked) for one in found],
    )


def _taken(photo: Photo) -> check_ins.Taken:
    return check_ins.Taken(photo.id, photo.course_id, photo.area, photo.pose, photo.check_in, photo.taken_at)


def _check_in_shown(one: check_ins.CheckIn, is_locked: bool) -> shapes.CheckInShape:
    is_of_several = len({each.area for each in one.poses}) > 1
    wanted = [
        shapes.WantedPose(
            area=each.area,
            pose=each.pose,
            label=poses.label(each.area, each.pose) if is_of_several else poses.LABELS[each.pose],
            is_taken=each.photo is not None,
            is_extra=each.is_extra,
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
