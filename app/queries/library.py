"""Reading materials and the summary."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.domain.lifecycle import PUBLIC_MATERIAL_STATES
from app.extensions import db
from app.models import Material, MaterialFile, Participation, Summary

_WITH_PERSON = joinedload(Material.participation).joinedload(Participation.person, innerjoin=False)
"""An inner join in brackets makes SQLite read all people of the installation first (queries/agenda.py)."""


def record_of(event_id: int) -> Sequence[Material]:
    """Return an event's public materials in order, each with its file and person: one query."""
    return db.session.scalars(
        select(Material)
        .where(Material.event_id == event_id, Material.state.in_(PUBLIC_MATERIAL_STATES))
        .options(_WITH_PERSON)
        .order_by(Material.position, Material.id)
    ).all()


def materials_of(event_id: int) -> Sequence[Material]:
    """Return all of an event's materials in order, for its desk: one query."""
    return db.session.scalars(
        select(Material)
        .where(Material.event_id == event_id)
        .options(_WITH_PERSON)
        .order_by(Material.position, Material.id)
    ).all()


def material_of(*, event_id: int, public_id: str) -> Material | None:
    """Return one material of this event; a name that belongs to another event finds nothing."""
    return db.session.scalar(
        select(Material).where(Material.event_id == event_id, Material.public_id == public_id)
    )


def versions_of(material_id: int) -> Sequence[MaterialFile]:
    """Return every file that was ever uploaded for a material, the newest first."""
    return db.session.scalars(
        select(MaterialFile)
        .where(MaterialFile.material_id == material_id)
        .order_by(MaterialFile.version.desc())
    ).all()


def version_of(*, material_id: int, version: int) -> MaterialFile | None:
    """Return one uploaded version."""
    return db.session.scalar(
        select(MaterialFile).where(MaterialFile.material_id == material_id, MaterialFile.version == version)
    )


def summary_of(event_id: int) -> Summary | None:
    """Return the event's summary in whatever state."""
    return db.session.scalar(select(Summary).where(Summary.event_id == event_id))
