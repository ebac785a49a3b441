"""What an organisation's people are written, and what the lead hears back (rows O3, O4)."""

from app.domain.lifecycle import EventState, SignOffState
from app.domain.sign_off import differences
from app.extensions import db
from app.gateways import gateways
from app.models import Event, Organiser, OutboxMessage, PartnerLink, SignOff
from app.services import addresses, partner_links, sign_offs
from app.services.messages.facts import Facts
from app.services.when import when_of


def partner_invitation(message: OutboxMessage) -> Facts | None:
    """The draft to read and sign; None once the link was taken back or the event called off."""
    return _to_partner(message)


def sign_off_lapsed(message: OutboxMessage) -> Facts | None:
    """What reads otherwise than what was signed, word by word; None where nothing does any more."""
    link = _link(message)
    if link is None or link.organiser.sign_off is not SignOffState.ASKED:
        return None
    event, last = db.session.get_one(Event, link.organiser.event_id), sign_offs.last_of(link.organiser)
    found = differences(last.snapshot, sign_offs.snapshot(event)) if last else []
    facts = _to_partner(message)
    if facts is None or not found:
        return None
    facts.context["differences"] = found
    return facts


def sign_off_answered(message: OutboxMessage) -> Facts | None:
    """An organisation has signed, or says why not."""
    made = db.session.get(SignOff, message.payload["sign_off_id"])
    if made is None:
        return None
    organiser = db.session.get_one(Organiser, made.organiser_id)
    event = db.session.get_one(Event, organiser.event_id)
    return Facts(
        context={
            "title": event.title,
            "organisation": organiser.organisation.display_name,
            "by": made.by,
            "given": made.given,
            "reason": made.reason,
            "desk_url": addresses.absolute("partners.organisations", slug=event.slug),
        }
    )


def _to_partner(message: OutboxMessage) -> Facts | None:
    link = _link(message)
    if link is None:
        return None
    event = db.session.get_one(Event, link.organiser.event_id)
    if event.state is EventState.CANCELLED:
        return None
    return Facts(
        context={
            "title": event.title,
            "name": link.name,
            "organisation": link.organiser.organisation.display_name,
            "invited_by": link.invited_by,
            "when": when_of(event, None),
            "link": partner_links.url(link),
        }
    )


def _link(message: OutboxMessage) -> PartnerLink | None:
    link = db.session.get(PartnerLink, message.payload["link_id"])
    if link is None or link.revoked_at is not None or link.expires_at <= gateways().clock.now():
        return None
    return link
