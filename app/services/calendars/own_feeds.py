"""The calendar of everything that one address takes part in: its secret address made, replaced, closed (R5).

Only the hash of the secret is kept, so it is shown once. Whoever holds a personal link of an event, an
attendee's or the one mailed to a speaker, has shown that they read the address's mail.
"""

from datetime import datetime

from sqlalchemy import delete, func, or_, select, update

from app.domain.errors import UnknownLink
from app.domain.words import N_
from app.extensions import db
from app.models import OwnFeed, ParticipantEntry, Registration, SpeakerLink
from app.services import tokens
from app.services.addresses import PagePath, absolute
from app.services.attendance import links as attendee_links

_PLAIN = {"synchronize_session": False}


class OwnFeedUnknown(UnknownLink):
    """The address was replaced or closed, or never was."""

    message = N_("This calendar address is not known any more. Its owner can make a new one.")


def owner_of(token: str, *, now: datetime) -> str:
    """Return the e-mail address behind a personal link. Raises LinkUnknown; a link handed over is none."""
    mark = tokens.fingerprint(token)
    link = db.session.scalar(select(SpeakerLink).where(SpeakerLink.token_hash == mark))
    if link is None:
        return attendee_links.by_person_link(token).email
    email = link.participation.person.email
    if link.revoked_at is not None or link.expires_at <= now or not email:
        raise attendee_links.LinkUnknown
    return email.lower()


def of(email: str) -> OwnFeed | None:
    """Return the feed of an address, if it has one."""
    return db.session.get(OwnFeed, email)


def make(email: str, *, now: datetime) -> str:
    """Give the address a new secret in place of any before; return the feed's address, for this once."""
    close(email)
    token = tokens.new_token()
    db.session.add(OwnFeed(email=email, token_hash=tokens.fingerprint(token), made_at=now))
    db.session.flush()
    return absolute(PagePath.OWN_FEED, token=token)


def close(email: str) -> None:
    """Let every address of this calendar open nothing; personal links and seats stay as they are."""
    db.session.execute(delete(OwnFeed).where(OwnFeed.email == email), execution_options=_PLAIN)
    older = update(Registration).where(Registration.email == email).values(feed_hash=None)
    db.session.execute(older, execution_options=_PLAIN)
    db.session.expire_all()


def by_link(token: str) -> str:
    """Return whose calendar is asked for. Raises OwnFeedUnknown."""
    mark = tokens.fingerprint(token)
    owner = db.session.scalar(select(OwnFeed.email).where(OwnFeed.token_hash == mark))
    if owner is None:  # addresses from before feeds had a secret of their own
        older = select(Registration.email).where(
            Registration.feed_hash == mark, Registration.erased_at.is_(None)
        )
        owner = db.session.scalar(older)
    if owner is None:
        raise OwnFeedUnknown
    return owner


def forget_unused() -> None:
    """Delete the feeds of addresses that no event knows any more."""
    seats = select(Registration.email).where(Registration.erased_at.is_(None))
    parts = select(ParticipantEntry.email)
    unused = func.lower(OwnFeed.email).not_in(seats.union(parts))
    db.session.execute(delete(OwnFeed).where(unused), execution_options=_PLAIN)


def forget(email: str, *, but_for_event: int) -> None:
    """Delete the feed of somebody who is forgotten, unless a seat or another event's entry needs it."""
    seat = select(Registration.id).where(Registration.email == email, Registration.erased_at.is_(None))
    part = select(ParticipantEntry.id).where(
        ParticipantEntry.email == email,
        or_(ParticipantEntry.event_id != but_for_event, ParticipantEntry.is_wanted),
    )
    unused = (OwnFeed.email == email, ~seat.exists(), ~part.exists())
    db.session.execute(delete(OwnFeed).where(*unused), execution_options=_PLAIN)
