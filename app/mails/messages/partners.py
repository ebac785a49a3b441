"""What an organisation's people are written, and what the lead hears back (rows O3, O4)."""

from dataclasses import replace

from flask_babel import gettext as _
from sqlalchemy import select

from app.domain.lifecycle import EventState, SignOffState
from app.domain.partners.sign_off import PART_WORDS, SignOffPart
from app.extensions import db
from app.gateways import gateways
from app.mails.messages.facts import MailFacts
from app.mails.words.partners import TO_READ, TO_SIGN, Answer, Invitation, answer_subject, in_quotes
from app.models import Event, Organiser, OutboxMessage, PartnerLink, SignOff
from app.queries.sign_offs import standing_of
from app.services.addresses import PagePath, absolute
from app.services.partners import links as partner_links
from app.wording import stored_hours
from app.wording.when import when_of


def partner_invitation(message: OutboxMessage) -> MailFacts | None:
    """The draft to read and sign; None once the link was taken back or the event called off."""
    link, facts = _link(message), _to_partner(message)
    if link is None or facts is None:
        return None
    whose = {name: facts.context[name] for name in ("title", "name", "organisation")}
    words = TO_SIGN if link.may_sign else TO_READ
    said = Invitation(*(_(text, who=link.invited_by, **whose) for text in words))
    return replace(facts, context=facts.context | {"said": said})


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
    given = [PART_WORDS[SignOffPart(one.part)] for one in made if one.given]
    refused = [(PART_WORDS[SignOffPart(one.part)], one.reason) for one in made if not one.given]
    still_refused = [PART_WORDS[one.part] for one in others if one.state is SignOffState.REFUSED]
    still_open = [PART_WORDS[one.part] for one in others if one.state is SignOffState.ASKED]
    news = Answer(given, [part for part, _reason in refused], still_refused, still_open)
    return MailFacts(
        context={
            "title": event.title,
            "subject": answer_subject(news, organisation=organiser.display_name, title=event.title),
            "organisation": organiser.display_name,
            "by": made[0].by,
            "still_refused": in_quotes(still_refused),
            "still_open": in_quotes(still_open),
            "given": given,
            "refused": refused,
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
            "when": when_of(event, None),
            "link": partner_links.url(link),
        }
    )


def _link(message: OutboxMessage) -> PartnerLink | None:
    link = db.session.get(PartnerLink, message.payload["link_id"])
    if link is None or link.revoked_at is not None or link.expires_at <= gateways().clock.now():
        return None
    return link
