"""Whoever reports a mail as spam gets no more reminders, and still hears that an event is off (row R7)."""

from datetime import timedelta

import pytest

from app.extensions import db
from app.services.calendars import inbound
from app.services.mail import addresses, outbox, undeliverable
from app.services.scheduling import publishing
from tests.support.answers import reply_address
from tests.support.attendees import after_quiet, delivered, public_event, queued, register
from tests.support.desk import AMARA
from tests.support.world import START

COMPLAINT = """From: feedback@provider.example
To: abuse@example.org
Subject: FW: Reminder
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="edge"

--edge
Content-Type: text/plain

This is an email abuse report.
--edge
Content-Type: message/feedback-report

Feedback-Type: {kind}
Version: 1

--edge
Content-Type: message/rfc822

Return-Path: <{inside}>
Subject: It starts in an hour

--edge--
"""


def complain(inside, kind="abuse"):
    outcome = inbound.take(COMPLAINT.format(inside=inside, kind=kind).encode(), now=START)
    db.session.commit()
    return outcome


@pytest.mark.parametrize("of", ["envelope", "reply"])
def test_a_complaint_stops_reminders_and_no_cancellation(app, outgoing, clock, of):
    event = public_event()
    chie = register(event)
    delivered(app, outgoing)
    (row,) = queued(registration_id=chie.id, state="sent")
    inside = addresses.return_path(row.id) if of == "envelope" else reply_address(registration_id=chie.id)
    assert complain(inside) == "complained"
    assert chie.reminders_stopped_at == START
    clock.set(event.starts_at - timedelta(hours=1))
    assert delivered(app, outgoing) == []
    publishing.cancel(event, reason="A storm", actor=AMARA, now=clock.now())
    assert [mail["Subject"] for mail in after_quiet(app, outgoing)] == ["Cancelled: Twelve reefs"]
    db.session.refresh(row)
    assert (row.state.value, undeliverable.among([chie.email])) == ("sent", set())


@pytest.mark.parametrize("kind", ["not-spam", "auth-failure", "x-own"])
def test_a_report_of_another_kind_stops_nothing(app, outgoing, kind):
    chie = register(public_event())
    assert complain(reply_address(registration_id=chie.id), kind) == "unknown_bounce"
    assert chie.reminders_stopped_at is None


def test_nobody_complains_for_another_without_the_secret_of_their_mail(app):
    chie = register(public_event())
    assert complain("calendar+b1-aaaaaaaaaaaaaaaa@localhost") == "unknown_bounce"
    assert chie.reminders_stopped_at is None


def test_reminders_without_a_seat_stop_too_and_what_is_no_reminder_goes_on(app, outgoing):
    event = public_event()
    for kind in ("poll_asked", "poll_reminder", "speaker_invitation", "speaker_reminder"):
        outbox.enqueue(key=kind, kind=kind, to_email="bo@example.org", now=START, event_id=event.id)
    complained = queued(kind="poll_asked")[0]
    undeliverable.complain(complained, now=START)
    rows = queued(to_email="bo@example.org")
    assert undeliverable.complained(rows) == {"bo@example.org"}
    assert [row.kind for row in rows if row.kind in undeliverable.REMINDERS] == [
        "poll_reminder",
        "speaker_reminder",
    ]
