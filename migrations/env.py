"""Run migrations on the app's own engine, with SQLite's careful transactions (app/sqlite.py)."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection

extension = current_app.extensions["migrate"]


@contextmanager
def foreign_keys_held_back(connection: Connection) -> Iterator[None]:
    """Let SQLite drop a table that is built anew without dropping the rows that point at it.

    The order is that of sqlite.org/lang_altertable.html: switched off outside of a transaction, looked over
    before each commit (`require_whole`), and switched on again.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.driver_connection
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys = ON")


def require_whole(ctx: object, **_step: object) -> None:
    """Roll a migration back that leaves rows pointing at nothing."""
    connection = ctx.connection
    if connection.dialect.name != "sqlite":
        return
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if lost:
        raise RuntimeError(f"rows point at nothing: {lost[:5]}")


with extension.db.engine.connect() as connection, foreign_keys_held_back(connection):
    context.configure(
        connection=connection,
        target_metadata=extension.db.metadata,
        transaction_per_migration=True,
        on_version_apply=require_whole,
        **extension.configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
