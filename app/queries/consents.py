"""Who is in a file, and what they said about it (rows P4, M3)."""

from collections.abc import Sequence

from sqlalchemy import select

from app.domain.consent import NEEDED, OWN, Blocker, ConsentKind, Voice, blockers
from app.extensions import db
from app.models import Consent, Material, Participation, SpeakerLink
from app.queries.participants import PUBLIC_STATES


def blockers_of(material: Material) -> Sequence[Blocker]:
    """Return everyone who keeps a material from being public, now; two queries, none for other kinds."""
    kind = material.kind.value
    if kind not in NEEDED:
        return []
    if kind in OWN and material.participation_id is None:
        return []  # nobody's in particular: the organisers' own
    only = material.participation_id if kind in OWN else None
    return blockers(kind, voices_of(material.event_id, only=only))


def voices_of(event_id: int, *, only: int | None = None) -> Sequence[Voice]:
    """Return what each person of an event said: all who take part, or `only` one, taking part or not."""
    people = (
        select(Participation.id, Participation.name_printed, SpeakerLink.id)
        .outerjoin(SpeakerLink, SpeakerLink.participation_id == Participation.id)
        .where(Participation.event_id == event_id)
        .order_by(Participation.position, Participation.id)
    )
    if only is None:
        people = people.where(Participation.state.in_(PUBLIC_STATES))
    else:
        people = people.where(Participation.id == only)
    rows = db.session.execute(people).all()
    answers = db.session.scalars(
        select(Consent).where(Consent.participation_id.in_([row[0] for row in rows])).order_by(Consent.id)
    )
    said: dict[int, dict[ConsentKind, str]] = {}
    for one in answers:
        said.setdefault(one.participation_id, {})[one.kind] = one.choice
    return [Voice(name, link is not None, said.get(key, {})) for key, name, link in rows]
