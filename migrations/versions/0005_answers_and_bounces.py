"""What calendar programs answer, mail that came back, and a person's own feed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
REGISTRATION = (
    ("answer_sequence", sa.Integer()),
    ("answer_stamp", INSTANT),
    ("answered_at", INSTANT),
    ("proposed_starts_at", INSTANT),
    ("proposed_ends_at", INSTANT),
    ("time_sequence", sa.Integer()),
    ("feed_hash", sa.String(length=64)),
)
OUTBOX = ("answered_at", "bounced_at")


def upgrade() -> None:
    # Plain ALTER TABLE, as in 0002: no table is copied and dropped.
    for name, kind in REGISTRATION:
        op.add_column("registration", sa.Column(name, kind, nullable=True))
    op.add_column("registration", sa.Column("answer_comment", sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_registration_feed_hash", "registration", ["feed_hash"], unique=True)
    for name in OUTBOX:
        op.add_column("outbox_message", sa.Column(name, INSTANT, nullable=True))
    op.create_table(
        "inbound_tally",
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("latest_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("outcome", name=op.f("pk_inbound_tally")),
    )
    op.create_table(
        "undeliverable_address",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("email", name=op.f("pk_undeliverable_address")),
    )


def downgrade() -> None:
    op.drop_table("undeliverable_address")
    op.drop_table("inbound_tally")
    for name in OUTBOX:
        op.drop_column("outbox_message", name)
    op.drop_index("ix_registration_feed_hash", table_name="registration")
    op.drop_column("registration", "answer_comment")
    for name, _kind in REGISTRATION:
        op.drop_column("registration", name)
