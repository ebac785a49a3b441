"""A mail that answers one of ours is a letter to the organisers of the event that it was about (row R4)."""

from datetime import datetime
from urllib.parse import unquote

from sqlalchemy import select

from app.domain.mail.letters import LetterFate, LetterWay, WrittenMail
from app.extensions import db
from app.installation import installation
from app.models import Letter, OutboxMessage
from app.services.mail import addresses as mail_addresses
from app.services.mail import letters
from app.services.mail.letters import Writer

_MOST_IDS = 20


def take(mail: WrittenMail, *, marks: tuple[str, ...], now: datetime) -> Letter | None:
    """Keep the letter and send it on; return None where it belongs to no event.

    The secret address that it came to says to which, else the Message-IDs that it refers to. These can be
    guessed, so they prove nothing about who writes.
    """
    number = mail_addresses.answered_message(marks) or mail_addresses.returned_message(marks)
    message = db.session.get(OutboxMessage, number) if number is not None else None
    is_known = message is not None
    message = message or _referred_to(mail.about)
    if message is None or message.event_id is None or not mail.sender:
        return None
    is_known = is_known or message.to_email.lower() == mail.sender
    writer = Writer(
        email=mail.sender,
        name=mail.name,
        known_email=message.to_email if is_known else "",
        registration_id=message.registration_id if is_known else None,
    )
    source = letters.mark(mail.message_id, mail.sender, mail.subject, mail.text)
    return letters.keep(
        Letter(
            **letters.facts_of(writer, source),
            event_id=message.event_id,
            about_id=message.id,
            came_at=now,
            way=LetterWay.MAIL,
            fate=_fate(mail),
            message_id=mail.message_id,
            subject=mail.subject,
            text=mail.text,
            is_cut=mail.is_cut,
            files=list(mail.files),
        )
    )


def _fate(mail: WrittenMail) -> LetterFate:
    if mail_addresses.is_ours(mail.sender):
        return LetterFate.OURS
    return LetterFate(mail.robot) if mail.robot else LetterFate.SENT_ON


def _referred_to(ids: tuple[str, ...]) -> OutboxMessage | None:
    """Return the newest of our messages that a mail refers to, by its Message-ID (services.addresses)."""
    host = installation().host.lower()
    named = (one.rpartition("@") for one in ids[:_MOST_IDS])
    keys = [unquote(key) for key, _at, where in named if where.lower() == host]
    ours = db.session.scalars(select(OutboxMessage).where(OutboxMessage.key.in_(keys))).all()
    return min(ours, key=lambda one: keys.index(one.key), default=None)
