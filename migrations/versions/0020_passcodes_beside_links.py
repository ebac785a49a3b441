"""A passcode pasted beside a link is kept apart from it, for those who may know."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("event", sa.Column("meeting_note", sa.Text(), nullable=False, server_default=""))
    op.add_column("material", sa.Column("url_note", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("material", "url_note")
    op.drop_column("event", "meeting_note")
