"""Every mail about an event says who organises it, and an answer to it reaches them (row R4)."""

from app.domain.mail.kinds import TO_THE_TEAM, WORDS
from app.extensions import db
from app.mails.messages import MESSAGES
from tests.support import partners, speaking
from tests.support.attendees import delivered, public_event, register
from tests.support.participants import speaker
from tests.support.world import installed_with

BY = "Organised by Reef Watch"
REACHES = "An answer to this mail reaches the organisers."
WRITE = "http://localhost/events/twelve-reefs/write"


def organised(event, name="Reef Watch"):
    partners.organiser(event, name, "lead")
    db.session.commit()
    return event


def told(mail):
    plain, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert (BY in plain) == (BY in html)
    return BY in plain, REACHES in plain, WRITE in plain and WRITE in html


def test_an_answer_reaches_the_organisers_through_our_mailbox(app, outgoing):
    register(organised(public_event()))
    (mail,) = delivered(app, outgoing)
    assert told(mail) == (True, True, False)
    assert mail["Reply-To"].startswith("calendar+r")


def test_where_no_mail_is_read_the_contact_gets_the_answers(app, outgoing, monkeypatch):
    installed_with(app, monkeypatch, reads_mail=False)
    register(organised(public_event(contact_email="office@example.org")))
    (mail,) = delivered(app, outgoing)
    assert (told(mail), mail["Reply-To"]) == ((True, True, False), "office@example.org")


def test_where_nobody_reads_answers_the_mail_leads_to_the_form(app, outgoing, monkeypatch):
    installed_with(app, monkeypatch, reads_mail=False)
    register(organised(public_event()))
    (mail,) = delivered(app, outgoing)
    assert (told(mail), mail["Reply-To"]) == ((True, False, True), None)


def test_whoever_is_mailed_about_an_event_is_told_and_can_answer(app, outgoing):
    event = organised(public_event())
    speaker(event)
    partners.asked(event)
    speaking.invited(event)
    db.session.commit()
    mails = delivered(app, outgoing)
    assert sorted(mail["To"].rpartition("<")[2] for mail in mails) == [
        "chie@example.org>",
        "eve@example.org>",
        "ines@example.org>",
    ]
    assert [told(mail) for mail in mails] == [(True, True, False)] * len(mails)
    assert all(mail["Reply-To"].startswith("calendar+r") for mail in mails)


def test_where_no_organisation_is_recorded_the_answer_reaches_the_team(app, outgoing):
    event = public_event()
    register(event)
    (mail,) = delivered(app, outgoing)
    plain = mail.get_body(("plain",)).get_content()
    assert ("Organised by" in plain, REACHES in plain) == (False, True)


def test_every_kind_of_mail_about_an_event_has_its_words():
    assert set(MESSAGES) - set(WORDS) == {"sign_in"}
    assert set(WORDS) > TO_THE_TEAM
