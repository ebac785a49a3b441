"""What people write to the organisers: kept once, sent on to them, answered by one of them (row R4)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.domain.access import Action
from app.domain.attendance import meeting_address
from app.domain.errors import DomainError
from app.domain.mail.letters import LetterFate, LetterWay, harmless
from app.domain.words import N_
from app.extensions import db
from app.models import Event, Letter, Registration
from app.services import tokens
from app.services.actor import Actor
from app.services.mail import outbox
from app.services.mail.team import members_who_may

ARRIVED, ANSWERED = "letter_arrived", "letter_answered"
OF_ONE_WRITER, OF_ONE_EVENT = 5, 60
"""So many letters are sent on within AN_HOUR; those beyond wait on the desk."""
AN_HOUR = timedelta(hours=1)


class AlreadyAnswered(DomainError):
    """Two organisers answer one letter, and the second would not know of the first."""

    message = N_("%(name)s has answered this letter already.")
    field = "text"
    status = 409


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who writes, as they say; `known_email` is where our mail reached them, "" where nothing proves that."""

    email: str
    name: str = ""
    known_email: str = ""
    registration_id: int | None = None


def readers_of(event: Event) -> list[tuple[str, str]]:
    """Return (address, name) of those to whom letters go: the event's contact, else whoever leads it."""
    if event.contact_email:
        return [(event.contact_email, "")]
    return [(one.account.email, one.account.name) for one in members_who_may(event.id, Action.EDIT)]


def write(
    event: Event, *, writer: Writer, text: str, form_key: str, way: LetterWay = LetterWay.FORM, now: datetime
) -> Letter:
    """Keep what somebody typed and send it on; the same form sent twice is one letter."""
    source = mark(way, event.uid, form_key)
    return keep(
        Letter(**facts_of(writer, source), event_id=event.id, came_at=now, way=way, text=harmless(text))
    )


def keep(letter: Letter) -> Letter:
    """Keep a letter, and send it on where nothing speaks against it; return the one that came before."""
    if letter.fate is LetterFate.SENT_ON and are_too_many(letter):
        letter.fate = LetterFate.TOO_MANY
    try:
        with db.session.begin_nested():
            db.session.add(letter)
    except IntegrityError:
        known = db.session.scalar(select(Letter).where(Letter.source == letter.source))
        if known is None:
            raise
        return known
    if letter.fate is LetterFate.SENT_ON:
        _send_on(letter)
    return letter


def answer(letter: Letter, *, text: str, actor: Actor, now: datetime) -> None:
    """Write back, once; the same twice is once. Raises AlreadyAnswered, MeetingGivenAway."""
    db.session.refresh(letter, with_for_update=True)
    if (letter.answer, letter.settled_by) == (text, actor.name):
        return
    if letter.answer:
        raise AlreadyAnswered(name=letter.settled_by)
    event = db.session.get_one(Event, letter.event_id)
    if meeting_address.is_in(text, url=event.meeting_url, is_public=event.meeting_is_public):
        raise meeting_address.MeetingGivenAway
    letter.answer = text
    letter.settled_at, letter.settled_by = now, actor.name
    known = db.session.get(Registration, letter.registration_id or 0)
    outbox.enqueue(
        key=f"{ANSWERED}.{letter.event_id}.l{letter.id}",
        kind=ANSWERED,
        to_email=letter.email,
        to_name=letter.name,
        payload={"letter": letter.id, "locale": known.locale if known else "en"},
        event_id=letter.event_id,
        registration_id=letter.registration_id,
        now=now,
    )


def settle(letter: Letter, *, actor: Actor, now: datetime) -> None:
    """Say that nothing is left to do about a letter; it stays readable."""
    if letter.settled_at is None:
        letter.settled_at, letter.settled_by = now, actor.name
        db.session.flush()


def are_too_many(letter: Letter) -> bool:
    """Whether this one is more of its writer, or for its event, than is sent on within an hour.

    Whoever is known is counted by the address that our mail went to, so that no stranger uses up their turn.
    """
    recent = (Letter.came_at > letter.came_at - AN_HOUR, Letter.fate == LetterFate.SENT_ON)
    theirs = [Letter.known_email == letter.known_email]
    if not letter.known_email:
        theirs.append(Letter.email == letter.email)
    of_writer = db.session.scalar(select(func.count()).where(*theirs, *recent)) or 0
    of_event = db.session.scalar(select(func.count()).where(Letter.event_id == letter.event_id, *recent)) or 0
    return of_writer >= OF_ONE_WRITER or of_event >= OF_ONE_EVENT


def personal_data(written: Sequence[Letter]) -> list[dict[str, Any]]:
    """Return everything kept of somebody's letters, for themselves."""
    names = ("email", "name", "subject", "text", "files", "answer")
    return [
        {"came_at": one.came_at.isoformat(), "way": one.way.value}
        | {name: getattr(one, name) for name in names}
        for one in written
    ]


def forget(written: Sequence[Letter]) -> None:
    """Delete somebody's letters; what waits to be sent on of them is no longer true."""
    for one in written:
        db.session.delete(one)
    db.session.flush()


def facts_of(writer: Writer, source: str) -> dict[str, Any]:
    """Return what a Letter says of its writer, and by what it is found again."""
    return {
        "key": tokens.public_key(),
        "source": source,
        "email": writer.email.lower()[:254],
        "name": writer.name,
        "known_email": writer.known_email,
        "registration_id": writer.registration_id,
    }


def mark(*parts: str) -> str:
    """Return by what a letter is found again that comes twice."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def _send_on(letter: Letter) -> None:
    event = db.session.get_one(Event, letter.event_id)
    for place, (email, name) in enumerate(readers_of(event)):
        outbox.enqueue(
            key=f"{ARRIVED}.{event.id}.l{letter.id}.{place}",
            kind=ARRIVED,
            to_email=email,
            to_name=name,
            payload={"letter": letter.id},
            event_id=event.id,
            now=letter.came_at,
        )
