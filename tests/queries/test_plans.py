"""What a page reads does not grow with the installation: hot statements go by an index (row X11)."""

import pytest
from sqlalchemy import event

from app.extensions import db
from app.queries import agenda, library
from tests.support import events

WHOLE_TABLE = ("SCAN", "MATERIALIZE", "Seq Scan")


def steps_of(statement, parameters):
    """Return how the database answers; PostgreSQL, which reads small tables whole, is told not to."""
    connection = db.session.connection()
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [row[-1] for row in rows]
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    rows = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
    return [row[0].strip(" ->") for row in rows]


@pytest.fixture
def asked(app):
    """The statements of the test, each with its parameters."""
    seen = []

    def note(_connection, _cursor, statement, parameters, _context, _many):
        seen.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("read", [agenda.agenda_of, library.record_of, library.materials_of])
def test_no_whole_table_is_read_for_one_event(asked, read):
    number = events.published().id
    asked.clear()
    read(number)
    [(statement, parameters)] = asked
    steps = steps_of(statement, parameters)
    assert len(steps) > 1
    assert [step for step in steps if step.startswith(WHOLE_TABLE)] == []
