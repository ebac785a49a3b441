"""The worker when things go wrong: nothing is lost, nothing goes twice (row X6)."""

from contextlib import suppress
from datetime import timedelta

import pytest

from app.extensions import db
from app.gateways.mail import PermanentMailFailure, TemporaryMailFailure
from app.services.mail import leases, outbox
from app.worker import outbox as worker
from app.worker.outbox import deliver_due
from tests.support.at_once import at_once
from tests.support.attendees import deliver, public_event, queued, register
from tests.support.world import START


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def confirmed(app):
    """Three confirmations wait."""
    event = public_event()
    return [register(event, name) for name in ("Amara", "Bo", "Chie")]


def states():
    """Return (state, attempts) of the confirmations."""
    db.session.expire_all()
    return [(row.state.value, row.attempts) for row in queued(kind="registration_confirmed")]


def recipients(outgoing):
    return [mail.to_email.partition("@")[0] for mail in outgoing.sent]


def test_a_server_that_is_away_is_asked_again_later_and_later(app, outgoing, clock, confirmed):
    outgoing.failures.extend(TemporaryMailFailure("away", code=421) for _ in range(3))
    deliver(app)
    assert (outgoing.sent, states()) == ([], [("queued", 1)] * 3)
    pauses = [row.due_at - START for row in queued(kind="registration_confirmed")]
    assert all(timedelta(seconds=30) <= pause <= timedelta(seconds=45) for pause in pauses)
    deliver(app)
    assert outgoing.sent == []
    clock.move(timedelta(minutes=1))
    deliver(app)
    assert (sorted(recipients(outgoing)), states()) == (["amara", "bo", "chie"], [("sent", 2)] * 3)


def test_an_address_that_is_refused_for_good_is_not_tried_again(app, outgoing, clock, confirmed):
    outgoing.failures.append(PermanentMailFailure("no such mailbox", code=550, about_recipient=True))
    deliver(app)
    clock.move(timedelta(days=2))
    deliver(app)
    assert states() == [("failed", 1), ("sent", 1), ("sent", 1)]
    assert queued(kind="registration_confirmed")[0].last_error == "PermanentMailFailure: 550 no such mailbox"


def test_after_many_attempts_it_is_given_up_and_says_why(app, outgoing, clock, confirmed):
    for _ in range(leases.MAX_ATTEMPTS):
        outgoing.failures[:] = [TemporaryMailFailure("away")] * 3
        deliver_due(app)
        clock.move(timedelta(hours=12))
    deliver(app)
    assert states() == [("failed", leases.MAX_ATTEMPTS)] * 3
    assert outgoing.sent == []


def test_one_mail_that_cannot_be_made_does_not_stop_the_others(app, outgoing, confirmed):
    row = queued(kind="registration_confirmed")[0]
    row.payload = {"locale": "xx_not_a_locale"}
    db.session.commit()
    deliver(app)
    assert states() == [("queued", 1), ("sent", 1), ("sent", 1)]


def test_killed_after_the_claim_the_rows_are_taken_over_when_the_lease_ends(
    app, outgoing, clock, confirmed, monkeypatch
):
    def dies(_batch):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(worker, "_deliver", dies)
        with pytest.raises(Killed):
            deliver_due(app)
    deliver(app)
    assert (outgoing.sent, states()) == ([], [("queued", 1)] * 3)
    clock.move(leases.LEASE + timedelta(seconds=1))
    deliver(app)
    assert (recipients(outgoing), states()) == (["amara", "bo", "chie"], [("sent", 2)] * 3)


@pytest.mark.parametrize("where", ["before sending", "after the server took it"])
def test_killed_around_the_sending_at_most_one_goes_again_under_the_same_id(
    app, outgoing, clock, confirmed, monkeypatch, where
):
    send = outgoing.send

    def dies(mail):
        if len(outgoing.sent) == 1:
            if where == "after the server took it":
                send(mail)
            raise Killed
        send(mail)

    with monkeypatch.context() as patched:
        patched.setattr(type(outgoing), "send", lambda _self, mail: dies(mail))
        with pytest.raises(Killed):
            deliver_due(app)
    clock.move(leases.LEASE + timedelta(seconds=1))
    deliver(app)
    twice = ["bo"] if where == "after the server took it" else []
    assert sorted(recipients(outgoing)) == sorted(["amara", "bo", "chie", *twice])
    ids = {mail.message_id for mail in outgoing.sent}
    assert (len(ids), [state for state, _ in states()]) == (3, ["sent"] * 3)


def test_a_slow_server_does_not_make_two_workers_send_the_same(app, outgoing, clock, confirmed, monkeypatch):
    send = outgoing.send
    inside = []

    def slow(mail):
        clock.move(leases.LEASE)  # the lease of the whole batch is over now
        if not inside:
            inside.append(True)
            deliver_due(app)  # another worker takes over what is left
        send(mail)

    monkeypatch.setattr(type(outgoing), "send", lambda _self, mail: slow(mail))
    deliver(app)
    assert sorted(recipients(outgoing)).count("bo") == 1
    assert sorted(recipients(outgoing)).count("chie") == 1


@pytest.mark.parametrize(
    "failure", [TemporaryMailFailure("away"), PermanentMailFailure("no", code=550, about_recipient=False)]
)
def test_who_was_overtaken_writes_no_failure_over_what_the_other_did(
    app, outgoing, clock, confirmed, monkeypatch, failure
):
    send, inside = outgoing.send, []

    def hangs(mail):
        if inside:
            return send(mail)
        inside.append(True)
        clock.move(leases.LEASE + timedelta(seconds=1))
        deliver_due(app)  # another worker finds the leases ended, and sends all
        raise failure

    monkeypatch.setattr(type(outgoing), "send", lambda _self, mail: hangs(mail))
    deliver(app)
    assert (recipients(outgoing), states()) == (["amara", "bo", "chie"], [("sent", 2)] * 3)


def test_a_message_whose_every_worker_is_killed_is_given_up(app, outgoing, clock, confirmed, monkeypatch):
    def dies(_batch):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(worker, "_deliver", dies)
        for _ in range(3 * leases.MAX_ATTEMPTS):  # each goes alone once its worker was killed
            with suppress(Killed):
                deliver_due(app)
            clock.move(leases.LEASE + timedelta(seconds=1))
    deliver(app)
    assert (outgoing.sent, states()) == ([], [("failed", leases.MAX_ATTEMPTS)] * 3)
    assert queued(kind="registration_confirmed")[0].last_error == "the worker ended at every attempt"


def test_one_key_at_once_is_one_message(app):
    made = []

    def job():
        row = outbox.enqueue(key="a", kind="sign_in", to_email="chie@example.org", now=START)
        made.append(row is not None)

    at_once(app, [job] * 12, workers=12)
    assert (sum(made), [row.key for row in queued()]) == (1, ["a"])


def test_no_lock_is_held_while_a_mail_travels(app, outgoing, confirmed, monkeypatch):
    send = outgoing.send

    def looking(mail):
        assert not db.session().in_transaction()
        send(mail)

    monkeypatch.setattr(type(outgoing), "send", lambda _self, mail: looking(mail))
    assert deliver_due(app) == 3


def test_every_message_has_an_id_that_stays(app, outgoing, confirmed):
    deliver(app)
    keys = [row.key for row in queued(kind="registration_confirmed")]
    assert [mail.message_id for mail in outgoing.sent] == [f"<{key}@localhost>" for key in keys]
