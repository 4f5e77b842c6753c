"""Knows which poses an area is photographed in: five views of a face, and so on (care protocol 5.2)."""

from __future__ import annotations

from collections.abc import Collection

from backend.care.photographed import photographed

POSES: dict[str, tuple[str, ...]] = {
    "face": ("front", "left_45", "right_45", "left_side", "right_side"),
    "neck": ("front", "chin_up", "left_side", "right_side"),
    "chest": ("front", "left_45", "right_45"),
    "hands": ("backs",),
    "abdomen": ("front", "left_45", "right_45"),
    "thighs": ("front", "back", "left_side", "right_side"),
    "arms": ("front", "back", "left_side", "right_side"),
    "back": ("wide", "near", "close"),
}

# Beside the set of its area, a scar or a stretch mark may be taken by itself, and a cheek lit from the side.
EXTRA = ("wide", "near", "close", "side_lit")
_SCARS = frozenset({"acne_scars", "other_scars"})
_MARKS = _SCARS | {"stretch_marks"}

LABELS = {
    "front": "front",
    "left_45": "left, half turned",
    "right_45": "right, half turned",
    "left_side": "left side",
    "right_side": "right side",
    "chin_up": "front, chin up",
    "backs": "backs of both hands",
    "back": "from behind",
    "wide": "one mark, with what is round it",
    "near": "one mark, from 30 cm",
    "close": "one mark, close, with a ruler",
    "side_lit": "lit from the side",
}

# What an area is called where its name is not the word patients use.
_WORDS = {"abdomen": "tummy"}


def label(area: str, pose: str) -> str:
    """Return what a pose of an area is called, such as "tummy, left, half turned"."""
    return f"{_WORDS.get(area, area)}, {LABELS.get(pose, pose)}"


def allowed(area: str, treated: Collection[str]) -> tuple[str, ...]:
    """Return every pose a photo of this area may have in a course; none where no photo is taken.

    Where some treated area is not photographed, only what the app asks for is kept: no other area that a
    phone may name, and no close-up."""
    taken = photographed(treated)
    if len(taken) < len(set(treated)):
        return POSES[area] if area in taken else ()
    return tuple(dict.fromkeys((*POSES[area], *EXTRA))) if area in POSES else ()


def extra(
    area: str, treated: Collection[str], concerns: Collection[str], *, shows_mark: bool
) -> tuple[str, ...]:
    """Return what may be taken beside the poses of an area, and nobody has to take.

    Args:
        concerns: what the patient works on; a scar and a stretch mark are taken by themselves.
        shows_mark: whether these photos show one spot in any case.
    """
    is_lit = area == "face" and not _SCARS.isdisjoint(concerns)
    is_near = shows_mark or not _MARKS.isdisjoint(concerns)
    more = [pose for pose in allowed(area, treated) if pose not in POSES[area]]
    return tuple(pose for pose in more if (is_lit if pose == "side_lit" else is_near))
