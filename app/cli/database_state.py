"""What stands in the database, asked of its driver alone: a start without news loads nothing for it."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psycopg


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """The revision of the schema, None where there is none, and whether there is an event."""

    revision: str | None = None
    has_events: bool = False


def look(url: str) -> DatabaseState:
    """Return the state of the database at `url`; raise the driver's OperationalError when it is away."""
    if url.startswith("sqlite:"):
        return _look_into_file(url.removeprefix("sqlite:///"))
    import psycopg  # only an installation on PostgreSQL has a use for it

    with psycopg.connect(url.replace("+psycopg", "", 1), autocommit=True) as connection:
        try:
            return _ask(connection)
        except psycopg.errors.UndefinedTable:
            return DatabaseState()


def _look_into_file(name: str) -> DatabaseState:
    if not Path(name).is_file():  # also for what is no plain path: the way through the migrations knows more
        return DatabaseState()
    with closing(sqlite3.connect(name)) as connection:
        try:
            return _ask(connection)
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return DatabaseState()
            raise


def _ask(connection: "sqlite3.Connection | psycopg.Connection") -> DatabaseState:
    revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    event = connection.execute("SELECT 1 FROM event LIMIT 1").fetchone()
    return DatabaseState(revision[0] if revision else None, event is not None)
