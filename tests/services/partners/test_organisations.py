import pytest
from sqlalchemy import select

from app.domain.access import Role
from app.extensions import db
from app.models import Organiser, OrganiserRole, PartnerLink
from app.queries.participants import organisers_of
from app.services.calendars import team_entries
from app.services.partners import organisations
from app.services.partners.organisation_records import (
    find_or_make_organisation,
)
from tests.support import desk, partners
from tests.support.attendees import public_event
from tests.support.desk import AMARA, history
from tests.support.world import START

LEAD, CO, PARTNER = OrganiserRole.LEAD, OrganiserRole.CO_ORGANISER, OrganiserRole.PARTNER


@pytest.fixture
def event(app):
    return desk.event()


def add(event, name, role=CO, **more):
    return organisations.add_organiser(event, name=name, role=role, actor=AMARA, now=START, **more)


def listed(event):
    return [(row.position, row.organisation.name, row.role) for row in organisers_of(event.id)]


def test_organisations_stand_in_the_order_in_which_they_were_added(event):
    add(event, "Open Seas Foundation", LEAD)
    add(event, "Reef Observatory")
    assert listed(event) == [(1, "Open Seas Foundation", LEAD), (2, "Reef Observatory", CO)]
    assert history(event) == [
        ("organisations", "", "Open Seas Foundation (lead)"),
        ("organisations", "", "Reef Observatory (co-organiser)"),
    ]
    assert event.revision == 3


def test_a_second_lead_is_refused_at_the_role(event):
    add(event, "Open Seas Foundation", LEAD)
    with pytest.raises(organisations.LeadTaken) as refusal:
        add(event, "Reef Observatory", LEAD)
    assert (refusal.value.field, str(refusal.value)) == (
        "role",
        "Open Seas Foundation is the lead already. Give it another role first.",
    )
    assert listed(event) == [(1, "Open Seas Foundation", LEAD)]


def test_a_co_organiser_does_not_become_a_second_lead(event):
    add(event, "Open Seas Foundation", LEAD)
    other = add(event, "Reef Observatory")
    with pytest.raises(organisations.LeadTaken):
        organisations.change_role(event, organiser=other, role=LEAD, actor=AMARA, now=START)
    assert listed(event)[1] == (2, "Reef Observatory", CO)


def test_a_lead_that_came_at_the_same_moment_is_refused_at_the_role(event, monkeypatch):
    add(event, "Open Seas Foundation", LEAD)
    seen = iter([None])
    found = organisations._lead
    monkeypatch.setattr(organisations, "_lead", lambda event: next(seen, found(event)))
    with pytest.raises(organisations.LeadTaken):
        add(event, "Reef Observatory", LEAD)
    assert listed(event) == [(1, "Open Seas Foundation", LEAD)]


def test_a_role_that_meets_a_lead_of_the_same_moment_is_refused(event, monkeypatch):
    add(event, "Open Seas Foundation", LEAD)
    other = add(event, "Reef Observatory")
    seen = iter([None])
    found = organisations._lead
    monkeypatch.setattr(organisations, "_lead", lambda event: next(seen, found(event)))
    with pytest.raises(organisations.LeadTaken):
        organisations.change_role(event, organiser=other, role=LEAD, actor=AMARA, now=START)
    assert listed(event)[1] == (2, "Reef Observatory", CO)


def test_the_same_organisation_in_another_spelling_is_refused_at_the_name(event):
    add(event, "Réseau Diesis")
    with pytest.raises(organisations.AlreadyOrganises) as refusal:
        add(event, "reseau  DIESIS", PARTNER)
    assert refusal.value.field == "name"
    assert listed(event) == [(1, "Réseau Diesis", CO)]


def test_the_order_is_by_hand_and_moves_by_places(event):
    first, _second, third = add(event, "A"), add(event, "B"), add(event, "C")
    organisations.move(event, organiser=third, to=1, actor=AMARA, now=START)
    assert [name for _place, name, _role in listed(event)] == ["C", "A", "B"]
    organisations.move(event, organiser=first, to=99, actor=AMARA, now=START)
    assert listed(event) == [(1, "C", CO), (2, "B", CO), (3, "A", CO)]
    assert history(event)[-2:] == [
        ("organisations.order", "3. C", "1. C"),
        ("organisations.order", "2. A", "3. A"),
    ]


def test_removing_closes_the_gap_and_keeps_the_record(event):
    first = add(event, "A")
    add(event, "B")
    organisations.remove(event, organiser=first, actor=AMARA, now=START)
    assert listed(event) == [(1, "B", CO)]
    assert find_or_make_organisation(name="a").name == "A"


def test_lead_not_recorded_and_a_named_lead_exclude_each_other(event):
    lead = add(event, "A", LEAD)
    with pytest.raises(organisations.LeadIsNamed):
        organisations.set_lead_not_recorded(event, value=True, actor=AMARA, now=START)
    organisations.change_role(event, organiser=lead, role=CO, actor=AMARA, now=START)
    organisations.set_lead_not_recorded(event, value=True, actor=AMARA, now=START)
    assert event.lead_not_recorded is True
    organisations.change_role(event, organiser=lead, role=LEAD, actor=AMARA, now=START)
    assert event.lead_not_recorded is False


def test_two_events_may_have_a_lead_each(event):
    add(event, "A", LEAD)
    other = desk.event("other")
    add(other, "A", LEAD)
    assert len(db.session.scalars(select(Organiser)).all()) == 2


def test_another_name_is_printed_on_this_event_alone(event):
    organiser = add(event, "Open Seas")
    facts = {"organiser": organiser, "actor": AMARA, "now": START}
    organisations.print_as(event, name="Open Seas, Coral Unit", **facts)
    assert (organiser.name, organiser.organisation.name) == ("Open Seas, Coral Unit", "Open Seas")
    organisations.print_as(event, name="Open Seas", **facts)
    assert (organiser.printed_name, organiser.name) == ("", "Open Seas")
    assert history(event)[1:] == [
        ("organisations.printed", "Open Seas", "Open Seas, Coral Unit"),
        ("organisations.printed", "Open Seas, Coral Unit", "Open Seas"),
    ]


def test_the_people_of_a_removed_organisation_lose_their_calendar_entry(app, amara):
    event = public_event(team={Role.LEAD: amara})
    link = partners.asked(event)
    _, organiser = partners.of(link)
    team_entries.want(event, email=link.email, name=link.name, locale="en", wanted=True, now=START)
    organisations.remove(event, organiser=organiser, actor=AMARA, now=START)
    assert db.session.query(PartnerLink).count() == 0
    assert team_entries.wants(event, email="ines@example.org", name="Ines Duarte") is False
