"""Before a change is confirmed the page says how many mails go, and exactly those go (rows O6, R4)."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.lifecycle import ParticipationState
from app.extensions import db
from app.models import Event, OutboxState
from app.services.attendance import registrations
from app.services.mail import undeliverable
from app.services.scheduling import delivery_log, publishing
from tests.support.attendees import after_quiet, delivered, public_event, queued, register
from tests.support.changes import SECOND, move
from tests.support.database import make_empty, tables
from tests.support.desk import AMARA
from tests.support.participants import accepts, check_for, items, takes_part
from tests.support.world import START

NAMES = ("ann", "bea", "cem", "dov", "eve", "fay")
person = st.fixed_dictionaries(
    {
        "seat": st.sampled_from(["none", "before the part", "after the part", "given back"]),
        "part": st.sampled_from(["none", "speaker", "moderator", "declined"]),
        "check": st.booleans(),
        "gone": st.booleans(),
    }
)


def make(event, name, facts):
    email = f"{name}@example.org"
    seat = register(event, name, email) if facts["seat"] in {"before the part", "given back"} else None
    if facts["part"] != "none":
        part = takes_part(event, name, ParticipationState.PROPOSED, email)
        part.roles = ["moderator" if facts["part"] == "moderator" else "speaker"]
        items(event, (f"Item of {name}", 5, part))
        accepts(event, part)
        if facts["check"] and not queued(kind="check_entry"):
            check_for(event, part)
        if facts["part"] == "declined":
            accepts(event, part, ParticipationState.DECLINED)
    if facts["seat"] == "after the part":
        register(event, name, email)
    if facts["seat"] == "given back":
        registrations.cancel(seat, now=START)
    if facts["gone"]:
        undeliverable.mark(email, why="5.1.1", now=START)
    db.session.commit()


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(person, max_size=6), change=st.sampled_from(["move", "postpone", "cancel"]))
def test_the_preview_counts_the_mails_that_go(app, outgoing, clock, people, change):
    db.session.rollback()
    make_empty(db.engine, tables(db.engine))
    db.session.expunge_all()
    clock.set(START)
    event = public_event(capacity=3)
    for name, facts in zip(NAMES, people, strict=False):
        make(event, name, facts)
    delivered(app, outgoing)
    told = delivery_log.preview(event, now=START, cancels=change == "cancel")
    if change == "move":
        move(event, SECOND)
    elif change == "postpone":
        publishing.postpone(event, reason="A storm", actor=AMARA, now=START)
    else:
        publishing.cancel(event, reason="A storm", actor=AMARA, now=START)
    db.session.commit()
    mails = after_quiet(app, outgoing)
    assert len(mails) == told.mails
    receivers = [mail["To"].addresses[0].addr_spec for mail in mails if "tech check" not in mail["Subject"]]
    assert len(set(receivers)) == len(receivers) == told.total
    assert db.session.get(Event, event.id) is not None


def test_what_waits_for_more_changes_is_sent_now_and_nothing_else_is_touched(app, outgoing, world):
    event, other = public_event(), public_event("other")
    for one in (event, other):
        register(one)
    delivered(app, outgoing)
    for one in (event, other):
        move(one, SECOND)
    assert delivered(app, outgoing) == []
    assert (delivery_log.send_now(event, now=START), delivery_log.send_now(event, now=START)) == (1, 0)
    db.session.commit()
    assert [mail["Subject"].partition(":")[0] for mail in delivered(app, outgoing)] == ["New time"]


def test_a_lost_mail_goes_again_and_its_address_is_tried_again(app, outgoing, clock):
    event = public_event()
    register(event)
    delivered(app, outgoing)
    (message,) = queued(kind="registration_confirmed")
    undeliverable.mark(message.to_email, why="550 no such user", now=START)
    for minutes in (1, 2):
        delivery_log.send_again(message, now=START + timedelta(minutes=minutes))
    db.session.commit()
    assert undeliverable.among([message.to_email]) == set()
    keys = [row.key for row in queued(kind="registration_confirmed")]
    assert keys == [message.key, f"{message.key}.again-20270301090100", f"{message.key}.again-20270301090200"]
    clock.set(START + timedelta(minutes=2))
    assert [mail["Subject"] for mail in delivered(app, outgoing)] == [outgoing.sent[0].subject] * 2


@pytest.mark.parametrize("state", [OutboxState.QUEUED, OutboxState.DROPPED])
def test_what_still_waits_or_is_no_longer_true_is_not_sent_again(app, state):
    register(public_event())
    (message,) = queued(kind="registration_confirmed")
    message.state = state
    with pytest.raises(delivery_log.NothingToSendAgain):
        delivery_log.send_again(message, now=START)


def test_a_mail_whose_address_was_forgotten_is_not_sent_again(app):
    register(public_event())
    (message,) = queued(kind="registration_confirmed")
    message.state, message.to_email = OutboxState.SENT, ""
    with pytest.raises(delivery_log.NothingToSendAgain):
        delivery_log.send_again(message, now=START)
