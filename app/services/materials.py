"""Materials: announced, handed in, replaced, ordered, published, withdrawn (rows M1, M2, M5, O7)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.domain.errors import DomainError
from app.domain.file_types import ACCEPTED, BY_MEDIA_TYPE
from app.domain.lifecycle import MATERIAL, MaterialState, step
from app.domain.web_address import checked
from app.domain.words import N_
from app.extensions import db
from app.models import Event, Material, MaterialFile, MaterialKind, Participation
from app.queries import library
from app.services import ordering
from app.services.actor import Actor
from app.services.history import record
from app.services.uploads import Received

_CONTENT_ARRIVES = {
    MaterialState.ANNOUNCED: MaterialState.RECEIVED,
    MaterialState.CLEARED: MaterialState.RECEIVED,  # what was cleared was the old content
    MaterialState.WITHDRAWN: MaterialState.RECEIVED,
}
MOST = 200


class NothingToPublish(DomainError):
    """A material without file or link can only be announced."""

    message = N_("There is no file and no link yet. Add one, or leave it as announced.")
    status = 422


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
    record(event, actor=actor, field="materials", old=None, new=_words(material), now=now)
    db.session.flush()
    return material


def describe(
    event: Event, material: Material, *, description: Description, actor: Actor, now: datetime
) -> None:
    """Change what is said about a material, with one entry in the history for each part that changed.

    Raises KindContradictsFile.
    """
    present = BY_MEDIA_TYPE.get(material.file.media_type) if material.version and material.file else None
    if present and present not in ACCEPTED[description.kind]:
        raise KindContradictsFile
    name = _words(material)
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


def link(event: Event, material: Material, *, url: str, actor: Actor, now: datetime) -> None:
    """Let a material be a link; a file it had stays with the organisers. Raises AddressRefused."""
    url = checked(url)
    old = _content(material)
    material.url, material.version = url, 0
    _arrived(event, material, old=old, actor=actor, now=now)


def add_file(event: Event, material: Material, *, received: Received, actor: Actor, now: datetime) -> bool:
    """Make a stored file the new version; older ones stay. False when the present one has the same bytes.

    The row is locked first, so of two equal uploads at the same moment the second finds the first.
    """
    db.session.refresh(material, with_for_update={"of": Material})
    present = material.file if material.version else None
    if present is not None and present.sha256 == received.sha256:
        return False
    old = _content(material)
    last = db.session.scalar(
        select(func.max(MaterialFile.version)).where(MaterialFile.material_id == material.id)
    )
    version = (last or 0) + 1
    db.session.add(
        MaterialFile(
            material_id=material.id,
            version=version,
            key=received.key,
            filename=received.filename,
            media_type=received.media_type,
            size=received.size,
            sha256=received.sha256,
            uploaded_at=now,
        )
    )
    material.version, material.url = version, ""
    db.session.flush()
    db.session.refresh(material, ["file"])
    _arrived(event, material, old=old, actor=actor, now=now)
    return True


def publish(event: Event, material: Material, *, actor: Actor, now: datetime) -> None:
    """Show a material to everybody. Raises NothingToPublish when there is nothing to show."""
    if not has_content(material):
        raise NothingToPublish
    _enter(event, material, MaterialState.PUBLISHED, actor=actor, now=now)
    material.published_at = material.published_at or now
    db.session.flush()


def withdraw(event: Event, material: Material, *, reason: str, actor: Actor, now: datetime) -> None:
    """Take a material from the public at once; its address explains, its files stay with the organisers."""
    _enter(event, material, MaterialState.WITHDRAWN, actor=actor, now=now, reason=reason)


def mark_announced(event: Event, material: Material, *, actor: Actor, now: datetime) -> None:
    """Say in public that the material was announced and is not available; what is there is not shown."""
    if material.state is MaterialState.PUBLISHED:
        _enter(event, material, MaterialState.RECEIVED, actor=actor, now=now)
    _enter(event, material, MaterialState.ANNOUNCED, actor=actor, now=now)


def move(event: Event, material: Material, *, to: int, actor: Actor, now: datetime) -> None:
    """Put a material at place `to` of the list, 1 being the first; what is beyond an end is that end."""
    old, new = ordering.place(library.materials_of(event.id), material, to)
    name = _words(material)
    record(event, actor=actor, field="materials.order", old=f"{old}. {name}", new=f"{new}. {name}", now=now)
    db.session.flush()


def delete(event: Event, material: Material, *, actor: Actor, now: datetime) -> None:
    """Delete an announcement for which nothing was ever handed in. Raises HasContent."""
    if material.url or library.versions_of(material.id):
        raise HasContent
    record(event, actor=actor, field="materials", old=_words(material), new=None, now=now)
    db.session.delete(material)
    db.session.flush()
    ordering.number(library.materials_of(event.id))
    db.session.flush()


def has_content(material: Material) -> bool:
    """Whether there is a file or a link to show."""
    return bool(material.url) or material.version > 0


def _arrived(event: Event, material: Material, *, old: str, actor: Actor, now: datetime) -> None:
    record(event, actor=actor, field="materials.content", old=old, new=_content(material), now=now)
    if state := _CONTENT_ARRIVES.get(material.state):
        _enter(event, material, state, actor=actor, now=now)
    db.session.flush()


def _enter(
    event: Event, material: Material, state: MaterialState, *, actor: Actor, now: datetime, reason: str = ""
) -> None:
    if material.state is state:
        return
    name, old = _words(material), material.state
    material.state = step(MATERIAL, old, state)
    record(
        event,
        actor=actor,
        field="materials.state",
        old=f"{name}: {old}",
        new=f"{name}: {state}",
        now=now,
        reason=reason,
    )
    db.session.flush()


def _words(material: Material) -> str:
    kind = material.kind.value.replace("_", " ").capitalize()
    return f"{kind} “{material.title}”" if material.title else kind


def _content(material: Material) -> str:
    if material.version and material.file:
        return f"{_words(material)}: {material.file.filename}, version {material.version}"
    return f"{_words(material)}: {material.url}" if material.url else ""


def _person(participation_id: int | None) -> str:
    found = db.session.get(Participation, participation_id) if participation_id else None
    return found.name_printed if found else ""
