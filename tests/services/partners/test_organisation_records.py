"""The record of an organisation: found again in any spelling, corrected by its own events alone."""

import pytest
from sqlalchemy import select

from app.domain.access import Role
from app.extensions import db
from app.models import Organisation, OrganiserRole
from app.services.actor import Actor
from app.services.partners import organisations
from app.services.partners.organisation_records import (
    NameNeeded,
    NameTaken,
    SharedRecord,
    by_slug,
    edit_organisation,
    find_or_make_organisation,
    set_sector,
    touch_others,
)
from tests.support import desk, partners
from tests.support.desk import AMARA, history
from tests.support.events import actor_of
from tests.support.world import START

LEAD, CO = OrganiserRole.LEAD, OrganiserRole.CO_ORGANISER


@pytest.fixture
def event(app):
    return desk.event()


def add(event, name, role=CO, **more):
    return organisations.add_organiser(event, name=name, role=role, actor=AMARA, now=START, **more)


def edit(event, organisation, actor=AMARA, **changes):
    facts = {
        "name": organisation.name,
        "short_name": organisation.short_name,
        "web_url": organisation.web_url,
        "aliases": [alias.name for alias in organisation.aliases],
    }
    edit_organisation(event, organisation=organisation, actor=actor, now=START, **(facts | changes))


def test_an_organisation_is_found_by_short_name_and_alias_where_they_mean_one(event):
    network = find_or_make_organisation(name="Network for the Social Solidarity Economy", short_name="NSSE")
    edit(event, network, aliases=["Red de Economía Solidaria"])
    assert find_or_make_organisation(name="NSSE") is network
    assert find_or_make_organisation(name="Red de Economía Solidaria") is network
    find_or_make_organisation(name="North Sea Salvage Experts", short_name="NSSE")
    third = find_or_make_organisation(name="NSSE")
    assert third.name == "NSSE"


def test_the_alias_of_another_team_swallows_no_new_organisation(event, amara, bo):
    """Who edits a record chooses its other names: they count on the own events alone."""
    theirs, ours = desk.event("theirs", team={Role.LEAD: bo}), desk.event("ours", team={Role.LEAD: amara})
    us = actor_of(amara)
    captor = add(theirs, "Captor", LEAD).organisation
    edit(theirs, captor, short_name="WOF", aliases=["World Ocean Fund"])
    names = ("World Ocean Fund", "WOF")
    made = [organisations.add_organiser(ours, name=name, role=CO, actor=us, now=START) for name in names]
    assert [row.organisation.name for row in made] == list(names)
    second = desk.event("second", team={Role.LEAD: bo})
    assert find_or_make_organisation(name="Captor", event_id=second.id, account_id=bo.account.id) is captor


def test_an_alias_counts_on_all_events_of_the_own_team(event, amara, bo):
    first, second = (desk.event(slug, team={Role.LEAD: amara}) for slug in ("first", "second"))
    theirs = desk.event("theirs", team={Role.LEAD: bo})
    network = add(first, "Network for the Social Solidarity Economy").organisation
    add(theirs, "Network for the Social Solidarity Economy")
    edit(first, network, aliases=["Red de Economía Solidaria"])
    made = organisations.add_organiser(
        second, name="Red de Economía Solidaria", role=CO, actor=actor_of(amara), now=START
    )
    assert made.organisation is network


def test_a_known_record_stays_as_it_is(event):
    find_or_make_organisation(name="Euricse", web_url="https://euricse.example.org")
    found = find_or_make_organisation(name="EURICSE", short_name="X", web_url="https://other.example.org")
    assert (found.name, found.short_name, found.web_url) == ("Euricse", "", "https://euricse.example.org")


def test_names_in_any_script_get_addresses_of_their_own(event):
    names = ("Сеть солидарности", "شبكة الإنذار", "島の会", "🌊", "Сеть солидарности 2")
    slugs = [find_or_make_organisation(name=name).slug for name in names]
    assert slugs[0] == "set-solidarnosti"
    assert slugs[4] == "set-solidarnosti-2"
    assert len(set(slugs)) == 5


def test_slugs_of_equal_readings_are_numbered(event):
    slugs = [find_or_make_organisation(name=name).slug for name in ("Reef +", "Reef ★", "Reef")]
    assert slugs == ["reef", "reef-2", "reef-3"]


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b"])
def test_a_name_is_needed(event, nothing):
    with pytest.raises(NameNeeded):
        add(event, nothing)
    assert db.session.scalars(select(Organisation)).all() == []


def test_the_record_can_be_corrected_and_every_change_is_kept(event):
    organisation = add(event, "Open Sees Foundation").organisation
    edit(event, organisation, name="Open Seas Foundation", aliases=["OSF", "osf", ""])
    assert (organisation.name, [alias.name for alias in organisation.aliases]) == (
        "Open Seas Foundation",
        ["OSF"],
    )
    assert history(event)[1:] == [
        ("organisation.name", "Open Sees Foundation", "Open Seas Foundation"),
        ("organisation.aliases", "", "OSF"),
    ]
    assert find_or_make_organisation(name="open seas foundation") is organisation


def test_a_name_of_another_record_is_refused(event):
    find_or_make_organisation(name="Reef Observatory")
    organisation = add(event, "Open Seas Foundation").organisation
    with pytest.raises(NameTaken):
        edit(event, organisation, name="REEF observatory")


def test_a_record_that_other_organisers_use_is_only_given_aliases(event, amara, bo):
    mine = desk.event("mine", team={Role.LEAD: amara})
    theirs = desk.event("theirs", team={Role.LEAD: bo})
    organisation = add(mine, "Open Seas Foundation").organisation
    add(theirs, "Open Seas Foundation")
    actor = Actor(amara.name, amara.account.id)
    edit(mine, organisation, actor=actor, aliases=["OSF"])
    with pytest.raises(SharedRecord) as refusal:
        edit(mine, organisation, actor=actor, web_url="https://elsewhere.example.org")
    assert refusal.value.field == "web_url"
    with pytest.raises(SharedRecord) as refusal:
        edit(mine, organisation, actor=actor, aliases=[])
    assert refusal.value.field == "aliases"
    assert (organisation.web_url, [alias.name for alias in organisation.aliases]) == ("", ["OSF"])


def test_a_record_of_ones_own_two_events_can_be_corrected(event, amara):
    first = desk.event("first", team={Role.LEAD: amara})
    second = desk.event("second", team={Role.PRODUCER: amara})
    organisation = add(first, "Open Sees").organisation
    add(second, "Open Sees")
    revision = second.revision
    edit(first, organisation, actor=Actor(amara.name, amara.account.id), name="Open Seas")
    assert (organisation.name, second.revision) == ("Open Seas", revision + 1)


def test_an_organisation_has_an_address(event):
    made = add(event, "Reef Observatory").organisation
    assert (by_slug("reef-observatory"), by_slug("reef")) == (made, None)


def test_a_kind_of_body_is_recorded_once_and_shared_ones_are_corrected_by_nobody(event, amara, bo):
    mine, theirs = desk.event("mine", team={Role.LEAD: amara}), desk.event("theirs", team={Role.LEAD: bo})
    organisation = add(mine, "Open Seas").organisation
    add(theirs, "Open Seas")
    facts = {"organisation": organisation, "actor": actor_of(amara), "now": START}
    set_sector(mine, sector="academia", **facts)
    set_sector(mine, sector="academia", **facts)
    assert history(mine)[1:] == [("organisation.sector", "", "academia")]
    with pytest.raises(SharedRecord) as refusal:
        set_sector(mine, sector="government", **facts)
    assert (refusal.value.field, organisation.sector) == ("sector", "academia")


def test_a_change_of_the_record_asks_anew_who_signed_its_name_elsewhere(event, amara):
    """Only what the pages of other events show again is touched."""
    link = partners.asked(desk.event("other", team={Role.LEAD: amara}))
    other, organiser = partners.of(link)
    revision = other.revision
    add(event, "Open Seas")
    touch_others(event, organisation=organiser.organisation, by="Amara", now=START)
    db.session.commit()
    db.session.expire_all()
    assert (other.revision, event.revision) == (revision + 1, 2)
