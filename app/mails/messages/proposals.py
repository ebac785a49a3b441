"""Speakers that an organisation proposes: the team reads it, and the organisation what became of it."""

from app.domain.lifecycle import EventState
from app.extensions import db
from app.mails.messages.facts import MailFacts
from app.models import Event, OutboxMessage, PartnerLink, ProposalState, SpeakerProposal
from app.services.addresses import PagePath, absolute
from app.services.partners import links as partner_links


def speaker_proposed(message: OutboxMessage) -> MailFacts | None:
    """Somebody is proposed; None once it was answered or taken back."""
    made = _proposal(message)
    if made is None or made.state is not ProposalState.WAITING:
        return None
    event = db.session.get_one(Event, made.organiser.event_id)
    if event.state is EventState.CANCELLED:
        return None
    return MailFacts(
        context=_facts(made, event)
        | {"by": made.by, "desk_url": absolute(PagePath.DESK_ORGANISATIONS, slug=event.slug)}
    )


def speaker_proposal_answered(message: OutboxMessage) -> MailFacts | None:
    """The organisers say yes or no; None where the link it would lead to was taken back."""
    made, link = _proposal(message), db.session.get(PartnerLink, message.payload["link_id"])
    if made is None or link is None or link.revoked_at is not None:
        return None
    event = db.session.get_one(Event, made.organiser.event_id)
    return MailFacts(
        context=_facts(made, event)
        | {
            "accepted": made.state is ProposalState.ACCEPTED,
            "answer": made.answer,
            "link": partner_links.url(link),
        }
    )


def _proposal(message: OutboxMessage) -> SpeakerProposal | None:
    return db.session.get(SpeakerProposal, message.payload["proposal_id"])


def _facts(made: SpeakerProposal, event: Event) -> dict[str, object]:
    return {
        "title": event.title,
        "speaker": made.name,
        "note": made.note,
        "organisation": made.organiser.display_name,
    }
