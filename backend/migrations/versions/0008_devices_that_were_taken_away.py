"""Whether the patient removed a device, and the sign-in that last opened the app on it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("devices") as batch:
        batch.add_column(sa.Column("is_removed", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch.add_column(sa.Column("sign_in_id", sa.String(length=36), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("devices") as batch:
        batch.drop_column("sign_in_id")
        batch.drop_column("is_removed")
