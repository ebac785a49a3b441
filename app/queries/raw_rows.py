"""Small questions asked for every page: compiled once, put to the driver itself, answered in microseconds."""

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.engine.interfaces import Compiled
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement

_compiled: dict[tuple[int, str], Compiled] = {}


def read(statement: ClauseElement, engine: Engine, **values: str) -> tuple[Any, ...] | None:
    """Return the first row as the driver gives it (good for comparing, not for showing), None without one.

    `statement` lives as long as the process: it is a module's constant. Raises what SQLAlchemy would.
    """
    name = (id(statement), engine.dialect.name)
    if name not in _compiled:
        _compiled[name] = statement.compile(dialect=engine.dialect)
    compiled = _compiled[name]
    given = compiled.construct_params(values) or {}
    positions: list[str] | None = getattr(compiled, "positiontup", None)
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(str(compiled), [given[key] for key in positions] if positions else given)
        row = cursor.fetchone()
        cursor.close()
    except engine.dialect.loaded_dbapi.Error as error:
        gone = engine.dialect.is_disconnect(error, connection.dbapi_connection, None)
        if gone:
            connection.invalidate(error)
        raise DBAPIError.instance(
            None, None, error, engine.dialect.loaded_dbapi.Error, connection_invalidated=gone
        ) from error
    finally:
        connection.close()
    return tuple(row) if row else None
