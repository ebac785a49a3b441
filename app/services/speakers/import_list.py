"""Many people added at once: the good lines of a list; the others stay to be mended (row P8)."""

from collections.abc import Sequence
from datetime import datetime

from app.domain.people.affiliation import AffiliationGiven
from app.domain.people.people_csv import ListedPerson
from app.extensions import db
from app.models import Event
from app.queries.participants import participations_of
from app.services.actor import Actor
from app.services.speakers import people
from app.services.speakers.people import PrintedPart


def add_good(event: Event, lines: Sequence[ListedPerson], *, actor: Actor, now: datetime) -> tuple[int, int]:
    """Add the people of the lines without problems; return how many came in and how many were there already.

    Who is there is known by address, or by name where the line has none. The caller rolls back on a refusal.
    Raises whatever people.add_participation refuses.
    """
    there = participations_of(event.id)
    addresses = {one.person.email for one in there if one.person.email}
    names = {one.name_printed for one in there}
    added, good = 0, [line for line in lines if not line.problems]
    for line in good:
        if (line.email and line.email in addresses) or (not line.email and line.name in names):
            continue
        given = (
            [AffiliationGiven(line.organisation, line.position, line.country)] if line.organisation else []
        )
        part = PrintedPart(name=line.name, email=line.email or None, roles=line.roles, affiliations=given)
        people.add_participation(event, part=part, actor=actor, now=now)
        added += 1
    db.session.flush()
    return added, len(good) - added
