"""Who appears in the tests of courses, and the visits they book."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from backend.care.course import Visit, VisitKind, VisitState

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ALICE = "a11ce000-0000-4000-8000-000000000000"
BOB = "b0b00000-0000-4000-8000-000000000000"
COURSE = "c0000000-0000-4000-8000-000000000001"


def visit(start: str, **fields: Any) -> Visit:
    """A booked session in Berlin; `fields` replace what is given."""
    start_local = datetime.fromisoformat(start)
    made = Visit(
        id=f"0{start_local:%Y%m%d}",
        kind=VisitKind.SESSION,
        state=VisitState.BOOKED,
        start_local=start_local,
        zone="Europe/Berlin",
        minutes=60,
        epoch_start_local=start_local,
        epoch_began_at=NOW,
        moved_at=NOW,
    )
    return replace(made, **fields)
