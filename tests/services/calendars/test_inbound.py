"""Mail that comes in is taken, counted by its outcome, and left to people where it is for them."""

from datetime import timedelta

import pytest

from app.extensions import db
from app.gateways.inbox import InboxAway
from app.models import Registration
from app.services.calendars import inbound
from app.services.mail import addresses as mail_addresses
from app.services.mail import undeliverable
from app.services.scheduling import events
from app.worker.inbox import read_mail
from tests.support.answers import bounce, reply
from tests.support.attendees import deliver, delivered, public_event, queued, register
from tests.support.changes import SECOND
from tests.support.desk import AMARA
from tests.support.world import START

LATER = START + timedelta(hours=1)


def take(raw):
    outcome = inbound.take(raw, now=LATER)
    db.session.commit()
    return outcome


def kept(registration):
    db.session.expire_all()
    return registration.calendar_answer, registration.answer_sequence, registration.state.value


def move(event, time):
    events.schedule(event, time=time, reason="A strike", actor=AMARA, now=START)
    db.session.commit()


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({"uid": "other@example.org"}, "letter"),  # whose it is is proven: its words go to the organisers
        ({"attendee": "stranger@example.org", "proof": None}, "foreign"),
        ({"partstat": "NEEDS-ACTION"}, "unknown_partstat"),
    ],
)
def test_what_belongs_to_nobody_is_left_and_counted(app, change, outcome):
    chie = register(public_event())
    assert take(reply(chie, **change)) == outcome
    assert (kept(chie)[0], inbound.tally()) == (None, {outcome: 1})


def test_an_address_that_is_gone_gets_nothing_more(app, outgoing, clock):
    event = public_event()
    chie = register(event)
    delivered(app, outgoing)
    (row,) = queued(registration_id=chie.id, state="sent")
    assert take(bounce(row.id)) == "bounced"
    db.session.refresh(row)
    assert (row.bounced_at, row.last_error) == (LATER, "5.1.1 smtp; 5.1.1 no such user")
    move(event, SECOND)
    clock.move(timedelta(minutes=10))
    deliver(app)
    (moved,) = queued(registration_id=chie.id, kind="event_moved")
    assert (moved.state.value, len(outgoing.sent)) == ("failed", 1)
    undeliverable.lift(chie.email)
    assert undeliverable.reasons([moved]) == {}


@pytest.mark.parametrize(
    ("report", "outcome"),
    [
        ({"action": "delayed", "status": "4.4.1"}, "delayed"),
        ({"status": "5.7.1"}, "bounced"),
        ({"status": "5.2.2"}, "bounced"),
        ({"to": "calendar+b1-aaaaaaaaaaaaaaaa@localhost"}, "unknown_bounce"),
        ({"to": "calendar@localhost"}, "unknown_bounce"),
    ],
)
def test_an_address_is_not_given_up_without_reason(app, outgoing, report, outcome):
    chie = register(public_event())
    delivered(app, outgoing)
    (row,) = queued(registration_id=chie.id, state="sent")
    assert take(bounce(row.id, **report)) == outcome
    assert undeliverable.among([chie.email]) == set()


def test_a_letter_of_qmail_to_the_secret_return_path_marks_the_message(app, outgoing):
    chie = register(public_event())
    delivered(app, outgoing)
    (row,) = queued(registration_id=chie.id, state="sent")
    raw = (
        "From: MAILER-DAEMON@mx.example.net\r\nTo: {to}\r\nSubject: failure notice\r\n\r\n"
        "Hi. This is the qmail-send program.\r\n\r\n<chie@example.org>:\r\n"
        "Sorry, no mailbox here by that name. (#5.1.1)\r\n"
    )
    assert take(raw.format(to="calendar@localhost").encode()) == "no_answer"
    assert take(raw.format(to=mail_addresses.return_path(row.id)).encode()) == "bounced"
    db.session.refresh(row)
    assert (row.bounced_at, row.last_error) == (
        LATER,
        "5.1.1 Sorry, no mailbox here by that name. (#5.1.1)",
    )
    assert undeliverable.among([chie.email]) == {chie.email}


def test_the_mailbox_is_read_and_what_is_nobodys_stays_unread(app, world):
    chie = register(public_event())
    letter = b"From: chie@example.org\r\nSubject: A question\r\n\r\nIs there tea?\r\n"
    world.inbox.mails = {"1": reply(chie, "DECLINED"), "2": letter, "3": reply(chie, proof=None)}
    db.session.commit()
    assert (read_mail(app), read_mail(app)) == (3, 0)
    assert world.inbox.read == {"1": True, "2": False, "3": False}
    assert kept(db.session.get_one(Registration, chie.id))[0] == "declined"
    assert inbound.tally() == {"answered": 1, "no_answer": 1, "forged": 1}


def test_a_mailbox_that_is_away_stops_nothing(app, world, monkeypatch):
    def away(_limit):
        raise InboxAway("no line")

    monkeypatch.setattr(type(world.inbox), "unread", lambda _self, limit: away(limit))
    assert read_mail(app) == 0


def test_rubbish_is_counted_and_never_raises(app):
    for _ in range(2):
        assert take(b"\xff\x00 not a mail") == "no_answer"
    assert inbound.tally() == {"no_answer": 2}


def test_people_need_not_read_what_was_done_and_have_to_read_the_rest():
    outcomes = ("answered", "repeated", "no_seat", "bounced", "delayed")
    assert [inbound.is_done(one) for one in outcomes] == [True] * 5
    assert [inbound.is_done(one) for one in ("no_answer", "forged", "foreign", "unknown_bounce")] == [
        False
    ] * 4
