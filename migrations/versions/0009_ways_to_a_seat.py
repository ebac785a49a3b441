"""Addresses that are confirmed, seats that are offered, questions, messages to registrants, meeting lists."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KINDS = ("line", "text", "one_of", "several_of", "yes_no")
BEFORE = "IN ('confirmed', 'waiting', 'cancelled')"
AFTER = "IN ('unconfirmed', 'applied', 'waiting', 'offered', 'confirmed', 'cancelled')"
STATE_CHECK = "ck_registration_registrationstate"
NO, NONE = sa.false(), "0"
ADDED = (
    ("event", sa.Column("confirm_email", sa.Boolean(), nullable=False, server_default=NO)),
    ("event", sa.Column("approve_by_hand", sa.Boolean(), nullable=False, server_default=NO)),
    ("event", sa.Column("joined_others", sa.Integer(), nullable=False, server_default=NONE)),
    ("registration", sa.Column("in_meeting_list", sa.Boolean(), nullable=False, server_default=NO)),
    ("registration", sa.Column("answer_by", sa.DateTime(timezone=True), nullable=True)),
)


def upgrade() -> None:
    # Added in place: making a table anew would take along the rows that point at it.
    for table, column in ADDED:
        op.add_column(table, column)
    op.execute(
        "ALTER TABLE event ADD COLUMN answer_hours INTEGER"
        " CONSTRAINT ck_event_answer_hours_positive CHECK (answer_hours > 0)"
    )
    op.create_index("ix_registration_state_answer_by", "registration", ["state", "answer_by"])
    change_states(BEFORE, AFTER)
    add_questions()
    op.create_table(
        "attendee_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("form_key", sa.String(length=64), nullable=False),
        sa.Column("audience", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reply_to", sa.String(length=254), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_attendee_note_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendee_note")),
        sa.UniqueConstraint("form_key", name=op.f("uq_attendee_note_form_key")),
    )
    op.create_index(op.f("ix_attendee_note_event_id"), "attendee_note", ["event_id"])


def downgrade() -> None:
    op.drop_table("attendee_note")
    op.drop_table("question_answer")
    op.drop_table("question")
    op.execute(
        "UPDATE event SET seats_taken = (SELECT count(*) FROM registration"
        " WHERE registration.event_id = event.id AND registration.state = 'confirmed')"
    )
    op.execute("UPDATE registration SET state = 'waiting' WHERE state = 'offered'")
    op.execute("UPDATE registration SET state = 'cancelled' WHERE state IN ('unconfirmed', 'applied')")
    change_states(AFTER, BEFORE)
    op.drop_index("ix_registration_state_answer_by", table_name="registration")
    op.drop_column("event", "answer_hours")
    for table, column in reversed(ADDED):
        op.drop_column(table, column.name)


def add_questions() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", kinds(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("hint", sa.Text(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        sa.Column("is_asked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_question_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("event_id", "words", name=op.f("uq_question_event_id_words")),
        sa.UniqueConstraint("key", name=op.f("uq_question_key")),
    )
    op.create_table(
        "question_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("kind", kinds(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_question_answer_question_id_question"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_question_answer_registration_id_registration"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_answer")),
        sa.UniqueConstraint(
            "registration_id", "question_id", name=op.f("uq_question_answer_registration_id_question_id")
        ),
    )
    op.create_index(op.f("ix_question_answer_question_id"), "question_answer", ["question_id"])


def kinds() -> sa.Enum:
    """Return the type anew for each table, whose constraint it names."""
    return sa.Enum(*KINDS, name="questionkind", native_enum=False, create_constraint=True, length=24)


def change_states(old: str, new: str) -> None:
    """Let the column hold other words.

    SQLite cannot alter a constraint and must not make the table anew, so its text is changed where it stands,
    the way its manual describes for constraints that change nothing on the disk.
    """
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        op.drop_constraint(STATE_CHECK, "registration")
        op.create_check_constraint(op.f(STATE_CHECK), "registration", f"state {new}")
        return
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    changed = connection.exec_driver_sql(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?)"
        " WHERE type = 'table' AND name = 'registration' AND instr(sql, ?) > 0",
        (old, new, old),
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = OFF")
    if changed.rowcount != 1:
        raise RuntimeError("the states of a registration are not where they were written")
