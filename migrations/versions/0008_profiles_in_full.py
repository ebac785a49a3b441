"""What a profile holds beside name and photo, how long sentences may be, and consents in own words."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ADDED = (
    ("person", sa.Column("honorific", sa.String(length=60), nullable=False, server_default="")),
    ("person", sa.Column("pronouns", sa.String(length=60), nullable=False, server_default="")),
    ("person", sa.Column("languages", sa.JSON(), nullable=False, server_default="[]")),
    ("person", sa.Column("voice_key", sa.String(length=80), nullable=False, server_default="")),
    ("participation", sa.Column("honorific", sa.String(length=60), nullable=False, server_default="")),
    ("participation", sa.Column("pronouns", sa.String(length=60), nullable=False, server_default="")),
    ("participation", sa.Column("voice_key", sa.String(length=80), nullable=False, server_default="")),
    ("event", sa.Column("bio_most", sa.Integer(), nullable=False, server_default="600")),
    ("consent", sa.Column("words", sa.Text(), nullable=False, server_default="")),
    ("consent", sa.Column("on_behalf", sa.String(length=20), nullable=False, server_default="")),
)


def upgrade() -> None:
    # Added in place: making a table anew would take along the rows that point at it.
    for table, column in ADDED:
        op.add_column(table, column)


def downgrade() -> None:
    for table, column in reversed(ADDED):
        op.drop_column(table, column.name)
