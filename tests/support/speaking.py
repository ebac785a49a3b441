"""Somebody who was invited by a personal link, for tests of what a speaker does."""

from datetime import timedelta
from typing import Any

from app.domain.lifecycle import ParticipationState
from app.extensions import db
from app.models import Event, Participation, SpeakerLink
from app.services import tokens
from app.services.agenda import agenda
from app.services.agenda.agenda import ItemFacts, ItemKind
from app.services.speakers import invitations, people
from app.services.speakers import links as speaker_links
from app.services.speakers.people import PrintedPart
from tests.support.desk import AMARA
from tests.support.personas import CHIE
from tests.support.world import START

SOON = START + timedelta(days=14)


def somebody(
    event: Event, name: str = CHIE.name, email: str | None = CHIE.email, **more: Any
) -> Participation:
    """Add a person to an event, proposed."""
    part = PrintedPart(name=name, email=email, **({"roles": ["speaker"]} | more))
    made = people.add_participation(event, part=part, actor=AMARA, now=START)
    db.session.commit()
    return made


def invited(event: Event, name: str = CHIE.name, email: str | None = CHIE.email, **more: Any) -> SpeakerLink:
    """Add a person and invite them; without an address the link is handed over."""
    person = somebody(event, name, email, **more)
    if email:
        invitations.invite(event, [person], actor=AMARA, now=START)
    else:
        speaker_links.make(event, person, actor=AMARA, now=START)
        invited_now = ParticipationState.INVITED
        people.set_state(event, participation=person, state=invited_now, actor=AMARA, now=START)
    db.session.commit()
    link = speaker_links.link_of(person)
    assert link is not None
    return link


def page_of(link: SpeakerLink, purpose: str = speaker_links.MAILED) -> str:
    """Return the address of the person's page, without the host."""
    return f"/speak/{tokens.token_for(purpose, link.token_salt)}"


def talk(event: Event, link: SpeakerLink, title: str = "Reefs at night", minutes: int = 20) -> None:
    """Put the person into the agenda, after a welcome of ten minutes."""
    welcome = ItemFacts(kind=ItemKind.OPENING, title="Welcome", minutes=10, people=[])
    agenda.add_item(event, facts=welcome, key="welcome", actor=AMARA, now=START)
    facts = ItemFacts(kind=ItemKind.TALK, title=title, minutes=minutes, people=[link.participation])
    agenda.add_item(event, facts=facts, key="talk", actor=AMARA, now=START)
    db.session.commit()
