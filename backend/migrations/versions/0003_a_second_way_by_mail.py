"""An address that a patient proved, the letters to it, and when the ledger asks for one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import backend.db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mail_addresses",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("code_letter_id", sa.String(length=36), nullable=False),
        sa.Column("asked_at", backend.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("proved_at", backend.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["patient_id"],
            ["patients.id"],
            name=op.f("fk_mail_addresses_patient_id_patients"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_addresses")),
        sa.UniqueConstraint("patient_id", name=op.f("uq_mail_addresses_patient_id")),
    )
    op.create_table(
        "letters",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("address_id", sa.String(length=36), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("made_at", backend.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("valid_until", backend.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("next_attempt_at", backend.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("lease_token", sa.String(length=36), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("listed", sa.JSON(), nullable=False),
        sa.Column("sent_at", backend.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["address_id"],
            ["mail_addresses.id"],
            name=op.f("fk_letters_address_id_mail_addresses"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patients.id"], name=op.f("fk_letters_patient_id_patients"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    with op.batch_alter_table("letters") as batch:
        batch.create_index(batch.f("ix_letters_patient_id"), ["patient_id"], unique=False)
        batch.create_index("ix_letters_state_next", ["state", "next_attempt_at"], unique=False)

    with op.batch_alter_table("ledger") as batch:
        batch.add_column(sa.Column("mail_at", backend.db.UtcDateTime(timezone=True), nullable=True))
        batch.add_column(
            sa.Column("is_mail_settled", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch.create_index(batch.f("ix_ledger_mail_at"), ["mail_at"], unique=False)

    with op.batch_alter_table("patients") as batch:
        batch.drop_column("email")


def downgrade() -> None:
    with op.batch_alter_table("patients") as batch:
        batch.add_column(sa.Column("email", sa.VARCHAR(length=254), nullable=True))

    with op.batch_alter_table("ledger") as batch:
        batch.drop_index(batch.f("ix_ledger_mail_at"))
        batch.drop_column("is_mail_settled")
        batch.drop_column("mail_at")

    with op.batch_alter_table("letters") as batch:
        batch.drop_index("ix_letters_state_next")
        batch.drop_index(batch.f("ix_letters_patient_id"))

    op.drop_table("letters")
    op.drop_table("mail_addresses")
