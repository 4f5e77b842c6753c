"""Knows which morning, evening and quiet hours go together."""

from __future__ import annotations

import re

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def clock_time(text: str) -> str:
    """Return the time of day; ValueError, as a sentence, unless it is HH:MM."""
    if not _CLOCK.fullmatch(text):
        raise ValueError("Please write the time as hours and minutes, such as 08:00.")
    return text


def is_quiet(time: str, quiet_from: str, quiet_until: str) -> bool:
    """Return whether a time lies in the quiet hours; the end itself is no longer quiet."""
    if quiet_from <= quiet_until:
        return quiet_from <= time < quiet_until
    return time >= quiet_from or time < quiet_until


def conflict(morning: str, evening: str, quiet_from: str, quiet_until: str) -> tuple[str, str] | None:
    """Return the field that does not fit and a sentence about it, or None when all four fit (R1)."""
    for field, time in (("morning", morning), ("evening", evening)):
        if is_quiet(time, quiet_from, quiet_until):
            return field, (
                f"Your {field} reminders at {time} would fall into your quiet hours, {quiet_from} to "
                f"{quiet_until}. Change one of them."
            )
    if morning >= evening:
        return "morning", "Your morning reminders must come before your evening reminders."
    return None
