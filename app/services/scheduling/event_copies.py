"""An event held again: a draft with what shall be the same, and nothing that anybody said before (row O8).

Registrations, answers, consents, links, recordings, summaries, sign-offs and the meeting's address stay where
they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.domain.agenda import ItemKind
from app.domain.clocks.promised_time import PromisedTime
from app.domain.lifecycle import NOT_TAKING_PART
from app.extensions import db
from app.models import AffiliationThen, Event, Organiser, Participation, Question
from app.queries import participants
from app.queries.agenda import agenda_of
from app.queries.duplicates import ERASED
from app.services.actor import Actor
from app.services.agenda import agenda
from app.services.agenda.agenda import ItemFacts
from app.services.history import record
from app.services.scheduling import events
from app.services.tokens import public_key

SETTINGS = (
    "format", "languages", "interpretation", "captions", "capacity", "registration_open", "confirm_email",
    "approve_by_hand", "answer_hours", "sign_roles", "sign_parts", "call_minutes", "bio_most",
    "contact_email",
)  # fmt: skip
TEXTS = ("aim", "description", "themes", "people_may_be_incomplete")


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyChoice:
    """What the copy is: its title and hour (None: not yet), its forum, and what comes along."""

    title: str
    time: PromisedTime | None = None
    edition_id: int | None = None
    organisations: bool = True
    people: bool = True
    agenda: bool = True
    settings: bool = True


def copy_event(
    event: Event, *, wish: CopyChoice, creation_key: str, actor: Actor, now: datetime
) -> tuple[Event, bool]:
    """Return a draft made of `event`, and whether it is new: the same form sent twice finds the first."""
    made = db.session.scalar(select(Event).where(Event.creation_key == creation_key))
    if made is not None:
        return made, False
    made = events.create(title=wish.title, actor=actor, creation_key=creation_key, now=now)
    record(made, actor=actor, field="copied_from", old=None, new=event.title, now=now)
    for name in (*TEXTS, *(SETTINGS if wish.settings else ())):
        value = getattr(event, name)
        setattr(made, name, list(value) if isinstance(value, list) else value)
    made.edition_id, made.minutes = wish.edition_id, event.minutes
    if wish.settings:
        _copy_questions(event, made)
    if wish.organisations:
        _copy_organisations(event, made)
    parts = _copy_people(event, made) if wish.people else {}
    if wish.agenda:
        _copy_agenda(event, made, parts)
    db.session.flush()
    if wish.time is not None:
        events.schedule(made, time=wish.time, actor=actor, now=now)
    return made, True


def _copy_organisations(event: Event, made: Event) -> None:
    made.lead_not_recorded = event.lead_not_recorded
    for one in participants.organisers_of(event.id):
        copied = Organiser(
            event_id=made.id,
            organisation_id=one.organisation_id,
            role=one.role,
            position=one.position,
            printed_name=one.printed_name,
        )
        db.session.add(copied)


def _copy_people(event: Event, made: Event) -> dict[int, Participation]:
    """Propose those who did not decline, as they were printed; return old participation id -> new one.

    What they wrote about themselves for the first event is asked again. Whoever was forgotten stays so.
    """
    parts: dict[int, Participation] = {}
    for one in participants.participations_of(event.id):
        if one.state in NOT_TAKING_PART or one.person.name_key.startswith(ERASED):
            continue
        copied = Participation(
            event_id=made.id,
            person_id=one.person_id,
            position=len(parts) + 1,
            roles=list(one.roles),
            name_printed=one.name_printed,
            honorific=one.honorific,
            in_published_list=one.in_published_list,
        )
        db.session.add(copied)
        db.session.flush()
        db.session.add_all(_affiliations(one, copied))
        parts[one.id] = copied
    db.session.flush()
    return parts


def _affiliations(one: Participation, copied: Participation) -> list[AffiliationThen]:
    return [
        AffiliationThen(
            participation_id=copied.id,
            position=row.position,
            organisation_name=row.organisation_name,
            organisation_id=row.organisation_id,
            title=row.title,
            country=row.country,
        )
        for row in one.affiliations
    ]


def _copy_agenda(event: Event, made: Event, parts: Mapping[int, Participation]) -> None:
    for place, item in enumerate(agenda_of(event.id), 1):
        speakers = [parts[one.participation_id] for one in item.speakers if one.participation_id in parts]
        facts = ItemFacts(
            kind=ItemKind(item.kind), title=item.title, minutes=item.minutes, note=item.note, people=speakers
        )
        agenda.insert(made, facts=facts, key=public_key(), position=place)


def _copy_questions(event: Event, made: Event) -> None:
    asked = select(Question).where(Question.event_id == event.id, Question.is_asked)
    for one in db.session.scalars(asked.order_by(Question.position)).all():
        copied = Question(
            event_id=made.id,
            key=public_key(),
            position=one.position,
            kind=one.kind,
            words=one.words,
            hint=one.hint,
            choices=list(one.choices),
            is_required=one.is_required,
        )
        db.session.add(copied)
