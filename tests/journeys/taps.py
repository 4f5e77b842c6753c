"""Knows how taps on a phone are counted, and how long a hand needs for them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from playwright.sync_api import Locator

# The keystroke-level model (Card, Moran and Newell, 1980); time to read and to choose is not in it.
SECONDS_A_TAP = 1.1
SECONDS_A_LETTER = 0.28


@dataclass
class Taps:
    """Each tap of the patient, counted; a field that is filled is one, its letters take time of their own."""

    count: int = 0
    letters: int = 0
    began: float = field(default_factory=time.monotonic)

    def on(self, what: Locator) -> None:
        """Tap a key, a link or an answer."""
        self.count += 1
        what.click()

    def fill(self, what: Locator, text: str) -> None:
        """Tap into a field and type."""
        self.count += 1
        self.letters += len(text)
        what.fill(text)

    @property
    def seconds(self) -> float:
        """How long it has taken so far, for this machine and a hand."""
        hand = self.count * SECONDS_A_TAP + self.letters * SECONDS_A_LETTER
        return time.monotonic() - self.began + hand
