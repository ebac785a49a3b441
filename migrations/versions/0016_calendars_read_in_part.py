"""How many entries a calendar held, and why some were not understood, is kept beside its busy times."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("hour_line", sa.Column("busy_entries", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("hour_line", sa.Column("busy_unread", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    with op.batch_alter_table("hour_line") as table:
        table.drop_column("busy_unread")
        table.drop_column("busy_entries")
