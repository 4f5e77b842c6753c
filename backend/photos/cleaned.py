"""Knows what cleaning ends in: a plain picture, or the reason why there is none. Loads no decoder."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Reason = Literal["not_a_photo", "damaged", "too_many_pixels", "too_small", "too_hard"]


class Refused(Exception):
    """This cannot become a photo of ours, and why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True)
class Cleaned:
    """A plain picture as two JPEG files. `colour_sure` is false when its colours had to be guessed."""

    full: bytes = field(repr=False)
    thumb: bytes = field(repr=False)
    width: int
    height: int
    colour_sure: bool


@dataclass(frozen=True)
class Cost:
    """What one picture took of the process that decoded it; the memory is that process's highest so far."""

    cpu_seconds: float
    peak_bytes: int
