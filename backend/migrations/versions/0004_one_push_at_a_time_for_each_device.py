"""An index for "is a push to this device on its way?"."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_deliveries_device_lease", "deliveries", ["device_id", "lease_until"])


def downgrade() -> None:
    op.drop_index("ix_deliveries_device_lease", table_name="deliveries")
