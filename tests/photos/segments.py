"""A reader of JPEG files that is not the product's: it walks every byte, and asks exiftool where it is."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

JFIF = bytes.fromhex("4a46494600")
# Tables, the frame, the scan: what draws the picture.
DRAWS = {0xDB, 0xC0, 0xC4, 0xDA}


def segments(data: bytes) -> list[tuple[int, bytes]]:
    """Each marker with its content, in order; what lies after the end of the picture is marker -1."""
    assert data[:2] == b"\xff\xd8"
    found, at = [], 2
    while data[at + 1] != 0xD9:
        assert data[at] == 0xFF, f"no marker at {at}"
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        found.append((data[at + 1], data[at + 4 : at + 2 + size]))
        at += 2 + size
        if found[-1][0] == 0xDA:
            while data[at] != 0xFF or data[at + 1] in (0x00, *range(0xD0, 0xD8)):
                at += 1
    return [*found, (-1, data[at + 2 :])]


def assert_only_a_picture(data: bytes) -> None:
    """Nothing but what draws, behind the one header that says "this is a JPEG"."""
    [(first, header), *rest, (_, tail)] = segments(data)
    assert first == 0xE0 and header.startswith(JFIF) and len(header) == 14
    assert {marker for marker, _content in rest} <= DRAWS
    assert tail == b""


def assert_exiftool_finds_nothing(path: Path) -> None:
    """Where exiftool is installed, it knows no more than the size of the picture."""
    tool = shutil.which("exiftool")
    if tool is None:
        return
    asked = subprocess.run([tool, "-json", "-a", "-u", "-G0", str(path)], capture_output=True, check=True)
    [told] = json.loads(asked.stdout)
    groups = {name.partition(":")[0] for name in told if name != "SourceFile"}
    assert groups <= {"ExifTool", "File", "JFIF", "Composite"}, told
    assert "File:Comment" not in told
