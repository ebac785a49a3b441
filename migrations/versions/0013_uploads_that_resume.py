"""Files that arrive in pieces, so that a broken line costs one piece."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "partial_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=80), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("pieces", sa.JSON(), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "received >= 0 AND received <= size", name=op.f("ck_partial_upload_received_within_size")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partial_upload")),
        sa.UniqueConstraint("key", name=op.f("uq_partial_upload_key")),
    )
    op.create_index("ix_partial_upload_owner", "partial_upload", ["owner"])
    op.create_index("ix_partial_upload_touched_at", "partial_upload", ["touched_at"])


def downgrade() -> None:
    op.drop_table("partial_upload")
