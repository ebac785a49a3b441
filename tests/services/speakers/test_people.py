import pytest
from sqlalchemy import select

from app.domain.access import Role
from app.domain.lifecycle import EventState, ParticipationState, StepNotAllowed
from app.domain.people.affiliation import AffiliationGiven
from app.extensions import db
from app.models import AgendaItem, EventChange, Person
from app.queries.clashes import clashes_of
from app.queries.identity import people_named
from app.queries.participants import participations_of
from app.services.actor import Actor
from app.services.agenda import agenda
from app.services.partners.affiliations import TooManyAffiliations, given_of
from app.services.partners.organisation_records import NameNeeded
from app.services.speakers import people
from app.services.speakers.people import PrintedPart
from app.services.speakers.person_records import AddressTaken, find_or_make_person
from tests.support import desk
from tests.support.desk import AMARA
from tests.support.world import START

State = ParticipationState


@pytest.fixture
def event(app):
    return desk.event()


def add(event, name, *, known=None, actor=AMARA, **more):
    part = PrintedPart(name=name, **more)
    return people.add_participation(event, part=part, known=known, actor=actor, now=START)


def edit(event, participation, *, actor=AMARA, **changes):
    facts = {
        "name": participation.name_printed,
        "roles": participation.roles,
        "state": participation.state,
        "affiliations": given_of(participation),
        "in_published_list": participation.in_published_list,
        "email": participation.person.email,
    }
    people.edit_participation(
        event, participation=participation, part=PrintedPart(**(facts | changes)), actor=actor, now=START
    )


def printed(event, **more):
    return [(row.position, row.name_printed) for row in participations_of(event.id, **more)]


def history(event):
    rows = db.session.scalars(
        select(EventChange).where(EventChange.event_id == event.id).order_by(EventChange.id)
    )
    return [(row.field, row.old, row.new) for row in rows]


def test_one_person_has_several_roles_in_their_own_order(event):
    barco = add(event, "Amara Okafor", roles=["speaker", "opener", "speaker", "astronaut"])
    assert barco.roles == ["opener", "speaker"]
    assert history(event) == [("people", "", "Amara Okafor · opener, speaker")]


def test_affiliations_keep_order_position_and_country(event):
    given = [
        AffiliationGiven("Reef Observatory", "member of the board", "NG"),
        AffiliationGiven("Open Seas", "", None),
        AffiliationGiven("Open Seas", "trustee", "KE"),
    ]
    participation = add(event, "Amara Okafor", affiliations=given)
    assert given_of(participation) == given
    assert [row.organisation.name for row in participation.affiliations] == [
        "Reef Observatory",
        "Open Seas",
        "Open Seas",
    ]
    assert [
        (row.position, row.organisation.name, row.title) for row in participation.person.affiliations
    ] == [
        (1, "Reef Observatory", "member of the board"),
        (2, "Open Seas", ""),
        (3, "Open Seas", "trustee"),
    ]


def test_a_later_edit_of_the_profile_leaves_an_old_event_as_it_was(event):
    old = add(
        event, "Amara Okafor", email="amara@example.org", affiliations=[AffiliationGiven("Reef Observatory")]
    )
    before = (old.name_printed, given_of(old))
    person = old.person
    person.name, person.affiliations[0].title = "Amara Okafor-Bello", "director"
    newer = desk.event("newer")
    add(
        newer,
        "Dr Amara Okafor-Bello",
        email="Amara@example.org",
        affiliations=[AffiliationGiven("Open Seas")],
    )
    db.session.expire_all()
    old, new = participations_of(event.id)[0], participations_of(newer.id)[0]
    assert (old.name_printed, given_of(old)) == before
    assert new.person is old.person
    assert [row.organisation.name for row in person.affiliations] == ["Reef Observatory", "Open Seas"]


def test_an_edit_in_one_event_leaves_the_other_and_the_record_as_they_were(event):
    first = add(
        event,
        "Amara Okafor",
        email="amara@example.org",
        affiliations=[AffiliationGiven("A"), AffiliationGiven("B")],
    )
    other = desk.event("other")
    second = add(other, "Amara Okafor", email="amara@example.org", affiliations=[AffiliationGiven("A")])
    edit(other, second, name="Prof. Okafor", affiliations=[AffiliationGiven("C"), AffiliationGiven("A")])
    assert (first.name_printed, given_of(first)) == (
        "Amara Okafor",
        [AffiliationGiven("A"), AffiliationGiven("B")],
    )
    assert given_of(second) == [AffiliationGiven("C"), AffiliationGiven("A")]
    assert second.person.name == "Amara Okafor"
    assert [row.organisation.name for row in second.person.affiliations] == ["A", "B", "C"]


def test_an_edit_that_changes_nothing_writes_nothing(event):
    participation = add(event, "Amara Okafor", affiliations=[AffiliationGiven("A")])
    revision = event.revision
    edit(event, participation)
    assert (event.revision, len(history(event))) == (revision, 1)


def test_the_same_person_twice_is_refused_at_the_name(event):
    add(event, "Amara Okafor", email="amara@example.org")
    with pytest.raises(people.AlreadyTakesPart) as refusal:
        add(event, "A. Okafor", email="AMARA@example.org")
    assert refusal.value.field == "name"
    assert printed(event) == [(1, "Amara Okafor")]


def test_two_people_of_one_name_stay_two_people(event):
    first, second = add(event, "Maria Silva"), add(event, "Maria Silva")
    assert first.person_id != second.person_id
    assert (first.person.slug, second.person.slug) == ("maria-silva", "maria-silva-2")


def test_a_human_may_choose_the_known_record(event):
    known = find_or_make_person(name="Maria Silva")
    assert add(event, "Maria Silva", known=known).person is known


@pytest.mark.parametrize(
    "name", ["نور الحداد", "千恵 森", "🎤 Bo 🎤", "e\u0301ve", "Suharto", "O’Neil-Ó Súilleabháin", "x" * 300]
)
def test_names_stay_as_they_are_written(event, name):
    assert add(event, name).name_printed == name
    assert printed(event) == [(1, name)]


@pytest.mark.parametrize("name", ["", " ", "\u200b"])
def test_a_name_is_needed(event, name):
    with pytest.raises(NameNeeded):
        add(event, name)
    assert db.session.scalars(select(Person)).all() == []


def test_thirty_affiliations_are_refused_at_their_field(event):
    with pytest.raises(TooManyAffiliations) as refusal:
        add(event, "Amara Okafor", affiliations=[AffiliationGiven(f"A{number}") for number in range(30)])
    assert refusal.value.field == "affiliations"


def test_states_follow_the_table_and_what_comes_after_the_event_waits_for_it(event):
    participation = add(event, "Amara Okafor")
    edit(event, participation, state=State.ACCEPTED)
    with pytest.raises(StepNotAllowed) as refusal:
        edit(event, participation, state=State.PROPOSED)
    assert refusal.value.field == "state"
    with pytest.raises(people.NotHeldYet) as refusal:
        edit(event, participation, state=State.SPOKE)
    assert refusal.value.field == "state"
    assert participation.state is State.ACCEPTED
    assert ("people.state", "Amara Okafor: proposed", "Amara Okafor: accepted") in history(event)


def test_after_the_event_somebody_spoke(app):
    past = desk.event("past", state=EventState.HELD, wall=desk.WALL.replace(year=2026))
    assert add(past, "Amara Okafor", state=State.SPOKE).state is State.SPOKE


def test_only_those_who_agreed_are_public(event):
    for state in (State.PROPOSED, State.INVITED, State.ACCEPTED, State.TENTATIVE, State.DECLINED):
        add(event, state.value, state=state)
    assert printed(event, public=True) == [(3, "accepted")]


def test_people_move_by_places(event):
    first = add(event, "A")
    for name in "BCD":
        add(event, name)
    people.move(event, participation=first, to=3, actor=AMARA, now=START)
    assert printed(event) == [(1, "B"), (2, "C"), (3, "A"), (4, "D")]
    assert history(event)[-1] == ("people.order", "1. A", "3. A")


def test_removing_somebody_in_the_agenda_needs_a_second_word(event):
    participation = add(event, "Amara Okafor")
    facts = agenda.ItemFacts(kind=agenda.ItemKind.TALK, title="Reefs", minutes=10, people=[participation])
    agenda.add_item(event, facts=facts, actor=AMARA, now=START)
    with pytest.raises(people.StillInAgenda) as refusal:
        people.remove(event, participation=participation, actor=AMARA, now=START)
    assert refusal.value.params == {"name": "Amara Okafor", "items": "Reefs"}
    people.remove(event, participation=participation, confirmed=True, actor=AMARA, now=START)
    db.session.expire_all()
    assert printed(event) == []
    assert [item.speakers for item in db.session.scalars(select(AgendaItem))] == [[]]
    assert db.session.scalars(select(Person.name)).all() == ["Amara Okafor"]


def test_an_address_of_somebody_else_is_refused_without_saying_whose(event):
    add(event, "Bo Lindqvist", email="bo@example.org")
    other = add(event, "Amara Okafor")
    with pytest.raises(AddressTaken) as refusal:
        edit(event, other, email="bo@example.org")
    assert (refusal.value.field, "Lindqvist" in str(refusal.value)) == ("email", False)


def test_a_person_of_other_organisers_keeps_their_address(event, amara, bo):
    theirs = desk.event("theirs", team={Role.LEAD: bo})
    known = add(theirs, "Chie Tanabe").person
    mine = desk.event("mine", team={Role.LEAD: amara})
    actor = Actor(amara.name, amara.account.id)
    with pytest.raises(AddressTaken):
        add(mine, "Chie Tanabe", known=known, actor=actor, email="mallory@example.org")
    db.session.rollback()


def test_namesakes_are_told_from_public_and_own_events_only(app, amara, bo):
    mine = desk.event("mine", team={Role.LEAD: amara})
    own = desk.event("own", team={Role.LEAD: amara}, title="Own draft")
    public = desk.event("public", state=EventState.PUBLISHED, team={Role.LEAD: bo}, title="Public")
    secret = desk.event("secret", team={Role.LEAD: bo}, title="Secret")
    add(own, "Maria Silva", affiliations=[AffiliationGiven("A"), AffiliationGiven("B")])
    add(public, "María  SILVA", state=State.ACCEPTED)
    add(public, "Maria Silva", state=State.PROPOSED)
    add(secret, "Maria Silva")
    found = people_named("maria silva", event_id=mine.id, account_id=amara.account.id)
    assert [(known.seen_at, known.affiliation) for known in found] == [("Own draft", "A"), ("Public", "")]


def test_one_person_in_two_overlapping_events_is_told_on_both(app, amara, bo):
    first = desk.event("first", team={Role.LEAD: amara}, title="First")
    second = desk.event("second", team={Role.LEAD: bo}, title="Second", wall=desk.WALL.replace(hour=11))
    touching = desk.event("touching", title="Touching", wall=desk.WALL.replace(hour=11, minute=30))
    for one in (first, second, touching):
        add(one, "Chie Tanabe", email="chie@example.org")
    seen = clashes_of(first, account_id=amara.account.id)
    assert [(clash.person, clash.other, clash.clash.span.minutes) for clash in seen] == [
        ("Chie Tanabe", None, 30)
    ]
    second.state, second.published_at = EventState.PUBLISHED, START
    db.session.flush()
    assert [clash.other for clash in clashes_of(first, account_id=amara.account.id)] == [None]
    (there,) = participations_of(second.id)
    there.state = ParticipationState.ACCEPTED
    db.session.flush()
    assert [clash.other for clash in clashes_of(first, account_id=amara.account.id)] == ["Second"]
    assert [clash.other for clash in clashes_of(second, account_id=amara.account.id)] == ["First", None]
    second.state = EventState.CANCELLED
    db.session.flush()
    assert clashes_of(first, account_id=amara.account.id) == []


def test_who_declined_clashes_with_nothing(app, amara):
    first, second = desk.event("first"), desk.event("second")
    add(first, "Chie Tanabe", email="chie@example.org")
    add(second, "Chie Tanabe", email="chie@example.org", state=State.DECLINED)
    assert clashes_of(first, account_id=amara.account.id) == []
