"""An organisation whose person was asked by a link, for tests of what a partner does."""

from app.extensions import db
from app.models import Event, Organiser, OrganiserRole, PartnerLink
from app.services import organisations, partner_links, sign_offs, tokens
from tests.support.desk import AMARA
from tests.support.world import START


def organiser(event: Event, name: str = "Open Seas", role: str = "co_organiser") -> Organiser:
    """Add an organisation to an event."""
    made = organisations.add_organiser(event, name=name, role=OrganiserRole(role), actor=AMARA, now=START)
    db.session.commit()
    return made


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
