"""Knows how the five kinds of picture we read are built, as far as it can be seen without decoding them."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["JPEG", "PNG", "WEBP", "AVIF", "HEIF"]

_PNG = b"\x89PNG\r\n\x1a\n"
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_UNSAID_BRANDS = frozenset({b"mif1", b"msf1"})  # then the compatible brands decide

_START, _END, _SCAN, _FILE_HEADER = 0xD8, 0xD9, 0xDA, 0xE0
_FRAMES = (0xC0, 0xC1, 0xC2)  # baseline and progressive
# What a picture that is nothing but a picture consists of: tables, one frame, scans.
_BARE = frozenset({0xDB, 0xC0, 0xC2, 0xC4, 0xDD})
_IN_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
# A block of 8 by 8 pixels takes a bit for each of its colours at the very least; a header that promises more
# than the file could hold would only make the decoder paint grey.
_LEAST_BYTES_PER_PIXEL = 1 / 512


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
    position, least = 2, 0.0
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker, size = data[position + 1], int.from_bytes(data[position + 2 : position + 4], "big")
        if marker == 0xFF:  # a fill byte
            position += 1
            continue
        if marker in _FRAMES:
            height, width = (int.from_bytes(data[position + at : position + at + 2], "big") for at in (5, 7))
            least = width * height * _LEAST_BYTES_PER_PIXEL
        if marker == _SCAN:
            # In a scan the end marker cannot occur by chance: there, FF is always followed by 00.
            end = data.find(b"\xff\xd9", position + 2 + size)
            return end >= 0 and end - position >= least
        position += 2 + size
    return False


def _is_whole_png(data: bytes) -> bool:
    position = len(_PNG)
    while position + 12 <= len(data):
        if data[position + 4 : position + 8] == b"IEND":
            return True
        position += 12 + int.from_bytes(data[position : position + 4], "big")
    return False


def _are_whole_boxes(data: bytes) -> bool:
    """Whether the boxes of an ISO file end where they say, description and picture among them."""
    position, seen = 0, set()
    while position + 8 <= len(data):
        size, header = int.from_bytes(data[position : position + 4], "big"), 8
        if size == 1:
            size, header = int.from_bytes(data[position + 8 : position + 16], "big"), 16
        if size == 0:  # the last box reaches to the end of the file, wherever that was
            size = len(data) - position
        if size < header or position + size > len(data):
            return False
        seen.add(data[position + 4 : position + 8])
        position += size
        if {b"meta", b"mdat"} <= seen:
            return True
    return False
