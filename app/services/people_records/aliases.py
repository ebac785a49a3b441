"""The names under which a person is found, beside the one that is shown (row P8)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.domain.errors import DomainError
from app.domain.people.names import name_key
from app.domain.words import N_
from app.extensions import db
from app.models import Event, Participation, Person, PersonAlias
from app.queries import duplicates
from app.queries.duplicates import Viewer
from app.services.actor import Actor
from app.services.history import record

MOST = 30


class SharedAliases(DomainError):
    """What others find somebody by is not taken away from here."""

    message = N_(
        "%(name)s also takes part in events of others, so no spelling is taken away here. You can add one."
    )
    field = "aliases"
    status = 422


class TooManyAliases(DomainError):
    """A name has not that many spellings."""

    message = N_("At most %(most)s spellings, please.")
    field = "aliases"
    status = 422


def set_aliases(person: Person, *, names: Sequence[str], viewer: Viewer, actor: Actor, now: datetime) -> None:
    """Let these be the other spellings; each once, the name itself is none.

    Raises TooManyAliases, SharedAliases.
    """
    wanted = {key: name for name in reversed(names) if (key := name_key(name)) and key != person.name_key}
    if len(wanted) > MOST:
        raise TooManyAliases(most=MOST)
    old = sorted(alias.name for alias in person.aliases)
    lost = [alias for alias in person.aliases if name_key(alias.name) not in wanted]
    if lost:
        known = duplicates.visible_to(viewer, person)
        if known is None or not known.is_whole:
            raise SharedAliases(name=person.name)
    for alias in lost:
        person.aliases.remove(alias)
    db.session.flush()
    kept = {name_key(alias.name) for alias in person.aliases}
    person.aliases += [
        PersonAlias(person_id=person.id, name=name) for key, name in wanted.items() if key not in kept
    ]
    db.session.flush()
    new = sorted(alias.name for alias in person.aliases)
    for event in _events(person, viewer):
        record(event, actor=actor, field="people.aliases", old=old, new=new, now=now)


def _events(person: Person, viewer: Viewer) -> Sequence[Event]:
    theirs = select(Participation.event_id).where(Participation.person_id == person.id)
    led = duplicates.led_by(viewer)
    return db.session.scalars(select(Event).where(Event.id.in_(theirs), Event.id.in_(led))).all()
