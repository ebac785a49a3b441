"""A given sign-off lapses when what was signed changes; the organisation is told once, a while later (O4)."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.domain.lifecycle import SignOffState
from app.domain.sign_off import LAPSES
from app.extensions import db
from app.models import Event, EventChange, Organiser, PartnerLink, SignOff
from app.services import outbox

LAPSED = "sign_off_lapsed"
QUIET = timedelta(minutes=30)  # who edits makes several changes: one mail tells of all of them


def after_change(event: Event, *, field: str, by: str, now: datetime) -> None:
    """Called for every noted change: ask again whoever had signed, where `field` is something they signed."""
    if field not in LAPSES:
        return
    given = select(Organiser).where(Organiser.event_id == event.id, Organiser.sign_off == SignOffState.GIVEN)
    for organiser in db.session.scalars(given).all():
        organiser.sign_off = SignOffState.ASKED
        name = organiser.organisation.display_name
        db.session.add(
            EventChange(
                event_id=event.id,
                at=now,
                by=by,
                field="sign_off",
                old=f"{name}: {SignOffState.GIVEN}",
                new=f"{name}: {SignOffState.ASKED}",
            )
        )
        _tell(event, organiser, now)


def _tell(event: Event, organiser: Organiser, now: datetime) -> None:
    signed = db.session.scalar(select(func.max(SignOff.id)).where(SignOff.organiser_id == organiser.id))
    people = select(PartnerLink).where(
        PartnerLink.organiser_id == organiser.id,
        PartnerLink.revoked_at.is_(None),
        PartnerLink.expires_at > now,
    )
    for link in db.session.scalars(people):
        outbox.enqueue(
            key=f"{LAPSED}.{link.id}.{signed or 0}",
            kind=LAPSED,
            to_email=link.email,
            to_name=link.name,
            payload={"link_id": link.id},
            event_id=event.id,
            now=now,
            due_at=now + QUIET,
        )
