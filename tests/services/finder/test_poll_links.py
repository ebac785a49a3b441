"""The personal link to a question opens one person's answers, and only the newest one does."""

from datetime import timedelta

import pytest

from app.domain.poll import PollLinkUnknown
from app.extensions import db
from app.services.finder import people as finder_people
from app.services.finder import poll_links, polls
from tests.support import desk
from tests.support.finder import with_people
from tests.support.world import START

FIRST, SECOND = START + timedelta(days=9), START + timedelta(days=10, hours=12)


@pytest.fixture
def event(app):
    return with_people(desk.event())


def ask(event, starts=(FIRST, SECOND), **more):
    facts = {"minutes": 90, "zone": "Africa/Lagos", "note": "", "actor": desk.AMARA, "now": START}
    return polls.ask(event, lines=finder_people.lines_of(event), starts=list(starts), **(facts | more))


def person(poll, name):
    return next(one for one in poll.people if one.name.startswith(name))


def test_only_a_hash_of_the_link_is_kept(app, event):
    one = person(ask(event), "Bo")
    token = poll_links.url(one).rsplit("/", 1)[1]
    assert poll_links.by_link(token) is one
    assert token not in (one.token_hash, one.token_salt)
    with pytest.raises(PollLinkUnknown):
        poll_links.by_link(token + "x")


def test_a_renewed_link_ends_the_old_one(app, event):
    one = person(ask(event), "Bo")
    old = poll_links.url(one).rsplit("/", 1)[1]
    poll_links.renew(one)
    db.session.flush()
    assert one.token_hash == poll_links.mark_of(one.token_salt)
    with pytest.raises(PollLinkUnknown):
        poll_links.by_link(old)
    assert poll_links.by_link(poll_links.url(one).rsplit("/", 1)[1]) is one


@pytest.mark.parametrize("token", ["", "x" * 5000, "\ud800"])
def test_a_made_up_link_is_unknown(app, token):
    with pytest.raises(PollLinkUnknown):
        poll_links.by_link(token)
