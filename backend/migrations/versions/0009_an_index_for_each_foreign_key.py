"""An index for each foreign key: without one, a row that goes is looked for in all of the other table."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_KEYS = (
    ("answers", "visit_id"),
    ("deliveries", "digest_id"),
    ("diary_entries", "visit_id"),
    ("ledger", "course_id"),
    ("letters", "address_id"),
)


def upgrade() -> None:
    for table, column in _KEYS:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table, column in _KEYS:
        op.drop_index(f"ix_{table}_{column}", table_name=table)
