"""Where what people write to the organisers of an event goes."""

import pytest

from app.services.scheduling import contact
from tests.support import desk
from tests.support.desk import AMARA, history
from tests.support.world import START, installed_with


def set_to(event, email):
    contact.set_contact(event, email=email, actor=AMARA, now=START)


def test_a_contact_is_named_and_taken_away(app):
    event = desk.event()
    for email in ("office@example.org", "office@example.org", ""):
        set_to(event, email)
    assert event.contact_email == ""
    assert history(event) == [("contact", "", "office@example.org"), ("contact", "office@example.org", "")]


def test_our_own_mailbox_is_no_contact(app, monkeypatch):
    installed_with(app, monkeypatch, mail_from="Side <calendar@example.org>")
    event = desk.event()
    for ours in ("calendar@example.org", "Calendar+r1-abc@example.org"):
        with pytest.raises(contact.ContactIsOurs) as refusal:
            set_to(event, ours)
    assert (refusal.value.field, event.contact_email) == ("contact_email", "")


@pytest.mark.parametrize(
    ("reads_mail", "email", "read"),
    [(True, "", True), (False, "office@example.org", True), (False, "", False)],
)
def test_an_answer_is_read_by_our_mailbox_or_at_the_contact(app, monkeypatch, reads_mail, email, read):
    installed_with(app, monkeypatch, reads_mail=reads_mail)
    assert contact.are_answers_read(desk.event(contact_email=email)) is read
