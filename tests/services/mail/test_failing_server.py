"""The whole way to a mail server that fails in every way it can: nothing is lost, nothing goes twice (X6)."""

from collections import Counter
from datetime import timedelta
from email import message_from_bytes

import pytest

from app.extensions import db
from app.gateways.smtp import SmtpMailer
from app.services.mail import undeliverable
from tests.support.attendees import SENDER, deliver, public_event, queued, register
from tests.support.mail_server import mail_server

NAMES = ("Amara", "Bo", "Chie")


@pytest.fixture
def server(world):
    """A server on the loopback that the worker sends through; yields its inbox."""
    with mail_server() as (inbox, url):
        world.mail = SmtpMailer(f"{url}?timeout=0.5", sender=SENDER)
        yield inbox
        world.mail.close()


def arrived(inbox):
    """Return how often each recipient's mail arrived, and how many Message-IDs there were."""
    ids = {message_from_bytes(envelope.content)["Message-ID"] for envelope in inbox.envelopes}
    return Counter(envelope.rcpt_tos[0].partition("@")[0] for envelope in inbox.envelopes), len(ids)


def states():
    db.session.expire_all()
    return [row.state.value for row in queued(kind="registration_confirmed")]


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("MAIL", "421 4.3.2 going down"),
        ("MAIL", "451 4.7.1 greylisted"),
        ("MAIL", "drop"),
        ("RCPT", "450 4.2.1 later"),
        ("RCPT", "452 4.5.3 too many"),
        ("RCPT", "drop"),
        ("DATA", "451 4.3.0 try again"),
        ("DATA", "drop"),
        ("DATA", "stall"),
    ],
)
def test_whatever_passes_is_tried_again_until_it_arrives_once(app, clock, server, command, answer):
    event = public_event()
    for name in NAMES:
        register(event, name)
    server.answers[command] = answer
    deliver(app)
    assert (states(), arrived(server)[1]) == (["queued"] * 3, 0)
    server.answers.clear()
    clock.move(timedelta(minutes=5))
    deliver(app)
    assert states() == ["sent"] * 3
    assert arrived(server) == (Counter({"amara": 1, "bo": 1, "chie": 1}), 3)


def test_taken_and_never_said_so_it_goes_again_under_the_same_id(app, clock, server):
    event = public_event()
    for name in NAMES:
        register(event, name)
    server.answers["DATA"] = "drop after taking"
    deliver(app)
    assert states() == ["queued", "sent", "sent"]
    clock.move(timedelta(minutes=5))
    deliver(app)
    assert (states(), arrived(server)) == (["sent"] * 3, (Counter({"amara": 2, "bo": 1, "chie": 1}), 3))


@pytest.mark.parametrize(
    ("command", "answer", "is_gone"),
    [
        ("RCPT", "550 5.1.1 no such user", True),
        ("RCPT", "550 5.7.1 blocked", False),
        ("DATA", "554 5.7.1 looks like spam", False),
    ],
)
def test_what_is_refused_for_good_is_given_up_and_only_a_wrong_address_is_spared(
    app, clock, server, command, answer, is_gone
):
    chie = register(public_event(), "Chie")
    server.answers[command] = answer
    deliver(app)
    server.answers.clear()
    clock.move(timedelta(days=2))
    deliver(app)
    assert (states(), arrived(server)[1]) == (["failed"], 0)
    assert undeliverable.among([chie.email]) == ({chie.email} if is_gone else set())
