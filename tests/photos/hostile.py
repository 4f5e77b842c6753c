"""Files that want to break the server, made here; none is what it says it is."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from PIL import Image

from tests.photos.pictures import drawn, saved

PNG = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def zeros(count: int) -> bytes:
    """So many zeros, packed."""
    packer, made = zlib.compressobj(9), b""
    for _ in range(count // 1_000_000):
        made += packer.compress(bytes(1_000_000))
    return made + packer.flush()


def png(width: int, height: int, *, bits: int = 1, extra: bytes = b"", data: bytes = b"") -> bytes:
    """A grey PNG of this size; what is in it is up to the caller."""
    head = struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)
    return PNG + chunk(b"IHDR", head) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def nine_hundred_megapixels() -> bytes:
    """30,000 by 30,000 pixels of one bit, whole and valid, in about a hundred kilobytes."""
    return png(30_000, 30_000, data=zeros(30_000 * (30_000 // 8 + 1)))


def lying_jpeg(width: int, height: int, *, progressive: bool = False, of: Image.Image | None = None) -> bytes:
    """A small JPEG whose header promises more; `of` is the picture it has."""
    data = bytearray(saved(of or drawn(), progressive=progressive))
    at = data.find(b"\xff\xc2" if progressive else b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def painted_over(scans: int) -> bytes:
    """A grey progressive JPEG of 64 megapixels painted again and again, at a few bytes each time."""
    width = height = 8000
    blocks = (width // 8) * (height // 8)
    one_code = bytes([1] + [0] * 15)
    tables = (
        segment(0xDB, b"\0" + bytes([1] * 64))
        + segment(0xC2, struct.pack(">BHHB", 8, height, width, 1) + bytes([1, 0x11, 0]))
        + segment(0xC4, b"\x00" + one_code + b"\x00")  # a zero is one bit
        + segment(0xC4, b"\x10" + one_code + b"\xe0")  # and fifteen bits leave 16,384 blocks as they are
    )
    first = segment(0xDA, bytes([1, 1, 0, 0, 0, 0])) + bytes(blocks // 8 + 1)
    again = segment(0xDA, bytes([1, 1, 0, 1, 63, 0])) + bytes(blocks // 2**14 * 2 + 4)
    return b"\xff\xd8" + tables + first + again * (scans - 1) + b"\xff\xd9"


def png_of_chunks(count: int) -> bytes:
    small = png(64, 64, data=zlib.compress(bytes(9 * 64)))
    at = small.find(b"IDAT") - 4
    return small[:at] + chunk(b"xyZz", b"") * count + small[at:]


# Whole pictures that are work by their number of pieces.
IN_PIECES: dict[str, Callable[[], bytes]] = {
    "a JPEG of 20,000 scans": lambda: painted_over(20_000),
    "a JPEG with twelve million fill bytes": lambda: b"\xff\xd8" + b"\xff" * 11_900_000 + saved(drawn())[2:],
    "a JPEG of three million segments": lambda: (
        b"\xff\xd8" + b"\xff\xe5\0\2" * 2_900_000 + saved(drawn())[2:]
    ),
    "a PNG of a million chunks": lambda: png_of_chunks(980_000),
    "a HEIC of a million boxes": lambda: b"\0\0\0\x10ftypheic\0\0\0\0" + b"\0\0\0\x08free" * 1_400_000,
}


def text_bomb(name: bytes = b"zTXt") -> bytes:
    """A PNG with a note that unpacks to 200 megabytes."""
    head = b"note\0\1\0\0\0" if name == b"iTXt" else b"note\0\0"
    return png(64, 64, extra=chunk(name, head + zeros(200_000_000)), data=zlib.compress(bytes(9 * 64)))


def too_large_webp() -> bytes:
    """48 megapixels of one colour."""
    return saved(Image.new("RGB", (8000, 6000), (200, 130, 100)), "WEBP", lossless=True, quality=0, method=0)


def no_photos() -> dict[str, bytes]:
    """What is not a photo at all, by name."""
    image = drawn((128, 96))
    return {
        "empty": b"",
        "one byte": b"\xff",
        "text": b"hello",
        "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "HTML": b"<!doctype html><script>alert(1)</script>",
        "EPS": saved(image, "EPS"),
        "TIFF": saved(image, "TIFF"),
        "GIF": saved(image, "GIF"),
        "BMP": saved(image, "BMP"),
        "PDF": saved(image, "PDF"),
        "ICO": saved(image, "ICO"),
        "JPEG 2000": saved(image, "JPEG2000"),
        "MP4": b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41" + bytes(5000),
        "QuickTime": b"\0\0\0\x14ftypqt  \0\0\x02\0qt  " + bytes(5000),
        "ZIP": b"PK\x03\x04" + bytes(500),
    }
