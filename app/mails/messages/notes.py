"""What the organisers themselves write to those who registered (row R11)."""

from dataclasses import replace

from app.domain.lifecycle import CONCERNED, NOT_AT_ITS_HOUR, PUBLIC_EVENT_STATES
from app.extensions import db
from app.mails.messages import shared
from app.mails.messages.attendee_letter import letter, person_of
from app.mails.messages.facts import MailFacts
from app.models import AttendeeNote, OutboxMessage


def organiser_note(message: OutboxMessage) -> MailFacts | None:
    """Their own words; answers go to them. Whoever has cancelled since gets none."""
    person = person_of(message, CONCERNED, *PUBLIC_EVENT_STATES)
    number = message.payload["note"]
    note = shared.once(("note", number), lambda: db.session.get(AttendeeNote, number))
    if person is None or note is None:
        return None
    more = {"join_url": None} if person.event.state in NOT_AT_ITS_HOUR else {}
    told = letter(message, person, subject=note.subject, paragraphs=paragraphs(note.text), by=note.by, **more)
    return replace(told, reply_to=note.reply_to)


def paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """Return a text as paragraphs of lines; empty lines part them."""
    parts = (part.strip("\n") for part in text.split("\n\n"))
    return tuple(tuple(part.split("\n")) for part in parts if part.strip())
