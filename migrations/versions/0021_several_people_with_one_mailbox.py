"""Several people have one mailbox: registrations are told apart by name, calendar entries by UID.

SQLite builds the tables anew, so migrations/env.py holds foreign keys back meanwhile.
"""

import sqlalchemy as sa
from alembic import op

from app.domain.people.same_person import person_key

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

REGISTRATION = sa.table(
    "registration",
    sa.column("id", sa.Integer),
    sa.column("event_id", sa.Integer),
    sa.column("name", sa.Text),
    sa.column("email", sa.String),
    sa.column("name_key", sa.String),
    sa.column("uid", sa.String),
    sa.column("typed", sa.JSON(none_as_null=True)),
)
ENTRY = sa.table(
    "participant_entry",
    sa.column("id", sa.Integer),
    sa.column("event_id", sa.Integer),
    sa.column("email", sa.String),
    sa.column("kind", sa.String),
)
EVENT = sa.table("event", sa.column("id", sa.Integer), sa.column("uid", sa.String))
BY_MAILBOX, BY_NAME = "uq_registration_event_id_email", "uq_registration_event_id_email_name_key"
BY_UID, ENTRY_BY_UID = "uq_registration_uid_email", "uq_participant_entry_uid_email"
BY_KIND = "uq_participant_entry_event_id_email_kind"


def upgrade() -> None:
    op.add_column("registration", sa.Column("name_key", sa.String(300), nullable=False, server_default=""))
    op.add_column("registration", sa.Column("uid", sa.String(255), nullable=False, server_default=""))
    of_event = sa.select(EVENT.c.uid).where(EVENT.c.id == REGISTRATION.c.event_id).scalar_subquery()
    op.execute(REGISTRATION.update().values(uid=of_event))
    _fold_names()
    _rename_typed(old="replies", new="answers")
    with op.batch_alter_table("registration") as table:
        table.alter_column("name_key", server_default=None, existing_type=sa.String(300))
        table.alter_column("uid", server_default=None, existing_type=sa.String(255))
        table.drop_constraint(BY_MAILBOX, type_="unique")
        table.create_unique_constraint(op.f(BY_NAME), ["event_id", "email", "name_key"])
        table.create_unique_constraint(op.f(BY_UID), ["uid", "email"])
    with op.batch_alter_table("participant_entry") as table:
        table.drop_constraint(BY_KIND, type_="unique")
        table.create_unique_constraint(op.f(ENTRY_BY_UID), ["uid", "email"])


def downgrade() -> None:
    """Go back; of several people with one mailbox all but the first get an address like name+7@example.org."""
    _part_mailboxes(ENTRY, ENTRY.c.event_id, ENTRY.c.kind)
    with op.batch_alter_table("participant_entry") as table:
        table.drop_constraint(ENTRY_BY_UID, type_="unique")
        table.create_unique_constraint(op.f(BY_KIND), ["event_id", "email", "kind"])
    _part_mailboxes(REGISTRATION, REGISTRATION.c.event_id)
    _rename_typed(old="answers", new="replies")
    with op.batch_alter_table("registration") as table:
        table.drop_constraint(BY_UID, type_="unique")
        table.drop_constraint(BY_NAME, type_="unique")
        table.create_unique_constraint(op.f(BY_MAILBOX), ["event_id", "email"])
        table.drop_column("uid")
        table.drop_column("name_key")


def _fold_names() -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.select(REGISTRATION.c.id, REGISTRATION.c.name)).all()
    keys = [{"number": number, "key": person_key(name)} for number, name in rows if name]
    if keys:
        changing = REGISTRATION.update().where(REGISTRATION.c.id == sa.bindparam("number"))
        connection.execute(changing.values(name_key=sa.bindparam("key")), keys)


def _rename_typed(*, old: str, new: str) -> None:
    """What waits for a yes keeps the answers to questions under the word that the code has for them."""
    connection = op.get_bind()
    rows = connection.execute(sa.select(REGISTRATION.c.id, REGISTRATION.c.typed)).all()
    for number, typed in rows:
        if typed and old in typed:
            renamed = {**{name: typed[name] for name in typed if name != old}, new: typed[old]}
            connection.execute(REGISTRATION.update().where(REGISTRATION.c.id == number).values(typed=renamed))


def _part_mailboxes(table: sa.TableClause, *place: sa.ColumnClause) -> None:
    connection = op.get_bind()
    seen = set()
    rows = connection.execute(sa.select(table.c.id, table.c.email, *place).order_by(table.c.id)).all()
    for number, email, *rest in rows:
        if (email, *rest) in seen:
            local, _at, host = email.rpartition("@")
            other = f"{local}+{number}@{host}"
            connection.execute(table.update().where(table.c.id == number).values(email=other))
        seen.add((email, *rest))
