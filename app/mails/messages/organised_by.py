"""Who organises the event that a mail is about, and how its reader reaches them."""

from typing import NamedTuple

from app.domain.mail.kinds import TO_THE_TEAM
from app.extensions import db
from app.installation import installation
from app.mails.messages import shared
from app.models import Event, OrganiserRole, OutboxMessage
from app.queries import participants
from app.services.addresses import PagePath, absolute
from app.services.mail import addresses as mail_addresses

_NAMED = {OrganiserRole.LEAD, OrganiserRole.CO_ORGANISER}


class OrganisedBy(NamedTuple):
    """`names`: of the lead and the co-organisers; `is_answered`: an answer to the mail reaches them."""

    names: str
    is_answered: bool
    write_url: str


def organised_by(message: OutboxMessage) -> OrganisedBy | None:
    """Return what a mail says of the organisers; None where they read it, or it is about no event."""
    event_id = message.event_id
    if event_id is None or message.kind in TO_THE_TEAM:
        return None
    return shared.once(("organised by", event_id), lambda: _of(db.session.get_one(Event, event_id)))


def reply_to(message: OutboxMessage) -> str | None:
    """Return where an answer to a mail goes: our mailbox, by which it reaches the organisers, or theirs."""
    ours = mail_addresses.reply_to(message.id)
    if ours is not None or message.event_id is None:
        return ours
    return db.session.get_one(Event, message.event_id).contact_email or None


def _of(event: Event) -> OrganisedBy:
    named = [one.display_name for one in participants.organisers_of(event.id) if one.role in _NAMED]
    return OrganisedBy(
        names=", ".join(named),
        is_answered=installation().reads_mail or bool(event.contact_email),
        write_url=absolute(PagePath.WRITE, slug=event.slug) if event.is_public else "",
    )
