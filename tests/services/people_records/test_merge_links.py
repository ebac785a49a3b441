"""Personal links when two records become one: each speaks for the address that it went to."""

import pytest

from app.domain.access import Role
from app.extensions import db
from app.models import Person
from app.services.people_records import merge_links
from app.services.people_records.merge_journal import Journal, take_back
from tests.support import desk, speaking
from tests.support.attendees import queued
from tests.support.world import START


@pytest.fixture
def links(app, amara):
    """Two links of two records, mailed to a@ and b@."""
    made = [
        speaking.invited(desk.event(name, team={Role.LEAD: amara}), "Ana Li", f"{name}@example.org")
        for name in ("a", "b")
    ]
    db.session.commit()
    return made


def people(links):
    return [link.participation.person for link in links]


def test_what_was_mailed_is_known_by_link(links):
    one, other = links
    assert merge_links.mailed(*people(links)) == {
        one.id: (one.token_hash, "a@example.org"),
        other.id: (other.token_hash, "b@example.org"),
    }


def test_only_what_went_to_another_address_than_stays_is_made_new_and_comes_back(links):
    before, journal = merge_links.mailed(*people(links)), Journal()
    old = [link.token_hash for link in links]
    merge_links.renew(journal, before, email="a@example.org", name="Ana Li")
    db.session.expire_all()
    assert [link.token_hash == was for link, was in zip(links, old, strict=True)] == [True, False]
    assert take_back(journal.steps) == []
    db.session.expire_all()
    assert [link.token_hash for link in links] == old


def test_links_and_what_waits_follow_their_person_to_another_address(links):
    one, _other = links
    before = merge_links.mailed(*people(links))
    old, person = one.token_hash, one.participation.person
    db.session.execute(db.update(Person).where(Person.id == person.id).values(email="new@example.org"))
    db.session.expire_all()
    merge_links.follow(before, *people(links), now=START)
    assert one.token_hash != old
    assert {row.to_email for row in queued()} == {"new@example.org", "b@example.org"}
