"""An event whose people live in Lagos, Seattle and Tokyo, for tests of the finder and of its questions."""

from app.domain.lifecycle import ParticipationState
from app.extensions import db
from app.models import Event, Participation, Person
from tests.support.personas import AMARA, BO, CHIE, Persona


def with_people(event: Event, *who: Persona, roles: tuple[str, ...] = ("speaker",)) -> Event:
    """Let the personas take part; without names all three. A person is known again in another event."""
    for position, persona in enumerate(who or (AMARA, BO, CHIE), 1):
        slug = persona.name.split()[0].lower()
        person = db.session.query(Person).filter_by(slug=slug).one_or_none() or Person(
            slug=slug,
            name=persona.name,
            name_key=persona.name.casefold(),
            email=persona.email,
            zone=persona.zone,
            country=persona.country,
        )
        db.session.add(person)
        db.session.flush()
        db.session.add(
            Participation(
                event_id=event.id,
                person_id=person.id,
                position=position,
                roles=list(roles),
                state=ParticipationState.ACCEPTED,
                name_printed=persona.name,
            )
        )
    db.session.flush()
    return event
