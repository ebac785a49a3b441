"""Sign-offs of named parts: asked, given, refused with a reason; commented (rows O3, O4)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from app.domain.access import Action
from app.domain.errors import DomainError
from app.domain.lifecycle import SIGN_OFF, SignOffState, step
from app.domain.partners.sign_off import PartStanding, SignOffPart
from app.domain.words import N_
from app.extensions import db
from app.models import Event, EventComment, Organiser, SignOff
from app.queries import sign_offs
from app.services.actor import Actor
from app.services.history import record
from app.services.mail.team import tell_team

ANSWERED = "sign_off_answered"


class VersionChanged(DomainError):
    """What is signed is what was read."""

    message = N_("The draft has changed since you opened it. Look at it again, then sign.")
    status = 409


class NothingSaid(DomainError):
    """A no needs a reason, and a yes something to sign."""

    message = N_("Say in a sentence what would have to change, at the part that you do not agree with.")
    field = "reasons"
    status = 422


def ask(event: Event, organiser: Organiser, *, actor: Actor, now: datetime) -> None:
    """Ask for an organisation's word; what it signed before and still stands holds."""
    if organiser.sign_off is SignOffState.NOT_NEEDED:
        _enter(event, organiser, SignOffState.ASKED, actor=actor, now=now)
        _settle(event, organiser)


def do_without(event: Event, organiser: Organiser, *, actor: Actor, now: datetime) -> None:
    """Ask no longer."""
    _enter(event, organiser, SignOffState.NOT_NEEDED, actor=actor, now=now)


def sign(
    event: Event, organiser: Organiser, *, seen: Mapping[SignOffPart, str], actor: Actor, now: datetime
) -> list[SignOff]:
    """Sign every part of `seen` (part -> version that was read) that has not been signed.

    Raises VersionChanged where one reads otherwise by now; changes elsewhere do not matter.
    """
    present = _present(event, organiser, seen)
    parts = [one for one in present if one.state is not SignOffState.GIVEN]
    return _say(event, organiser, dict.fromkeys((one.part for one in parts), ""), present, actor, now)


def refuse(
    event: Event,
    organiser: Organiser,
    *,
    reasons: Mapping[SignOffPart, str],
    seen: Mapping[SignOffPart, str],
    sign_rest: bool = False,
    actor: Actor,
    now: datetime,
) -> list[SignOff]:
    """Say no to the parts that have a reason; with `sign_rest` yes to the others that wait.

    Raises NothingSaid without any reason, and VersionChanged.
    """
    given = {part: reason for part, reason in reasons.items() if reason}
    if not given:
        raise NothingSaid
    present = _present(event, organiser, seen)
    open_parts = {one.part for one in present if one.state is SignOffState.ASKED}
    rest = dict.fromkeys(open_parts - set(given), "") if sign_rest else {}
    return _say(event, organiser, given | rest, present, actor, now)


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


def _present(event: Event, organiser: Organiser, seen: Mapping[SignOffPart, str]) -> list[PartStanding]:
    """Return the parts that were read, as they stand; nobody changes the event meanwhile."""
    db.session.refresh(event, with_for_update={"of": Event})
    parts = {one.part: one for one in sign_offs.standing_of(event, organiser).parts}
    if any(part not in parts or parts[part].version != version for part, version in seen.items()):
        raise VersionChanged
    return [parts[part] for part in seen]


def _say(
    event: Event,
    organiser: Organiser,
    said: Mapping[SignOffPart, str],
    present: Sequence[PartStanding],
    actor: Actor,
    now: datetime,
) -> list[SignOff]:
    """Keep a yes (an empty reason) or a no about each part; a repeat of the same word is none."""
    made, revision = [], event.revision
    if set(said) - {one.part for one in present}:
        raise VersionChanged
    for one in present:
        reason = said.get(one.part)
        wanted = SignOffState.REFUSED if reason else SignOffState.GIVEN
        if reason is None or (one.state is wanted and one.word and one.word.reason == reason):
            continue
        made.append(
            SignOff(
                organiser_id=organiser.id,
                part=one.part.value,
                at=now,
                by=actor.name,
                given=not reason,
                revision=revision,
                reason=reason,
                snapshot=dict(one.texts),
            )
        )
        name = f"{organiser.display_name}, {one.part}"
        record(
            event,
            actor=actor,
            field="sign_off",
            old=f"{name}: {one.state}",
            new=f"{name}: {wanted}",
            now=now,
            reason=reason,
        )
    db.session.add_all(made)
    db.session.flush()
    if made:
        if organiser.sign_off is SignOffState.NOT_NEEDED:
            organiser.sign_off = SignOffState.ASKED
        _settle(event, organiser)
        tell_team(
            event.id,
            kind=ANSWERED,
            mark=str(made[0].id),
            payload={"sign_off_ids": [one.id for one in made]},
            now=now,
            who_may=Action.PUBLISH,
        )
    return made


def _settle(event: Event, organiser: Organiser) -> None:
    organiser.sign_off = sign_offs.standing_of(event, organiser).state
    db.session.flush()


def _enter(event: Event, organiser: Organiser, state: SignOffState, *, actor: Actor, now: datetime) -> None:
    old = organiser.sign_off
    if old is state:
        return
    organiser.sign_off = step(SIGN_OFF, old, state)
    name = organiser.display_name
    record(event, actor=actor, field="sign_off", old=f"{name}: {old}", new=f"{name}: {state}", now=now)
    db.session.flush()
