"""Which events, people and files strangers get to see, each state written out and asked of the real pages."""

import pytest

from app.domain.lifecycle import EventState, MaterialState, ParticipationState
from app.domain.people.affiliation import AffiliationGiven
from app.domain.people.consent import WORDING
from app.extensions import db
from app.models import Consent, Edition, OrganiserRole
from app.services.agenda import agenda
from app.services.agenda.agenda import ItemFacts, ItemKind
from app.services.partners import organisations
from app.services.speakers import people
from app.services.speakers.people import PrintedPart
from tests.support import desk, speaking
from tests.support import library as shelf
from tests.support.desk import AMARA
from tests.support.files import PDF
from tests.support.world import START

EVENTS = {
    ("draft", "never published"): False,
    ("draft", "taken back"): False,
    ("published", "published"): True,
    ("postponed", "published"): True,
    ("cancelled", "never published"): False,
    ("cancelled", "published"): True,
    ("held", "published"): True,
    ("archived", "published"): True,
}
PEOPLE = {
    "proposed": False,
    "invited": False,
    "accepted": True,
    "tentative": False,
    "declined": False,
    "replaced": False,
    "spoke": True,
    "absent": False,
}
SLIDES = {
    ("asked", None): False,
    ("asked", "no"): False,
    ("asked", "yes"): True,
    ("never asked", None): True,  # the organisers answer for who has no link
    ("never asked", "no"): False,
}


def test_every_state_is_written_here():
    assert {state for state, _ in EVENTS} == set(EventState)
    assert set(PEOPLE) == set(ParticipationState)


def takes_part(event, state, name):
    """Put a person of an organisation of their own into the list and into the agenda."""
    given = AffiliationGiven(organisation=f"Institute of {name}", title="", country=None)
    part = people.add_participation(
        event, part=PrintedPart(name=name, affiliations=[given]), actor=AMARA, now=START
    )
    part.state = ParticipationState(state)
    facts = ItemFacts(kind=ItemKind.TALK, title=f"Talk {part.id}", minutes=5, people=[part])
    agenda.add_item(event, facts=facts, actor=AMARA, now=START)
    db.session.commit()
    return part


@pytest.mark.parametrize(("state", "shown"), PEOPLE.items())
def test_of_people_strangers_see_only_who_agreed(client, state, shown):
    event = desk.event(state=EventState.PUBLISHED)
    takes_part(event, "accepted", "Amara Okafor")
    part = takes_part(event, state, "Xylia Quent")
    own = part.affiliations[0].organisation

    def names(path):
        return "Quent" in client.get(path).text

    found = {
        "their event": names("/events/twelve-reefs"),
        "its agenda as text": names("/events/twelve-reefs/agenda.txt"),
        "the search for their name": "/people/xylia" in client.get("/search?q=xylia").text,
        "the search for their organisation": names("/search?q=institute+quent"),
        "their page": client.get(f"/people/{part.person.slug}").status_code == 200,
        "the list of pages": f"/people/{part.person.slug}<" in client.get("/sitemap.xml").text,
        "their organisation's page": own is not None
        and client.get(f"/organisations/{own.slug}").status_code == 200,
    }
    assert found == dict.fromkeys(found, shown)


@pytest.mark.parametrize(("state", "how", "shown"), [(*key, shown) for key, shown in EVENTS.items()])
def test_of_events_strangers_see_only_what_was_published(client, state, how, shown):
    edition = Edition(slug="forum-2027", name="Forum 2027", zone="Africa/Lagos")
    db.session.add(edition)
    db.session.flush()
    published_at = None if how == "never published" else START
    event = desk.event(
        title="Quent reefs", state=EventState(state), published_at=published_at, edition_id=edition.id
    )
    part = takes_part(event, "accepted", "Xylia Okafor")
    lead = organisations.add_organiser(
        event, name="Dry Field Institute", role=OrganiserRole.LEAD, actor=AMARA, now=START
    )
    db.session.commit()

    def names(path):
        return "Quent reefs" in client.get(path).text

    def opens(path):
        return client.get(path).status_code == 200

    found = {
        "its page": opens("/events/twelve-reefs"),
        "its frame": opens("/events/twelve-reefs/embed"),
        "its picture": opens("/events/twelve-reefs/picture.png"),
        "its agenda as text": opens("/events/twelve-reefs/agenda.txt"),
        "its form": opens("/events/twelve-reefs/register"),
        "the search": names("/search?q=quent"),
        "its forum": names("/forums/forum-2027"),
        "its organisation": names(f"/organisations/{lead.organisation.slug}"),
        "its people": names(f"/people/{part.person.slug}"),
        "the list of pages": "/events/twelve-reefs<" in client.get("/sitemap.xml").text,
    }
    assert found == dict.fromkeys(found, shown)


@pytest.mark.parametrize(("asked", "said", "shown"), [(*key, shown) for key, shown in SLIDES.items()])
def test_of_slides_strangers_see_only_what_was_agreed_to(client, sign_in, amara, asked, said, shown):
    event = desk.event(state=EventState.PUBLISHED, team={desk.Role.LEAD: amara})
    part = speaking.invited(event).participation if asked == "asked" else speaking.somebody(event)
    part.state = ParticipationState.ACCEPTED
    if said:
        facts = {"kind": "publish_slides", "choice": said, "wording": WORDING, "language": "en", "by": "Chie"}
        db.session.add(Consent(participation_id=part.id, at=START, **facts))
    one = shelf.material(event, PDF, title="Quent", participation_id=part.id, state=MaterialState.RECEIVED)
    sign_in(client, amara).post(
        f"/desk/events/twelve-reefs/materials/{one.public_id}/state", data={"step": "publish"}
    )
    client.delete_cookie("sidestage_session")
    address = f"/events/twelve-reefs/materials/{one.public_id}"
    found = {
        "the page": "Quent" in client.get("/events/twelve-reefs").text,
        "the file": client.get(address, follow_redirects=True).status_code == 200,
    }
    assert found == dict.fromkeys(found, shown)
