"""Knows how the five kinds of picture we read are built, as far as it can be seen without decoding them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal

Kind = Literal["JPEG", "PNG", "WEBP", "AVIF", "HEIF"]
UNSAID = 2

_PNG = b"\x89PNG\r\n\x1a\n"
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_UNSAID_BRANDS = frozenset({b"mif1", b"msf1"})  # then the compatible brands decide

_END, _SCAN, _FILE_HEADER, _FILL = 0xD9, 0xDA, 0xE0, 0xFF
_FRAMES = (0xC0, 0xC1, 0xC2)  # baseline and progressive
# What a picture that is nothing but a picture consists of: tables, one frame, scans.
_BARE = frozenset({0xDB, 0xC0, 0xC2, 0xC4, 0xDD})
_IN_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
# A block of 8 by 8 pixels takes a bit for each of its colours at the very least; a header that promises more
# than the file could hold would only make the decoder paint grey.
_LEAST_BYTES_PER_PIXEL = 1 / 512
# Every piece of a file is work, however small it is. Cameras write a dozen scans and a few hundred pieces; a
# file with more of them was made to keep us busy.
_MOST_PIECES, _MOST_SCANS = 10_000, 100
# What a phone's camera takes is decoded in a moment; larger pictures and other kinds may take seconds.
_LIGHT_PIXELS = 16_000_000


def kind_of(data: bytes) -> Kind | None:
    """Return the kind of picture the first bytes say, or None for anything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(_PNG):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return _kind_by_brand(data) if data[4:8] == b"ftyp" else None


def is_whole(kind: Kind, data: bytes) -> bool:
    """Return whether the file is there to its end: what was cut off is refused before it costs a decoding."""
    if kind == "JPEG":
        return _is_whole_jpeg(data)
    if kind == "PNG":
        return _is_whole_png(data)
    if kind == "WEBP":
        return len(data) >= 8 + int.from_bytes(data[4:8], "little")
    return _are_whole_boxes(data)


def is_overloaded(kind: Kind, data: bytes) -> bool:
    """Return whether a file has more pieces than any picture needs."""
    if kind == "JPEG":
        markers = [marker for marker, _position in islice(_segments(data), _MOST_PIECES + 1)]
        return len(markers) > _MOST_PIECES or markers.count(_SCAN) > _MOST_SCANS
    pieces = _chunks(data) if kind == "PNG" else _boxes(data)
    return kind != "WEBP" and sum(1 for _ in islice(pieces, _MOST_PIECES + 1)) > _MOST_PIECES


def is_light(data: bytes) -> bool:
    """Return whether this is sure to be read, or refused, in a moment: a JPEG as phones take them."""
    if kind_of(data) != "JPEG" or is_overloaded("JPEG", data):
        return False
    frames = [_pixels(data, position) for marker, position in _segments(data) if marker in _FRAMES]
    return len(frames) == 1 and frames[0] <= _LIGHT_PIXELS


def primaries_of(kind: Kind, data: bytes) -> int:
    """Return what a PNG or AVIF says its colours mean without a profile (ITU-T H.273), or UNSAID."""
    if kind == "PNG":
        return next((data[at + 8] for name, at in _chunks(data) if name == b"cICP"), UNSAID)
    at = data.find(b"colrnclx") if kind == "AVIF" else -1
    return int.from_bytes(data[at + 8 : at + 10], "big") if at >= 0 else UNSAID


def is_bare_jpeg(data: bytes) -> bool:
    """Return whether this is a JPEG with no byte beside the picture: no metadata, no comment, no tail."""
    if not data.startswith(b"\xff\xd8") or not data.endswith(b"\xff\xd9"):
        return False
    position = 2
    while data[position : position + 2] != b"\xff\xda":
        marker, size = data[position + 1], int.from_bytes(data[position + 2 : position + 4], "big")
        is_header = marker == _FILE_HEADER and data[position + 4 : position + 9] == b"JFIF\0" and size == 16
        if data[position] != 0xFF or size < 2 or not (is_header or marker in _BARE):
            return False
        position += 2 + size
        if position + 4 > len(data):
            return False
    scan = position + 2 + int.from_bytes(data[position + 2 : position + 4], "big")
    found = _IN_SCAN.search(data, scan)
    return found is not None and found.start() == len(data) - 2


def _kind_by_brand(data: bytes) -> Kind | None:
    size = int.from_bytes(data[:4], "big")
    told = data[8 : min(size, 256)]
    brands = [told[:4], *(told[place : place + 4] for place in range(8, len(told), 4))]
    named = brands if brands[0] in _UNSAID_BRANDS else brands[:1]
    if _AVIF_BRANDS & set(named):
        return "AVIF"
    return "HEIF" if _HEIF_BRANDS & set(named) else None


def _is_whole_jpeg(data: bytes) -> bool:
    first_scan, least = None, 0.0
    for marker, position in _segments(data):
        if marker in _FRAMES:
            least = _pixels(data, position) * _LEAST_BYTES_PER_PIXEL
        elif marker == _SCAN and first_scan is None:
            first_scan = position
        elif marker == _END:
            return first_scan is not None and position - first_scan >= least
    return False


def _segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield each marker of a JPEG with its place, to the end of the picture; a fill byte counts as one."""
    position = 2
    while position + 2 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        yield marker, position
        if marker == _END:
            return
        if marker == _FILL:
            position += 1
            continue
        position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        if marker == _SCAN:  # in a scan FF is followed by 00, or by a number where it may be taken up again
            found = _IN_SCAN.search(data, position)
            position = found.start() if found else len(data)


def _pixels(data: bytes, frame: int) -> int:
    height, width = (int.from_bytes(data[frame + at : frame + at + 2], "big") for at in (5, 7))
    return width * height


def _is_whole_png(data: bytes) -> bool:
    return b"IEND" in (name for name, _position in _chunks(data))


def _chunks(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield the name of each chunk of a PNG that is there whole, with its place."""
    position = len(_PNG)
    while position + 12 <= len(data):
        name = data[position + 4 : position + 8]
        yield name, position
        if name == b"IEND":
            return
        position += 12 + int.from_bytes(data[position : position + 4], "big")


def _are_whole_boxes(data: bytes) -> bool:
    """Whether the boxes of an ISO file end where they say, description and picture among them."""
    seen = set()
    for name, _position in _boxes(data):
        seen.add(name)
        if {b"meta", b"mdat"} <= seen:
            return True
    return False


def _boxes(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield the name of each outer box of an ISO file, with its place, up to one that is not there whole."""
    position = 0
    while position + 8 <= len(data):
        size, header = int.from_bytes(data[position : position + 4], "big"), 8
        if size == 1:
            size, header = int.from_bytes(data[position + 8 : position + 16], "big"), 16
        if size == 0:  # the last box reaches to the end of the file, wherever that was
            size = len(data) - position
        if size < header or position + size > len(data):
            return
        yield data[position + 4 : position + 8], position
        position += size
