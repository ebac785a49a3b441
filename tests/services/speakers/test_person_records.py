"""The record of a person: recognised by address alone, and private where others brought them in."""

import pytest

from app.domain.access import Role
from app.extensions import db
from app.models import Person
from app.services.partners.organisation_records import NameNeeded
from app.services.speakers import person_records
from app.services.speakers.person_records import AddressTaken, find_or_make_person
from tests.support import desk, participants
from tests.support.desk import AMARA
from tests.support.events import actor_of
from tests.support.world import START


def test_an_address_recognises_somebody_and_a_name_nobody(app):
    ana = find_or_make_person(name="Ana Li", email=" Ana@Example.org")
    assert ana.email == "ana@example.org"
    assert find_or_make_person(name="A. Li", email="ana@example.org") is ana
    other = find_or_make_person(name="Ana Li")
    assert (other is ana, other.slug, other.email) == (False, "ana-li-2", None)
    assert find_or_make_person(name="", known=ana) is ana


@pytest.mark.parametrize("name", ["", " ", "\u200b"])
def test_a_name_is_needed(app, name):
    with pytest.raises(NameNeeded):
        find_or_make_person(name=name, email="ana@example.org")
    assert db.session.query(Person).count() == 0


def test_a_record_is_found_by_address_and_by_its_place_on_the_site(app):
    ana = find_or_make_person(name="Ana Li", email="ana@example.org")
    assert [person_records.by_email(one) for one in ("ANA@example.org", "", None)] == [ana, None, None]
    assert [person_records.by_slug(one) for one in ("ana-li", "ana")] == [ana, None]


def test_an_address_is_given_changed_and_taken_away(app):
    event = desk.event()
    person = participants.takes_part(event, email=None).person
    for given, kept in (
        (" Eve@Example.org", "eve@example.org"),
        ("e@example.org", "e@example.org"),
        ("", None),
    ):
        person_records.set_email(event, person=person, email=given, actor=AMARA, now=START)
        assert person.email == kept


def test_the_address_of_somebody_else_is_refused_without_saying_whose(app):
    event = desk.event()
    participants.takes_part(event)
    bo = participants.takes_part(event, "Bo", email=None).person
    with pytest.raises(AddressTaken) as refusal:
        person_records.set_email(event, person=bo, email=participants.EVE, actor=AMARA, now=START)
    assert (refusal.value.field, "Eve" in str(refusal.value), bo.email) == ("email", False, None)


def test_what_other_organisers_know_is_not_for_this_desk(app, amara, bo):
    mine, theirs = desk.event("mine", team={Role.LEAD: amara}), desk.event("theirs", team={Role.LEAD: bo})
    person = participants.takes_part(theirs).person
    facts = {"person": person, "actor": actor_of(amara), "now": START}
    assert person_records.may_not_see_private(mine, person, actor_of(amara)) is True
    assert person_records.may_not_see_private(theirs, person, actor_of(bo)) is False
    person_records.set_email(mine, email=None, **facts)  # the field was shown empty
    assert person.email == participants.EVE
    with pytest.raises(AddressTaken):
        person_records.set_email(mine, email="mallory@example.org", **facts)
