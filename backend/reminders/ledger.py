"""How the ledger is read into the records of the rules, and how what rang or was done is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.care.agenda import Ledger, Row
from backend.care.occurrence import Key, Occurrence
from backend.db import new_id
from backend.reminders.models import Digest, LedgerRow

BUDGET_MEMORY = timedelta(days=2)


def all_rows(session: Session, patient_id: str) -> Sequence[LedgerRow]:
    return session.scalars(select(LedgerRow).where(LedgerRow.patient_id == patient_id)).all()


def ledger_of(
    session: Session, patient_id: str, now: datetime, rows: Sequence[LedgerRow] | None = None
) -> Ledger:
    """The patient's past: every row (`rows`, if they are at hand), and the rings of today's budget."""
    rings = session.scalars(
        select(Digest.rang_at).where(
            Digest.patient_id == patient_id, Digest.counts, Digest.rang_at > now - BUDGET_MEMORY
        )
    )
    return Ledger(_by_key(all_rows(session, patient_id) if rows is None else rows), tuple(rings))


def renewed(ledger: Ledger, written: Iterable[LedgerRow]) -> Ledger:
    """The ledger with these rows as they are now; no ring was added to the day's budget."""
    return replace(ledger, rows={**ledger.rows, **_by_key(written)})


def _by_key(rows: Iterable[LedgerRow]) -> dict[Key, Row]:
    return {row.key: row for row in map(_record, rows)}


def _record(row: LedgerRow) -> Row:
    return Row(Key.parse(row.key), row.state, row.rung, row.rang_at, row.shown_at, row.wake_at, row.is_later)


def rows_of(session: Session, patient_id: str, keys: Collection[str]) -> list[LedgerRow]:
    """The patient's rows for these keys; keys without a row are left out."""
    found = select(LedgerRow).where(LedgerRow.patient_id == patient_id, LedgerRow.key.in_(keys))
    return list(session.scalars(found))


def row_for(session: Session, patient_id: str, occurrence: Occurrence, ledger: Ledger) -> LedgerRow:
    """The occurrence's row, or the one that stands for it; made now when there is none, it has not rung.

    The ledger was read in this transaction, which holds the patient's row.
    """
    standing = ledger.row_for(occurrence)
    if standing is not None:
        return rows_of(session, patient_id, [str(standing.key)])[0]
    row = LedgerRow(
        id=new_id(),
        key=str(occurrence.key),
        patient_id=patient_id,
        course_id=occurrence.key.course_id,
        state="open",
        due_at=occurrence.due_at,
        valid_until=occurrence.valid_until,
        rung=0,
        is_later=False,
    )
    session.add(row)
    session.flush()
    return row


def withdraw_what_ended(
    session: Session, patient_id: str, planned: Iterable[Occurrence], ledger: Ledger, now: datetime
) -> list[LedgerRow]:
    """Open rows the plan no longer yields become withdrawn; yielded again, they open again (R9).

    Returns the rows it wrote.

    What we missed opens again when a move puts it ahead: it was never said.
    """
    standing = {str((ledger.row_for(o) or o).key): o for o in planned}
    live = select(LedgerRow).where(
        LedgerRow.patient_id == patient_id, LedgerRow.state.in_(["open", "withdrawn", "missed"])
    )
    written = []
    for row in session.scalars(live):
        occurrence = standing.get(row.key)
        if occurrence is not None and (row.state != "missed" or occurrence.due_at > now):
            row.state, row.due_at, row.valid_until = "open", occurrence.due_at, occurrence.valid_until
            written.append(row)
        elif row.state == "open" and row.valid_until > now:
            row.state, row.wake_at = "withdrawn", None
            written.append(row)
    return written
