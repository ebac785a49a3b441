"""Sign-offs of named parts, who must sign, colleagues who may, speakers that organisations propose."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ADDED = (
    ("organiser", sa.Column("printed_name", sa.Text(), nullable=False, server_default="")),
    ("organiser", sa.Column("told", sa.JSON(), nullable=False, server_default="{}")),
    ("partner_link", sa.Column("may_sign", sa.Boolean(), nullable=False, server_default=sa.true())),
    ("partner_link", sa.Column("is_contact", sa.Boolean(), nullable=False, server_default=sa.false())),
    ("partner_link", sa.Column("added_by", sa.String(length=16), nullable=False, server_default="")),
    ("partner_link", sa.Column("browsers", sa.Integer(), nullable=False, server_default="0")),
    ("sign_off", sa.Column("part", sa.String(length=24), nullable=False, server_default="wording")),
    ("edition", sa.Column("sign_roles", sa.JSON(), nullable=True)),
    ("edition", sa.Column("sign_parts", sa.JSON(), nullable=True)),
    ("event", sa.Column("sign_roles", sa.JSON(), nullable=True)),
    ("event", sa.Column("sign_parts", sa.JSON(), nullable=True)),
)
PARTS = {"wording": ("title", "aim"), "time": ("time",), "organisers": ("organisers",)}
SIGN_OFF = sa.table(
    "sign_off",
    *(sa.column(name) for name in ("id", "organiser_id", "part", "by", "given", "revision", "reason")),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("snapshot", sa.JSON()),
)
ORGANISER = sa.table("organiser", sa.column("sign_off"))


def upgrade() -> None:
    for table, column in ADDED:
        op.add_column(table, column)
    # What an organisation said last follows from its words.
    for name in ("sign_off_at", "sign_off_revision", "sign_off_reason"):
        op.drop_column("organiser", name)
    op.create_table(
        "sign_off_waiver",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=24), nullable=False),
        sa.Column("version", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_sign_off_waiver_event_id_event"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off_waiver")),
    )
    op.create_index("ix_sign_off_waiver_event_id", "sign_off_waiver", ["event_id"])
    states = ("waiting", "accepted", "declined", "taken_back")
    op.create_table(
        "speaker_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("organiser_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("affiliation", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*states, name="proposalstate", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organiser_id"],
            ["organiser.id"],
            name=op.f("fk_speaker_proposal_organiser_id_organiser"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_speaker_proposal")),
        sa.UniqueConstraint("key", name=op.f("uq_speaker_proposal_key")),
    )
    op.create_index("ix_speaker_proposal_organiser_id", "speaker_proposal", ["organiser_id"])
    _split_words()
    given = ORGANISER.c.sign_off.in_(("given", "refused"))
    op.execute(ORGANISER.update().where(given).values(sign_off="asked"))


def downgrade() -> None:
    for table in ("speaker_proposal", "sign_off_waiver"):
        op.drop_table(table)
    op.add_column("organiser", sa.Column("sign_off_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("organiser", sa.Column("sign_off_revision", sa.Integer(), nullable=True))
    op.add_column("organiser", sa.Column("sign_off_reason", sa.Text(), nullable=False, server_default=""))
    op.execute(SIGN_OFF.delete().where(SIGN_OFF.c.part != "wording"))
    for table, column in reversed(ADDED):
        op.drop_column(table, column.name)


def _split_words() -> None:
    """Make one word about the whole version one about each part of it."""
    connection = op.get_bind()
    for row in connection.execute(sa.select(SIGN_OFF)).mappings().all():
        said = row["snapshot"] if isinstance(row["snapshot"], dict) else json.loads(row["snapshot"] or "{}")
        shared = {name: value for name, value in row.items() if name not in {"id", "part", "snapshot"}}
        for part, texts in PARTS.items():
            snapshot = {text: said.get(text, "") for text in texts}
            if part == "wording":
                connection.execute(
                    SIGN_OFF.update().where(SIGN_OFF.c.id == row["id"]).values(snapshot=snapshot)
                )
            else:
                connection.execute(SIGN_OFF.insert().values(**shared, part=part, snapshot=snapshot))
