"""Knows how a journey waits: on a condition, with a deadline, and with a sentence when it did not come."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

_PAUSE_SECONDS = 0.05


class TooLate(AssertionError):
    """What a journey waited for did not happen before its deadline."""


def wait_until(condition: Callable[[], Found | None], what: str, seconds: float = 10) -> Found:
    """Return the condition's first true answer; raise TooLate, naming `what`, after `seconds`."""
    deadline = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            raise TooLate(f"Waited {seconds:g} s for {what}, and it did not come.")
        time.sleep(_PAUSE_SECONDS)
