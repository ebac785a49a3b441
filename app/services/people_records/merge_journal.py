"""Changes of rows, written down so that each can be taken back exactly, or said why it cannot (row P8).

A step names table, row and values. Taking a step back asks first whether the row still says what the step
wrote: what somebody changed since is theirs and stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import Enum
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Table, TypeDecorator, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.extensions import Base, db
from app.models import Participation

Step = dict[str, Any]
Key = Mapping[str, Any]


class Lost(NamedTuple):
    """A step that cannot be taken back: `what` it was about, and a name that tells it from others."""

    what: str
    name: str


def table_of(model: type[Base]) -> Table:
    """Return the table of a model."""
    return cast(Table, model.__table__)


class Journal:
    """Changes rows and keeps how they were; `steps` is plain JSON."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def set(self, table: Table, key: Key, values: Mapping[str, Any], *, what: str, name: str = "") -> bool:
        """Write `values` to the row of `key`; return False, and write nothing, where another row has them."""
        row = _row(table, key)
        if row is None:
            return False
        try:
            with db.session.begin_nested():
                db.session.execute(update(table).where(_is(table, key)).values(**values))
        except IntegrityError:
            return False
        old = {column: row[column] for column in values}
        self._note("set", table, key, what, name, old=_plain(old), new=_plain(values))
        return True

    def delete(self, table: Table, key: Key, *, what: str, name: str = "") -> None:
        """Delete a row that nothing points at any more."""
        row = _row(table, key)
        if row is not None:
            db.session.execute(delete(table).where(_is(table, key)))
            self._note("delete", table, key, what, name, row=_plain(row))

    def insert(self, table: Table, values: Mapping[str, Any], *, what: str, name: str = "") -> None:
        """Write a new row."""
        number = db.session.scalar(insert(table).values(**values).returning(table.c.id))
        self._note("insert", table, {"id": number}, what, name)

    def _note(self, do: str, table: Table, key: Key, what: str, name: str, **more: Any) -> None:
        self.steps.append(
            {"do": do, "table": table.name, "key": dict(key), "what": what, "name": name} | more
        )


def take_back(steps: Sequence[Step], *, only_look: bool = False) -> list[Lost]:
    """Take the steps back, the last first, as far as nobody changed the rows since; return what stays.

    With `only_look` nothing is written.
    """
    lost: list[Lost] = []
    renumbered: dict[int, int] = {}  # participations that come back under another number
    for step in reversed(steps):
        undo = {"set": _unset, "delete": _bring_back, "insert": _take_out}[step["do"]]
        if not undo(db.metadata.tables[step["table"]], step, renumbered, only_look=only_look):
            lost.append(Lost(step["what"], step["name"]))
    return list(dict.fromkeys(lost))


def _unset(table: Table, step: Step, renumbered: dict[int, int], *, only_look: bool) -> bool:
    old, new = _typed(table, step["old"]), _typed(table, step["new"])
    key = {column: new.get(column, value) for column, value in step["key"].items()}
    row = _row(table, key)
    if row is None or any(row[column] != value for column, value in new.items()):
        return False
    if only_look:
        return True
    with _kept_whole() as fine:
        db.session.execute(update(table).where(_is(table, key)).values(**_renumbered(table, old, renumbered)))
    return bool(fine)


def _bring_back(table: Table, step: Step, renumbered: dict[int, int], *, only_look: bool) -> bool:
    if only_look:
        return True
    values = _renumbered(table, _typed(table, step["row"]), renumbered)
    number = values.get("id")
    if number is not None and _row(table, {"id": number}) is not None:
        del values["id"]
    with _kept_whole() as fine:
        (first, *_rest) = table.primary_key.columns
        made = db.session.scalar(insert(table).values(**values).returning(first))
        if table is table_of(Participation):
            renumbered[step["row"]["id"]] = cast(int, made)
    return bool(fine)


def _take_out(table: Table, step: Step, _unused: dict[int, int], *, only_look: bool) -> bool:
    if _row(table, step["key"]) is None:
        return True
    if not only_look:
        db.session.execute(delete(table).where(_is(table, step["key"])))
    return True


@contextmanager
def _kept_whole() -> Iterator[list[bool]]:
    """Write the block’s change, or nothing: then what is yielded is empty."""
    fine = [True]
    try:
        with db.session.begin_nested():
            yield fine
    except IntegrityError:
        fine.clear()


def _renumbered(table: Table, values: Mapping[str, Any], renumbered: Mapping[int, int]) -> dict[str, Any]:
    """Return the values with the new numbers of participations that came back."""
    theirs = {
        column.name
        for column in table.columns
        if any(key.column is table_of(Participation).c.id for key in column.foreign_keys)
    }
    return {name: renumbered.get(value, value) if name in theirs else value for name, value in values.items()}


def _row(table: Table, key: Key) -> dict[str, Any] | None:
    found = db.session.execute(select(table).where(_is(table, key))).mappings().one_or_none()
    return dict(found) if found is not None else None


def _is(table: Table, key: Key) -> ColumnElement[bool]:
    return and_(*(table.c[column] == value for column, value in key.items()))


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    def plain(value: object) -> object:
        if isinstance(value, Enum):
            return value.value
        return value.isoformat() if isinstance(value, date) else value

    return {name: plain(value) for name, value in row.items()}


def _typed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    def typed(name: str, value: object) -> object:
        own = table.c[name].type
        kind = (own.impl_instance if isinstance(own, TypeDecorator) else own).python_type
        if not isinstance(value, str) or kind is str:
            return value
        if issubclass(kind, datetime):
            return datetime.fromisoformat(value)
        if issubclass(kind, date):
            return date.fromisoformat(value)
        return kind(value) if issubclass(kind, Enum) else value

    return {name: typed(name, value) for name, value in row.items()}
