"""Pictures for the tests, made here: marked, so that it can be seen whether one is upright."""

from __future__ import annotations

import base64
import hashlib
import io
from typing import Any

import pillow_heif
from flask.testing import FlaskClient
from PIL import Image, ImageDraw

from backend.db import new_id

SKIN = (201, 134, 107)
LANDSCAPE = (640, 480)
# How every JPEG made here and by the cleaner begins; four letters of it stand in sealed bytes by chance.
JPEG_START = b"\xff\xd8\xff\xe0\x00\x10JFIF\0"


def drawn(size: tuple[int, int] = LANDSCAPE, colour: tuple[int, int, int] = SKIN) -> Image.Image:
    """A plain picture: red in its upper left corner, green in the upper right, blue in the lower right."""
    image = Image.new("RGB", size, colour)
    pen, (width, height) = ImageDraw.Draw(image), size
    pen.rectangle((0, 0, width // 4, height // 4), fill=(220, 20, 20))
    pen.rectangle((width * 3 // 4, 0, width, height // 4), fill=(20, 160, 20))
    pen.rectangle((width * 3 // 4, height * 3 // 4, width, height), fill=(20, 20, 220))
    return image


def like_skin(size: tuple[int, int]) -> Image.Image:
    """Something like skin: soft shades with fine grain, so that it weighs what a photo weighs."""
    soft = Image.effect_noise((size[0] // 8, size[1] // 8), 40).resize(size, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(size, 8)
    grey = Image.blend(soft, grain, 0.2)
    return Image.merge("RGB", [grey.point(lambda v, s=shift: min(255, v + s)) for shift in (60, 10, 0)])


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """The picture as a file."""
    made = io.BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


def heic(image: Image.Image, **options: Any) -> bytes:
    """The picture as an iPhone's file."""
    made = io.BytesIO()
    pillow_heif.from_pillow(image).save(made, quality=90, **options)
    return made.getvalue()


def photo(number: int = 0) -> bytes:
    """A small JPEG; another number is another picture."""
    return saved(drawn(colour=(180 + number % 70, 134, 107)), quality=90)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def headers_of(data: bytes, course_id: str, **changed: str) -> dict[str, str]:
    """What a phone says of a photo; `changed` names headers with underscores."""
    digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
    told = {
        "Content-Type": "image/jpeg",
        "Content-Digest": f"sha-256=:{digest}:",
        "Photo-Course": course_id,
        "Photo-Area": "face",
        "Photo-Pose": "front",
        "Photo-Check-In": "baseline",
        "Photo-Taken-At": "2026-11-20T09:00:00Z",
    }
    return {**told, **{name.replace("_", "-"): value for name, value in changed.items()}}


def send(client: FlaskClient, photo_id: str, data: bytes, course_id: str, **changed: str) -> Any:
    """Send a photo as a phone does."""
    return client.put(f"/api/photos/{photo_id}", data=data, headers=headers_of(data, course_id, **changed))


def begin_course(client: FlaskClient, **facts: Any) -> str:
    """Give a patient a course with a session; its id."""
    first = {"start": "2026-12-15T13:45", "zone": "Europe/Berlin", "minutes": 60}
    course = {"id": new_id(), "area": "face", "modalities": ["pen"], "retinoid": "cosmetic", "first": first}
    made = client.post("/api/courses", json={**course, **facts})
    assert made.status_code == 201, made.text
    return str(course["id"])


def only_course(client: FlaskClient) -> Any:
    """The photos of the patient's one course, and when they are due."""
    [told] = client.get("/api/photos/check-ins").json["courses"]
    return told
