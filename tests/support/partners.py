"""An organisation whose person was asked by a link, for tests of what a partner does."""

import re
from typing import Any

from werkzeug.test import TestResponse

from app.domain.access import Role
from app.domain.agenda import ItemKind
from app.domain.lifecycle import SignOffState
from app.extensions import db
from app.gateways.mail import MemoryMailer
from app.models import Event, Organiser, OrganiserRole, PartnerLink, SpeakerProposal
from app.queries.sign_offs import Standing, standing_of
from app.services import history, tokens
from app.services.agenda import agenda
from app.services.partners import links as partner_links
from app.services.partners import organisations, sign_offs
from app.services.speakers import proposals
from tests.support import desk
from tests.support.desk import AMARA
from tests.support.personas import Persona
from tests.support.strict_client import StrictClient
from tests.support.world import START


def organiser(event: Event, name: str = "Open Seas", role: str = "co_organiser") -> Organiser:
    """Add an organisation to an event."""
    made = organisations.add_organiser(event, name=name, role=OrganiserRole(role), actor=AMARA, now=START)
    db.session.commit()
    return made


def draft_to_sign(team: dict[Role, Persona]) -> Event:
    """Make a draft whose lead is another organisation than the one that is asked."""
    made = desk.event(team=team)
    made.aim, made.languages = "Count them.", ["en"]
    organiser(made, "Reef Observatory", "lead")
    return made


def retitle(event: Event, title: str = "Twelve seas") -> None:
    """Change a signed part: the title."""
    event = db.session.get_one(Event, event.id)
    history.record(event, actor=AMARA, field="title", old=event.title, new=title, now=START)
    event.title = title
    db.session.commit()


def add_item(event: Event, title: str) -> None:
    """Change a signed part: the agenda."""
    facts = agenda.ItemFacts(kind=ItemKind.TALK, title=title, minutes=20)
    agenda.add_item(event, facts=facts, actor=AMARA, now=START)


def sent_to(outgoing: MemoryMailer, email: str) -> list[Any]:
    """Return the mails that went to one address."""
    return [mail for mail in outgoing.sent if mail.to_email == email]


def asked(
    event: Event, name: str = "Open Seas", role: str = "co_organiser", email: str = "ines@example.org"
) -> PartnerLink:
    """Add an organisation and ask Ines, who acts for it, to sign."""
    made = organiser(event, name, role)
    link = partner_links.invite(made, name="Ines Duarte", email=email, actor=AMARA, now=START)
    sign_offs.ask(event, made, actor=AMARA, now=START)
    db.session.commit()
    return link


def page_of(link: PartnerLink) -> str:
    """Return the address of the person's page, without the host."""
    return f"/partner/{tokens.token_for(partner_links.PURPOSE, link.token_salt)}"


def state_of(link: PartnerLink) -> SignOffState:
    """Return where the link's organisation stands, as it is stored."""
    db.session.expire_all()
    return db.session.get_one(Organiser, link.organiser_id).sign_off


def of(link: PartnerLink) -> tuple[Event, Organiser]:
    """Return the event of a link, and the organisation's part in it."""
    db.session.expire_all()
    own = db.session.get_one(Organiser, link.organiser_id)
    return db.session.get_one(Event, own.event_id), own


def sign(guest: StrictClient, link: PartnerLink) -> TestResponse:
    """Sign everything that waits, as a person would."""
    return guest.submit(page_of(link), {"do": "sign"}, button="Sign off")


def read(guest: StrictClient, link: PartnerLink) -> dict[str, str]:
    """Return what a person's page carries of each part: field -> version."""
    page = guest.get(page_of(link)).text
    return dict(re.findall(r'id="refuse-\w+" name="(seen_\w+)" type="hidden" value="(\w+)"', page))


def proposed(
    link: PartnerLink, name: str = "Nour Haddad", email: str = "nour@example.org"
) -> SpeakerProposal:
    """Propose a panellist, as the link's person."""
    person = proposals.Proposed(
        name=name,
        email=email,
        affiliation="Open Seas",
        title="Director",
        role="panellist",
        note="Knows corals.",
    )
    made = proposals.propose(link.organiser, person=person, actor=partner_links.actor_of(link), now=START)
    db.session.commit()
    return made


def standing(link: PartnerLink) -> Standing:
    """Return where the link's organisation stands now, part by part."""
    return standing_of(*of(link))
