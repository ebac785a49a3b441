"""What an organisation's people are written, and what the lead hears back (rows O3, O4)."""

from sqlalchemy import select

from app.domain.lifecycle import EventState, SignOffState
from app.domain.partners.sign_off import PART_WORDS, SignOffPart
from app.extensions import db
from app.gateways import gateways
from app.mails.messages.facts import MailFacts
from app.models import Event, Organiser, OutboxMessage, PartnerLink, SignOff
from app.queries.sign_offs import standing_of
from app.services.addresses import PagePath, absolute
from app.services.partners import links as partner_links
from app.wording import stored_hours
from app.wording.when import when_of


def partner_invitation(message: OutboxMessage) -> MailFacts | None:
    """The draft to read and sign; None once the link was taken back or the event called off."""
    return _to_partner(message)


def sign_off_lapsed(message: OutboxMessage) -> MailFacts | None:
    """What reads otherwise than what was answered, word by word; None where nothing does any more."""
    link = _link(message)
    facts = _to_partner(message)
    if link is None or facts is None:
        return None
    event = db.session.get_one(Event, link.organiser.event_id)
    parts = standing_of(event, link.organiser).parts
    found = [stored_hours.compared(one) for part in parts for one in part.differences]
    if not found:
        return None
    facts.context["differences"] = found
    return facts


def sign_off_answered(message: OutboxMessage) -> MailFacts | None:
    """An organisation has signed some parts, or says why not; named by part, and what else lacks a yes."""
    words = select(SignOff).where(SignOff.id.in_(message.payload["sign_off_ids"])).order_by(SignOff.id)
    made = db.session.scalars(words).all()
    if not made:
        return None
    organiser = db.session.get_one(Organiser, made[0].organiser_id)
    event = db.session.get_one(Event, organiser.event_id)
    said = {SignOffPart(one.part) for one in made}
    others = [one for one in standing_of(event, organiser).parts if one.part not in said]
    return MailFacts(
        context={
            "title": event.title,
            "organisation": organiser.display_name,
            "by": made[0].by,
            "still_refused": [PART_WORDS[one.part] for one in others if one.state is SignOffState.REFUSED],
            "still_open": [PART_WORDS[one.part] for one in others if one.state is SignOffState.ASKED],
            "given": [PART_WORDS[SignOffPart(one.part)] for one in made if one.given],
            "refused": [(PART_WORDS[SignOffPart(one.part)], one.reason) for one in made if not one.given],
            "desk_url": absolute(PagePath.DESK_ORGANISATIONS, slug=event.slug),
        }
    )


def _to_partner(message: OutboxMessage) -> MailFacts | None:
    link = _link(message)
    if link is None:
        return None
    event = db.session.get_one(Event, link.organiser.event_id)
    if event.state is EventState.CANCELLED:
        return None
    return MailFacts(
        context={
            "title": event.title,
            "name": link.name,
            "organisation": link.organiser.display_name,
            "invited_by": link.invited_by,
            "may_sign": link.may_sign,
            "when": when_of(event, None),
            "link": partner_links.url(link),
        }
    )


def _link(message: OutboxMessage) -> PartnerLink | None:
    link = db.session.get(PartnerLink, message.payload["link_id"])
    if link is None or link.revoked_at is not None or link.expires_at <= gateways().clock.now():
        return None
    return link
