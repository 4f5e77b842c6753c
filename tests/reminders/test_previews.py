"""What the preview of a change promised, the worker then does: nothing more, and on no other day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

import pytest

from backend.accounts import store as accounts
from backend.care.course import Visit, VisitState
from backend.courses import change_shapes, records, store
from backend.courses.preview import Change, preview
from backend.db import Database
from backend.reminders.ledger import ledger_of
from backend.reminders.outlook import clocks_of
from tests.reminders.stage import Stage, at, session_on

MADE = at("2026-11-01T12:00")
FIRST = "2026-11-24T13:45"


def previewed(
    database: Database, patient_id: str, visit: Visit, now: datetime, **edits: Any
) -> change_shapes.Preview:
    """As the route makes it."""
    with database.read() as session:
        before, after = store.visit_changed(session, patient_id, visit.id, edits, now)
        protocol, answers = records.protocol_of(session, before.id), records.answers_of(session, before.id)
        clocks = clocks_of(accounts.patient(session, patient_id))
        ledger = ledger_of(session, patient_id, now)
        return preview(Change(before, after, visit.id, protocol, answers, clocks, ledger, now))


def first_due(stage: Stage, visit: Visit, known: Collection[str]) -> dict[str, datetime]:
    """By step, when that of which the worker made a new row first fell due."""
    found: dict[str, datetime] = {}
    for row in stage.rows():
        step, about = row.key.split("/")[1:3]
        if about == visit.id and row.key not in known and row.rung:
            found.setdefault(step, row.due_at)
    return found


@pytest.mark.parametrize(
    ("now", "edits"),
    [
        ("2026-11-17T10:00", {"start_local": datetime(2026, 12, 1, 13, 45)}),
        ("2026-11-17T10:00", {"start_local": datetime(2026, 11, 25, 13, 45)}),
        ("2026-11-23T21:00", {"start_local": datetime(2026, 11, 24, 15, 30)}),
        ("2026-11-23T21:00", {"start_local": datetime(2026, 12, 1, 13, 45)}),
        ("2026-11-20T10:00", {"state": VisitState.CANCELLED}),
        ("2026-11-24T18:00", {"state": VisitState.DID_NOT_HAPPEN}),
        ("2026-11-24T18:00", {"state": VisitState.ENDED, "ended_at": at("2026-11-24T15:30")}),
    ],
)
def test_the_worker_says_what_the_preview_said(stage: Stage, now: str, edits: dict[str, Any]) -> None:
    alice, moment = stage.patient("Alice", MADE), at(now)
    stage.device(alice, MADE)
    first = session_on(FIRST, MADE)
    stage.course(alice, MADE, first, sessions=1)
    for hours in range(int((moment - MADE) / timedelta(hours=1))):
        stage.claim(MADE + timedelta(hours=hours))
    stage.claim(moment)
    promised = previewed(stage.database, alice, first, moment, **edits)
    known = {row.key for row in stage.rows()}

    stage.change_visit(alice, first.id, moment, **edits)
    for hours in range(24 * 21):
        stage.claim(moment + timedelta(hours=hours))

    came = first_due(stage, first, known)
    for change in promised.changes:
        if change.visit_id == first.id and change.rings and change.what in ("moves", "again", "new"):
            assert change.new_at is not None
            if change.new_at < moment + timedelta(days=14):
                assert came.pop(change.step) == change.new_at, change.step
        elif change.visit_id == first.id:
            assert change.step not in came, f"{change.step} was said to be over"
