"""A personal link speaks for the address it was mailed to, and for no other (rows P1, P8, R5, X4)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.access import Role
from app.domain.lifecycle import EventState, ParticipationState
from app.extensions import db
from app.models import OutboxMessage, OutboxState, SpeakerLink
from app.queries.duplicates import Viewer
from app.services import tokens
from app.services.attendance import links as attendee_links
from app.services.calendars import own_feeds
from app.services.people_records import merging
from app.services.people_records.merge_values import MergeChoice
from app.services.speakers import links as speaker_links
from app.services.speakers import mail as speaker_mail
from app.services.speakers import people
from app.services.speakers.people import PrintedPart
from tests.support import desk, participants, speaking
from tests.support.attendees import deliver, queued
from tests.support.events import actor_of
from tests.support.personas import AMARA
from tests.support.world import START

LEAD = {Role.LEAD: AMARA}
OLD, NEW = "foo@example.org", "bar@example.org"


def mailed(link):
    return tokens.token_for(speaker_links.MAILED, link.token_salt)


def owner_behind(token):
    try:
        return own_feeds.owner_of(token, now=START)
    except attendee_links.LinkUnknown:
        return None


def readdress(event, link, email, **more):
    part = link.participation
    facts = {"name": part.name_printed, "roles": ["speaker"], "state": part.state, "email": email} | more
    people.edit_participation(
        event, participation=part, part=PrintedPart(**facts), actor=actor_of(AMARA), now=START
    )
    db.session.commit()


def merge(kept, gone, *wish):
    done = merging.merge(
        kept,
        gone,
        wish=MergeChoice(frozenset(wish)),
        viewer=Viewer(AMARA.account.id),
        actor=actor_of(AMARA),
        now=START,
    )
    db.session.commit()
    return done


def undo(done):
    merging.undo(done, viewer=Viewer(AMARA.account.id), actor=actor_of(AMARA), now=START)
    db.session.commit()


@pytest.fixture
def reefs(app):
    return desk.event("reefs", team=LEAD, state=EventState.PUBLISHED)


@pytest.fixture
def seeds(app):
    return desk.event("seeds", team=LEAD, title="Seeds")


def test_a_link_mailed_to_another_address_opens_nothing_of_the_new_one(app, reefs, outgoing):
    link = speaking.invited(reefs, "Foo Bar", OLD)
    deliver(app)
    old = mailed(link)
    assert owner_behind(old) == OLD
    readdress(reefs, link, NEW)
    assert owner_behind(old) is None
    with pytest.raises(speaker_links.SpeakerLinkUnknown):
        speaker_links.open_link(old, now=START)
    deliver(app)
    assert [mail.to_email for mail in outgoing.sent] == [OLD, NEW]
    assert mailed(link) in outgoing.sent[1].text
    assert owner_behind(mailed(link)) == NEW


def test_an_address_taken_away_and_another_given_is_another_address(reefs):
    link = speaking.invited(reefs, "Foo Bar", OLD)
    old = mailed(link)
    readdress(reefs, link, None)
    readdress(reefs, link, NEW)
    assert owner_behind(old) is None


def test_a_first_address_leaves_the_link_that_was_handed_over(reefs):
    link = speaking.invited(reefs, "Foo Bar", None)
    by_hand = tokens.token_for(speaker_links.BY_HAND, link.token_salt)
    readdress(reefs, link, NEW)
    assert speaker_links.open_link(by_hand, now=START).by_hand


def test_what_waits_goes_to_the_new_address(app, reefs, outgoing):
    link = speaking.invited(reefs, "Foo Bar", OLD)
    readdress(reefs, link, NEW)
    deliver(app)
    assert [mail.to_email for mail in outgoing.sent] == [NEW]
    waiting = select(OutboxMessage.kind, OutboxMessage.to_email).where(
        OutboxMessage.state == OutboxState.QUEUED
    )
    assert list(db.session.execute(waiting)) == [("speaker_reminder", NEW)]


def test_no_mail_to_the_old_address_has_the_new_link(app, reefs, outgoing):
    link = speaking.invited(reefs, "Foo Bar", OLD)
    readdress(reefs, link, OLD, state=ParticipationState.ACCEPTED)
    deliver(app)
    last = db.session.scalar(select(OutboxMessage).where(OutboxMessage.kind == "speaker_reminder"))
    last.leased_until = last.due_at  # a worker holds it, so that it cannot be sent elsewhere
    db.session.commit()
    readdress(reefs, link, NEW)
    last.leased_until, last.due_at, link.participation.state = None, START, ParticipationState.INVITED
    db.session.commit()
    before = len(outgoing.sent)
    deliver(app)
    told = [(mail.to_email, mailed(link) in mail.text) for mail in outgoing.sent[before:]]
    assert sorted(told) == [(NEW, True), (NEW, True), (OLD, False)]
    assert last.state is OutboxState.DROPPED


@pytest.mark.parametrize("wish", ["email", ""])
def test_a_merge_ends_what_was_mailed_to_the_address_that_goes(reefs, seeds, wish):
    kept, gone = speaking.invited(reefs, "Foo Bar", OLD), speaking.invited(seeds, "Foo B.", NEW)
    tokens_before = mailed(kept), mailed(gone)
    done = merge(kept.participation.person, gone.participation.person, *filter(None, [wish]))
    seen = tuple(map(owner_behind, tokens_before))
    assert seen == ((None, NEW) if wish else (OLD, None))
    stays = NEW if wish else OLD
    merged = [mailed(link) for link in db.session.scalars(select(SpeakerLink).order_by(SpeakerLink.id))]
    assert list(map(owner_behind, merged)) == [stays, stays]
    undo(done)
    assert tuple(map(owner_behind, tokens_before)) == (OLD, NEW)
    ended = merged[0] if wish else merged[1]
    assert owner_behind(ended) is None


def test_a_link_made_while_two_were_one_ends_with_it(reefs, seeds):
    kept = speaking.invited(reefs, "Foo Bar", OLD)
    gone = speaking.somebody(seeds, "Foo B.", NEW)
    done = merge(kept.participation.person, gone.person)
    link = speaker_links.make(seeds, gone, actor=actor_of(AMARA), now=START)
    db.session.commit()
    token = mailed(link)
    assert owner_behind(token) == OLD
    undo(done)
    assert owner_behind(token) is None


def test_a_booked_check_is_reminded_of_a_day_and_an_hour_before(reefs):
    link = speaking.invited(reefs)
    participants.check_for(reefs, link.participation)  # two days ahead
    rows = queued(kind=speaker_mail.CHECK_REMINDER)
    assert [(row.to_email, row.due_at) for row in rows] == [
        ("chie@example.org", START + timedelta(days=1)),
        ("chie@example.org", START + timedelta(days=2, hours=-1)),
    ]


def test_a_reminder_that_would_only_repeat_the_booking_is_not_sent(reefs):
    link = speaking.invited(reefs)
    slot = participants.check_for(reefs, link.participation)
    db.session.query(OutboxMessage).delete()
    for ahead, count in ((timedelta(hours=24, minutes=10), 1), (timedelta(hours=1, minutes=10), 0)):
        speaker_mail.before_check(reefs, link.participation, slot, now=slot.starts_at - ahead)
        assert len(queued(kind=speaker_mail.CHECK_REMINDER)) == count
        db.session.query(OutboxMessage).delete()


def test_who_has_no_link_or_no_address_is_not_reminded(reefs):
    slot = participants.check_for(reefs, speaking.somebody(reefs))
    by_hand = speaking.invited(reefs, "Bo", None)
    speaker_mail.before_check(reefs, by_hand.participation, slot, now=START)
    assert queued(kind=speaker_mail.CHECK_REMINDER) == []


def test_nothing_follows_to_no_address(reefs):
    link = speaking.invited(reefs, "Foo Bar", OLD)
    speaker_mail.follow([link], old=OLD, new=None, now=START)
    assert {row.to_email for row in queued()} == {OLD}
