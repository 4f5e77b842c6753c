"""Knows which push services do not answer, so that one that is silent does not delay the others."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock

SILENT_AFTER = 3  # pushes in a row without an answer
PAUSE = timedelta(minutes=1)


@dataclass
class _Origin:
    unanswered: int = 0
    asked_again_at: float = 0.0


class Breaker:
    """A circuit breaker for each push service of one process; safe between threads.

    `elapsed` counts seconds and never jumps.
    """

    def __init__(self, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._elapsed = elapsed
        self._origins: dict[str, _Origin] = {}
        self._lock = Lock()

    def pause(self, origin: str) -> timedelta | None:
        """How long to leave this service alone; None to post. After each pause one push tries it, alone."""
        with self._lock:
            known = self._origins.get(origin)
            if known is None or known.unanswered < SILENT_AFTER:
                return None
            now = self._elapsed()
            if now < known.asked_again_at:
                return timedelta(seconds=known.asked_again_at - now)
            known.asked_again_at = now + PAUSE.total_seconds()
            return None

    def note(self, origin: str, *, was_answered: bool) -> None:
        """Record how a push to this service went; any answer, a refusal too, ends the pause."""
        with self._lock:
            if was_answered:
                self._origins.pop(origin, None)
                return
            known = self._origins.setdefault(origin, _Origin())
            known.unanswered += 1
            known.asked_again_at = self._elapsed() + PAUSE.total_seconds()
