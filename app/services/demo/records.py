"""Read a recorded event (data/*.json) into the tables; what a record does not state stays unstated."""

import json
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from app.domain.agenda import ItemKind
from app.domain.clocks.promised_time import promise
from app.domain.lifecycle import ParticipationState
from app.domain.people.affiliation import AffiliationGiven
from app.extensions import db
from app.models import Edition, Event, OrganisationAlias, OrganiserRole, Participation
from app.services.actor import Actor
from app.services.agenda import agenda
from app.services.partners import organisations
from app.services.scheduling import events
from app.services.speakers import people

Record = dict[str, Any]

ROLES = {
    "opening": "opener",
    "closing_summary": "closer",
    "prerecorded": "speaker",
    "backup_speaker": "backup",
}


def read(name: str) -> Record:
    """Return the record in data/<name>.json."""
    record: Record = json.loads((files("app.services.demo") / "data" / f"{name}.json").read_text("utf-8"))
    return record


def make_edition(*, slug: str, actor: Actor, forum: Record, zone: str, dates: Record) -> Edition:
    """Make the edition of a forum with its dates and its side-event window."""
    window = forum["side_event_window"]
    edition = Edition(
        slug=slug,
        name=forum["name"],
        short_name=forum.get("short_name", ""),
        number=forum["edition"],
        zone=zone,
        starts_on=date.fromisoformat(dates["start"]),
        ends_on=date.fromisoformat(dates["end"]),
        window_starts_on=date.fromisoformat(window["start"]),
        window_ends_on=date.fromisoformat(window["end"]),
        created_by_id=actor.account_id,
    )
    db.session.add(edition)
    db.session.flush()
    return edition


def make_event(
    record: Record, *, slug: str, edition: Edition, aim: str, actor: Actor, now: datetime
) -> Event:
    """Make the draft with its title, aim and hour."""
    event = events.create(title=record["title"], actor=actor, creation_key=f"demo.{slug}", now=now)
    event.slug, event.edition_id, event.aim = slug, edition.id, aim
    schedule = record["schedule"]
    start = time.fromisoformat(schedule["wall_start"])
    end = time.fromisoformat(schedule["wall_end"])
    length = timedelta(hours=end.hour - start.hour, minutes=end.minute - start.minute)
    events.schedule(
        event,
        time=promise(
            wall_start=datetime.combine(date.fromisoformat(schedule["date"]), start),
            zone=schedule["zone"],
            minutes=round(length.total_seconds() / 60),
        ),
        printed_label=schedule.get("label_as_printed", ""),
        actor=actor,
        now=now,
    )
    return event


def add_organisations(event: Event, record: Record, *, actor: Actor, now: datetime) -> None:
    """Add the organisations in their printed order."""
    for one in record["organisations"]:
        organiser = organisations.add_organiser(
            event,
            name=one["name"],
            short_name=one.get("short_name", ""),
            role=OrganiserRole(one["role"]),
            actor=actor,
            now=now,
        )
        known = {organiser.organisation.name, organiser.organisation.short_name}
        for alias in sorted(set(one.get("aliases", [])) - known):
            organiser.organisation.aliases.append(
                OrganisationAlias(organisation_id=organiser.organisation_id, name=alias)
            )


def add_people(
    event: Event, record: Record, *, states: dict[str, ParticipationState], actor: Actor, now: datetime
) -> dict[str, Participation]:
    """Add the people with roles and affiliations; return them by the record's ids."""
    found = {}
    for one in record["people"]:
        part = people.PrintedPart(
            name=one["name"],
            email=one["email"],
            roles=[ROLES.get(role, role) for role in one["roles"]],
            state=states[one.get("status", "")],
            affiliations=[
                AffiliationGiven(at["organisation"], at.get("position") or "", at.get("country"))
                for at in one["affiliations"]
            ],
            in_published_list=one.get("in_published_list", True),
        )
        participation = people.add_participation(event, part=part, actor=actor, now=now)
        participation.person.zone = one.get("zone")
        participation.person.country = one.get("country")
        participation.person.language = one.get("language")
        found[one["id"]] = participation
    return found


def add_agenda(
    event: Event, record: Record, by_id: dict[str, Participation], *, actor: Actor, now: datetime
) -> None:
    """Add the items in order; minutes stay open where the record has none."""
    for one in sorted(record["agenda"], key=lambda item: int(item["order"])):
        agenda.add_item(
            event,
            facts=agenda.ItemFacts(
                kind=ItemKind(one["kind"]),
                title=one.get("title", ""),
                minutes=one.get("minutes", one.get("duration_min")),
                people=[by_id[key] for key in one["people"]],
            ),
            actor=actor,
            now=now,
        )
