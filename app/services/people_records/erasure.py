"""Somebody is forgotten at their wish; what they did in public stays unless they object (row X3)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import or_, select, update

from app.domain.lifecycle import EVENT_STATES_AHEAD, MaterialState, ParticipationState
from app.domain.words import N_
from app.extensions import db
from app.models import (
    Consent,
    EventChange,
    Material,
    OutboxMessage,
    OutboxState,
    ParticipantEntry,
    Participation,
)
from app.queries import letters as query
from app.services import tokens
from app.services.actor import Actor
from app.services.calendars import own_feeds, participant_updates
from app.services.history import touch
from app.services.library import material_states
from app.services.mail import letters
from app.services.people_records.merging import forget_merged_into
from app.services.speakers import links as speaker_links
from app.services.speakers import mail as speaker_mail
from app.services.speakers import people, profiles, tech_checks
from app.services.speakers.links import Opened

NAMELESS = N_("A speaker")
AHEAD = frozenset({ParticipationState.INVITED, ParticipationState.ACCEPTED, ParticipationState.TENTATIVE})
FORGET = "forget"
"""Marks a last cancellation in its payload: with it goes the address."""
_DROPPED = (*speaker_mail.KINDS, participant_updates.HELD, participant_updates.CHECK)
_PLAIN = {"synchronize_session": False}


@dataclass(slots=True)
class Left:
    """Files that may go once the erasure is committed (services/speakers/profile_files.py)."""

    photos: set[str] = field(default_factory=set)
    voices: set[str] = field(default_factory=set)


def erase(opened: Opened, *, nameless: bool, now: datetime) -> Left:
    """Forget somebody in one event, and their own record where no other event needs it; the link ends.

    What they did in public (name, affiliation, role) stays, unless they want it nameless: then their name
    also leaves the history, and slides of theirs that were public are taken back. Of an event that was never
    public they are withdrawn. Consents stay as the proof of what was allowed. Returns the files that may go.
    """
    event, link, part = opened.event, opened.link, opened.link.participation
    to, person, address = profiles.writer(opened, now=now), part.person, part.person.email
    shared = profiles.is_shared(opened)
    left = Left({part.photo_key}, {part.voice_key})
    if not shared:
        left.photos.add(person.photo_key)
        left.voices.add(person.voice_key)
    names = {part.name_printed, profiles.bare_name(part)}
    part.pronunciation = part.voice_key = part.bio = part.photo_key = part.honorific = part.pronouns = ""
    link.needs = link.phone = link.answer_note = link.note = ""
    tech_checks.release(part)
    if nameless or event.published_at is None:
        _step_back(opened, now=now)
        part.in_published_list = False
    if nameless:
        if not shared:
            names |= {person.name} | {one.name for one in person.aliases}
        part.name_printed = NAMELESS
        part.affiliations.clear()
        _forget_history(event.id, names)
        _forget_helpers(part)
        touch(event, now=now)
    left.photos |= forget_merged_into(person, nameless=nameless and not shared)
    if not shared and to.to_record:
        _forget_record(part, nameless=nameless)
        participant_updates.calendar_for_participants(event, now=now)  # what they hold ends with a last mail
        if address:
            _forget_mails(event.id, address)
    speaker_links.revoke(link, now=now)
    db.session.flush()
    return left


def _step_back(opened: Opened, *, now: datetime) -> None:
    """Take part no longer where that is still ahead, and take back what names them on its first page."""
    event, part, actor = opened.event, opened.link.participation, Actor(NAMELESS)
    if part.state in AHEAD and event.state in EVENT_STATES_AHEAD:
        declined = ParticipationState.DECLINED
        people.set_state(event, participation=part, state=declined, actor=actor, now=now)
    own = select(Material).where(
        Material.participation_id == part.id, Material.state == MaterialState.PUBLISHED
    )
    for material in db.session.scalars(own):
        material_states.mark_announced(event, material, actor=actor, now=now)


def _forget_history(event_id: int, names: Collection[str]) -> None:
    """Write "A speaker" for every spelling of a name in an event's history, the longest first.

    Lines about what a person said of themselves (sentences, affiliations) lose their text.
    """
    spellings = sorted((name for name in names if name and name != NAMELESS), key=len, reverse=True)
    columns = (EventChange.by, EventChange.old, EventChange.new, EventChange.reason)
    found = select(EventChange).where(
        EventChange.event_id == event_id,
        or_(*(column.contains(name, autoescape=True) for column in columns for name in spellings)),
    )
    for change in db.session.scalars(found) if spellings else ():
        if change.field in {"people", "people.bio"}:
            change.old, change.new = (NAMELESS if text else "" for text in (change.old, change.new))
        for name in spellings:
            change.by, change.old, change.new, change.reason = (
                text.replace(name, NAMELESS) for text in (change.by, change.old, change.new, change.reason)
            )


def _forget_helpers(part: Participation) -> None:
    """Keep a consent as the proof, without the names of who gave it."""
    naming = update(Consent).where(Consent.participation_id == part.id).values(by=NAMELESS)
    db.session.execute(naming, execution_options=_PLAIN)


def _forget_record(part: Participation, *, nameless: bool) -> None:
    person = part.person
    person.email = person.zone = person.language = person.country = None
    person.pronunciation = person.voice_key = person.pronouns = person.gender = ""
    person.bio = person.photo_key = person.honorific = ""
    person.languages = []
    if nameless:
        person.name, person.name_key = NAMELESS, f"nameless-{person.id}"
        person.slug = f"speaker-{tokens.public_key()}"  # the address named them, too
        person.aliases.clear()
        person.affiliations.clear()


def _forget_mails(event_id: int, address: str) -> None:
    """Drop what waits, but for last cancellations; empty what was mailed, and the entries that ended so."""
    theirs = (OutboxMessage.event_id == event_id, OutboxMessage.to_email == address)
    queued = OutboxMessage.state == OutboxState.QUEUED
    dropping = update(OutboxMessage).where(
        *theirs, queued, OutboxMessage.kind.in_(_DROPPED), OutboxMessage.leased_until.is_(None)
    )
    gone = {"state": OutboxState.DROPPED, "last_error": "the person was forgotten"}
    db.session.execute(dropping.values(gone), execution_options=_PLAIN)
    done = update(OutboxMessage).where(*theirs, ~queued)
    db.session.execute(done.values(to_email="", to_name="", payload={}), execution_options=_PLAIN)
    letters.forget(query.of_address(event_id, address))
    db.session.expire_all()
    last = db.session.scalars(
        select(OutboxMessage).where(*theirs, queued, OutboxMessage.kind.in_(participant_updates.ENDINGS))
    ).all()
    for mail in last:
        mail.payload = mail.payload | {FORGET: True}
    waiting = {mail.payload["entry"] for mail in last}
    entries = select(ParticipantEntry).where(
        ParticipantEntry.event_id == event_id,
        ParticipantEntry.email == address,
        ParticipantEntry.is_wanted.is_(False),
        ParticipantEntry.id.not_in(waiting),
    )
    for entry in db.session.scalars(entries):
        _forget_entry(entry)
    own_feeds.forget(address, but_for_event=event_id)


def forget_told() -> None:
    """Forget the address where the last cancellation to somebody who was erased has gone out."""
    told = select(OutboxMessage).where(
        OutboxMessage.kind.in_(participant_updates.ENDINGS),
        OutboxMessage.state != OutboxState.QUEUED,
        OutboxMessage.payload[FORGET].as_boolean(),
    )
    for mail in db.session.scalars(told).all():
        entry = db.session.get(ParticipantEntry, mail.payload["entry"])
        if entry is not None and not entry.is_held:
            _forget_entry(entry)
        mail.to_email, mail.to_name, mail.payload = "", "", {}
    db.session.flush()


def _forget_entry(entry: ParticipantEntry) -> None:
    entry.email, entry.name, entry.is_held = f"{entry.id}@erased.invalid", NAMELESS, False
    entry.answer_comment = ""
