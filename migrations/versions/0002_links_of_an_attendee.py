"""An attendee's links for joining and for stopping reminders, and what was stopped or erased."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Plain ALTER TABLE: a copied table would, on SQLite, take the messages that point to it along when dropped.
    op.add_column("registration", sa.Column("join_hash", sa.String(length=64), nullable=True))
    op.add_column("registration", sa.Column("unsubscribe_hash", sa.String(length=64), nullable=True))
    op.add_column(
        "registration", sa.Column("reminders_stopped_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("registration", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_registration_join_hash", "registration", ["join_hash"], unique=True)
    op.create_index("ix_registration_unsubscribe_hash", "registration", ["unsubscribe_hash"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_registration_unsubscribe_hash", table_name="registration")
    op.drop_index("ix_registration_join_hash", table_name="registration")
    for column in ("erased_at", "reminders_stopped_at", "unsubscribe_hash", "join_hash"):
        op.drop_column("registration", column)
