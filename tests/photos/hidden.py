"""A photo with all that was ever hidden in one: a place, a person, programs, another file."""

from __future__ import annotations

import io
import zipfile

from PIL import Image

from tests.photos.hostile import segment
from tests.photos.pictures import drawn, saved

SCRIPT = b"<script>alert('here')</script>"
PHP = b"<?php system($_GET['x']); ?>"
PLACE = b"Harbour Street 3"


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: where and when, by whom, and which way up."""
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010E], found[0x013B] = PLACE.decode(), "Alice"
    found.get_ifd(0x8769)[0x9003] = "2026:12:12 09:41:00"
    found.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    return found


def zip_of(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(name, content)
    return made.getvalue()


def with_everything() -> bytes:
    """A photo with all that was ever hidden in one."""
    data = saved(drawn(), exif=exif(), comment=SCRIPT + PHP)
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:title>" + PLACE + b"</dc:title></x:xmpmeta>"
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\x18\x1c\x02\x5a\0\x10" + PLACE
    hidden = segment(0xE1, xmp) + segment(0xED, iptc) + segment(0xFE, PHP) + segment(0xE9, SCRIPT)
    motion = b"\0\0\0\x18ftypmp42" + bytes(2_000_000) + PLACE
    return data[:2] + hidden + data[2:] + motion + zip_of("evil.php", PHP) + SCRIPT
