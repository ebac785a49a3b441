"""What calendars answer is kept beside the seat, only when it is genuine and newer (row R4)."""

from datetime import UTC, datetime, timedelta

import pytest

from app.extensions import db
from app.queries import calendar_answers
from app.services.attendance import registrations
from app.services.calendars import inbound, replies
from app.services.scheduling import events
from tests.support.answers import reply
from tests.support.attendees import after_quiet, delivered, public_event, queued, register
from tests.support.changes import FIRST, SECOND, rename
from tests.support.desk import AMARA
from tests.support.world import START, installed_with

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


@pytest.mark.parametrize("partstat", ["ACCEPTED", "TENTATIVE", "DECLINED"])
def test_an_answer_is_kept_and_the_seat_stays(app, partstat):
    chie = register(public_event())
    assert take(reply(chie, partstat)) == "answered"
    assert kept(chie) == (partstat.lower(), 0, "confirmed")
    assert chie.event.seats_taken == 1


@pytest.mark.parametrize(
    ("proof", "outcome"), [("way in", "answered"), ("address", "answered"), (None, "forged")]
)
def test_an_answer_needs_a_proof(app, proof, outcome):
    chie = register(public_event())
    assert take(reply(chie, proof=proof)) == outcome
    assert kept(chie)[0] == ("accepted" if outcome == "answered" else None)


@pytest.mark.parametrize(
    ("results", "outcome"),
    [
        ("mx.example.org; spf=pass; dmarc=pass (p=reject) header.from=example.org", "answered"),
        ("mx.example.org; dmarc=fail header.from=example.org", "forged"),
        ("mx.example.org; dmarc=pass header.from=example.net", "forged"),
        ("elsewhere.example.org; dmarc=pass header.from=example.org", "forged"),
    ],
)
def test_our_own_mail_server_may_vouch_for_the_sender(app, monkeypatch, results, outcome):
    chie = register(public_event())
    installed_with(app, monkeypatch, mail_authserv="mx.example.org")
    assert take(reply(chie, proof=None, headers={"Authentication-Results": results})) == outcome


def test_the_proof_of_one_person_does_not_answer_for_another(app):
    event = public_event()
    chie, bo = register(event), register(event, "Bo")
    assert take(reply(chie, attendee=bo.email)) == "answered"
    assert (kept(chie)[0], kept(bo)[0]) == ("accepted", None)


def test_older_and_repeated_answers_change_nothing(app):
    chie = register(public_event())
    outcomes = [
        take(reply(chie, "DECLINED", stamp="20270301T094000Z")),
        take(reply(chie, "DECLINED", stamp="20270301T094000Z")),
        take(reply(chie, "ACCEPTED", stamp="20270301T093000Z")),
    ]
    assert (outcomes, kept(chie)[0]) == (["answered", "repeated", "overtaken"], "declined")


def test_an_answer_from_the_future_does_not_shut_out_later_ones(app):
    chie = register(public_event())
    take(reply(chie, "DECLINED", stamp="20990301T094000Z"))
    assert chie.answer_stamp == LATER


def test_a_late_answer_counts_for_the_old_time(app):
    event = public_event()
    chie = register(event)
    move(event, SECOND)
    assert take(reply(chie, sequence=0)) == "answered_old_time"
    assert take(reply(chie, "TENTATIVE")) == "answered"
    assert kept(chie) == ("tentative", 1, "confirmed")


def test_moved_there_and_back_the_first_answer_is_to_the_present_time(app):
    event = public_event()
    chie = register(event)
    move(event, SECOND)
    move(event, FIRST)
    assert take(reply(chie, sequence=0, more="DTSTART:20270311T090000Z\n")) == "answered"


def test_who_declined_the_old_time_is_asked_again(app, outgoing, clock):
    event = public_event()
    chie = register(event)
    delivered(app, outgoing)
    take(reply(chie, "DECLINED"))
    move(event, SECOND)
    clock.move(timedelta(minutes=10))
    delivered(app, outgoing)
    assert b"PARTSTAT=NEEDS-ACTION;RSVP=TRUE" in outgoing.sent[-1].calendar.replace(b"\r\n ", b"")


def test_a_proposed_time_is_kept_for_the_organiser(app):
    chie = register(public_event())
    times = "DTSTART:20270312T090000Z\nDTEND:20270312T103000Z\n"
    assert take(reply(chie, "TENTATIVE", method="COUNTER", more=times, comment="A day later?")) == "proposed"
    assert (chie.proposed_starts_at, chie.proposed_ends_at, chie.answer_comment) == (
        datetime(2027, 3, 12, 9, 0, tzinfo=UTC),
        datetime(2027, 3, 12, 10, 30, tzinfo=UTC),
        "A day later?",
    )
    assert chie.event.starts_at == FIRST.starts_at


def test_who_gave_the_seat_back_answers_nothing(app):
    chie = register(public_event())
    raw = reply(chie)
    registrations.cancel(chie, now=START)
    assert take(raw) == "no_seat"


def test_the_message_that_was_answered_is_known(app, outgoing):
    chie = register(public_event())
    delivered(app, outgoing)
    take(reply(chie))
    assert [(row.kind, row.answered_at) for row in queued(registration_id=chie.id, state="sent")] == [
        ("registration_confirmed", LATER)
    ]


def test_mails_leave_under_an_envelope_of_their_own_and_ask_for_answers_at_the_persons_own_address(
    app, outgoing
):
    chie = register(public_event())
    delivered(app, outgoing)
    (row,) = queued(registration_id=chie.id, state="sent")
    (mail,) = outgoing.sent
    assert mail.return_path.startswith(f"calendar+b{row.id}-")
    assert mail.reply_to.startswith("calendar+r")
    assert b"mailto:calendar@localhost" in mail.calendar.replace(b"\r\n ", b"")


def test_nothing_is_asked_back_while_nobody_reads(app, outgoing, monkeypatch):
    installed_with(app, monkeypatch, reads_mail=False)
    register(public_event())
    delivered(app, outgoing)
    assert (outgoing.sent[0].reply_to, outgoing.sent[0].return_path) == (None, None)


def test_a_new_title_leaves_every_answer_as_it_is(app, outgoing):
    event = public_event()
    chie = register(event)
    delivered(app, outgoing)
    assert take(reply(chie, "TENTATIVE")) == "answered"
    rename(event, "Thirteen reefs")
    after_quiet(app, outgoing)
    db.session.refresh(chie)
    assert (chie.invited_sequence, calendar_answers.answer_of(chie)) == (1, "tentative")
    assert b"PARTSTAT=TENTATIVE" in outgoing.sent[-1].calendar.replace(b"\r\n ", b"")


def test_a_proposed_time_is_put_aside_and_the_answer_stays(app):
    chie = register(public_event())
    chie.calendar_answer, chie.proposed_starts_at, chie.proposed_ends_at = "tentative", START, LATER
    replies.settle_proposal(chie)
    db.session.refresh(chie)
    assert (chie.calendar_answer, chie.proposed_starts_at, chie.proposed_ends_at) == ("tentative", None, None)
