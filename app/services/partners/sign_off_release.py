"""What waits for signatures: publishing names who is missing for which part; a lead may go on (row O3)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.domain.errors import DomainError, ReasonNeeded
from app.domain.partners.sign_off import (
    MISSING_WORDS,
    OF_THE_EVENT,
    OF_THE_RECORD,
    Shown,
    SignOffPart,
    version_of,
)
from app.domain.words import N_
from app.extensions import db
from app.models import Event, SignOffWaiver
from app.queries.sign_offs import missing_for, rule_for, shown_of
from app.services.actor import Actor
from app.services.history import record

NOBODY_SIGNED = N_("The sign-off of %(organisation)s is missing.")
NOT_ASKED = N_("%(organisation)s has to sign and has not been asked yet.")


class SignOffMissing(DomainError):
    """Somebody has to sign this part before it is released; who, is for those who work on the event."""

    message = N_(
        "This waits for a signature of %(names)s. Ask them, or say under Organisations, "
        "“Who has to sign”, why you go on without."
    )
    status = 409


def problems(event: Event) -> list[tuple[str, dict[str, object], str]]:
    """Return what keeps the event from being published: sentence, values, place among the organisations."""
    found = []
    for standing, parts in missing_for(event, OF_THE_EVENT):
        name: dict[str, object] = {"organisation": standing.organiser.display_name}
        place = f"organisation-{standing.organiser.organisation.slug}"
        due = [one for one in standing.parts if one.part in OF_THE_EVENT]
        if not standing.is_asked:
            found.append((NOT_ASKED, name, place))
        elif len(parts) == len(due):
            found.append((NOBODY_SIGNED, name, place))
        else:
            found += [(MISSING_WORDS[one.part], name, place) for one in parts]
    return found


def require_signed(event: Event, part: SignOffPart) -> None:
    """Raise SignOffMissing while `part` waits for somebody, unless the lead went on for what it reads now."""
    names = [one.organiser.display_name for one, _parts in missing_for(event, (part,))]
    if names and not is_waived(event, part, shown_of(event)):
        raise SignOffMissing(names=", ".join(names))


def waive(event: Event, part: SignOffPart, *, reason: str, actor: Actor, now: datetime) -> None:
    """Go on without the signatures that are missing, for what the part reads now. Raises ReasonNeeded."""
    if not reason:
        raise ReasonNeeded
    texts = shown_of(event).get(part, {})
    waiver = SignOffWaiver(
        event_id=event.id, part=part.value, version=version_of(texts), at=now, by=actor.name, reason=reason
    )
    db.session.add(waiver)
    record(event, actor=actor, field="sign_off.waived", old=None, new=part.value, now=now, reason=reason)
    db.session.flush()


def is_waived(event: Event, part: SignOffPart, shown: Shown) -> bool:
    """Whether the lead went on without, for exactly what the part reads now."""
    version = version_of(shown.get(part, {}))
    waivers = select(SignOffWaiver.id).where(
        SignOffWaiver.event_id == event.id,
        SignOffWaiver.part == part.value,
        SignOffWaiver.version == version,
    )
    return db.session.scalar(waivers.limit(1)) is not None


def set_rule(
    event: Event, *, roles: Sequence[str] | None, parts: Sequence[str], actor: Actor, now: datetime
) -> None:
    """Say which roles have to sign in this event, and whether the record waits, too; None: as the edition."""
    old = _text(event.sign_roles, event.sign_parts)
    event.sign_roles = None if roles is None else list(roles)
    event.sign_parts = None if roles is None else [part for part in OF_THE_RECORD if part in parts]
    new = _text(event.sign_roles, event.sign_parts)
    record(event, actor=actor, field="sign_off.rule", old=old, new=new, now=now)
    db.session.flush()


def waits_for(event: Event, part: SignOffPart) -> list[str]:
    """Return who has not signed a part of the record that waits for them, by name."""
    rule = rule_for(event)
    return (
        [one.organiser.display_name for one, _parts in missing_for(event, (part,))]
        if rule.needs(part)
        else []
    )


def _text(roles: Sequence[str] | None, parts: Sequence[str] | None) -> str | None:
    return None if roles is None else ", ".join([*roles, *(parts or ())]) or "–"
