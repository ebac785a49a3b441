"""The migrations build what the models describe, and can be walked back, on the database of this run."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text, update

from app import create_app
from app.extensions import db
from app.models import EventChange, Registration
from app.schema import downgrade, upgrade
from app.services.history import KEPT_SECRET
from tests.support import desk
from tests.support.attendees import public_event, queued, register
from tests.support.world import START, settings_for


@pytest.fixture
def fresh_app(new_database_url, tmp_path, world):
    """An app on a database of its own, in which nothing has been made."""
    app = create_app(settings_for(tmp_path, new_database_url), world)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def schema():
    """Return what stands in the database: table -> columns and the names of what binds them."""
    seen = inspect(db.engine)
    return {
        table: (
            sorted(
                (column["name"], str(column["type"]), column["nullable"])
                for column in seen.get_columns(table)
            ),
            sorted(
                str(one["name"]) for one in seen.get_foreign_keys(table) + seen.get_unique_constraints(table)
            ),
            sorted(str(one["name"]) for one in seen.get_check_constraints(table) + seen.get_indexes(table)),
        )
        for table in seen.get_table_names()
    }


def test_models_and_migrations_agree(fresh_app):
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_migrations_go_up_down_and_up_again(fresh_app):
    upgrade()
    built = schema()
    assert len(built) > 1
    downgrade(revision="base")
    assert set(schema()) == {"alembic_version"}
    upgrade()
    assert schema() == built


def test_addresses_of_meetings_leave_the_history_that_was_written_before(fresh_app):
    upgrade()
    found = desk.event()
    for field, old, new in (
        ("meeting_url", "", "https://meet.example.org/x"),
        ("aim", "", "https://aim.example.org"),
    ):
        db.session.add(EventChange(event_id=found.id, at=START, by="Bo", field=field, old=old, new=new))
    db.session.commit()
    downgrade(revision="0016")
    upgrade()
    db.session.expire_all()
    assert desk.history(found) == [("meeting_url", "", KEPT_SECRET), ("aim", "", "https://aim.example.org")]


def test_people_of_one_mailbox_are_parted_on_the_way_back_and_lose_nothing(fresh_app):
    upgrade()
    event = public_event()
    chie, bo = (register(event, name, "office@example.org") for name in ("Tanabe Chie", "Bo"))
    db.session.execute(update(Registration).values(typed={"facts": {}, "answers": {"1": ["x"]}}))
    db.session.commit()
    own, number, mails = bo.uid, bo.id, len(queued())
    db.session.commit()
    downgrade(revision="0020")
    rows = text("SELECT name, email, typed FROM registration ORDER BY id")
    assert [(name, email) for name, email, _ in db.session.execute(rows)] == [
        ("Tanabe Chie", "office@example.org"),
        ("Bo", f"office+{number}@example.org"),
    ]
    db.session.commit()
    upgrade()
    db.session.expire_all()
    assert (chie.uid, chie.name_key, chie.email) == (event.uid, "chie tanabe", "office@example.org")
    assert (bo.uid, bo.name_key) == (event.uid, "bo")
    assert (own != event.uid, bo.typed) == (True, {"facts": {}, "answers": {"1": ["x"]}})
    assert len(queued()) == mails
