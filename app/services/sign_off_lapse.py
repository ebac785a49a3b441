"""A sign-off holds for what was read: a change lets it lapse, and the organisation is told once (O4).

Changes are gathered while they are made and looked at together right before they are committed: then it is
known what the event reads, and an hour moved and moved back has changed nothing.
"""

from datetime import datetime, timedelta

from sqlalchemy import event as events
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lifecycle import SignOffState
from app.domain.partners.sign_off import TOUCHES
from app.extensions import db
from app.models import Event, EventChange, Organiser, OutboxMessage, OutboxState, PartnerLink
from app.queries.sign_offs import Standing, standings_of
from app.services.mail import outbox

LAPSED = "sign_off_lapsed"
QUIET = timedelta(minutes=30)  # who edits makes several changes: one mail tells of all of them
_TOUCHED = "signed_parts_touched"


def after_change(event: Event, *, field: str, by: str, now: datetime) -> None:
    """Called for every noted change: look at the sign-offs before it is committed, where it may matter."""
    if field.partition(".")[0] in TOUCHES:
        db.session.info.setdefault(_TOUCHED, {})[event.id] = by, now


def settle_before_commit() -> None:
    """Let every commit look at the sign-offs of the events that it changes."""
    events.listen(db.session, "before_commit", _before_commit)
    events.listen(db.session, "after_rollback", _forget)


def settle(event: Event, *, by: str, now: datetime) -> None:
    """Bring the state of every organisation that was asked in line with what the event reads now."""
    asked = select(Organiser.id).where(
        Organiser.event_id == event.id, Organiser.sign_off != SignOffState.NOT_NEEDED
    )
    if db.session.scalar(asked.limit(1)) is None:
        return
    for one in standings_of(event):
        if one.is_asked:
            _enter(event, one, by, now)
            if _lapsed_anew(one):
                _tell(event, one.organiser, now)
    db.session.flush()


def _before_commit(session: Session) -> None:
    if session.in_nested_transaction():
        return
    touched: dict[int, tuple[str, datetime]] = session.info.pop(_TOUCHED, {})
    for event_id, (by, now) in touched.items():
        if event := session.get(Event, event_id):
            settle(event, by=by, now=now)


def _forget(session: Session) -> None:
    session.info.pop(_TOUCHED, None)


def _enter(event: Event, standing: Standing, by: str, now: datetime) -> None:
    organiser, old, new = standing.organiser, standing.organiser.sign_off, standing.state
    if old is new:
        return
    organiser.sign_off, name = new, organiser.display_name
    said = EventChange(
        event_id=event.id, at=now, by=by, field="sign_off", old=f"{name}: {old}", new=f"{name}: {new}"
    )
    db.session.add(said)


def _lapsed_anew(standing: Standing) -> bool:
    """Note which parts read otherwise than when they were answered; tell whether one was not told yet."""
    lapsed = {one.part.value: one.word.id for one in standing.parts if one.word and one.differences}
    told, standing.organiser.told = standing.organiser.told, lapsed
    return any(told.get(part) != word for part, word in lapsed.items())


def _tell(event: Event, organiser: Organiser, now: datetime) -> None:
    waiting = select(OutboxMessage.to_email).where(
        OutboxMessage.event_id == event.id,
        OutboxMessage.kind == LAPSED,
        OutboxMessage.state == OutboxState.QUEUED,
    )
    people = select(PartnerLink).where(
        PartnerLink.organiser_id == organiser.id,
        PartnerLink.revoked_at.is_(None),
        PartnerLink.expires_at > now,
        PartnerLink.email.not_in(waiting),
    )
    for link in db.session.scalars(people).all():
        outbox.enqueue(
            key=f"{LAPSED}.{link.id}.{now:%Y%m%d%H%M%S}",
            kind=LAPSED,
            to_email=link.email,
            to_name=link.name,
            payload={"link_id": link.id},
            event_id=event.id,
            now=now,
            due_at=now + QUIET,
        )
