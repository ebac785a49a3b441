"""Many people added at once, all of them or none (row P8)."""

from collections.abc import Sequence
from datetime import datetime

from app.domain.errors import DomainError
from app.domain.people.affiliation import AffiliationGiven
from app.domain.people.people_csv import ListedPerson
from app.domain.words import N_
from app.extensions import db
from app.models import Event
from app.queries.participants import participations_of
from app.services.actor import Actor
from app.services.speakers import people
from app.services.speakers.people import PrintedPart


class ListNotClean(DomainError):
    """A list with a wrong line is not taken in half."""

    message = N_("Nothing was added: some lines still need mending.")
    field = "file"
    status = 422


def add_all(event: Event, lines: Sequence[ListedPerson], *, actor: Actor, now: datetime) -> tuple[int, int]:
    """Add the people of a list; return how many came in and how many were in the list of the event already.

    Who is there is known by address, or by name where the line has none. The caller rolls back on a refusal.
    Raises ListNotClean, and whatever people.add_participation refuses.
    """
    if any(line.problems for line in lines):
        raise ListNotClean
    there = participations_of(event.id)
    addresses = {one.person.email for one in there if one.person.email}
    names = {one.name_printed for one in there}
    added = 0
    for line in lines:
        if (line.email and line.email in addresses) or (not line.email and line.name in names):
            continue
        given = (
            [AffiliationGiven(line.organisation, line.position, line.country)] if line.organisation else []
        )
        part = PrintedPart(name=line.name, email=line.email or None, roles=line.roles, affiliations=given)
        people.add_participation(event, part=part, actor=actor, now=now)
        added += 1
    db.session.flush()
    return added, len(lines) - added
