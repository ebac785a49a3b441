"""Materials: announced, described, ordered; an empty announcement deleted (rows M1, O7)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from app.domain.errors import DomainError
from app.domain.files.file_types import ACCEPTED, BY_MEDIA_TYPE
from app.domain.lifecycle import MaterialState
from app.domain.partners.sign_off import SignOffPart
from app.domain.words import N_
from app.extensions import db
from app.models import Event, Material, MaterialKind, Participation
from app.queries import library
from app.services import ordering
from app.services.actor import Actor
from app.services.history import record
from app.services.library.material_states import require_consent, words
from app.services.partners.sign_off_release import require_signed

MOST = 200


class HasContent(DomainError):
    """What was handed in is not deleted but withdrawn, so that its address goes on explaining."""

    message = N_("Something was handed in for it. Withdraw it instead, so that its address still explains.")


class KindContradictsFile(DomainError):
    """A recording cannot be a PDF."""

    message = N_("The file that is there now cannot be this kind of material.")
    field = "kind"
    status = 422


class TooManyMaterials(DomainError):
    """An event has a sensible number of materials."""

    message = N_("An event takes at most %(most)d materials.")


@dataclass(frozen=True, slots=True)
class Description:
    """What is said about a material; `licence` is a code of domain.licences, "" where nothing is stated."""

    kind: MaterialKind
    title: str
    language: str | None
    licence: str
    participation_id: int | None


def public_id_of(event: Event, form_key: str) -> str:
    """Return the name that a form's key gives its material: the same form sent twice makes one material."""
    return hashlib.sha256(f"{event.uid}:{form_key}".encode("utf-8", "replace")).hexdigest()[:12]


def announce(
    event: Event, *, public_id: str, description: Description, actor: Actor, now: datetime
) -> Material:
    """Add a material at the end, announced; return the one with this `public_id` when it is there already."""
    if found := library.material_of(event_id=event.id, public_id=public_id):
        return found
    siblings = library.materials_of(event.id)
    if len(siblings) >= MOST:
        raise TooManyMaterials(most=MOST)
    material = Material(
        public_id=public_id,
        event_id=event.id,
        position=len(siblings) + 1,
        kind=description.kind,
        title=description.title,
        language=description.language,
        licence=description.licence,
        participation_id=description.participation_id,
        created_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(material)
    except IntegrityError:
        # The same form, sent twice at the same moment: the other one made it.
        if found := library.material_of(event_id=event.id, public_id=public_id):
            return found
        raise
    record(event, actor=actor, field="materials", old=None, new=words(material), now=now)
    db.session.flush()
    return material


def describe(
    event: Event, material: Material, *, description: Description, actor: Actor, now: datetime
) -> None:
    """Change what is said about a material, with one entry in the history for each part that changed.

    Raises KindContradictsFile, and ConsentMissing or SignOffMissing where it is public and may not be.
    """
    present = BY_MEDIA_TYPE.get(material.file.media_type) if material.version and material.file else None
    if present and present not in ACCEPTED[description.kind]:
        raise KindContradictsFile
    name, was = words(material), material.kind
    for part in ("kind", "title", "language", "licence", "participation_id"):
        old, new = getattr(material, part), getattr(description, part)
        if old == new:
            continue
        setattr(material, part, new)
        if part == "participation_id":
            old, new = _person(old), _person(new)
        field = f"materials.{part.removesuffix('_id')}"
        record(
            event, actor=actor, field=field, old=f"{name}: {old or '–'}", new=f"{name}: {new or '–'}", now=now
        )
    db.session.flush()
    if material.state is MaterialState.PUBLISHED:
        require_consent(event, material)  # whose it is, or what it is, may have changed
        if was is not material.kind is MaterialKind.RECORDING:
            require_signed(event, SignOffPart.RECORDING)


def move(event: Event, material: Material, *, to: int, actor: Actor, now: datetime) -> None:
    """Put a material at place `to` of the list, 1 being the first; what is beyond an end is that end."""
    old, new = ordering.place(library.materials_of(event.id), material, to)
    name = words(material)
    record(event, actor=actor, field="materials.order", old=f"{old}. {name}", new=f"{new}. {name}", now=now)
    db.session.flush()


def delete(event: Event, material: Material, *, actor: Actor, now: datetime) -> None:
    """Delete an announcement for which nothing was ever handed in. Raises HasContent."""
    if material.url or library.versions_of(material.id):
        raise HasContent
    record(event, actor=actor, field="materials", old=words(material), new=None, now=now)
    db.session.delete(material)
    db.session.flush()
    ordering.number(library.materials_of(event.id))
    db.session.flush()


def _person(participation_id: int | None) -> str:
    found = db.session.get(Participation, participation_id) if participation_id else None
    return found.name_printed if found else ""
