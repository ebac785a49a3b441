"""A mail that answers one of ours is a letter to the organisers of the event that it was about (row R4)."""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import unquote

from sqlalchemy import or_, select

from app.domain.mail.letters import LetterFate, LetterWay, WrittenMail
from app.extensions import db
from app.installation import installation
from app.models import Letter, OutboxMessage, ParticipantEntry, Registration
from app.services import tokens
from app.services.mail import addresses as mail_addresses
from app.services.mail import letters
from app.services.mail.letters import Writer

_MOST_IDS = 20


class _About(NamedTuple):
    """The event of a letter; `known_email` is its writer's, "" where nothing proves who writes."""

    event_id: int
    message_id: int | None
    known_email: str = ""
    name: str = ""
    registration_id: int | None = None


def take(mail: WrittenMail, *, marks: tuple[str, ...], now: datetime) -> Letter | None:
    """Keep the letter and send it on; return None where it belongs to no event.

    The secret address that it came to says to which, or a personal link that it quotes, else the Message-IDs
    that it refers to. These can be guessed, so they prove nothing about who writes; more of such letters than
    are sent on are left where they lie.
    """
    about = _by_mark(marks) or _by_way_in(mail.ways_in) or _by_message_id(mail)
    if about is None or not mail.sender:
        return None
    writer = Writer(
        email=mail.sender,
        name=mail.name or (about.name if mail.sender == about.known_email.lower() else ""),
        known_email=about.known_email,
        registration_id=about.registration_id,
    )
    source = letters.mark(mail.message_id, mail.sender, mail.subject, mail.text)
    letter = Letter(
        **letters.facts_of(writer, source),
        event_id=about.event_id,
        about_id=about.message_id,
        came_at=now,
        way=LetterWay.MAIL,
        fate=_fate(mail),
        message_id=mail.message_id,
        subject=mail.subject,
        text=mail.text,
        is_cut=mail.is_cut,
        files=list(mail.files),
    )
    return None if not about.known_email and letters.are_too_many(letter) else letters.keep(letter)


def _fate(mail: WrittenMail) -> LetterFate:
    if mail_addresses.is_ours(mail.sender):
        return LetterFate.OURS
    return LetterFate(mail.robot) if mail.robot else LetterFate.SENT_ON


def _by_mark(marks: tuple[str, ...]) -> _About | None:
    number = mail_addresses.answered_message(marks) or mail_addresses.returned_message(marks)
    message = db.session.get(OutboxMessage, number) if number is not None else None
    return _of(message) if message is not None else None


def _by_way_in(ways_in: tuple[str, ...]) -> _About | None:
    hashes = [tokens.fingerprint(way_in) for way_in in ways_in]
    either = or_(Registration.join_hash.in_(hashes), Registration.token_hash.in_(hashes))
    seat = db.session.scalar(select(Registration).where(either).limit(1)) if hashes else None
    if seat is not None:
        return _About(seat.event_id, None, seat.email, seat.name, seat.id)
    entries = select(ParticipantEntry).where(ParticipantEntry.join_hash.in_(hashes)).limit(1)
    entry = db.session.scalar(entries) if hashes else None
    return _About(entry.event_id, None, entry.email, entry.name) if entry is not None else None


def _by_message_id(mail: WrittenMail) -> _About | None:
    """Return what the newest of our messages was about that a mail refers to (services.addresses)."""
    host = installation().host.lower()
    named = (one.rpartition("@") for one in mail.about[:_MOST_IDS])
    keys = [unquote(key) for key, _at, where in named if where.lower() == host]
    ours = db.session.scalars(select(OutboxMessage).where(OutboxMessage.key.in_(keys))).all()
    newest = min(ours, key=lambda one: keys.index(one.key), default=None)
    about = _of(newest) if newest is not None else None
    if about is None or about.known_email.lower() == mail.sender:
        return about
    return _About(about.event_id, about.message_id)


def _of(message: OutboxMessage) -> _About | None:
    if message.event_id is None:
        return None
    known = (message.to_email, message.to_name, message.registration_id)
    return _About(message.event_id, message.id, *known)
