"""Which numbers the app itself counts with, so that a protocol without one cannot be used for new courses."""

from __future__ import annotations

from backend.care.permissions import ACTIVITIES
from backend.care.protocol import Protocol

_SPACING = ("sessions_face", "sessions_body", "spacing_min", "spacing_suggest")
_CARE_OF_A_DAY = ("sun_before", "retinoid_before", "acids_before", "actives_after")
_PERMISSIONS = tuple(param for each in ACTIVITIES for param in (*each.after, *each.before))
COUNTED = tuple(dict.fromkeys((*_SPACING, *_CARE_OF_A_DAY, *_PERMISSIONS)))


def missing_numbers(protocol: Protocol) -> tuple[str, ...]:
    """A sentence for each number that may be changed but not taken out."""
    return tuple(
        f"`params` lacks {name}: the app itself counts with it. Put it back; another value is fine."
        for name in COUNTED
        if name not in protocol.params
    )
