"""One database per worker, made by the migrations, made empty before every test."""

from pathlib import Path

import psycopg
from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import Engine

KEEP = {"alembic_version"}


def address(kind: str, folder: Path, worker: str, maintenance: str | None) -> str:
    """Return the address of this worker's own, still empty database."""
    if kind == "sqlite":
        return f"sqlite:///{folder / 'test.db'}"
    if maintenance is None:
        raise RuntimeError("No PostgreSQL server was started for this run.")
    name = f"sidestage_{worker}"
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    return maintenance.replace("postgresql://", "postgresql+psycopg://", 1).replace(
        "/postgres?", f"/{name}?", 1
    )


def tables(engine: Engine) -> list[str]:
    """Return every table that holds rows of ours; the shadows of a full-text index follow their index."""
    names = inspect(engine).get_table_names()
    virtual: list[str] = []
    if engine.dialect.name == "sqlite":
        ask = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
        with engine.connect() as connection:
            virtual = list(connection.exec_driver_sql(ask).scalars())
    shadows = tuple(f"{name}_" for name in virtual)
    return [name for name in names if name not in KEEP and not (shadows and name.startswith(shadows))]


def make_empty(engine: Engine, names: list[str]) -> None:
    """Delete all rows, foreign keys or not. Only tables that hold rows are touched."""
    if not names:
        return
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        for name in _filled(connection, names):
            connection.exec_driver_sql(f'DELETE FROM "{name}"')  # noqa: S608 - names come from the schema
        connection.commit()


def _filled(connection: Connection, names: list[str]) -> list[str]:
    asks = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in names)  # noqa: S608 - same
    return list(connection.exec_driver_sql(" UNION ALL ".join(asks)).scalars())
