"""Knows what photos and check-ins look like over HTTP, coming and going. Pictures themselves are bytes."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from backend.api import Body, Shape
from backend.care.vocabulary import PhotoKind

_DIGEST = re.compile(r"sha-256=:([A-Za-z0-9+/]{43}=):")
_CHECK_IN = r"^[a-z0-9-]{1,20}(/[0-9a-f-]{36})?$"


def _sha_256(text: str) -> str:
    """Return the digest as hexadecimal; ValueError unless the field holds a SHA-256 (RFC 9530)."""
    found = _DIGEST.search(text)
    try:
        return base64.b64decode(found[1], validate=True).hex() if found else _no_digest()
    except binascii.Error:
        return _no_digest()


def _no_digest() -> str:
    raise ValueError("Content-Digest must hold the photo's SHA-256, as sha-256=:BASE64:.")


class PhotoHeaders(BaseModel):
    """What a photo is of. In headers, since the body is the picture, and an address would be logged.

    `owner` is the patient who took it: a phone may have been signed in by another one meanwhile."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    digest: Annotated[str, AfterValidator(_sha_256)] = Field(alias="Content-Digest")
    owner: UUID | None = Field(alias="Photo-Owner", default=None)
    course_id: UUID = Field(alias="Photo-Course")
    area: str = Field(alias="Photo-Area", max_length=20)
    pose: str = Field(alias="Photo-Pose", max_length=20)
    check_in: str | None = Field(alias="Photo-Check-In", pattern=_CHECK_IN, default=None)
    taken_at: AwareDatetime = Field(alias="Photo-Taken-At")


class AlignmentShape(Shape):
    """How a photo lies over the common frame of its pose; the original stays as it is."""

    scale: float
    rotation: float
    shift_x: float
    shift_y: float


class NewAlignment(Body):
    """The four numbers a phone worked out: scale, degrees, and shares of the photo's width and height."""

    scale: float = Field(ge=0.1, le=10)
    rotation: float = Field(ge=-180, le=180)
    shift_x: float = Field(ge=-5, le=5)
    shift_y: float = Field(ge=-5, le=5)


class PhotoEdits(Body):
    """What a phone found out about a photo; null forgets it."""

    alignment: NewAlignment | None


class PhotoShape(Shape):
    """One photo that is safe on the server.

    `kind` "healing" is only to show the clinic, "colour" to find dark or light spots; `day` counts from
    `session`, null before the first.
    `colour_sure` false: its colours may differ from those of other photos.
    """

    id: str
    course_id: str
    area: str
    pose: str
    check_in: str | None
    kind: PhotoKind
    taken_at: datetime
    received_at: datetime
    session: int | None
    day: int | None
    caption: str
    width: int
    height: int
    colour_sure: bool
    alignment: AlignmentShape | None


class PhotoList(Shape):
    """Every photo that is safe on the server, the newest first; what is not here is still on a phone."""

    photos: list[PhotoShape]


class WantedPose(Shape):
    """One pose of a check-in. `photo_id` is the photo taken for it, `ghost_id` the first of this pose.

    Both are null while the gallery is locked. Without one that `is_extra` nothing is missing.
    """

    area: str
    pose: str
    label: str
    is_taken: bool
    is_extra: bool
    photo_id: str | None
    ghost_id: str | None


class CheckInShape(Shape):
    """One set of photos; `asks` is true for the one set the app may ask for today.

    `step`, due between `opens_on` and `closes_on`, is done once no pose is missing.
    """

    id: str
    name: str
    kind: PhotoKind
    due_on: date
    opens_on: date
    closes_on: date
    state: Literal["ahead", "open", "done", "over"]
    asks: bool
    step: str | None
    missing: int
    poses: list[WantedPose]


class CourseCheckIns(Shape):
    """The check-ins of one course; `off` says why photos of it are not taken at all.

    `areas` are treated; of those in `never` no photo is kept."""

    course_id: str
    off: Literal["under_age", "intimate_area"] | None
    is_held: bool
    areas: list[str]
    never: list[str]
    check_ins: list[CheckInShape]


class CheckInList(Shape):
    """The check-ins of every course that is not closed."""

    is_locked: bool
    courses: list[CourseCheckIns]
