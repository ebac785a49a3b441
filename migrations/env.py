"""Run migrations on the app's own engine, with SQLite's careful transactions (app/sqlite.py)."""

from alembic import context
from flask import current_app

extension = current_app.extensions["migrate"]

with extension.db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=extension.db.metadata,
        transaction_per_migration=True,
        **extension.configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
