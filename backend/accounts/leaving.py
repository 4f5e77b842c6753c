"""Knows how a patient takes everything along and leaves: all that is theirs, found by its foreign keys.

No table is named here, so that a new one is taken along and removed without anybody thinking of it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import ColumnElement, ForeignKey, Table, delete, select
from sqlalchemy.orm import Session

from backend.accounts.models import Patient
from backend.accounts.security_shapes import Export
from backend.db import Base

# What would let its reader in, or push to the patient's phone. None of it says anything about the patient.
SECRET = frozenset(
    {
        "passphrase_hash",
        "token_hash",
        "code_hash",
        "endpoint_hash",
        "endpoint",
        "p256dh",
        "auth",
        "lease_token",
        "credential_id",
        "public_key",
        "wrapped_key",
    }
)

_log = structlog.get_logger("stipple.accounts")


def export_of(session: Session, patient_id: str, now: datetime) -> Export:
    """Return all that is stored of the patient."""
    account = Patient.__table__
    [own] = _rows(session, account, account.c.id == patient_id)  # type: ignore[arg-type]
    found = {
        table.name: _rows(session, table, condition)
        for table, condition in owned_tables(patient_id).items()
        if table is not account
    }
    _log.info("exported", patient=patient_id)
    return Export(now=now, account=own, records=found)


def remove(session: Session, patient_id: str) -> None:
    """Remove the patient; the database removes all that belongs to them (ON DELETE CASCADE)."""
    session.execute(delete(Patient).where(Patient.id == patient_id))
    _log.warning("account_removed", patient=patient_id)


def owned_tables(patient_id: str) -> dict[Table, ColumnElement[bool]]:
    """Return each table that holds something of a patient, with the condition that finds it."""
    patients = Base.metadata.tables["patients"]
    owned: dict[Table, ColumnElement[bool]] = {patients: patients.c.id == patient_id}
    for table in Base.metadata.sorted_tables:
        key = _key_to_owner(table, owned)
        if key is not None:
            owner = key.column.table
            owned[table] = key.parent.in_(select(key.column).where(owned[owner]))
    return owned


def _key_to_owner(table: Table, owned: dict[Table, ColumnElement[bool]]) -> ForeignKey | None:
    """Return the key by which rows belong to a patient; one that may be null would miss some."""
    keys = [key for key in table.foreign_keys if key.column.table in owned and not key.parent.nullable]
    return min(keys, key=lambda key: (key.parent.name != "patient_id", key.parent.name), default=None)


def _rows(session: Session, table: Table, condition: ColumnElement[bool]) -> list[dict[str, Any]]:
    told = [column for column in table.columns if column.name not in SECRET]
    found = session.execute(select(*told).where(condition).order_by(*table.primary_key.columns))
    return [{name: _plain(value) for name, value in row.items()} for row in found.mappings()]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
