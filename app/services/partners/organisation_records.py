"""The record of an organisation, shared by all events that name it (rows O2, P8)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.domain.errors import DomainError
from app.domain.people.names import name_key
from app.domain.words import N_
from app.extensions import db
from app.models import Event, Organisation, OrganisationAlias, Organiser
from app.queries import identity
from app.services import sign_off_lapse
from app.services.actor import Actor
from app.services.history import record, touch
from app.services.slugs import free_slug


class NameNeeded(DomainError):
    """A record without a name cannot be found again."""

    message = N_("Write the name.")
    field = "name"
    status = 422


class NameTaken(DomainError):
    """Two records of one name would be one organisation seen double."""

    message = N_("%(name)s is known already, as another organisation. Remove this one and add that one.")
    field = "name"
    status = 422


class SharedRecord(DomainError):
    """What the pages of other organisers show is not changed from here."""

    message = N_(
        "%(name)s also takes part in events of other organisers, so this stays as it is. "
        "You can add an alias."
    )
    field = "name"
    status = 422


def find_or_make_organisation(
    *, name: str, short_name: str = "", web_url: str = "", event_id: int = 0, account_id: int | None = None
) -> Organisation:
    """Return the organisation that goes by `name` (in any spelling, short, or an alias), made when new.

    A known record stays as it is: other events show it, too. Short names and aliases count only among what
    `event_id` and the account's own events name (`identity.organisation_named`). Raises NameNeeded.
    """
    if not name_key(name):
        raise NameNeeded
    known = identity.organisation_named(name, event_id=event_id, account_id=account_id)
    return known or _made(name, short_name, web_url)


def by_slug(slug: str) -> Organisation | None:
    """Return the organisation with this address on the site."""
    return db.session.scalar(select(Organisation).where(Organisation.slug == slug))


def edit_organisation(
    event: Event,
    *,
    organisation: Organisation,
    name: str,
    short_name: str,
    web_url: str,
    aliases: Sequence[str],
    actor: Actor,
    now: datetime,
) -> None:
    """Correct the record from the desk of `event`; aliases are only for finding, so anybody may add one.

    Raises NameNeeded, NameTaken, and SharedRecord at the first field that is not ours to change.
    """
    if not name_key(name):
        raise NameNeeded
    _require_free_name(organisation, name)
    wanted = {"name": name, "short_name": short_name, "web_url": web_url}
    changed = {field: value for field, value in wanted.items() if getattr(organisation, field) != value}
    given = {name_key(alias): alias for alias in reversed(aliases) if name_key(alias)}
    had = [alias.name for alias in organisation.aliases]
    lost = [alias for alias in organisation.aliases if name_key(alias.name) not in given]
    first = next(iter(changed), "aliases" if lost else None)
    if first and identity.is_shared_organisation(
        organisation.id, event_id=event.id, account_id=actor.account_id
    ):
        raise SharedRecord(field=first, name=organisation.name)
    for field, value in changed.items():
        old = getattr(organisation, field)
        record(event, actor=actor, field=f"organisation.{field}", old=old, new=value, now=now)
        setattr(organisation, field, value)
    organisation.name_key = name_key(name)
    for alias in lost:
        organisation.aliases.remove(alias)
    db.session.flush()
    kept = {name_key(alias.name) for alias in organisation.aliases} | {organisation.name_key}
    organisation.aliases += [
        OrganisationAlias(organisation_id=organisation.id, name=alias)
        for key, alias in given.items()
        if key not in kept
    ]
    have = sorted(alias.name for alias in organisation.aliases)
    record(event, actor=actor, field="organisation.aliases", old=sorted(had), new=have, now=now)
    if changed:
        touch_others(event, organisation=organisation, by=actor.name, now=now)
    db.session.flush()


def set_sector(event: Event, *, organisation: Organisation, sector: str, actor: Actor, now: datetime) -> None:
    """Record what kind of body it is; where nobody has yet, anybody who names it may. Raises SharedRecord."""
    old = organisation.sector
    if old == sector:
        return
    if old and identity.is_shared_organisation(
        organisation.id, event_id=event.id, account_id=actor.account_id
    ):
        raise SharedRecord(field="sector", name=organisation.name)
    organisation.sector = sector
    record(event, actor=actor, field="organisation.sector", old=old, new=sector, now=now)
    db.session.flush()


def touch_others(event: Event, *, organisation: Organisation, by: str, now: datetime) -> None:
    """Let one's other events with this organisation show the change, and ask anew who signed its name."""
    others = select(Event).join(Organiser, Organiser.event_id == Event.id)
    for other in db.session.scalars(
        others.where(Organiser.organisation_id == organisation.id, Event.id != event.id)
    ):
        touch(other, now=now)
        sign_off_lapse.after_change(other, field="organisation", by=by, now=now)


def _made(name: str, short_name: str, web_url: str) -> Organisation:
    made = Organisation(
        slug=free_slug(Organisation.slug, name),
        name=name,
        name_key=name_key(name),
        short_name=short_name,
        web_url=web_url,
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # somebody else made it at the same moment
        found = db.session.scalar(select(Organisation).where(Organisation.name_key == name_key(name)))
        if found is None:
            raise
        return found
    return made


def _require_free_name(organisation: Organisation, name: str) -> None:
    other = select(Organisation.name).where(
        Organisation.name_key == name_key(name), Organisation.id != organisation.id
    )
    if taken := db.session.scalar(other):
        raise NameTaken(name=taken)
