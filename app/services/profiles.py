"""The profile that somebody keeps by their own link, saved in small steps (rows P2, P5).

Each step writes what this event shows, unless the event was held: then the page stays as it was on the day.
It also writes the person's own record, which the next event starts from, unless the link came by hand and the
record is shared with events of others.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, or_, select

from app.domain.affiliation import AffiliationGiven
from app.domain.lifecycle import EventState
from app.domain.names import name_key
from app.domain.zones import require_zone
from app.extensions import db
from app.gateways.pictures import PORTRAIT_SIZES, as_portrait
from app.gateways.storage import Storage
from app.models import Affiliation, Event, Participation, Person, PersonAlias, SpeakerLink
from app.queries import identity
from app.services import affiliations, people
from app.services.actor import Actor
from app.services.history import record, touch
from app.services.organisation_records import NameNeeded, find_or_make_organisation
from app.services.speaker_links import Opened

STEPS = ("name", "affiliations", "place", "bio", "photo", "needs")
BIO_MOST = 600
FROZEN = frozenset({EventState.HELD, EventState.ARCHIVED})


@dataclass(frozen=True, slots=True)
class Writer:
    """Whose profile is written, and how far a change reaches."""

    event: Event
    link: SpeakerLink
    to_event: bool
    to_record: bool
    now: datetime

    @property
    def part(self) -> Participation:
        """What the event shows."""
        return self.link.participation

    @property
    def person(self) -> Person:
        """The record the next event starts from."""
        return self.link.participation.person

    @property
    def actor(self) -> Actor:
        """Themselves, as the history names them."""
        return Actor(self.part.name_printed)


def writer(opened: Opened, *, now: datetime) -> Writer:
    """Return what this link may write."""
    return Writer(
        event=opened.event,
        link=opened.link,
        to_event=opened.event.state not in FROZEN,
        to_record=not (opened.by_hand and is_shared(opened)),
        now=now,
    )


def is_shared(opened: Opened) -> bool:
    """Whether the person takes part in other events, too."""
    person_id = opened.link.participation.person_id
    return identity.is_shared_person(person_id, event_id=opened.event.id, account_id=None)


def save_name(to: Writer, *, name: str, pronunciation: str) -> None:
    """Keep the name as it shall be printed, and how it is said. Raises NameNeeded."""
    if not name_key(name):
        raise NameNeeded
    if to.to_record and to.person.name != name:
        _keep_alias(to.person, to.person.name, new=name)
        to.person.name, to.person.name_key = name, name_key(name)
    if to.to_record:
        to.person.pronunciation = pronunciation
    if to.to_event:
        actor, old = to.actor, people.text_of(to.part)
        to.part.name_printed, to.part.pronunciation = name, pronunciation
        record(to.event, actor=actor, field="people", old=old, new=people.text_of(to.part), now=to.now)
    _done(to, "name")


def save_affiliations(to: Writer, given: Sequence[AffiliationGiven]) -> None:
    """Keep the affiliations, in order. Raises TooManyAffiliations."""
    affiliations.check(given)
    if to.to_event:
        old = people.text_of(to.part)
        affiliations.write(to.part, given)
        record(to.event, actor=to.actor, field="people", old=old, new=people.text_of(to.part), now=to.now)
    if to.to_record:
        to.person.affiliations.clear()
        db.session.flush()  # places are unique: the old rows go before the new ones come
        to.person.affiliations.extend(
            Affiliation(
                person_id=to.person.id,
                position=place,
                organisation_id=find_or_make_organisation(name=one.organisation, event_id=to.event.id).id,
                title=one.title,
                country=one.country,
            )
            for place, one in enumerate(given, 1)
        )
    _done(to, "affiliations")


def save_place(to: Writer, *, country: str | None, zone: str | None, language: str | None) -> None:
    """Keep where the person is and reads; private, for times in mails. Raises ZoneRefused."""
    wanted = {"country": country, "zone": require_zone(zone) if zone else None, "language": language}
    for field, value in wanted.items():
        if to.to_record or getattr(to.person, field) is None:
            setattr(to.person, field, value)
    _done(to, "place")


def save_bio(to: Writer, bio: str) -> None:
    """Keep the few sentences that stand below the name."""
    if to.to_record:
        to.person.bio = bio
    if to.to_event:
        old, to.part.bio = to.part.bio, bio
        record(to.event, actor=to.actor, field="people.bio", old=old, new=bio, now=to.now)
    _done(to, "bio")


def store_photo(data: bytes, *, upper: float, storage: Storage) -> str:
    """Cut a photo to a square, write it anew and keep it; return its key. Raises PictureRefused.

    `upper` says which part of a tall picture stays: 0 the top, 1 the bottom. No transaction may be open.
    """
    pictures = as_portrait(data, upper=upper)
    key = f"photos/{hashlib.sha256(pictures[max(PORTRAIT_SIZES)]).hexdigest()[:40]}"
    for size, picture in pictures.items():
        storage.write(f"{key}-{size}.webp", [picture])
    return key


def save_photo(to: Writer, key: str) -> set[str]:
    """Show a stored photo, or with "" none; return the keys that stood there, for `forget_photos`."""
    old = {to.part.photo_key, to.person.photo_key}
    if to.to_record:
        to.person.photo_key = key
    if to.to_event:
        was, to.part.photo_key = to.part.photo_key, key
        record(to.event, actor=to.actor, field="people.photo", old=bool(was), new=bool(key), now=to.now)
    _done(to, "photo")
    return old


def forget_photos(keys: Collection[str], *, storage: Storage) -> None:
    """Delete those of the photos that are shown nowhere. Call it once nothing can be taken back."""
    for key in set(keys) - {""}:
        shown = exists().where(Participation.photo_key == key)
        kept = exists().where(Person.photo_key == key)
        if not db.session.scalar(select(or_(shown, kept))):
            for size in PORTRAIT_SIZES:
                storage.delete(f"{key}-{size}.webp")


def skip(to: Writer, step: str) -> None:
    """Leave a step as it is, and do not ask again."""
    _done(to, step)


def save_needs(to: Writer, *, needs: str, phone: str) -> None:
    """Keep what the team alone may read."""
    to.link.needs, to.link.phone = needs, phone
    _done(to, "needs")


def confirm(to: Writer) -> None:
    """Say that all of it is still right: what the record holds is what this event shows."""
    person, part = to.person, to.part
    if to.to_event and to.to_record:
        part.bio, part.photo_key = part.bio or person.bio, part.photo_key or person.photo_key
        part.pronunciation = part.pronunciation or person.pronunciation
        if not part.affiliations and person.affiliations:
            affiliations.write(part, present(person))
        touch(to.event, now=to.now)
    to.link.confirmed_at = to.now
    db.session.flush()


def present(person: Person) -> list[AffiliationGiven]:
    """Return a person's present affiliations, in their order."""
    return [AffiliationGiven(one.organisation.name, one.title, one.country) for one in person.affiliations]


def missing(link: SpeakerLink) -> list[str]:
    """Return the steps that are still open; none once everything was confirmed."""
    return [] if link.confirmed_at else [step for step in STEPS if step not in link.steps_done]


def is_known(person: Person) -> bool:
    """Whether the record says enough to ask "is this still right?" instead of asking everything."""
    return bool(person.zone and person.affiliations and (person.bio or person.photo_key))


def _done(to: Writer, step: str) -> None:
    to.link.steps_done = [one for one in STEPS if one in {*to.link.steps_done, step}]
    if len(to.link.steps_done) == len(STEPS):
        to.link.confirmed_at = to.now
    touch(to.event, now=to.now)  # the pages of persons go by their events
    db.session.flush()


def _keep_alias(person: Person, old: str, *, new: str) -> None:
    known = {name_key(one.name) for one in person.aliases} | {name_key(new)}
    if name_key(old) not in known:
        person.aliases.append(PersonAlias(person_id=person.id, name=old))
