"""`domain.accents.unaccented` within a query; app/sqlite.py teaches SQLite the function."""

from typing import Any

from sqlalchemy import String, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from app.domain.people.accents import FROM, TO


class unaccented(FunctionElement[str]):  # noqa: N801 - a function in SQL
    """A text column as `domain.accents.unaccented` returns it."""

    type = String()
    inherit_cache = True
    name = "unaccented"


@compiles(unaccented)
def _by_name(element: unaccented, compiler: SQLCompiler, **more: Any) -> str:
    return f"unaccented({compiler.process(element.clauses, **more)})"


@compiles(unaccented, "postgresql")
def _by_table(element: unaccented, compiler: SQLCompiler, **more: Any) -> str:
    (column,) = element.clauses
    return compiler.process(func.translate(func.lower(column), FROM, TO), **more)
