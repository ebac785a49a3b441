"""An invented draft that shows the desk's checklist half done."""

from datetime import datetime, time, timedelta

from app.domain.agenda import ItemKind
from app.domain.clocks.promised_time import promise
from app.domain.lifecycle import ParticipationState
from app.domain.people.affiliation import AffiliationGiven
from app.models import Event, OrganiserRole, Participation
from app.services.actor import Actor
from app.services.agenda import agenda
from app.services.partners import organisations
from app.services.scheduling import events
from app.services.speakers import people

TITLE = "Seeds that travel: drought-tolerant grains between three continents"
DAYS_AHEAD = 75

PEOPLE = (
    (
        "Bo Lindqvist",
        "bo@example.org",
        "moderator",
        ParticipationState.ACCEPTED,
        "Northern Grain Trust (fictional)",
        "America/Los_Angeles",
    ),
    (
        "Chie Mori",
        "chie@example.org",
        "speaker",
        ParticipationState.INVITED,
        "Institute for Dry Fields (fictional)",
        "Asia/Tokyo",
    ),
    (
        "Dalia Haddad",
        "dalia@example.org",
        "speaker",
        ParticipationState.ACCEPTED,
        "Village Seed Bank (fictional)",
        "Africa/Cairo",
    ),
)
AGENDA = (
    (ItemKind.OPENING, "Welcome", 10, (0,)),
    (ItemKind.TALK, "What grows where the rain moved", 25, (1,)),
    (ItemKind.TALK, "A seed bank run by its village", 25, (2,)),
    (ItemKind.QA, "", 30, (0,)),
    (ItemKind.CLOSING, "", 5, (0,)),
)


def load(*, actor: Actor, now: datetime) -> None:
    """Add a draft whose agenda is five minutes too long and whose meeting link is missing."""
    event = events.create(title=TITLE, actor=actor, creation_key="demo.draft", now=now)
    event.aim = "Agree how three seed banks exchange grains that survive a dry year."
    event.languages, event.themes = ["en", "fr"], ["food", "adaptation"]
    day = (now + timedelta(days=DAYS_AHEAD)).date()
    hour = promise(wall_start=datetime.combine(day, time(15)), zone="Africa/Lagos", minutes=90)
    events.schedule(event, time=hour, actor=actor, now=now)
    for name, role in (
        ("Northern Grain Trust (fictional)", OrganiserRole.LEAD),
        ("Village Seed Bank (fictional)", OrganiserRole.CO_ORGANISER),
    ):
        organisations.add_organiser(event, name=name, role=role, actor=actor, now=now)
    added = [_add(event, person, actor=actor, now=now) for person in PEOPLE]
    for kind, title, minutes, speakers in AGENDA:
        facts = agenda.ItemFacts(
            kind=kind, title=title, minutes=minutes, people=[added[index] for index in speakers]
        )
        agenda.add_item(event, facts=facts, actor=actor, now=now)


def _add(
    event: Event, person: tuple[str, str, str, ParticipationState, str, str], *, actor: Actor, now: datetime
) -> Participation:
    name, email, role, state, organisation, zone = person
    part = people.PrintedPart(
        name=name, email=email, roles=[role], state=state, affiliations=[AffiliationGiven(organisation)]
    )
    participation = people.add_participation(event, part=part, actor=actor, now=now)
    participation.person.zone = zone
    return participation
