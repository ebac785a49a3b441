"""Records that are one person, how strict checks are, and two facts that count only in sums."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ADDED = (
    ("person", sa.Column("gender", sa.String(length=16), nullable=False, server_default="")),
    ("organisation", sa.Column("sector", sa.String(length=24), nullable=False, server_default="")),
)
LEVEL = sa.Enum(
    "block",
    "publishing",
    "warn",
    "ignore",
    name="level",
    native_enum=False,
    create_constraint=True,
    length=24,
)


def upgrade() -> None:
    for table, column in ADDED:
        op.add_column(table, column)
    op.create_table(
        "person_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kept_id <> gone_id", name=op.f("ck_person_merge_two_records")),
        _person("person_merge", "kept_id"),
        _person("person_merge", "gone_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merge")),
        sa.UniqueConstraint("key", name=op.f("uq_person_merge_key")),
    )
    op.create_index("ix_person_merge_kept_id", "person_merge", ["kept_id"])
    _unique_where("uq_person_merge_one_standing", "person_merge", ["gone_id"], "undone_at IS NULL")
    op.create_table(
        "person_distinction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_person_distinction_in_order")),
        _person("person_distinction", "first_id"),
        _person("person_distinction", "second_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_distinction")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_person_distinction_first_id_second_id")),
    )
    op.create_index("ix_person_distinction_second_id", "person_distinction", ["second_id"])
    op.create_table(
        "check_level",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("level", LEVEL, nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["edition.id"],
            name=op.f("fk_check_level_edition_id_edition"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_level")),
    )
    whose = ["edition_id", "rule"]
    _unique_where("uq_check_level_edition_id_rule", "check_level", whose, "edition_id IS NOT NULL")
    _unique_where("uq_check_level_installation_rule", "check_level", ["rule"], "edition_id IS NULL")


def downgrade() -> None:
    for table in ("check_level", "person_distinction", "person_merge"):
        op.drop_table(table)
    for table, column in reversed(ADDED):
        op.drop_column(table, column.name)


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_person")
    return sa.ForeignKeyConstraint([column], ["person.id"], name=name, ondelete="CASCADE")


def _unique_where(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=True, sqlite_where=where, postgresql_where=where)
