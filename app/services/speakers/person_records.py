"""The record of a person, shared by the events they take part in (rows P2, P8)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.domain.errors import DomainError
from app.domain.people.names import name_key
from app.domain.words import N_
from app.extensions import db
from app.models import Event, Person
from app.queries import identity
from app.services.accounts import normal_email
from app.services.actor import Actor
from app.services.partners.organisation_records import NameNeeded
from app.services.slugs import free_slug
from app.services.speakers import mail as speaker_mail


class AddressTaken(DomainError):
    """An address belongs to one person. Whose it is, is not told."""

    message = N_("This address cannot be used for this person. Leave it empty, or ask the person.")
    field = "email"
    status = 422


def find_or_make_person(*, name: str, email: str | None = None, known: Person | None = None) -> Person:
    """Return `known`, else whoever has this address, else a new record. Raises NameNeeded.

    A name alone recognises nobody: two people may share it, so a human chooses (queries.identity).
    """
    if known is not None:
        return known
    if not name_key(name):
        raise NameNeeded
    return by_email(email) or _made(name, email)


def by_email(email: str | None) -> Person | None:
    """Return whose address this is."""
    if not email:
        return None
    return db.session.scalar(select(Person).where(Person.email == normal_email(email)))


def by_slug(slug: str) -> Person | None:
    """Return the person with this address on the site."""
    return db.session.scalar(select(Person).where(Person.slug == slug))


def set_email(event: Event, *, person: Person, email: str | None, actor: Actor, now: datetime) -> None:
    """Keep a person's private address; links that were mailed to another open nothing any more.

    Raises AddressTaken, also for a person of other organisers: an address is a key to what they are sent.
    """
    wanted = normal_email(email) if email else None
    if wanted == person.email:
        return
    if may_not_see_private(event, person, actor):
        if wanted is None:  # the field was shown empty
            return
        raise AddressTaken
    owner = by_email(wanted)
    if owner is not None and owner.id != person.id:
        raise AddressTaken
    speaker_mail.change_address(person, wanted, now=now)


def may_not_see_private(event: Event, person: Person, actor: Actor) -> bool:
    """Whether the person came here through other organisers, so that their address is not for this desk."""
    return identity.is_shared_person(person.id, event_id=event.id, account_id=actor.account_id)


def _made(name: str, email: str | None) -> Person:
    made = Person(
        slug=free_slug(Person.slug, name),
        name=name,
        name_key=name_key(name),
        email=normal_email(email) if email else None,
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # the same address came in at the same moment
        found = by_email(email)
        if found is None:
            raise
        return found
    return made
