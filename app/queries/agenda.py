"""The agenda with its people, in one query."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import AgendaItem, AgendaSpeaker, Participation, RemovedAgendaItem


def agenda_of(event_id: int, *, anew: bool = False) -> Sequence[AgendaItem]:
    """Return an event's items in order, each with `.speakers` -> `.participation` -> `.person`; one query.

    Everybody assigned is included; a public page leaves out those for whom
    `participants.is_public(speaker.participation)` is false. `anew`: what was loaded before is read again.
    Outer joins throughout: an inner one in brackets makes SQLite read all people of the installation first.
    """
    return (
        db.session.scalars(
            select(AgendaItem)
            .where(AgendaItem.event_id == event_id)
            .options(
                joinedload(AgendaItem.speakers)
                .joinedload(AgendaSpeaker.participation, innerjoin=False)
                .joinedload(Participation.person, innerjoin=False)
            )
            .order_by(AgendaItem.position, AgendaItem.id),
            execution_options={"populate_existing": anew},
        )
        .unique()
        .all()
    )


def removed_from(event_id: int) -> Sequence[RemovedAgendaItem]:
    """Return the items deleted last, newest first, at most 5."""
    return db.session.scalars(
        select(RemovedAgendaItem)
        .where(RemovedAgendaItem.event_id == event_id)
        .order_by(RemovedAgendaItem.id.desc())
        .limit(5)
    ).all()
