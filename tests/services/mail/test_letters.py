"""A letter to the organisers is kept once and answered by one of them (row R4)."""

import pytest

from app.domain.attendance.meeting_address import MeetingGivenAway
from app.extensions import db
from app.models import Event, Letter
from app.queries import letters as query
from app.services.mail import letters
from app.services.mail.letters import AlreadyAnswered, Writer
from tests.support.answers import reply_address
from tests.support.at_once import at_once
from tests.support.attendees import MEETING, delivered, public_event, queued, register
from tests.support.desk import AMARA
from tests.support.letters import LATER, QUESTION, led, letter, take, the_letter
from tests.support.world import START


def test_no_stranger_uses_up_the_turn_of_somebody_known(app):
    event = led(public_event())
    chie = register(event)
    for number in range(6):
        writer = Writer(email="chie@example.org", name="Mal")
        letters.write(event, writer=writer, text="Spam", form_key=str(number), now=LATER)
    assert take(letter(reply_address(registration_id=chie.id))) == "letter"


def test_an_organiser_answers_once_in_the_thread_and_is_answered_back(app, outgoing):
    event = led(public_event())
    chie = register(event)
    take(letter(reply_address(registration_id=chie.id)))
    delivered(app, outgoing)
    letters.answer(the_letter(), text="Yes, do.", actor=AMARA, now=LATER)
    with pytest.raises(AlreadyAnswered):
        letters.answer(the_letter(), text="No.", actor=AMARA, now=LATER)
    letters.answer(the_letter(), text="Yes, do.", actor=AMARA, now=LATER)
    (answer,) = delivered(app, outgoing)
    assert (answer["To"], answer["In-Reply-To"]) == (
        "Chie Tanabe <chie@example.org>",
        "<one@client.example.org>",
    )
    assert outgoing.sent[-1].text.startswith("Yes, do.")
    assert f"> {QUESTION}" in outgoing.sent[-1].text
    assert take(letter(answer["Reply-To"], "Thank you!", message_id="<2@example.org>")) == "letter"
    assert [one.text for one in query.of_registration(chie)] == [QUESTION, "Thank you!"]


def test_an_answer_does_not_give_the_meeting_away(app):
    chie = register(led(public_event()))
    take(letter(reply_address(registration_id=chie.id)))
    with pytest.raises(MeetingGivenAway):
        letters.answer(the_letter(), text=f"Come to {MEETING}", actor=AMARA, now=LATER)


def test_a_form_sent_twice_is_one_letter(app):
    event = led(public_event())
    for _ in range(2):
        writer = Writer(email="Dan@Example.org", name="Dan")
        letters.write(event, writer=writer, text=QUESTION, form_key="k", now=START)
    db.session.commit()
    assert (the_letter().email, len(queued(kind="letter_arrived"))) == ("dan@example.org", 1)


def test_a_form_sent_by_many_at_once_is_one_letter_and_one_mail(app):
    event = led(public_event())

    def send():
        here = db.session.get_one(Event, event_id)
        letters.write(here, writer=Writer(email="dan@example.org"), text="Hi", form_key="k", now=START)

    event_id = event.id
    at_once(app, [send] * 4, workers=4)
    assert (db.session.query(Letter).count(), len(queued(kind="letter_arrived"))) == (1, 1)
