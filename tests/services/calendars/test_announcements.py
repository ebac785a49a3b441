"""Moves, postponements and cancellations: everyone concerned is told once (row O6)."""

from collections import Counter
from datetime import datetime

import pytest

from app.extensions import db
from app.models import Event, OutboxMessage, Registration
from app.services.attendance import registrations
from app.services.calendars import announcements
from app.services.scheduling import events, publishing
from tests.support.attendees import after_quiet, delivered, kinds, public_event, queued, register
from tests.support.changes import FIRST, SECOND, THIRD, move
from tests.support.desk import AMARA
from tests.support.world import START

WALL = datetime(2027, 3, 11, 10, 0)  # noqa: DTZ001 - a wall time


def test_everybody_concerned_gets_one_message_and_nobody_else(app):
    event = public_event(capacity=2)
    other = register(public_event("other-event"), "Eve")
    seated, given_up, seated_too, waiting = (register(event, name) for name in ("Chie", "Bo", "Dov", "Amara"))
    registrations.cancel(given_up, now=START)
    db.session.commit()
    move(event, SECOND)
    assert [
        (one.name, kinds(one).count("event_moved")) for one in (seated, given_up, seated_too, waiting)
    ] == [
        ("Chie", 1),
        ("Bo", 0),
        ("Dov", 1),
        ("Amara", 1),
    ]
    assert kinds(other) == ["registration_confirmed"]
    assert {row.payload["reason"] for row in queued(kind="event_moved")} == {"A strike"}


def test_every_seat_counts_up_with_the_entry_and_who_waits_has_no_sequence(app):
    event = public_event(capacity=1)
    chie, bo = register(event, "Chie"), register(event, "Bo")
    move(event, SECOND)
    assert (event.sequence, chie.invited_sequence, bo.invited_sequence) == (1, 1, None)


def test_a_change_nobody_was_told_of_yet_is_overtaken(app, outgoing):
    event = public_event()
    chie = register(event)
    delivered(app, outgoing)
    move(event, SECOND)
    move(event, THIRD)
    (mail,) = after_quiet(app, outgoing)
    text = mail.get_body(("plain",)).get_content()
    assert "Old time: Thursday, 11 March 2027, 10:00" in text
    assert "Thursday, 25 March 2027, 10:00" in text
    assert "18 March" not in text
    db.session.expire_all()
    assert [row.state.value for row in queued(registration_id=chie.id, kind="event_moved")] == [
        "dropped",
        "sent",
    ]


def test_back_at_the_old_hour_before_anybody_heard_says_nothing(app, outgoing):
    event = public_event()
    register(event)
    delivered(app, outgoing)
    move(event, SECOND)
    move(event, FIRST)
    assert after_quiet(app, outgoing) == []


def test_moved_then_cancelled_before_anybody_heard_is_a_cancellation(app, outgoing):
    event = public_event()
    register(event)
    delivered(app, outgoing)
    move(event, SECOND)
    publishing.cancel(event, reason="No room", actor=AMARA, now=START)
    db.session.commit()
    assert [mail["Subject"] for mail in after_quiet(app, outgoing)] == ["Cancelled: Twelve reefs"]
    assert queued(kind="reminder", state="queued") == []


def test_a_new_hour_after_a_postponement_raises_who_waited_for_a_freed_seat_and_tells_them_once(
    app, outgoing
):
    event = public_event(capacity=1)
    chie, bo = register(event, "Chie"), register(event, "Bo")
    publishing.postpone(event, reason="A storm", actor=AMARA, now=START)
    registrations.cancel(chie, now=START)
    db.session.commit()
    after_quiet(app, outgoing)
    assert bo.state.value == "waiting"
    move(event, SECOND)
    assert [(mail["To"], mail["Subject"]) for mail in after_quiet(app, outgoing)] == [
        ("Bo <bo@example.org>", "A seat is yours: Twelve reefs")
    ]


def test_back_at_the_old_hour_after_a_postponement_everybody_heard_of_is_said(app, outgoing):
    event = public_event()
    register(event)
    publishing.postpone(event, reason="A storm", actor=AMARA, now=START)
    after_quiet(app, outgoing)
    events.schedule(event, time=FIRST, actor=AMARA, now=START)
    (mail,) = after_quiet(app, outgoing)
    assert mail["Subject"] == "It takes place: Twelve reefs, Thu 11 Mar, Tokyo"
    assert "takes place after all, at this time." in mail.get_body(("plain",)).get_content()
    assert len(queued(kind="reminder", state="queued")) == 3


def many(event, count):
    """Register `count` people without a mail, in two languages."""
    rows = [
        {
            "event_id": event.id,
            "token_salt": f"salt-{number}",
            "token_hash": f"hash-{number}",
            "name": f"Person {number}",
            "name_key": f"{number} person",
            "uid": event.uid,
            "email": f"p{number}@example.org",
            "country": "NG",
            "organisation": "",
            "access_needs": "",
            "locale": "en_GB" if number % 2 else "fr",
            "state": "confirmed",
            "queue_number": number,
            "created_at": START,
            "state_changed_at": START,
            "invited_sequence": 0,
        }
        for number in range(1, count + 1)
    ]
    db.session.execute(db.insert(Registration), rows)
    event.seats_taken = count
    db.session.commit()


def test_statements_do_not_grow_with_the_people(app, count_queries):
    asked = {}
    for slug, count in (("few-people", 3), ("many-people", 900)):
        event = public_event(slug)
        many(event, count) if slug == "few-people" else many_more(event, count)
        with count_queries() as statements:
            announcements.event_changed(event=event, kind="event_moved", reason="", now=START, before=None)
        asked[slug] = len(statements)
        db.session.commit()
        rows = Counter(row.kind for row in queued(event_id=event.id))
        assert rows == {"event_moved": count, "reminder": 3 * count}
    assert asked["few-people"] == asked["many-people"]


def many_more(event, count):
    db.session.execute(db.update(Registration).values(token_hash=Registration.token_hash + "-few"))
    many(event, count)


@pytest.mark.slow
def test_reminders_of_many_are_those_of_one_by_one(app):
    event = public_event()
    one = register(event)
    by_one = {
        row.key: (row.due_at, row.payload, row.to_email, row.to_name, row.attempts, row.last_error)
        for row in queued(kind="reminder")
    }
    db.session.query(OutboxMessage).filter_by(kind="reminder").delete()
    announcements._plan_reminders(db.session.get_one(Event, event.id), START)
    by_many = {
        row.key: (row.due_at, row.payload, row.to_email, row.to_name, row.attempts, row.last_error)
        for row in queued(kind="reminder")
    }
    assert by_many == by_one
    assert len(by_one) == 3
    assert {row.registration_id for row in queued(kind="reminder")} == {one.id}
