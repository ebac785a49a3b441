"""The three links of an attendee, each opening only its own door (row X4)."""

from sqlalchemy import or_, select

from app.domain.errors import UnknownLink
from app.domain.lifecycle import RegistrationState
from app.domain.words import N_
from app.extensions import db
from app.models import Registration
from app.services import tokens
from app.services.addresses import PagePath, absolute

PERSON, JOIN, STOP = "registration", "join", "unsubscribe"


class LinkUnknown(UnknownLink):
    """No registration has this link, or it has been replaced by a newer one."""

    message = N_(
        "This personal link is not known. If you asked for a new one, use the one in the newest mail."
    )


def renew(registration: Registration) -> None:
    """Give the registration new links; those it had open nothing from now on."""
    salt = registration.token_salt = tokens.new_salt()
    registration.token_hash = tokens.fingerprint(tokens.token_for(PERSON, salt))
    registration.join_hash = tokens.fingerprint(tokens.token_for(JOIN, salt))
    registration.unsubscribe_hash = tokens.fingerprint(tokens.token_for(STOP, salt))
    registration.feed_hash = (
        None  # a person's calendar has a secret of its own (services/calendars/own_feeds.py)
    )


def person_url(registration: Registration) -> str:
    """Return the address of the person's own page."""
    return absolute(PagePath.ATTENDEE, token=tokens.token_for(PERSON, registration.token_salt))


def join_url(registration: Registration) -> str:
    """Return the address that leads into the meeting at its hour and shows nothing else."""
    return absolute(PagePath.JOIN, token=tokens.token_for(JOIN, registration.token_salt))


def stop_url(registration: Registration) -> str:
    """Return the address that stops reminders and does nothing else."""
    return absolute(PagePath.UNSUBSCRIBE, token=tokens.token_for(STOP, registration.token_salt))


def by_person_link(token: str) -> Registration:
    """Return whose page this is. Raises LinkUnknown."""
    mark = tokens.fingerprint(token)
    return _found(db.session.scalar(select(Registration).where(Registration.token_hash == mark)))


def by_join_link(token: str) -> Registration:
    """Return who wants to join; the link of the person's page does, too. Raises LinkUnknown."""
    mark = tokens.fingerprint(token)
    either = or_(Registration.join_hash == mark, Registration.token_hash == mark)
    return _found(db.session.scalar(select(Registration).where(either)))


def by_stop_link(token: str) -> Registration:
    """Return whose reminders shall stop. Raises LinkUnknown."""
    mark = tokens.fingerprint(token)
    return _found(db.session.scalar(select(Registration).where(Registration.unsubscribe_hash == mark)))


def require_confirmed(registration: Registration) -> None:
    """Raise LinkUnknown where nobody has shown whose address it is: its other events stay hidden."""
    if registration.state is RegistrationState.UNCONFIRMED:
        raise LinkUnknown


def _found(registration: Registration | None) -> Registration:
    if registration is None or registration.erased_at is not None:
        raise LinkUnknown
    return registration
