"""The personal link of a speaker: one for each part, two addresses, each of which can be ended."""

from datetime import timedelta

import pytest

from app.domain.access import Role
from app.extensions import db
from app.models import SpeakerLink
from app.services.speakers import links
from tests.support import desk, speaking
from tests.support.desk import AMARA
from tests.support.world import START

LATER = START + timedelta(days=3)


@pytest.fixture
def event(app, amara):
    return desk.event(team={Role.LEAD: amara})


@pytest.fixture
def link(event):
    return links.make(event, speaking.somebody(event), actor=AMARA, now=START)


def token(url):
    return url.rsplit("/", 1)[1]


def both(link):
    return token(links.mailed_url(link)), token(links.hand_url(link))


def test_a_person_has_one_link_that_works_until_a_year_after_the_event(event, link):
    assert links.make(event, link.participation, actor=AMARA, now=LATER) is link
    assert links.link_of(link.participation) is link
    assert (link.expires_at, link.invited_by) == (event.ends_at + links.LIFE_AFTER_END, "Amara Okafor")


def test_both_addresses_open_it_and_tell_by_which_way_it_came(event, link):
    mailed, by_hand = both(link)
    assert mailed != by_hand
    opened = [links.open_link(one, now=LATER) for one in (mailed, by_hand)]
    assert [(one.link, one.event, one.by_hand, one.expired) for one in opened] == [
        (link, event, False, False),
        (link, event, True, False),
    ]
    assert links.open_link(mailed, now=link.expires_at).expired is True


def test_a_link_that_was_taken_back_says_so_and_is_made_anew_when_asked_for(event, link):
    mailed, by_hand = both(link)
    links.revoke(link, now=START)
    links.revoke(link, now=LATER)
    assert link.revoked_at == START
    for one in (mailed, by_hand):
        with pytest.raises(links.SpeakerLinkRevoked):
            links.open_link(one, now=LATER)
    assert links.make(event, link.participation, actor=AMARA, now=LATER) is link
    assert (link.revoked_at, links.open_link(both(link)[0], now=LATER).link) == (None, link)
    with pytest.raises(links.SpeakerLinkUnknown):
        links.open_link(mailed, now=LATER)


def test_a_renewed_link_starts_its_year_again(event, link):
    old, end = both(link), link.expires_at
    links.renew(event, link, now=end)
    assert (link.expires_at, set(both(link)) & set(old)) == (end + links.LIFE_AFTER_END, set())


def test_a_new_secret_ends_the_old_addresses_and_not_the_time(link):
    old, end = both(link), link.expires_at
    links.change_secret(link)
    assert link.expires_at == end
    for one in (*old, "", "x" * 5000, "\ud800"):
        with pytest.raises(links.SpeakerLinkUnknown):
            links.open_link(one, now=START)


def test_a_secret_opens_nothing_by_itself(app):
    first, second = links.new_secret(), links.new_secret()
    assert set(first) == {"token_salt", "token_hash", "hand_hash"}
    assert len({*first.values(), *second.values()}) == 6


def test_the_links_of_people_are_found_in_every_event(app, event, link):
    second = desk.event("second")
    part = speaking.somebody(second)
    other = links.make(second, part, actor=AMARA, now=START)
    links.make(second, speaking.somebody(second, "Bo", "bo@example.org"), actor=AMARA, now=START)
    assert part.person is link.participation.person
    assert links.of_people(part.person) == [link, other]
    assert links.of_people() == []


def test_use_is_kept_by_the_hour(link):
    soon = START + links.NOTED_EVERY
    assert [links.note_use(link, now=now) for now in (START, soon - timedelta(seconds=1), soon)] == [
        True,
        False,
        True,
    ]
    assert db.session.query(SpeakerLink.last_used_at).scalar() == soon
