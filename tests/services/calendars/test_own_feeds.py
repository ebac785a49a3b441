"""The calendar of everything that one address takes part in: a secret address, replaced and closed."""

from datetime import timedelta

import pytest

from app.domain.access import Role
from app.extensions import db
from app.models import OwnFeed
from app.services import tokens
from app.services.attendance.links import LinkUnknown
from app.services.calendars import own_feeds
from app.services.retention import attendees as retention
from app.services.speakers import links as speaker_links
from tests.support import speaking
from tests.support.attendees import public_event, register, token
from tests.support.participants import EVE, takes_part
from tests.support.world import START

CHIE = "chie@example.org"


def secret(address):
    return address.removeprefix("http://localhost/my-events/").removesuffix(".ics")


def feeds():
    return sorted(one.email for one in db.session.query(OwnFeed))


def test_an_address_has_one_secret_of_which_only_the_hash_is_kept(app):
    register(public_event())
    first, second = (secret(own_feeds.make(CHIE, now=START)) for _ in range(2))
    assert own_feeds.by_link(second) == CHIE
    with pytest.raises(own_feeds.OwnFeedUnknown):
        own_feeds.by_link(first)
    feed = own_feeds.of(CHIE)
    assert (feed.token_hash, feed.made_at) == (tokens.fingerprint(second), START)
    assert own_feeds.of("bo@example.org") is None


def test_a_closed_calendar_opens_nothing_and_the_seat_stays(app):
    chie = register(public_event())
    address = secret(own_feeds.make(CHIE, now=START))
    own_feeds.close(CHIE)
    with pytest.raises(own_feeds.OwnFeedUnknown):
        own_feeds.by_link(address)
    assert own_feeds.owner_of(token(chie), now=START) == CHIE


def test_an_address_of_an_earlier_release_opens_until_it_is_replaced(app):
    chie = register(public_event())
    chie.feed_hash = tokens.fingerprint("older")
    db.session.commit()
    assert own_feeds.by_link("older") == CHIE
    own_feeds.make(CHIE, now=START)
    with pytest.raises(own_feeds.OwnFeedUnknown):
        own_feeds.by_link("older")


def test_the_owner_is_known_by_what_was_mailed_to_them_alone(app, amara):
    link = speaking.invited(public_event(team={Role.LEAD: amara}))
    mailed, by_hand = (
        tokens.token_for(purpose, link.token_salt)
        for purpose in (speaker_links.MAILED, speaker_links.BY_HAND)
    )
    assert own_feeds.owner_of(mailed, now=START) == CHIE
    for wrong in (by_hand, "made-up"):
        with pytest.raises(LinkUnknown):
            own_feeds.owner_of(wrong, now=START)
    with pytest.raises(LinkUnknown):
        own_feeds.owner_of(mailed, now=link.expires_at)
    speaker_links.revoke(link, now=START)
    with pytest.raises(LinkUnknown):
        own_feeds.owner_of(mailed, now=START)


def test_a_feed_that_no_event_needs_any_more_is_forgotten(app):
    event = public_event()
    chie = register(event)
    takes_part(event)
    for email in (CHIE, EVE, "gone@example.org"):
        own_feeds.make(email, now=START)
    own_feeds.forget_unused()
    assert feeds() == [CHIE, EVE]
    retention.erase(chie, now=START)
    own_feeds.forget_unused()
    assert feeds() == [EVE]


@pytest.mark.parametrize(("elsewhere", "left"), [(False, []), (True, [EVE])])
def test_who_is_forgotten_in_one_event_keeps_the_feed_that_another_needs(app, elsewhere, left):
    event = public_event()
    takes_part(event)
    if elsewhere:
        takes_part(public_event("other"))
    own_feeds.make(EVE, now=START)
    own_feeds.forget(EVE, but_for_event=event.id)
    assert feeds() == left


def test_a_seat_of_the_same_event_needs_the_feed(app):
    event = public_event()
    takes_part(event)
    register(event, "Eve", EVE)
    own_feeds.make(EVE, now=START + timedelta(hours=1))
    own_feeds.forget(EVE, but_for_event=event.id)
    assert feeds() == [EVE]
