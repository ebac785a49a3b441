"""The personal link of a speaker: made, renewed, taken back, looked up by its hash (rows P1, X4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select

from app.domain.errors import DomainError, UnknownLink
from app.domain.words import N_
from app.extensions import db
from app.models import Event, Participation, Person, SpeakerLink
from app.services import tokens
from app.services.actor import Actor
from app.services.addresses import PagePath, absolute

MAILED, BY_HAND = "speaker", "speaker-by-hand"
LIFE_AFTER_END = timedelta(days=365)
NOTED_EVERY = timedelta(hours=1)  # how exactly the last use is known: opening a page is not worth a write


class SpeakerLinkUnknown(UnknownLink):
    """No person of an event has this link, or a newer one has taken its place."""

    message = N_(
        "This personal link is not known. If you asked for a new one, use the one in the newest mail; "
        "else ask whoever invited you."
    )


class SpeakerLinkRevoked(DomainError):
    """The link was taken back, or ended with the data behind it."""

    heading = N_("This link no longer opens anything")
    message = N_(
        "The organisers took it back, or the data behind it was erased as its owner wished. "
        "Ask the organisers for a new one if you need it."
    )
    status = 410


@dataclass(frozen=True, slots=True)
class Opened:
    """A link as somebody opened it; `by_hand`: not through the person's own mailbox."""

    link: SpeakerLink
    event: Event
    by_hand: bool
    expired: bool


def link_of(participation: Participation) -> SpeakerLink | None:
    """Return the link of a person in an event, if there is one."""
    return db.session.scalar(select(SpeakerLink).where(SpeakerLink.participation_id == participation.id))


def make(event: Event, participation: Participation, *, actor: Actor, now: datetime) -> SpeakerLink:
    """Return the person's link, made when there is none; one that was taken back is renewed."""
    link = link_of(participation)
    if link is None:
        secret = new_secret()
        link = SpeakerLink(
            participation_id=participation.id,
            token_salt=secret["token_salt"],
            token_hash=secret["token_hash"],
            hand_hash=secret["hand_hash"],
            created_at=now,
            expires_at=_end(event, now),
            invited_by=actor.name,
        )
        db.session.add(link)
    elif link.revoked_at is not None or link.expires_at <= now:
        renew(event, link, now=now)
    db.session.flush()
    return link


def renew(event: Event, link: SpeakerLink, *, now: datetime) -> None:
    """Give the person a new link; the older one opens nothing from now on."""
    change_secret(link)
    link.revoked_at, link.expires_at = None, _end(event, now)
    db.session.flush()


def new_secret() -> dict[str, str]:
    """Return the columns of a link that opens by new tokens alone."""
    salt = tokens.new_salt()
    return {"token_salt": salt, "token_hash": _mark(MAILED, salt), "hand_hash": _mark(BY_HAND, salt)}


def change_secret(link: SpeakerLink) -> None:
    """Let nothing open the link that did until now; until when it works stays."""
    for name, value in new_secret().items():
        setattr(link, name, value)
    db.session.flush()


def of_people(*people: Person) -> Sequence[SpeakerLink]:
    """Return every link of these people, in whatever event."""
    theirs = select(Participation.id).where(Participation.person_id.in_([person.id for person in people]))
    found = select(SpeakerLink).where(SpeakerLink.participation_id.in_(theirs)).order_by(SpeakerLink.id)
    return db.session.scalars(found).all()


def revoke(link: SpeakerLink, *, now: datetime) -> None:
    """Take the link back: whoever opens it is told so, and nothing else."""
    link.revoked_at = link.revoked_at or now
    db.session.flush()


def mailed_url(link: SpeakerLink) -> str:
    """Return the address for the person's own mailbox."""
    return absolute(PagePath.SPEAKER_DESK, token=tokens.token_for(MAILED, link.token_salt))


def hand_url(link: SpeakerLink) -> str:
    """Return the address an organiser may hand over; it opens nothing of other organisers' events."""
    return absolute(PagePath.SPEAKER_DESK, token=tokens.token_for(BY_HAND, link.token_salt))


def open_link(token: str, *, now: datetime) -> Opened:
    """Return whose page this is. Raises SpeakerLinkUnknown, SpeakerLinkRevoked; an expired one says so."""
    mark = tokens.fingerprint(token)
    either = or_(SpeakerLink.token_hash == mark, SpeakerLink.hand_hash == mark)
    link = db.session.scalar(select(SpeakerLink).where(either))
    if link is None:
        raise SpeakerLinkUnknown
    if link.revoked_at is not None:
        raise SpeakerLinkRevoked
    event = db.session.get_one(Event, link.participation.event_id)
    return Opened(link, event, link.hand_hash == mark, link.expires_at <= now)


def note_use(link: SpeakerLink, *, now: datetime) -> bool:
    """Keep when the link was last used, to the hour; tell whether anything was written."""
    if link.last_used_at is not None and now - link.last_used_at < NOTED_EVERY:
        return False
    link.last_used_at = now
    db.session.flush()
    return True


def _mark(purpose: str, salt: str) -> str:
    return tokens.fingerprint(tokens.token_for(purpose, salt))


def _end(event: Event, now: datetime) -> datetime:
    """Consents stay withdrawable for a year after the event; a new link can be asked for after that."""
    return max(event.ends_at or now, now) + LIFE_AFTER_END
