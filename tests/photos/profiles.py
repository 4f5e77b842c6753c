"""Colour profiles as cameras embed them, and the same colours worked out by hand."""

from __future__ import annotations

import struct

Matrix = tuple[tuple[float, ...], ...]

# Columns are the red, green and blue of each space as seen under D50, as ICC profiles store them.
SRGB: Matrix = ((0.4361, 0.3851, 0.1431), (0.2225, 0.7169, 0.0606), (0.0139, 0.0971, 0.7141))
P3: Matrix = ((0.5151, 0.2919, 0.1571), (0.2412, 0.6922, 0.0666), (-0.0011, 0.0419, 0.7841))
ADOBE: Matrix = ((0.6097, 0.2053, 0.1492), (0.3111, 0.6257, 0.0632), (0.0195, 0.0609, 0.7446))
D50 = (0.9642, 1.0, 0.8249)
GAMMA = 2.2


def profile(space: Matrix) -> bytes:
    """A display profile (ICC version 2) of three colours and a gamma of 2.2."""
    columns = list(zip(*space, strict=True))
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(GAMMA * 256)) + bytes(2)
    tags = [
        (b"desc", b"desc" + bytes(4) + struct.pack(">I", 6) + b"photo\0" + bytes(82)),
        (b"cprt", b"text" + bytes(4) + b"none\0\0\0\0"),
        (b"wtpt", _xyz(D50)),
        *((name, _xyz(column)) for name, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True)),
        *((name, curve) for name in (b"rTRC", b"gTRC", b"bTRC")),
    ]
    start, table, body = 132 + 12 * len(tags), b"", b""
    for name, data in tags:
        table += name + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    whole = struct.pack(">I", len(tags)) + table + body
    head = struct.pack(">I4sI4s4s4s", 128 + len(whole), b"none", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + _fixed(D50) + bytes(48)
    return head + whole


def as_seen_in_srgb(stored: tuple[int, ...], space: Matrix) -> tuple[int, ...]:
    """The sRGB colour that looks like `stored` in a space, worked out without any library."""
    light = [(value / 255) ** GAMMA for value in stored]
    seen = [sum(part * value for part, value in zip(row, light, strict=True)) for row in space]
    return tuple(round(255 * _srgb_curve(min(1.0, max(0.0, value)))) for value in _solved(SRGB, seen))


def _srgb_curve(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _solved(matrix: Matrix, wanted: list[float]) -> list[float]:
    """Cramer's rule for three unknowns."""
    whole = _determinant(matrix)
    replaced = (
        tuple(
            tuple(wanted[row] if column == place else matrix[row][column] for column in range(3))
            for row in range(3)
        )
        for place in range(3)
    )
    return [_determinant(one) / whole for one in replaced]


def _determinant(m: Matrix) -> float:
    return sum(
        m[0][i] * (m[1][(i + 1) % 3] * m[2][(i + 2) % 3] - m[1][(i + 2) % 3] * m[2][(i + 1) % 3])
        for i in range(3)
    )


def _xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(values)


def _fixed(values: tuple[float, ...]) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)
