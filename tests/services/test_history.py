"""What the history keeps of a change, and the revision by which pages know that it happened."""

from datetime import timedelta

from app.extensions import db
from app.models import EventChange
from app.services import history
from tests.support import desk
from tests.support.desk import AMARA
from tests.support.world import START

LATER = START + timedelta(hours=1)


def change(event, old, new, **more):
    history.record(event, actor=AMARA, field="details", old=old, new=new, now=LATER, **more)


def test_a_change_is_kept_with_who_when_and_why(app):
    event = desk.event()
    change(event, "Reefs", "Seas", reason="A typing error")
    row = db.session.query(EventChange).one()
    assert (row.event_id, row.at, row.by, row.field) == (event.id, LATER, "Amara Okafor", "details")
    assert (row.old, row.new, row.reason) == ("Reefs", "Seas", "A typing error")


def test_values_are_kept_as_a_reader_reads_them(app):
    event = desk.event()
    change(event, None, ["en", "fr", None])
    change(event, 90, False)
    assert desk.history(event) == [("details", "", "en, fr, "), ("details", "90", "False")]


def test_an_equal_value_is_no_change(app):
    event = desk.event()
    revision = event.revision
    change(event, ["en"], ["en"])
    assert (desk.history(event), event.revision, event.revised_at) == ([], revision, START)


def test_every_change_is_a_step_of_the_revision(app):
    event = desk.event()
    revision = event.revision
    change(event, "a", "b")
    history.touch(event, now=LATER)
    db.session.refresh(event)
    assert (event.revision, event.revised_at) == (revision + 2, LATER)


def test_two_who_touch_at_once_make_two_steps(app):
    """The database counts: what one read before the other wrote does not undo a step."""
    event = desk.event()
    db.session.commit()
    revision, stale = event.revision, db.session.connection()
    stale.exec_driver_sql("UPDATE event SET revision = revision + 1")  # the other one, unseen by the session
    history.touch(event, now=LATER)
    db.session.refresh(event)
    assert event.revision == revision + 2


def test_the_address_of_the_meeting_is_told_as_changed_and_never_as_what_it_is(app):
    event = desk.event()
    first, second = "https://meet.example.org/one", "https://meet.example.org/two"
    for old, new in (("", first), (first, second)):
        history.record(event, actor=AMARA, field="meeting_url", old=old, new=new, now=LATER)
    hidden = history.KEPT_SECRET
    assert desk.history(event) == [("meeting_url", "", hidden), ("meeting_url", hidden, hidden)]
