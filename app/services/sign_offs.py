"""Sign-offs of a named version: asked, given, refused with a reason (rows O3, O4)."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.domain.access import Role
from app.domain.errors import DomainError
from app.domain.lifecycle import SIGN_OFF, SignOffState, step
from app.domain.words import N_
from app.extensions import db
from app.models import Event, EventComment, Organiser, SignOff, TeamMember
from app.queries.participants import organisers_of
from app.services import outbox
from app.services.actor import Actor
from app.services.events import ReasonNeeded
from app.services.history import record

ANSWERED = "sign_off_answered"


class VersionChanged(DomainError):
    """What is signed is what was read."""

    message = N_("The draft has changed since you opened it. Look at it again, then sign.")
    status = 409


def snapshot(event: Event) -> dict[str, str]:
    """Return the parts that are signed, as text: what domain.sign_off.SIGNED names."""
    hour = f"{event.wall_start:%Y-%m-%d %H:%M} {event.zone}, {event.minutes} min" if event.wall_start else ""
    rows = organisers_of(event.id)
    names = [f"{row.organisation.name} ({row.role.value.replace('_', '-')})" for row in rows]
    return {"title": event.title, "aim": event.aim, "time": hour, "organisers": "\n".join(names)}


def version_of(shown: dict[str, str]) -> str:
    """Return a short name of what was shown, which is another when any signed part reads otherwise."""
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]


def ask(event: Event, organiser: Organiser, *, actor: Actor, now: datetime) -> None:
    """Ask for an organisation's word; nothing happens where it was given for what still stands."""
    _enter(event, organiser, SignOffState.ASKED, actor=actor, now=now)


def do_without(event: Event, organiser: Organiser, *, actor: Actor, now: datetime) -> None:
    """Ask no longer."""
    _enter(event, organiser, SignOffState.NOT_NEEDED, actor=actor, now=now)


def answer(
    event: Event,
    organiser: Organiser,
    *,
    given: bool,
    seen: str,
    reason: str = "",
    actor: Actor,
    now: datetime,
) -> SignOff:
    """Keep a word about the version that was read. A no needs a reason. Raises VersionChanged, ReasonNeeded.

    `seen` is version_of what was shown: changes that touch nothing signed do not matter.
    """
    if not given and not reason:
        raise ReasonNeeded
    db.session.refresh(event, with_for_update={"of": Event})
    present = snapshot(event)
    if seen != version_of(present):
        raise VersionChanged
    made = SignOff(
        organiser_id=organiser.id,
        at=now,
        by=actor.name,
        given=given,
        revision=event.revision,
        reason=reason,
        snapshot=present,
    )
    db.session.add(made)
    state = SignOffState.GIVEN if given else SignOffState.REFUSED
    _enter(event, organiser, state, actor=actor, now=now, reason=reason)
    organiser.sign_off_at, organiser.sign_off_revision = now, made.revision
    organiser.sign_off_reason = reason
    db.session.flush()
    _tell_team(event, made, now=now)
    return made


def last_of(organiser: Organiser) -> SignOff | None:
    """Return the newest word of an organisation."""
    return db.session.scalar(
        select(SignOff).where(SignOff.organiser_id == organiser.id).order_by(SignOff.id.desc()).limit(1)
    )


def all_of(organiser: Organiser) -> Sequence[SignOff]:
    """Return every word of an organisation, the newest first."""
    return db.session.scalars(
        select(SignOff).where(SignOff.organiser_id == organiser.id).order_by(SignOff.id.desc())
    ).all()


def comment(event: Event, *, text: str, organiser: Organiser | None, actor: Actor, now: datetime) -> None:
    """Keep a word about the draft, for all who may read it."""
    organiser_id = organiser.id if organiser else None
    db.session.add(
        EventComment(event_id=event.id, organiser_id=organiser_id, at=now, by=actor.name, text=text)
    )
    db.session.flush()


def comments_of(event: Event) -> Sequence[EventComment]:
    """Return what was said about a draft, the newest first, at most 100."""
    return db.session.scalars(
        select(EventComment)
        .where(EventComment.event_id == event.id)
        .order_by(EventComment.id.desc())
        .limit(100)
    ).all()


def _enter(
    event: Event, organiser: Organiser, state: SignOffState, *, actor: Actor, now: datetime, reason: str = ""
) -> None:
    old = organiser.sign_off
    if old is state:
        return
    organiser.sign_off = step(SIGN_OFF, old, state)
    name = organiser.organisation.display_name
    said = f"{name}: {old}", f"{name}: {state}"
    record(event, actor=actor, field="sign_off", old=said[0], new=said[1], now=now, reason=reason)
    db.session.flush()


def _tell_team(event: Event, made: SignOff, *, now: datetime) -> None:
    leads = select(TeamMember).where(TeamMember.event_id == event.id, TeamMember.role == Role.LEAD)
    for member in db.session.scalars(leads):
        outbox.enqueue(
            key=f"{ANSWERED}.{made.id}.{member.id}",
            kind=ANSWERED,
            to_email=member.account.email,
            to_name=member.account.name,
            payload={"sign_off_id": made.id},
            event_id=event.id,
            now=now,
        )
