"""Messages are queued with what they tell of: each effect once, and gone again when it is no longer true."""

from datetime import timedelta

import pytest
from sqlalchemy import literal, select

from app.extensions import db
from app.models import OutboxMessage, OutboxState
from app.services.mail import outbox
from tests.support import desk
from tests.support.at_once import at_once
from tests.support.attendees import public_event, queued, register
from tests.support.world import START

LATER = START + timedelta(hours=1)


def add(key="a", kind="note", **more):
    return outbox.enqueue(key=key, kind=kind, to_email="bo@example.org", now=START, **more)


def row(key, kind="note", **more):
    facts = {"to_name": "", "payload": {}, "event_id": None, "registration_id": None} | more
    return outbox.row(key=key, kind=kind, to_email="bo@example.org", now=START, **facts)


def states():
    db.session.expire_all()
    return {one.key: one.state.value for one in queued()}


def grew():
    return outbox.forget_new(db.session())


@pytest.fixture
def event(app):
    return desk.event()


def test_a_message_is_due_at_once_or_when_it_is_said(app):
    one, other = add(payload={"a": 1}, to_name="Bo"), add("b", due_at=LATER)
    assert (one.state, one.due_at, one.payload, one.to_name, one.attempts) == (
        OutboxState.QUEUED,
        START,
        {"a": 1},
        "Bo",
        0,
    )
    assert (other.due_at, other.payload) == (LATER, {})


def test_the_same_effect_is_queued_once_even_at_once(app):
    assert (add() is None, add() is None) == (False, True)
    at_once(app, [lambda: add("x")] * 6, workers=6)
    assert list(states()) == ["a", "x"]


def test_many_are_added_together_and_known_keys_are_passed_over(app):
    add()
    outbox.enqueue_many([row("a"), row("b", payload={"n": 1}), row("c", due_at=LATER)])
    outbox.enqueue_many([])
    assert [(one.key, one.payload, one.due_at) for one in queued()] == [
        ("a", {}, START),
        ("b", {"n": 1}, START),
        ("c", {}, LATER),
    ]


def test_messages_that_a_query_makes_are_not_fetched(app):
    chie = register(public_event())
    made = row("unused")
    columns = [name for name in made if name != "key"]
    kept = OutboxMessage.__table__.c
    rows = select(
        literal("selected-1"), *(literal(made[name], type_=kept[name].type) for name in columns)
    ).where(literal(chie.id) > 0)
    for _ in range(2):
        outbox.enqueue_selected(["key", *columns], rows)
    assert [one.key for one in queued(kind="note")] == ["selected-1"]


def test_what_waits_is_withdrawn_by_kind_event_and_registration(app):
    first, second = public_event(), public_event("second")
    chie, bo = register(first), register(second, "Bo")
    db.session.query(OutboxMessage).delete()
    add("kind", "other", event_id=first.id)
    for name, whose in (("chie", chie), ("bo", bo)):
        add(name, event_id=whose.event_id, registration_id=whose.id)
    add("held", event_id=first.id).leased_until = LATER
    add("sent", event_id=first.id).state = OutboxState.SENT
    db.session.flush()
    outbox.withdraw(kinds=["note"], why="the event moved", event_id=first.id)
    assert states() == {"kind": "queued", "chie": "dropped", "bo": "queued", "held": "queued", "sent": "sent"}
    assert [one.last_error for one in queued(state="dropped")] == ["the event moved"]
    outbox.withdraw(kinds=["note"], why="given back", registration_id=bo.id)
    assert states()["bo"] == "dropped"


def test_what_is_overtaken_says_what_it_would_have_said(app):
    chie = register(public_event())
    facts = {"event_id": chie.event_id, "registration_id": chie.id}
    add("moved", "event_moved", payload={"before": 1}, **facts)
    add("nobody", "event_moved", event_id=chie.event_id)
    said = outbox.overtake(kinds=["event_moved"], why="moved again", event_id=chie.event_id)
    assert said == {chie.id: {"before": 1, "kind": "event_moved"}}
    assert [states()[key] for key in ("moved", "nobody")] == ["dropped", "dropped"]


def test_what_waits_for_the_holders_of_some_entries_is_dropped(event):
    for number in (1, 2):
        add(f"e{number}", "entry", event_id=event.id, payload={"entry": number, "n": number})
    dropped = outbox.drop(kinds=["entry"], why="changed again", event_id=event.id, entries=[2, 3])
    assert (dropped, states()) == ({2: {"entry": 2, "n": 2}}, {"e1": "queued", "e2": "dropped"})


def test_a_commit_knows_whether_it_brought_mail(app):
    grew()
    assert grew() is False
    add()
    assert (grew(), grew()) == (True, False)
    outbox.enqueue_many([row("b")])
    assert grew() is True
    outbox.wake_after_commit()
    assert grew() is True


def test_a_row_added_by_hand_wakes_the_worker_too(app):
    grew()
    db.session.add(OutboxMessage(**row("c")))
    db.session.flush()
    assert grew() is True
