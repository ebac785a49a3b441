"""A deleted agenda item can be brought back."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "removed_agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_removed_agenda_item_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removed_agenda_item")),
        sa.UniqueConstraint("key", name=op.f("uq_removed_agenda_item_key")),
    )
    with op.batch_alter_table("removed_agenda_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_removed_agenda_item_event_id"), ["event_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("removed_agenda_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_removed_agenda_item_event_id"))

    op.drop_table("removed_agenda_item")
