"""People who take part in an event: by default Eve, who reads her mail at eve@example.org."""

from datetime import timedelta

from app.domain.agenda import ItemKind
from app.domain.lifecycle import ParticipationState
from app.extensions import db
from app.models import AgendaItem, Event, ParticipantEntry, Participation, TechCheck
from app.services.agenda import agenda
from app.services.agenda.agenda import ItemFacts
from app.services.speakers import people, tech_checks
from app.services.speakers.people import PrintedPart
from tests.support.desk import AMARA
from tests.support.world import START

EVE = "eve@example.org"
ACCEPTED, PROPOSED = ParticipationState.ACCEPTED, ParticipationState.PROPOSED


def takes_part(
    event: Event,
    name: str = "Eve Okoro",
    state: ParticipationState = ACCEPTED,
    email: str | None = EVE,
) -> Participation:
    """Add a person in this state and commit."""
    facts = PrintedPart(name=name, state=state, email=email)
    part = people.add_participation(event, part=facts, actor=AMARA, now=START)
    db.session.commit()
    return part


def accepts(event: Event, part: Participation, state: ParticipationState = ACCEPTED) -> None:
    """Set the state of a person's part and commit."""
    people.set_state(event, participation=part, state=state, actor=AMARA, now=START)
    db.session.commit()


def items(event: Event, *rows: tuple[str, int, Participation | None]) -> list[AgendaItem]:
    """Fill the agenda with (title, minutes, the part that stands in it)."""
    return [
        agenda.add_item(
            event,
            facts=ItemFacts(kind=ItemKind.TALK, title=title, minutes=minutes, people=[part] if part else []),
            actor=AMARA,
            now=START,
        )
        for title, minutes, part in rows
    ]


def speaker(
    event: Event, roles: tuple[str, ...] = ("speaker",)
) -> tuple[Participation, AgendaItem, AgendaItem]:
    """Return Eve's accepted part, 10:15 to 10:35 in Lagos, with the opening before it and her talk."""
    part = takes_part(event, state=PROPOSED)
    part.roles = list(roles)
    opening, talk, _rest = items(event, ("Opening", 15, None), ("Reefs", 20, part), ("Panel", 40, None))
    accepts(event, part)
    return part, opening, talk


def check_for(event: Event, part: Participation) -> TechCheck:
    """Book a tech check of 15 minutes for this person, two days after START, and commit."""
    slot = TechCheck(key="slot1", event_id=event.id, starts_at=START + timedelta(days=2), minutes=15)
    db.session.add(slot)
    db.session.flush()
    tech_checks.book(event, part, key="slot1", now=START)
    db.session.commit()
    return slot


def entry_of(email: str = EVE, kind: str | None = None) -> ParticipantEntry:
    """Return the one calendar entry of this address (and kind), as the database has it now."""
    wanted = {"email": email} | ({"kind": kind} if kind else {})
    db.session.expire_all()
    return db.session.query(ParticipantEntry).filter_by(**wanted).one()
