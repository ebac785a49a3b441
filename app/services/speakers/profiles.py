"""The profile that somebody keeps by their own link, saved in small steps (rows P2, P5).

Each step writes what this event shows, unless the event was held: then the page stays as it was on the day.
It also writes the person's own record, which the next event starts from, unless the link came by hand and the
record is shared with events of others.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.clocks.zones import require_zone
from app.domain.lifecycle import HELD_EVENT_STATES
from app.domain.people.affiliation import AffiliationGiven
from app.domain.people.names import name_key
from app.extensions import db
from app.models import Affiliation, Event, Participation, Person, PersonAlias, SpeakerLink
from app.queries import identity
from app.services.actor import Actor
from app.services.history import record, touch
from app.services.partners import affiliations
from app.services.partners.organisation_records import NameNeeded, find_or_make_organisation
from app.services.speakers import people
from app.services.speakers.links import Opened

STEPS = ("name", "saying", "affiliations", "place", "bio", "photo", "needs")
BIO_LEAST_LIMIT, BIO_MOST_LIMIT = 100, 3000


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
        to_event=opened.event.state not in HELD_EVENT_STATES,
        to_record=not (opened.by_hand and is_shared(opened)),
        now=now,
    )


def is_shared(opened: Opened) -> bool:
    """Whether the person takes part in other events, too."""
    person_id = opened.link.participation.person_id
    return identity.is_shared_person(person_id, event_id=opened.event.id, account_id=None)


def save_name(
    to: Writer, *, name: str, honorific: str = "", with_honorific: bool = True, pronouns: str = ""
) -> None:
    """Keep the name as it shall be printed: with the honorific before it, or without. Raises NameNeeded."""
    if not name_key(name):
        raise NameNeeded
    person, part = to.person, to.part
    if to.to_record and person.name != name:
        _keep_alias(person, person.name, new=name)
        person.name, person.name_key = name, name_key(name)
    if to.to_record:
        person.honorific, person.pronouns = honorific, pronouns
    if to.to_event:
        actor, old = to.actor, people.text_of(part)
        part.honorific, part.pronouns = honorific if with_honorific else "", pronouns
        part.name_printed = " ".join(filter(None, (part.honorific, name)))
        record(to.event, actor=actor, field="people", old=old, new=people.text_of(part), now=to.now)
    _done(to, "name")


def bare_name(part: Participation) -> str:
    """Return the printed name without the honorific that its owner put before it."""
    return part.name_printed.removeprefix(part.honorific).strip() or part.name_printed


def save_saying(to: Writer, *, pronunciation: str, voice_key: str | None = None) -> set[str]:
    """Keep how the name is said, in letters and as a sound; "" takes the sound away, None leaves it.

    Return the keys that stood there, for profile_files.forget_voices.
    """
    old = {to.part.voice_key, to.person.voice_key}
    for row, wanted in ((to.person, to.to_record), (to.part, to.to_event)):
        if wanted:
            row.pronunciation = pronunciation
            row.voice_key = row.voice_key if voice_key is None else voice_key
    _done(to, "saying")
    return old


def save_affiliations(
    to: Writer, given: Sequence[AffiliationGiven], *, elsewhere: Collection[AffiliationGiven] = ()
) -> None:
    """Keep them in order; the event shows all but those `elsewhere`. Raises TooManyAffiliations."""
    affiliations.check(given)
    if to.to_event:
        old = people.text_of(to.part)
        affiliations.write(to.part, [one for one in given if one not in elsewhere])
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


def save_place(
    to: Writer,
    *,
    country: str | None,
    zone: str | None,
    language: str | None,
    spoken: Sequence[str] = (),
    gender: str = "",
) -> None:
    """Keep where the person is, reads and speaks; private, for times and words. Raises ZoneRefused."""
    wanted = {
        "country": country,
        "zone": require_zone(zone) if zone else None,
        "language": language,
        "languages": list(spoken),
    }
    for field, value in wanted.items():
        if to.to_record or not getattr(to.person, field):
            setattr(to.person, field, value)
    if to.to_record:
        to.person.gender = gender
    _done(to, "place")


def limit_bios(event: Event, *, most: int, actor: Actor, now: datetime) -> None:
    """Say how many characters the sentences about a person may have; what is longer already stays."""
    old, event.bio_most = event.bio_most, most
    record(event, actor=actor, field="bio_most", old=old, new=most, now=now)


def save_bio(to: Writer, bio: str) -> None:
    """Keep the few sentences that stand below the name."""
    if to.to_record:
        to.person.bio = bio
    if to.to_event:
        old, to.part.bio = to.part.bio, bio
        record(to.event, actor=to.actor, field="people.bio", old=old, new=bio, now=to.now)
    _done(to, "bio")


def save_photo(to: Writer, key: str) -> set[str]:
    """Show a stored photo, or with "" none; return the keys that stood there, for profile_files."""
    old = {to.part.photo_key, to.person.photo_key}
    if to.to_record:
        to.person.photo_key = key
    if to.to_event:
        was, to.part.photo_key = to.part.photo_key, key
        record(to.event, actor=to.actor, field="people.photo", old=bool(was), new=bool(key), now=to.now)
    _done(to, "photo")
    return old


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
        part.voice_key = part.voice_key or person.voice_key
        part.pronouns = part.pronouns or person.pronouns
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
