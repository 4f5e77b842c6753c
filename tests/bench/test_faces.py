"""How well faces line two photos up: ratios against the same two left as they are, on portraits of a package.

Whose skin this covers: light and brown. Nobody in the package has very dark skin; docs/photos.md says it too.
"""

from __future__ import annotations

import json
import math
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

import dev
from tests.real_faces import BROWN, LIGHT, SAME_MAN, STRAIGHT, portrait

FITS = Path(__file__).with_name("fits.ts")
# What the phone looks at: the longer edge of a thumbnail.
EDGE = 400
HEAD_GATE_DEGREES = 8


@dataclass(frozen=True)
class Move:
    """Scaled and turned about the middle, then moved by shares of the width; y grows downwards."""

    scale: float
    rotation: float
    right: float = 0
    down: float = 0

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        angle = math.radians(self.rotation)
        along, across = self.scale * math.cos(angle), self.scale * math.sin(angle)
        return along * x - across * y + self.right, across * x + along * y + self.down

    def back(self) -> Move:
        """What undoes it."""
        turned = Move(1 / self.scale, -self.rotation)
        right, down = turned(self.right, self.down)
        return Move(1 / self.scale, -self.rotation, -right, -down)

    def of(self, picture: Image.Image) -> Image.Image:
        """The picture, moved."""
        back, (width, height) = self.back(), picture.size

        def source(x: float, y: float) -> tuple[float, float]:
            u, v = back((x - width / 2) / width, (y - height / 2) / width)
            return width / 2 + u * width, height / 2 + v * width

        (x0, y0), (x1, y1), (x2, y2) = source(0, 0), source(1, 0), source(0, 1)
        steps = (x1 - x0, x2 - x0, x0, y1 - y0, y2 - y0, y0)
        return picture.transform(picture.size, Image.Transform.AFFINE, steps, Image.Resampling.BICUBIC)


MOVES = (Move(0.9, 7, 0.03, -0.02), Move(1.12, -8, -0.04, 0.03), Move(1, 4, 0.05, 0.05))


def small(picture: Image.Image) -> Image.Image:
    thumbnail = picture.copy()
    thumbnail.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
    return thumbnail


def fits(folder: Path, pairs: Sequence[tuple[Image.Image, Image.Image]]) -> list[dict[str, Any]]:
    """How the first of each pair lies over the second."""
    written: dict[int, dict[str, Any]] = {}
    for picture in (each for pair in pairs for each in pair):
        file = folder / f"{id(picture)}.rgba"
        file.write_bytes(picture.convert("RGBA").tobytes())
        written[id(picture)] = {"file": str(file), "width": picture.width, "height": picture.height}
    listed = [{"over": written[id(over)], "under": written[id(under)]} for over, under in pairs]
    (folder / "pairs.json").write_text(json.dumps(listed))
    dev.set_up("node")
    asked = [dev.command("node"), str(FITS), str(folder / "pairs.json")]
    answer = subprocess.run(asked, capture_output=True, text=True, check=True)
    found = json.loads(answer.stdout)
    assert None not in found, "A face was not found."
    return list(found)


def found_move(fit: dict[str, Any]) -> Move:
    by = fit["by"]
    return Move(by["scale"], by["rotation"], by["shift"]["x"], by["shift"]["y"])


@pytest.mark.parametrize(("skin", "names"), [("light", (*LIGHT, STRAIGHT)), ("brown", BROWN)])
def test_a_portrait_moved_by_known_amounts_is_laid_back(
    tmp_path: Path, skin: str, names: tuple[str, ...]
) -> None:
    unmoved = [(small(portrait(name)), move) for name in names for move in MOVES]
    pairs = [(move.of(picture).point(lambda value: value * 0.85), picture) for picture, move in unmoved]
    errors, before = [], []
    for (_, move), fit in zip(unmoved, fits(tmp_path, pairs), strict=True):
        x, y, eyes = fit["middle"]["x"], fit["middle"]["y"], fit["eyes"]
        for spot in ((x - eyes / 2, y), (x + eyes / 2, y), (x, y + eyes)):
            errors.append(math.dist(found_move(fit)(*move(*spot)), spot) / eyes)
            before.append(math.dist(move(*spot), spot) / eyes)
    ratio = median(errors) / median(before)
    print(f"\nfaces with {skin} skin ({len(names)}), moved: off by {100 * median(errors):.1f} %", end="")
    print(f" of the eyes' distance, worst {100 * max(errors):.1f} %; of what it was {ratio:.3f}")
    assert ratio <= 0.1
    assert max(errors) <= 0.06


def test_real_frames_of_one_head_lie_nearer_to_each_other(tmp_path: Path) -> None:
    """Told without landmarks: the mean difference of brightness round the eyes and the nose."""
    frames = [small(portrait(name)) for name in SAME_MAN]
    pairs = [(over, under) for number, over in enumerate(frames) for under in frames[:number]]
    ratios = []
    for (over, under), fit in zip(pairs, fits(tmp_path, pairs), strict=True):
        if fit["headDegrees"] <= HEAD_GATE_DEGREES:
            plain = _difference(over, under, fit)
            ratios.append(_difference(found_move(fit).of(over), under, fit) / plain)
    print(
        f"\nreal frames of one man, light skin, {len(ratios)} of {len(pairs)} pairs within the gate:", end=""
    )
    print(f" difference lined up over as they are {median(ratios):.2f}")
    assert len(ratios) >= 8
    assert median(ratios) <= 0.7


def _difference(over: Image.Image, under: Image.Image, fit: dict[str, Any]) -> float:
    width, height = under.size
    x, y = (fit["middle"]["x"] + 0.5) * width, fit["middle"]["y"] * width + height / 2
    eyes = fit["eyes"] * width
    box = (int(x - eyes), int(y - eyes / 2), int(x + eyes), int(y + eyes))
    one, other = (each.convert("L").filter(ImageFilter.GaussianBlur(1)).crop(box) for each in (over, under))
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]
