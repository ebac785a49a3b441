"""Entries of one's own part and tech check, answers to them, and a person's own feed."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ADDED = (
    sa.Column("kind", sa.String(length=8), nullable=False, server_default="whole"),
    sa.Column("uid", sa.String(length=255), nullable=False, server_default=""),
    sa.Column("salt", sa.String(length=32), nullable=False, server_default=""),
    sa.Column("join_hash", sa.String(length=64), nullable=True),
    sa.Column("said", sa.JSON(), nullable=False, server_default="{}"),
    sa.Column("stamped_at", sa.DateTime(timezone=True), nullable=False, server_default="2000-01-01 00:00:00"),
    sa.Column("until", sa.DateTime(timezone=True), nullable=False, server_default="2000-01-01 00:00:00"),
    sa.Column("is_wanted", sa.Boolean(), nullable=False, server_default=sa.false()),
    sa.Column("time_sequence", sa.Integer(), nullable=True),
    sa.Column("calendar_answer", sa.String(length=24), nullable=True),
    sa.Column("answer_sequence", sa.Integer(), nullable=True),
    sa.Column("answer_stamp", sa.DateTime(timezone=True), nullable=True),
    sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("answer_comment", sa.Text(), nullable=False, server_default=""),
    sa.Column("proposed_starts_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("proposed_ends_at", sa.DateTime(timezone=True), nullable=True),
)
UNIQUE, JOIN = "uq_participant_entry_event_id_email_kind", "uq_participant_entry_join_hash"


def upgrade() -> None:
    with op.batch_alter_table("participant_entry") as table:
        for column in ADDED:
            table.add_column(column)
        table.alter_column("person_id", existing_type=sa.Integer(), nullable=True)
        table.drop_constraint("uq_participant_entry_event_id_email", type_="unique")
        table.create_unique_constraint(UNIQUE, ["event_id", "email", "kind"])
        table.create_unique_constraint(JOIN, ["join_hash"])
    op.create_index("ix_participant_entry_email", "participant_entry", ["email"])
    op.create_index("ix_participant_entry_uid", "participant_entry", ["uid"])
    _name_old_entries()
    op.add_column("event", sa.Column("call_minutes", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "own_feed",
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("email", name=op.f("pk_own_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_own_feed_token_hash")),
    )


def downgrade() -> None:
    op.drop_table("own_feed")
    op.drop_column("event", "call_minutes")
    op.execute("DELETE FROM participant_entry WHERE kind <> 'whole' OR person_id IS NULL")
    op.drop_index("ix_participant_entry_uid", "participant_entry")
    op.drop_index("ix_participant_entry_email", "participant_entry")
    with op.batch_alter_table("participant_entry") as table:
        table.drop_constraint(JOIN, type_="unique")
        table.drop_constraint(UNIQUE, type_="unique")
        table.create_unique_constraint("uq_participant_entry_event_id_email", ["event_id", "email"])
        table.alter_column("person_id", existing_type=sa.Integer(), nullable=False)
        for column in reversed(ADDED):
            table.drop_column(column.name)


def _name_old_entries() -> None:
    """Entries so far stand under their event's UID; each gets a secret of its own."""
    op.execute(
        "UPDATE participant_entry SET email = lower(email), "
        "uid = (SELECT uid FROM event WHERE event.id = participant_entry.event_id), "
        "until = coalesce((SELECT ends_at FROM event WHERE event.id = participant_entry.event_id), until)"
    )
    entry = sa.table("participant_entry", sa.column("id", sa.Integer()), sa.column("salt", sa.String()))
    connection = op.get_bind()
    for (number,) in connection.execute(sa.select(entry.c.id)).all():
        connection.execute(entry.update().where(entry.c.id == number).values(salt=secrets.token_urlsafe(18)))
