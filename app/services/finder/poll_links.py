"""The personal link to a question: opens one person's answers and nothing else (row X4)."""

from sqlalchemy import select

from app.domain.poll import PollLinkUnknown
from app.extensions import db
from app.models import HourPollPerson
from app.services import tokens
from app.services.addresses import PagePath, absolute

PURPOSE = "hour-poll"


def renew(person: HourPollPerson) -> None:
    """Give the person a new link; an older one opens nothing from now on."""
    person.token_salt = tokens.new_salt()
    person.token_hash = mark_of(person.token_salt)


def mark_of(salt: str) -> str:
    """Return what is kept of the token made from `salt`."""
    return tokens.fingerprint(tokens.token_for(PURPOSE, salt))


def url(person: HourPollPerson) -> str:
    """Return the address of the person's page."""
    return absolute(PagePath.POLL, token=tokens.token_for(PURPOSE, person.token_salt))


def by_link(token: str) -> HourPollPerson:
    """Return whose page this is. Raises PollLinkUnknown."""
    mark = tokens.fingerprint(token)
    person = db.session.scalar(select(HourPollPerson).where(HourPollPerson.token_hash == mark))
    if person is None:
        raise PollLinkUnknown
    return person
