"""Where a material stands: published, withdrawn, announced; and how the history names it (rows M1, O7)."""

from datetime import datetime

from sqlalchemy import select

from app.domain.errors import DomainError
from app.domain.lifecycle import MATERIAL, MaterialState, step
from app.domain.partners.sign_off import SignOffPart
from app.domain.people.consent import BlockReason
from app.domain.words import N_
from app.extensions import db
from app.models import Event, Material, MaterialKind
from app.queries import consents
from app.services.actor import Actor
from app.services.history import record
from app.services.partners.sign_off_release import require_signed


class NothingToPublish(DomainError):
    """A material without file or link can only be announced."""

    message = N_("There is no file and no link yet. Add one, or leave it as announced.")
    field = "file"
    status = 422


class ConsentMissing(DomainError):
    """Somebody who is in the file has not agreed; who, is for those who work on the event (row M3)."""

    message = N_("This cannot be public: %(names)s did not agree to it.")
    field = "person"
    status = 409


NOT_ANSWERED = N_("This cannot be public yet. Asked and still without an answer about it: %(names)s.")


def publish(event: Event, material: Material, *, actor: Actor, now: datetime) -> None:
    """Show a material to everybody.

    Raises NothingToPublish; ConsentMissing and, for a recording, SignOffMissing, naming who has not agreed.
    """
    if not has_content(material):
        raise NothingToPublish
    require_release(event, material)
    enter(event, material, MaterialState.PUBLISHED, actor=actor, now=now)
    material.published_at = material.published_at or now
    db.session.flush()


def withdraw(event: Event, material: Material, *, reason: str, actor: Actor, now: datetime) -> None:
    """Take a material from the public at once; its address explains, its files stay with the organisers."""
    enter(event, material, MaterialState.WITHDRAWN, actor=actor, now=now, reason=reason)


def mark_announced(event: Event, material: Material, *, actor: Actor, now: datetime) -> None:
    """Say in public that the material was announced and is not available; what is there is not shown."""
    if material.state is MaterialState.PUBLISHED:
        enter(event, material, MaterialState.RECEIVED, actor=actor, now=now)
    enter(event, material, MaterialState.ANNOUNCED, actor=actor, now=now)


def require_release(event: Event, material: Material) -> None:
    """Raise ConsentMissing or, for a recording, SignOffMissing where what it is now may not be public."""
    require_consent(event, material)
    if material.kind is MaterialKind.RECORDING:
        require_signed(event, SignOffPart.RECORDING)


def wait_for_others(event: Event) -> None:
    """Let a consent, a signature or another material of the event be written before or after, not beside."""
    db.session.execute(select(Event.id).where(Event.id == event.id).with_for_update())


def require_consent(event: Event, material: Material) -> None:
    """Raise ConsentMissing unless everyone in the file agreed; a no at the same moment waits its turn."""
    wait_for_others(event)
    found = consents.blockers_of(material)
    no = [one.name for one in found if one.why is BlockReason.REFUSED]
    if no:
        raise ConsentMissing(names=", ".join(no))
    if found:
        raise ConsentMissing(NOT_ANSWERED, names=", ".join(one.name for one in found))


def has_content(material: Material) -> bool:
    """Whether there is a file or a link to show."""
    return bool(material.url) or material.version > 0


def enter(
    event: Event, material: Material, state: MaterialState, *, actor: Actor, now: datetime, reason: str = ""
) -> None:
    """Take one step and note it; none when the material stands there already. Raises StepNotAllowed."""
    if material.state is state:
        return
    name, old = words(material), material.state
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


def words(material: Material) -> str:
    """Return how the history names a material: Presentation “Twelve reefs”."""
    kind = material.kind.value.replace("_", " ").capitalize()
    return f"{kind} “{material.title}”" if material.title else kind
