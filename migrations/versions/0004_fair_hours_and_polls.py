"""Fair hours that are looked for, and questions to the people of an event."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hour_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("need", sa.String(length=16), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("hours_kind", sa.String(length=16), nullable=False),
        sa.Column("hours", sa.String(length=168), nullable=False),
        sa.Column("busy_text", sa.Text(), nullable=False),
        sa.Column("busy_read", sa.JSON(), nullable=False),
        sa.Column("busy_read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lead_minutes", sa.Integer(), nullable=False),
        sa.Column("most_minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint("size > 0", name=op.f("ck_hour_line_size_positive")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_hour_line_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_hour_line_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_line")),
        sa.UniqueConstraint("event_id", "key", name=op.f("uq_hour_line_event_id_key")),
    )
    with op.batch_alter_table("hour_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hour_line_person_id"), ["person_id"], unique=False)

    op.create_table(
        "hour_poll",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_hour_poll_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_poll")),
    )
    with op.batch_alter_table("hour_poll", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hour_poll_event_id"), ["event_id"], unique=False)
        batch_op.create_index(
            "ix_hour_poll_one_open",
            ["event_id"],
            unique=True,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )

    op.create_table(
        "hour_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("measure", sa.String(length=24), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("days_off", sa.String(length=16), nullable=False),
        sa.Column("holidays", sa.Boolean(), nullable=False),
        sa.Column("avoid_dates", sa.JSON(), nullable=False),
        sa.Column("avoid_weekdays", sa.JSON(), nullable=False),
        sa.CheckConstraint("minutes > 0 AND minutes <= 1440", name=op.f("ck_hour_search_minutes_in_a_day")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_hour_search_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_search")),
        sa.UniqueConstraint("event_id", name=op.f("uq_hour_search_event_id")),
    )
    op.create_table(
        "hour_poll_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("token_salt", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["poll_id"],
            ["hour_poll.id"],
            name=op.f("fk_hour_poll_person_poll_id_hour_poll"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_poll_person")),
        sa.UniqueConstraint("poll_id", "key", name=op.f("uq_hour_poll_person_poll_id_key")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_hour_poll_person_token_hash")),
    )
    op.create_table(
        "hour_poll_start",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["poll_id"],
            ["hour_poll.id"],
            name=op.f("fk_hour_poll_start_poll_id_hour_poll"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_poll_start")),
        sa.UniqueConstraint("poll_id", "starts_at", name=op.f("uq_hour_poll_start_poll_id_starts_at")),
    )
    op.create_table(
        "hour_poll_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("start_id", sa.Integer(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "yes",
                "if_need_be",
                "no",
                name="pollanswer",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["hour_poll_person.id"],
            name=op.f("fk_hour_poll_answer_person_id_hour_poll_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["start_id"],
            ["hour_poll_start.id"],
            name=op.f("fk_hour_poll_answer_start_id_hour_poll_start"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_poll_answer")),
        sa.UniqueConstraint("person_id", "start_id", name=op.f("uq_hour_poll_answer_person_id_start_id")),
    )
    with op.batch_alter_table("hour_poll_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hour_poll_answer_start_id"), ["start_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("hour_poll_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hour_poll_answer_start_id"))

    op.drop_table("hour_poll_answer")
    op.drop_table("hour_poll_start")
    op.drop_table("hour_poll_person")
    op.drop_table("hour_search")
    with op.batch_alter_table("hour_poll", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_hour_poll_one_open",
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_hour_poll_event_id"))

    op.drop_table("hour_poll")
    with op.batch_alter_table("hour_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hour_line_person_id"))

    op.drop_table("hour_line")
