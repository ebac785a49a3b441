"""One worker at a time holds a message; what a worker took down with it is tried again, not for ever."""

from datetime import timedelta

from app.extensions import db
from app.models import OutboxMessage, OutboxState
from app.services.mail import leases, outbox
from tests.support.attendees import queued
from tests.support.world import START

LATER = START + leases.LEASE


def add(key="a", **more):
    return outbox.enqueue(key=key, kind="note", to_email="bo@example.org", now=START, **more)


def claimed(now=START, **more):
    return [one.key for one in leases.claim(now=now, **more)]


def state(message):
    db.session.refresh(message)
    return message.state


def test_what_is_due_is_held_in_order_and_nobody_else_has_it(app):
    add("later", due_at=START + timedelta(minutes=1)), add("b"), add("a", due_at=START - timedelta(minutes=1))
    assert (claimed(limit=1), claimed(), claimed()) == (["a"], ["b"], [])
    assert [(one.key, one.attempts) for one in queued(leased_until=LATER)] == [("b", 1), ("a", 1)]


def test_a_lease_that_ran_out_is_taken_over_alone(app):
    add("a"), add("b"), add("c")
    claimed(limit=1)
    assert claimed(LATER) == ["b", "c"]  # it ends after this instant
    assert claimed(LATER + timedelta(seconds=1)) == ["a"]
    assert claimed(LATER + timedelta(seconds=2)) == []


def test_a_mail_whose_every_worker_was_killed_is_given_up(app):
    message, told = add("a"), add("b")
    for one, why in ((message, ""), (told, "421 busy")):
        one.attempts, one.last_error = leases.MAX_ATTEMPTS, why
    db.session.flush()
    assert claimed() == []
    assert [(state(one), one.last_error) for one in (message, told)] == [
        (OutboxState.FAILED, "the worker ended at every attempt"),
        (OutboxState.FAILED, "421 busy"),
    ]


def test_a_lease_is_renewed_and_read_by_its_holder_alone(app):
    message = add()
    claimed()
    soon = START + timedelta(minutes=1)
    assert leases.renew(message.id, lease=START, now=soon) is None
    assert leases.held(message.id, lease=START) is None
    end = leases.renew(message.id, lease=LATER, now=soon)
    assert end == soon + leases.LEASE
    assert (leases.held(message.id, lease=LATER), leases.held(message.id, lease=end)) == (None, message)
    message.state = OutboxState.SENT
    db.session.flush()
    assert (leases.renew(message.id, lease=end, now=soon), leases.held(message.id, lease=end)) == (None, None)


def test_what_was_taken_is_sent_and_what_is_no_longer_true_is_dropped(app):
    sent, dropped = add("a"), add("b")
    claimed()
    leases.mark_sent(sent.id, now=LATER)
    leases.mark_dropped(dropped, why="the seat was given back")
    assert (state(sent), sent.sent_at, sent.leased_until) == (OutboxState.SENT, LATER, None)
    assert (state(dropped), dropped.last_error, dropped.leased_until) == (
        OutboxState.DROPPED,
        "the seat was given back",
        None,
    )


def test_pauses_double_up_to_six_hours_and_spread(app):
    message, pauses = add(), []
    for attempt in range(1, leases.MAX_ATTEMPTS):
        message.attempts = attempt
        leases.mark_failed(message, now=START, why="421 busy", for_good=False, spread=0)
        pauses.append((message.due_at - START).total_seconds())
    assert pauses == [30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15360, 21600]
    leases.mark_failed(message, now=START, why="x" * 600, for_good=False, spread=1)
    assert (message.due_at - START, len(message.last_error), message.state) == (
        timedelta(hours=9),
        500,
        OutboxState.QUEUED,
    )


def test_a_refusal_for_good_or_one_too_many_ends_it(app):
    for message, facts in ((add("a"), {"for_good": True}), (add("b"), {"for_good": False})):
        message.attempts = 1 if facts["for_good"] else leases.MAX_ATTEMPTS
        leases.mark_failed(message, now=START, why="550 no", spread=0, **facts)
    assert db.session.query(OutboxMessage).filter_by(state=OutboxState.FAILED).count() == 2
