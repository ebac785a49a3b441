"""The three links of an attendee, each of which opens its own door only."""

import pytest

from app.extensions import db
from app.models import Registration
from app.services.attendance import links
from tests.support.attendees import public_event, register, token
from tests.support.world import START


def test_only_hashes_of_links_are_stored_and_each_link_opens_its_own_door(app):
    chie = register(public_event())
    person, join, stop = (token(chie, purpose) for purpose in ("registration", "join", "unsubscribe"))
    assert len({person, join, stop}) == 3
    row = " ".join(map(str, db.session.execute(db.select(Registration.__table__)).one()))
    assert not [one for one in (person, join, stop) if one in row]
    assert links.by_person_link(person) is chie
    assert links.by_join_link(join) is chie
    assert links.by_stop_link(stop) is chie
    for look, tokens in (
        (links.by_person_link, (join, stop)),
        (links.by_join_link, (stop,)),
        (links.by_stop_link, (person, join)),
    ):
        for other in (*tokens, "", "x" * 5000, "\ud800"):
            with pytest.raises(links.LinkUnknown):
                look(other)


def test_new_links_end_those_that_there_were(app):
    chie = register(public_event())
    old = {purpose: token(chie, purpose) for purpose in ("registration", "join", "unsubscribe")}
    links.renew(chie)
    db.session.flush()
    assert {token(chie, purpose) for purpose in old} & set(old.values()) == set()
    for look, purpose in (
        (links.by_person_link, "registration"),
        (links.by_join_link, "join"),
        (links.by_stop_link, "unsubscribe"),
    ):
        assert look(token(chie, purpose)) is chie
        with pytest.raises(links.LinkUnknown):
            look(old[purpose])


def test_the_page_s_own_link_leads_into_the_meeting_too(app):
    chie = register(public_event())
    assert links.by_join_link(token(chie)) is chie


def test_links_are_addresses_of_this_installation(app):
    chie = register(public_event())
    made = [links.person_url(chie), links.join_url(chie), links.stop_url(chie)]
    assert [one.rsplit("/", 1)[0] for one in made] == [
        "http://localhost/my",
        "http://localhost/join",
        "http://localhost/unsubscribe",
    ]


def test_whoever_was_erased_has_no_link(app):
    chie = register(public_event())
    old = token(chie)
    chie.erased_at = START
    with pytest.raises(links.LinkUnknown):
        links.by_person_link(old)


def test_an_address_that_nobody_confirmed_does_not_open_its_other_events(app):
    chie = register(public_event(confirm_email=True))
    with pytest.raises(links.LinkUnknown):
        links.require_confirmed(chie)
    links.require_confirmed(register(public_event("second")))
