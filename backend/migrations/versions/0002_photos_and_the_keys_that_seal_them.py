"""Photos and the keys that seal them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import backend.db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "photo_keys",
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("master_id", sa.String(length=16), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", backend.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_id"],
            ["patients.id"],
            name=op.f("fk_photo_keys_patient_id_patients"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("patient_id", name=op.f("pk_photo_keys")),
    )
    with op.batch_alter_table("photo_keys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_photo_keys_master_id"), ["master_id"], unique=False)

    op.create_table(
        "gallery_visits",
        sa.Column("sign_in_id", sa.String(length=36), nullable=False),
        sa.Column("seen_at", backend.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("locked_at", backend.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["sign_in_id"],
            ["sign_ins.id"],
            name=op.f("fk_gallery_visits_sign_in_id_sign_ins"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sign_in_id", name=op.f("pk_gallery_visits")),
    )
    op.create_table(
        "photos",
        sa.Column("patient_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("course_id", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("object_id", sa.String(length=36), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("area", sa.String(length=20), nullable=False),
        sa.Column("pose", sa.String(length=20), nullable=False),
        sa.Column("check_in", sa.String(length=60), nullable=True),
        sa.Column("taken_at", backend.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("received_at", backend.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("removed_at", backend.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("colour_sure", sa.Boolean(), nullable=False),
        sa.Column("scale", sa.Double(), nullable=True),
        sa.Column("rotation", sa.Double(), nullable=True),
        sa.Column("shift_x", sa.Double(), nullable=True),
        sa.Column("shift_y", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_photos_course_id_courses"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patients.id"], name=op.f("fk_photos_patient_id_patients"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("patient_id", "id", name=op.f("pk_photos")),
    )
    with op.batch_alter_table("photos", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_photos_course_id"), ["course_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_photos_object_id"), ["object_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("photos", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_photos_object_id"))
        batch_op.drop_index(batch_op.f("ix_photos_course_id"))

    op.drop_table("photos")
    op.drop_table("gallery_visits")
    with op.batch_alter_table("photo_keys", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_photo_keys_master_id"))

    op.drop_table("photo_keys")
