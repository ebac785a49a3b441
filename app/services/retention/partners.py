"""What is kept about somebody who acts for an organisation: handed out, forgotten in time (row X3)."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from app.extensions import db
from app.models import (
    Event,
    EventChange,
    EventComment,
    Organiser,
    OutboxMessage,
    OutboxState,
    PartnerLink,
    ProposalState,
    SignOff,
    SpeakerProposal,
)
from app.queries import letters as query
from app.services.calendars import entry_removal, participant_entries
from app.services.calendars.entry_removal import SOMEBODY
from app.services.mail import letters
from app.services.partners.links import actor_of
from app.services.retention.attendees import past_events

LINKS_KEPT = timedelta(days=365)
"""After the event: until its record is settled, who signed for an organisation can be asked."""
KINDS = ("partner_invitation", "sign_off_lapsed", "speaker_proposal_answered", "letter_answered")
_PLAIN = {"synchronize_session": False}
_OF_THE_LINK = (
    "name", "email", "invited_by", "may_sign", "is_contact", "created_at", "expires_at", "sent_at",
    "last_used_at",
)  # fmt: skip
_OF_THE_ENTRY = (
    "name", "email", "locale", "is_held", "is_wanted", "until", "stamped_at", "calendar_answer",
    "answered_at", "answer_comment", "proposed_starts_at",
)  # fmt: skip


def personal_data(link: PartnerLink) -> dict[str, Any]:
    """Return everything kept about the person of a link, for themselves; not the link, a secret."""
    own, by = link.organiser, actor_of(link).name
    event = db.session.get_one(Event, own.event_id)
    words = select(SignOff).where(SignOff.organiser_id == own.id, SignOff.by == by).order_by(SignOff.id)
    comments = select(EventComment).where(EventComment.event_id == event.id, EventComment.by == by)
    proposed = select(SpeakerProposal).where(SpeakerProposal.organiser_id == own.id, SpeakerProposal.by == by)
    entry = participant_entries.of_person(event, email=link.email, name=link.name)
    changes = select(EventChange).where(EventChange.event_id == event.id, EventChange.by == by)
    return {
        "event": event.title,
        "organisation": own.name,
        "role": own.role.value,
        "person": _columns(link, _OF_THE_LINK),
        "sign_offs": [_columns(one, ("at", "part", "given", "reason")) for one in db.session.scalars(words)],
        "comments": [_columns(one, ("at", "text")) for one in db.session.scalars(comments)],
        "speakers_proposed": [
            _columns(one, ("at", "name", "email", "role", "note")) for one in db.session.scalars(proposed)
        ],
        "changes": [
            _columns(one, ("at", "field", "old", "new", "reason")) for one in db.session.scalars(changes)
        ],
        "calendar_entry": _columns(entry, _OF_THE_ENTRY) if entry else None,
        "letters": letters.personal_data(query.of_address(event.id, link.email)),
        "mails": [
            {"kind": mail.kind, "state": mail.state.value, "due_at": _plain(mail.due_at)}
            for which in (_mails_to(link), *([entry_removal.mails_of(entry)] if entry else []))
            for mail in db.session.scalars(select(OutboxMessage).where(*which).order_by(OutboxMessage.id))
        ],
    }


def kept_until(link: PartnerLink) -> datetime | None:
    """Return when the address of a link is forgotten; None while the event has no hour."""
    event = db.session.get_one(Event, link.organiser.event_id)
    return event.ends_at + LINKS_KEPT if event.ends_at else None


def erase(link: PartnerLink, *, now: datetime) -> None:
    """Forget the person at their wish: link and calendar entry go, their word stays as the organisation's."""
    own, by = link.organiser, actor_of(link).name
    said = f"{SOMEBODY} ({own.display_name})"
    event_id, organisers = own.event_id, select(Organiser.id).where(Organiser.event_id == own.event_id)
    for changing in (
        update(SignOff).where(SignOff.organiser_id == own.id, SignOff.by == by).values(by=said),
        update(EventComment).where(EventComment.event_id == event_id, EventComment.by == by).values(by=said),
        update(EventChange).where(EventChange.event_id == event_id, EventChange.by == by).values(by=said),
        update(SpeakerProposal).where(SpeakerProposal.organiser_id == own.id, SpeakerProposal.by == by)
        .values(by=said),
        update(PartnerLink).where(PartnerLink.organiser_id.in_(organisers), PartnerLink.invited_by == by)
        .values(invited_by=said),
    ):  # fmt: skip
        db.session.execute(changing, execution_options=_PLAIN)
    waiting = OutboxMessage.state == OutboxState.QUEUED
    dropping = update(OutboxMessage).where(*_mails_to(link), waiting, OutboxMessage.leased_until.is_(None))
    gone = {"state": OutboxState.DROPPED, "last_error": "the person was forgotten"}
    db.session.execute(dropping.values(gone), execution_options=_PLAIN)
    emptying = update(OutboxMessage).where(*_mails_to(link), ~waiting)
    db.session.execute(emptying.values(to_email="", to_name="", payload={}), execution_options=_PLAIN)
    event, email, name = db.session.get_one(Event, event_id), link.email, link.name
    letters.forget(query.of_address(event_id, email))
    db.session.delete(link)
    entry_removal.forget(event, email=email, name=name, now=now)


def erase_old(*, now: datetime) -> None:
    """Forget the addresses of a year ago, and of speakers who were proposed and did not take part."""
    past = select(Event.id).where(Event.ends_at < now - LINKS_KEPT)
    old = select(Organiser.id).where(Organiser.event_id.in_(past))
    links = delete(PartnerLink).where(PartnerLink.organiser_id.in_(old), PartnerLink.expires_at < now)
    db.session.execute(links, execution_options=_PLAIN)
    over = select(Organiser.id).where(Organiser.event_id.in_(past_events(now)))
    proposals = delete(SpeakerProposal).where(
        SpeakerProposal.organiser_id.in_(over), SpeakerProposal.state != ProposalState.ACCEPTED
    )
    db.session.execute(proposals, execution_options=_PLAIN)


def _mails_to(link: PartnerLink) -> tuple[ColumnElement[bool], ...]:
    return (
        OutboxMessage.event_id == link.organiser.event_id,
        OutboxMessage.to_email == link.email,
        OutboxMessage.kind.in_(KINDS),
    )


def _columns(row: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime | date) else value
