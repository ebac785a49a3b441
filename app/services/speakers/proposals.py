"""Speakers that an organisation proposes; the organisers take them into the event or say why not (row O5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.domain.errors import DomainError, ReasonNeeded
from app.domain.people.affiliation import AffiliationGiven
from app.domain.words import N_
from app.extensions import db
from app.models import (
    Event,
    Organiser,
    Participation,
    PartnerLink,
    ProposalState,
    SpeakerProposal,
)
from app.services import tokens
from app.services.accounts import normal_email
from app.services.actor import Actor
from app.services.mail import outbox
from app.services.mail.team import tell_team
from app.services.speakers import invitations, people
from app.services.speakers.people import PrintedPart

PROPOSED, ANSWERED = "speaker_proposed", "speaker_proposal_answered"
MOST = 20
A_DAY = timedelta(days=1)


class TooManyProposals(DomainError):
    """A session has a few speakers."""

    message = N_("At most %(most)d proposals can wait for an answer.")
    status = 409


class TooManyInADay(DomainError):
    """Each proposal is a mail to the team, those that are taken back too."""

    message = N_("At most %(most)d proposals can be made in a day. Please go on tomorrow.")
    status = 409


class ProposedAlready(DomainError):
    """The same person, twice."""

    message = N_("This address has been proposed already.")
    field = "email"
    status = 422


class AnsweredAlready(DomainError):
    """Two organisers, or two clicks: the first answer holds."""

    message = N_("This proposal has been answered already.")
    status = 409


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Who is proposed, as the organisation names them; `role` is one of domain.person_roles."""

    name: str
    email: str
    affiliation: str
    title: str
    role: str
    note: str


def of_organiser(organiser: Organiser) -> Sequence[SpeakerProposal]:
    """Return what an organisation has proposed, the oldest first."""
    rows = select(SpeakerProposal).where(SpeakerProposal.organiser_id == organiser.id)
    return db.session.scalars(rows.order_by(SpeakerProposal.id)).all()


def of_event(event: Event) -> Sequence[SpeakerProposal]:
    """Return every proposal for an event, the oldest first."""
    rows = select(SpeakerProposal).join(Organiser, Organiser.id == SpeakerProposal.organiser_id)
    return db.session.scalars(rows.where(Organiser.event_id == event.id).order_by(SpeakerProposal.id)).all()


def propose(organiser: Organiser, *, person: Proposed, actor: Actor, now: datetime) -> SpeakerProposal:
    """Keep a proposal and tell the team. Raises ProposedAlready, TooManyProposals, TooManyInADay."""
    email = normal_email(person.email)
    _require_room(organiser, email, now)
    made = SpeakerProposal(
        key=tokens.public_key(),
        organiser_id=organiser.id,
        at=now,
        by=actor.name,
        name=person.name,
        email=email,
        affiliation=person.affiliation,
        title=person.title,
        role=person.role,
        note=person.note,
    )
    made.organiser = organiser
    db.session.add(made)
    db.session.flush()
    event_id, number = organiser.event_id, made.id
    tell_team(event_id, kind=PROPOSED, mark=str(number), payload={"proposal_id": number}, now=now)
    return made


def take_back(proposal: SpeakerProposal) -> None:
    """The organisation proposes the person no longer; the address is forgotten. Twice is once.

    Raises AnsweredAlready.
    """
    db.session.refresh(proposal, with_for_update={"of": SpeakerProposal})
    if proposal.state is ProposalState.TAKEN_BACK:
        return
    if proposal.state is not ProposalState.WAITING:
        raise AnsweredAlready
    proposal.state, proposal.email = ProposalState.TAKEN_BACK, ""
    db.session.flush()


def accept(
    event: Event, proposal: SpeakerProposal, *, invite: bool, actor: Actor, now: datetime
) -> Participation:
    """Take the person into the event with role and affiliation, and with `invite` ask them by mail.

    Raises AnsweredAlready, AlreadyTakesPart, EventIsOver.
    """
    _require_waiting(proposal)
    given = [AffiliationGiven(proposal.affiliation, proposal.title, None)] if proposal.affiliation else []
    person = people.add_participation(
        event,
        part=PrintedPart(name=proposal.name, email=proposal.email, roles=[proposal.role], affiliations=given),
        actor=actor,
        now=now,
    )
    _answer(event, proposal, ProposalState.ACCEPTED, "", actor, now)
    if invite:
        invitations.invite(event, [person], actor=actor, now=now)
    return person


def decline(event: Event, proposal: SpeakerProposal, *, reason: str, actor: Actor, now: datetime) -> None:
    """Say no; the organisation reads why. Raises AnsweredAlready, ReasonNeeded."""
    _require_waiting(proposal)
    if not reason:
        raise ReasonNeeded
    _answer(event, proposal, ProposalState.DECLINED, reason, actor, now)


def count_waiting(event: Event) -> int:
    """Return how many proposals wait for an answer."""
    waiting = select(func.count(SpeakerProposal.id)).join(
        Organiser, Organiser.id == SpeakerProposal.organiser_id
    )
    return (
        db.session.scalar(
            waiting.where(Organiser.event_id == event.id, SpeakerProposal.state == ProposalState.WAITING)
        )
        or 0
    )


def _require_room(organiser: Organiser, email: str, now: datetime) -> None:
    """Refuse one too many, or the same person again; an organisation's proposals come one by one."""
    db.session.execute(select(Organiser.id).where(Organiser.id == organiser.id).with_for_update())
    own = select(func.count(SpeakerProposal.id)).where(SpeakerProposal.organiser_id == organiser.id)
    waiting = own.where(SpeakerProposal.state == ProposalState.WAITING)
    if (db.session.scalar(waiting) or 0) >= MOST:
        raise TooManyProposals(most=MOST)
    if db.session.scalar(waiting.where(SpeakerProposal.email == email)):
        raise ProposedAlready
    if (db.session.scalar(own.where(SpeakerProposal.at > now - A_DAY)) or 0) >= MOST:
        raise TooManyInADay(most=MOST)


def _require_waiting(proposal: SpeakerProposal) -> None:
    db.session.refresh(proposal, with_for_update={"of": SpeakerProposal})
    if proposal.state is not ProposalState.WAITING:
        raise AnsweredAlready


def _answer(
    event: Event, proposal: SpeakerProposal, state: ProposalState, reason: str, actor: Actor, now: datetime
) -> None:
    proposal.state, proposal.answer, proposal.answered_by = state, reason, actor.name
    proposal.email = ""  # known to the person's record, or nobody's business any more
    db.session.flush()
    people_of_it = select(PartnerLink).where(
        PartnerLink.organiser_id == proposal.organiser_id,
        PartnerLink.revoked_at.is_(None),
        PartnerLink.expires_at > now,
        PartnerLink.is_contact,
    )
    for link in db.session.scalars(people_of_it).all():
        outbox.enqueue(
            key=f"{ANSWERED}.{proposal.id}.{link.id}",
            kind=ANSWERED,
            to_email=link.email,
            to_name=link.name,
            payload={"proposal_id": proposal.id, "link_id": link.id},
            event_id=event.id,
            now=now,
        )
