"""What people write to the organisers, where it goes, and who called a mail of ours unwanted."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

WAYS = ("mail", "form", "calendar")
FATES = ("sent_on", "too_many", "automatic", "mailing_list", "ours")


def upgrade() -> None:
    # Added in place: making a table anew would take along the rows that point at it.
    op.add_column(
        "event", sa.Column("contact_email", sa.String(length=254), nullable=False, server_default="")
    )
    op.add_column("outbox_message", sa.Column("complained_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=True),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("way", _checked(WAYS, "letterway"), nullable=False),
        sa.Column("fate", _checked(FATES, "letterfate"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("known_email", sa.String(length=254), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_cut", sa.Boolean(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        _points_at("event", "event_id", "CASCADE"),
        _points_at("registration", "registration_id", "CASCADE"),
        _points_at("outbox_message", "about_id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("key", name=op.f("uq_letter_key")),
        sa.UniqueConstraint("source", name=op.f("uq_letter_source")),
    )
    op.create_index("ix_letter_event_id_came_at", "letter", ["event_id", "came_at"])
    op.create_index("ix_letter_email_came_at", "letter", ["email", "came_at"])
    op.create_index(op.f("ix_letter_registration_id"), "letter", ["registration_id"])
    op.create_index(op.f("ix_letter_about_id"), "letter", ["about_id"])


def downgrade() -> None:
    op.drop_table("letter")
    op.drop_column("outbox_message", "complained_at")
    op.drop_column("event", "contact_email")


def _checked(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def _points_at(table: str, column: str, gone: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_letter_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete=gone)
