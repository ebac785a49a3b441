"""What speakers are written: the invitation, a reminder, the link again; and what the team hears of a no."""

from typing import Any

from app.domain.lifecycle import COUNTED_ON, EventState, ParticipationState
from app.extensions import db
from app.gateways import gateways
from app.mails.messages import invitation
from app.mails.messages.facts import MailFacts
from app.mails.words.speakers import OWED
from app.models import Event, OutboxMessage, SpeakerLink
from app.queries import speaking
from app.services.addresses import PagePath, absolute
from app.services.speakers import invitations, outstanding, tech_checks
from app.services.speakers import links as speaker_links
from app.wording.dates import moment
from app.wording.when import when_of


def speaker_invitation(message: OutboxMessage) -> MailFacts | None:
    """Event, role, item and both times, and the personal link; None once answered or taken back."""
    return _to_speaker(message, {ParticipationState.INVITED})


def speaker_reminder(message: OutboxMessage) -> MailFacts | None:
    """The same once more, to who has not answered or was not sure."""
    return _to_speaker(message, invitations.OPEN)


def speaker_link(message: OutboxMessage) -> MailFacts | None:
    """The personal link again; nothing about the answer changes."""
    return _to_speaker(message, set(ParticipationState) - {ParticipationState.REPLACED}, over=True)


def speaker_owes(message: OutboxMessage) -> MailFacts | None:
    """What is still missing, as it stands now; None once nothing is, or they do not take part any more."""
    facts = _to_speaker(message, {ParticipationState.ACCEPTED})
    if facts is None:
        return None
    link = db.session.get_one(SpeakerLink, message.payload["link_id"])
    event = db.session.get_one(Event, link.participation.event_id)
    owed = outstanding.of_event(event, [link.participation], now=gateways().clock.now())
    if not owed:
        return None
    return MailFacts(
        context=facts.context | {"owed": tuple(str(OWED[one]) for one in owed[link.participation_id])},
        from_name=facts.from_name,
    )


def tech_check_reminder(message: OutboxMessage) -> MailFacts | None:
    """The slot that somebody booked, in their own time; None once it was given back, changed or is over."""
    facts = _to_speaker(message, COUNTED_ON)
    link = db.session.get(SpeakerLink, message.payload["link_id"])
    if facts is None or link is None:
        return None
    slot = tech_checks.of(link.participation)
    if slot is None or slot.key != message.payload["slot"] or slot.starts_at <= gateways().clock.now():
        return None
    if slot.booked_at is None or slot.booked_at.isoformat() != message.payload["booked_at"]:
        return None
    event = db.session.get_one(Event, link.participation.event_id)
    zone = link.participation.person.zone or event.zone or "Etc/UTC"
    more = {"at": moment(slot.starts_at, zone), "minutes": slot.minutes}
    return MailFacts(context=facts.context | more, from_name=facts.from_name)


def speaker_answered(message: OutboxMessage) -> MailFacts | None:
    """Somebody says no, perhaps naming somebody else; None when they changed their mind meanwhile."""
    link = db.session.get(SpeakerLink, message.payload["link_id"])
    if link is None or link.participation.state is not ParticipationState.DECLINED:
        return None
    event = db.session.get_one(Event, link.participation.event_id)
    if event.state is EventState.CANCELLED:
        return None
    return MailFacts(
        context={
            **_about(event, link),
            "said": link.answer_note,
            "substitute": link.substitute.name_printed if link.substitute else "",
            "people_url": absolute(PagePath.DESK_PEOPLE, slug=event.slug),
        }
    )


def consent_withdrawn(message: OutboxMessage) -> MailFacts | None:
    """Something public was taken back because somebody in it no longer agrees."""
    link = db.session.get(SpeakerLink, message.payload["link_id"])
    if link is None:
        return None
    event = db.session.get_one(Event, link.participation.event_id)
    return MailFacts(
        context={
            "title": event.title,
            "name": link.participation.name_printed,
            "materials_url": absolute(PagePath.DESK_MATERIALS, slug=event.slug),
        }
    )


def _to_speaker(
    message: OutboxMessage,
    states: set[ParticipationState] | frozenset[ParticipationState],
    *,
    over: bool = False,
) -> MailFacts | None:
    link = db.session.get(SpeakerLink, message.payload["link_id"])
    now = gateways().clock.now()
    if link is None or link.revoked_at is not None or link.expires_at <= now:
        return None
    if message.to_email != link.participation.person.email:
        return None  # the link speaks for whoever reads the address that holds
    event = db.session.get_one(Event, link.participation.event_id)
    try:
        invitations.require_ahead(event, now)
    except invitations.EventIsOver:
        if not over:
            return None
    if link.participation.state not in states:
        return None
    return MailFacts(
        context=_about(event, link) | {"link": speaker_links.mailed_url(link)},
        from_name=invitation.organiser_of(event).name,
    )


def _about(event: Event, link: SpeakerLink) -> dict[str, Any]:
    return {
        "title": event.title,
        "name": link.participation.name_printed,
        "invited_by": link.invited_by,
        "note": link.note,
        "answer_by": link.answer_by,
        "roles": link.participation.roles,
        "items": speaking.items_of(link.participation),
        "when": when_of(event, link.participation.person.zone),
    }
