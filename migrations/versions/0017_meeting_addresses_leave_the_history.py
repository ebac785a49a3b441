"""The history tells that the meeting's address changed, not what it is: it is read by more than may know it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

change = sa.table(
    "event_change", sa.column("field", sa.String), sa.column("old", sa.Text), sa.column("new", sa.Text)
)


def upgrade() -> None:
    for column in (change.c.old, change.c.new):
        hiding = change.update().where(change.c.field == "meeting_url", column != "")
        op.execute(hiding.values({column: "\u2022\u2022\u2022\u2022"}))


def downgrade() -> None:
    """What was hidden is gone for good; nothing else has changed."""
