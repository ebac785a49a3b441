"""What is kept about somebody who was invited: handed out, erased, gone after its time (row X3)."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update

from app.domain.lifecycle import EVENT_STATES_AHEAD, ParticipationState
from app.domain.words import N_
from app.extensions import db
from app.models import Consent, OutboxMessage, Participation, SpeakerLink
from app.queries import speaking
from app.services import affiliations, people, profiles, speaker_links, tech_checks, tokens
from app.services.actor import Actor
from app.services.history import record
from app.services.retention import past_events

NAMELESS = N_("A speaker")
AHEAD = frozenset({ParticipationState.INVITED, ParticipationState.ACCEPTED, ParticipationState.TENTATIVE})

_OF_THE_LINK = ("created_at", "expires_at", "last_used_at", "answered_at", "answer_note", "needs", "phone")
_OF_A_CONSENT = ("kind", "choice", "wording", "language", "at", "by")


def personal_data(opened: speaker_links.Opened) -> dict[str, Any]:
    """Return everything kept about the person of a link, for themselves; by hand, this event's part alone."""
    link, part, person = opened.link, opened.link.participation, opened.link.participation.person
    record_of = ("name", "email", "pronunciation", "bio", "country", "zone", "language")
    consents = db.session.scalars(
        select(Consent).where(Consent.participation_id == part.id).order_by(Consent.id)
    )
    mails = db.session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.event_id == opened.event.id, OutboxMessage.to_email == (person.email or "-"))
        .order_by(OutboxMessage.id)
    )
    check = tech_checks.of(part)
    return {
        "event": opened.event.title,
        "person": {} if opened.by_hand else {name: getattr(person, name) for name in record_of},
        "part": {
            "name": part.name_printed,
            "pronunciation": part.pronunciation,
            "roles": part.roles,
            "state": part.state.value,
            "affiliations": [str(one) for one in affiliations.given_of(part)],
            "sentences": part.bio,
            "photo": part.photo_key,
            "items": [item.title or item.kind for item in speaking.items_of(part)],
        },
        "link": {name: _plain(getattr(link, name)) for name in _OF_THE_LINK},
        "consents": [{name: _plain(getattr(one, name)) for name in _OF_A_CONSENT} for one in consents],
        "tech_check": {"starts_at": _plain(check.starts_at), "results": check.results} if check else None,
        "mails": [{"kind": mail.kind, "due_at": _plain(mail.due_at)} for mail in mails],
    }


def erase(opened: speaker_links.Opened, *, nameless: bool, now: datetime) -> set[str]:
    """Forget somebody in one event, and their own record where no other event needs it; the link ends.

    What they did in public (name, affiliation, role) stays, unless they want it nameless. Consents stay as
    the proof of what was allowed. Returns the photos that may go, for profiles.forget_photos.
    """
    event, link, part = opened.event, opened.link, opened.link.participation
    to, actor = profiles.writer(opened, now=now), Actor(part.name_printed)
    shared = profiles.is_shared(opened)
    part.pronunciation = ""
    link.needs = link.phone = link.answer_note = link.note = ""
    tech_checks.release(part)
    photos = {part.photo_key, "" if shared else part.person.photo_key} if nameless else set()
    if nameless:
        if part.state in AHEAD and event.state in EVENT_STATES_AHEAD:
            declined = ParticipationState.DECLINED
            people.set_state(event, participation=part, state=declined, actor=actor, now=now)
        part.name_printed, part.bio, part.photo_key, part.in_published_list = NAMELESS, "", "", False
        part.affiliations.clear()
        record(event, actor=Actor(NAMELESS), field="people", old=None, new=NAMELESS, now=now)
    if not shared and to.to_record:
        _forget_record(part, nameless=nameless)
    speaker_links.revoke(link, now=now)
    db.session.flush()
    return photos


def erase_old(*, now: datetime) -> int:
    """Empty the needs and telephone numbers of events long past; return of how many people."""
    theirs = select(Participation.id).where(Participation.event_id.in_(past_events(now)))
    emptying = (
        update(SpeakerLink)
        .where(SpeakerLink.participation_id.in_(theirs))
        .where(or_(SpeakerLink.needs != "", SpeakerLink.phone != ""))
        .values(needs="", phone="")
        .returning(SpeakerLink.id)
    )
    return len(db.session.execute(emptying, execution_options={"synchronize_session": False}).all())


def _forget_record(part: Participation, *, nameless: bool) -> None:
    person = part.person
    person.email = person.zone = person.language = person.country = None
    person.pronunciation = ""
    if nameless:
        person.name, person.name_key = NAMELESS, f"nameless-{person.id}"
        person.slug = f"speaker-{tokens.public_key()}"  # the address named them, too
        person.bio = person.photo_key = ""
        person.aliases.clear()
        person.affiliations.clear()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
