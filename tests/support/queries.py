"""Count what the database is asked."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event


class Statements(list[str]):
    """The statements of one block, transaction control left out."""

    def __str__(self) -> str:
        return "\n".join(f"{number:3} {' '.join(text.split())}" for number, text in enumerate(self, 1))


@contextmanager
def recorded(engine: Engine) -> Iterator[Statements]:
    """Record the statements of the block; printed, they stand one on a line."""
    statements = Statements()

    def remember(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA")):
            statements.append(statement)

    event.listen(engine, "before_cursor_execute", remember)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", remember)
