"""Knows how a patient takes everything along in one file: all photos with captions, and all records."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backend.care.when import date_in
from backend.errors import Problem
from backend.photos import poses
from backend.photos.album import Album
from backend.photos.models import Photo
from backend.photos.since import Day, caption

_COLUMNS = ("file", "caption", "taken_at", "session", "day", "check_in", "colour_sure")


@dataclass(frozen=True)
class Page:
    """One photo with the day it was taken on."""

    photo: Photo
    day: Day | None


def archive(
    album: Album, patient_key: bytes | None, pages: Sequence[Page], zone: str, records: str
) -> Iterator[bytes]:
    """Yield a ZIP file piece by piece, with one picture in memory at a time. `records` is JSON.

    A picture that cannot be opened is said in the captions, and does not keep the others back.
    """
    sink = _Sink()
    told = []
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as made:
        for page in pages:
            name = _name(page.photo, zone)
            try:
                picture = album.open(patient_key or b"", page.photo, "full")
            except Problem:
                told.append(_row("(could not be opened)", page, zone))
                continue
            made.writestr(name, picture)
            told.append(_row(name, page, zone))
            yield sink.taken()
        made.writestr("captions.csv", _table(told))
        made.writestr("records.json", records)
    yield sink.taken()


class _Sink(io.RawIOBase):
    """A file that is only written to, and gives away what it was given."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        data = bytes(piece)  # type: ignore[call-overload]
        self._pieces.append(data)
        return len(data)

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _name(photo: Photo, zone: str) -> str:
    on = date_in(photo.taken_at, zone)
    return f"photos/{on} {poses.label(photo.area, photo.pose)} {photo.id[:8]}.jpg"


def _row(name: str, page: Page, zone: str) -> dict[str, object]:
    photo, day = page.photo, page.day
    return {
        "file": name,
        "caption": caption(photo.area, photo.pose, photo.taken_at, zone, day),
        "taken_at": photo.taken_at.isoformat(),
        "session": day.session if day else "",
        "day": day.day if day else "",
        "check_in": photo.check_in or "",
        "colour_sure": "yes" if photo.colour_sure else "no",
    }


def _table(rows: Sequence[dict[str, object]]) -> str:
    made = io.StringIO()
    writer = csv.DictWriter(made, _COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue()
