"""What is kept about somebody who was invited, handed out to themselves (row X3)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.models import Consent, EventChange, Material, OutboxMessage, ParticipantEntry, Participation
from app.queries import letters as query
from app.queries import speaking
from app.services.mail import letters
from app.services.partners import affiliations
from app.services.speakers import links as speaker_links
from app.services.speakers import profiles, tech_checks

_OF_THE_LINK = (
    "created_at", "expires_at", "sent_at", "last_used_at", "answered_at", "answer_note", "answer_by",
    "promised_by", "note", "steps_done", "confirmed_at", "needs", "phone",
)  # fmt: skip
_OF_A_CONSENT = ("kind", "choice", "words", "wording", "language", "at", "by", "on_behalf")
_OF_THE_RECORD = (
    "name", "honorific", "pronouns", "email", "pronunciation", "bio", "country", "zone", "language",
    "languages", "gender",
)  # fmt: skip
_OF_AN_ENTRY = ("email", "name", "locale", "sequence", "is_held")
_OF_A_MATERIAL = ("kind", "title", "language", "licence", "state", "created_at", "published_at")
_OF_A_CHANGE = ("at", "field", "old", "new", "reason")


def personal_data(opened: speaker_links.Opened) -> dict[str, Any]:
    """Return everything kept about the person of a link, for themselves; by hand, this event's part alone."""
    link, part, person = opened.link, opened.link.participation, opened.link.participation.person
    check = tech_checks.of(part)
    mine = OutboxMessage.event_id == opened.event.id, OutboxMessage.to_email == (person.email or "-")
    return {
        "event": opened.event.title,
        "person": {} if opened.by_hand else _record(opened),
        "part": _part(part),
        "link": _columns(link, _OF_THE_LINK),
        "consents": [
            _columns(one, _OF_A_CONSENT)
            for one in db.session.scalars(
                select(Consent).where(Consent.participation_id == part.id).order_by(Consent.id)
            )
        ],
        "tech_check": _columns(check, ("starts_at", "minutes", "booked_at", "results", "note"))
        if check
        else None,
        "slides": [
            _columns(one, _OF_A_MATERIAL) | {"file": one.file.filename if one.file else None}
            for one in db.session.scalars(
                select(Material).where(Material.participation_id == part.id).order_by(Material.id)
            )
        ],
        "calendar_entries": [
            _columns(one, _OF_AN_ENTRY)
            for one in db.session.scalars(
                select(ParticipantEntry).where(
                    ParticipantEntry.event_id == opened.event.id, ParticipantEntry.person_id == person.id
                )
            )
        ],
        "changes": [
            _columns(one, _OF_A_CHANGE)
            for one in db.session.scalars(
                select(EventChange)
                .where(EventChange.event_id == opened.event.id, EventChange.by == part.name_printed)
                .order_by(EventChange.id)
            )
        ],
        "letters": letters.personal_data(query.of_address(opened.event.id, person.email or "-")),
        "mails": [
            {"kind": mail.kind, "state": mail.state.value, "due_at": _plain(mail.due_at)}
            for mail in db.session.scalars(select(OutboxMessage).where(*mine).order_by(OutboxMessage.id))
        ],
    }


def _record(opened: speaker_links.Opened) -> dict[str, Any]:
    person = opened.link.participation.person
    return _columns(person, _OF_THE_RECORD) | {
        "aliases": [one.name for one in person.aliases],
        "affiliations": [str(one) for one in profiles.present(person)],
        "photo": person.photo_key,
        "spoken_name": person.voice_key,
    }


def _part(part: Participation) -> dict[str, Any]:
    return {
        "name": part.name_printed,
        "honorific": part.honorific,
        "pronouns": part.pronouns,
        "pronunciation": part.pronunciation,
        "spoken_name": part.voice_key,
        "roles": part.roles,
        "state": part.state.value,
        "named_in_the_list": part.in_published_list,
        "affiliations": [str(one) for one in affiliations.given_of(part)],
        "sentences": part.bio,
        "photo": part.photo_key,
        "items": [item.title or item.kind for item in speaking.items_of(part)],
    }


def _columns(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime | date) else value
