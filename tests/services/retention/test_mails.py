"""Addresses on mails to team, partners and speakers go by kind and age (row X3)."""

from datetime import timedelta

import pytest

from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import Letter, OutboxMessage, OutboxState
from app.services.mail import letters, outbox
from app.services.mail.letters import Writer
from app.services.retention import mails as mail_retention
from tests.support import desk
from tests.support.world import START


def mailed(event, kind, state=OutboxState.SENT):
    made = outbox.enqueue(
        key=kind,
        kind=kind,
        to_email="bo@example.org",
        to_name="Bo",
        payload={"a": 1},
        event_id=event.id,
        now=START,
    )
    made.state = state
    db.session.commit()
    return made


def after(event, days):
    """Return what is kept, so many days after an event."""
    mail_retention.erase_old(now=event.ends_at + timedelta(days=days))
    db.session.commit()
    db.session.expire_all()
    return [
        (mail.kind, mail.to_email, mail.to_name, mail.payload) for mail in db.session.query(OutboxMessage)
    ]


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        ("speaker_invitation", 90),
        ("speaker_answered", 90),
        ("sign_off_answered", 365),
        ("consent_withdrawn", 365),
    ],
)
def test_each_kind_has_its_date(app, kind, days):
    event = desk.event(state=EventState.HELD)
    mailed(event, kind)
    assert after(event, days - 1) == [(kind, "bo@example.org", "Bo", {"a": 1})]
    assert after(event, days + 1) == [(kind, "", "", {})]


def test_what_still_waits_keeps_its_address(app):
    event = desk.event(state=EventState.HELD)
    mailed(event, "speaker_invitation", OutboxState.QUEUED)
    assert after(event, 400)[0][1] == "bo@example.org"


def test_an_event_that_never_got_an_hour_forgets_after_a_year(app):
    event = desk.event(wall=None)
    mailed(event, "speaker_invitation")
    for days, kept in ((364, "bo@example.org"), (366, "")):
        mail_retention.erase_old(now=START + timedelta(days=days))
        db.session.commit()
        db.session.expire_all()
        assert [mail.to_email for mail in db.session.query(OutboxMessage)] == [kept]


def letter_of(event, came_at=START, **more):
    writer = Writer(email="dan@example.org", **more)
    text = f"At {came_at:%d %b}"
    letters.write(event, writer=writer, text=text, form_key=text, now=came_at)
    db.session.commit()


def letters_after(event, days):
    mail_retention.erase_old(now=event.ends_at + timedelta(days=days))
    db.session.commit()
    return [one.text for one in db.session.query(Letter).order_by(Letter.id)]


def test_what_people_wrote_goes_ninety_days_after_the_event_and_after_they_wrote_it(app):
    event = desk.event(state=EventState.PUBLISHED)
    letter_of(event)
    letter_of(event, event.ends_at + timedelta(days=50))
    assert letters_after(event, 89) == ["At 01 Mar", "At 30 Apr"]
    assert letters_after(event, 91) == ["At 30 Apr"]
    assert letters_after(event, 141) == []


def test_words_about_an_event_without_an_hour_go_after_a_year(app):
    letter_of(desk.event("a-draft", wall=None))
    for days, left in ((364, 1), (366, 0)):
        mail_retention.erase_old(now=START + timedelta(days=days))
        db.session.commit()
        assert db.session.query(Letter).count() == left
