"""Knows what time it is: the only module that reads the clock."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta


def real_now() -> datetime:
    """Return the true instant, aware and in UTC; only for what outsiders check, such as VAPID's `exp`."""
    return datetime.now(UTC)


def now() -> datetime:
    """Return the instant the product lives in, aware and in UTC.

    With STIPPLE_ENV=test it is moved by STIPPLE_CLOCK_OFFSET, a signed number of seconds, or stands at
    STIPPLE_CLOCK_STANDS_AT, an instant. They are read at each call, so that a running test server and its
    worker can travel together.
    """
    stands_at = os.environ.get("STIPPLE_CLOCK_STANDS_AT")
    if stands_at and os.environ.get("STIPPLE_ENV") == "test":
        return datetime.fromisoformat(stands_at)
    return real_now() + _offset()


def _offset() -> timedelta:
    if os.environ.get("STIPPLE_ENV") != "test":
        return timedelta()
    return timedelta(seconds=float(os.environ.get("STIPPLE_CLOCK_OFFSET") or 0))
