"""What people wrote, for the organisers; and what these write back (row R4)."""

import re

from flask_babel import gettext as _

from app.domain.mail.kinds import WORDS as KINDS
from app.domain.mail.letters import own_words
from app.extensions import db
from app.gateways.mail_headers import checked
from app.gateways.outgoing_mail import PermanentMailFailure
from app.mails.messages import invitation
from app.mails.messages.facts import MailFacts
from app.mails.messages.notes import paragraphs
from app.models import Event, Letter, OutboxMessage
from app.services.addresses import PagePath, absolute

_THREAD = re.compile(r"[!-~]{1,200}@[A-Za-z0-9.-]{1,200}")


def letter_arrived(message: OutboxMessage) -> MailFacts | None:
    """Somebody's own words, as text alone; an answer goes to them. None once they are forgotten."""
    letter = db.session.get(Letter, message.payload["letter"])
    if letter is None:
        return None
    event = db.session.get_one(Event, letter.event_id)
    about = db.session.get(OutboxMessage, letter.about_id or 0)
    context = {
        "title": event.title,
        "writer": letter.writer,
        "email": letter.email,
        "known_email": letter.known_email if letter.known_email != letter.email else "",
        "way": letter.way.value,
        "subject": letter.subject,
        "about": _(KINDS[about.kind]) if about and about.kind in KINDS else "",
        "paragraphs": paragraphs(letter.text),
        "is_cut": letter.is_cut,
        "files": ", ".join(letter.files),
        "desk_url": absolute(PagePath.DESK_LETTER, slug=event.slug, key=letter.key),
    }
    from_name = _("%(name)s via Sidestage", name=letter.writer)
    return MailFacts(context=context, reply_to=_usable(letter.email), from_name=from_name)


def letter_answered(message: OutboxMessage) -> MailFacts | None:
    """What an organiser writes back, in the thread of the letter. None once it is forgotten."""
    letter = db.session.get(Letter, message.payload["letter"])
    if letter is None or not letter.answer:
        return None
    event = db.session.get_one(Event, letter.event_id)
    context = {
        "title": event.title,
        "by": letter.settled_by,
        "paragraphs": paragraphs(letter.answer),
        "asked": paragraphs(own_words(letter.text)),
        "event_url": absolute(PagePath.EVENT, slug=event.slug) if event.is_public else "",
    }
    return MailFacts(
        context=context,
        from_name=invitation.organiser_of(event).name,
        in_reply_to=f"<{letter.message_id}>" if _THREAD.fullmatch(letter.message_id) else None,
    )


def _usable(email: str) -> str | None:
    """Return the address if a mail can carry it in Reply-To: a letter may claim to be from anything."""
    try:
        return checked(email)
    except PermanentMailFailure:
        return None
