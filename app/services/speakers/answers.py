"""What somebody says to an invitation: yes, no, not sure, or "ask this person instead" (row P1)."""

from datetime import date, datetime, timedelta

from sqlalchemy import select, update

from app.domain.errors import DomainError
from app.domain.lifecycle import SETTLED, ParticipationState
from app.domain.words import N_
from app.extensions import db
from app.models import AgendaSpeaker, Event, Participation, SpeakerLink
from app.services.actor import Actor
from app.services.mail.team import tell_team
from app.services.speakers import invitations, people, tech_checks
from app.services.speakers.people import PrintedPart

ANSWERS = frozenset({ParticipationState.ACCEPTED, ParticipationState.DECLINED, ParticipationState.TENTATIVE})
ANSWERED = "speaker_answered"


class AnswerTooLate(DomainError):
    """The event has begun, is over, or was called off."""

    message = N_("The event has begun, is over or was cancelled: an answer changes nothing any more.")
    status = 409


class PromiseNotInTime(DomainError):
    """An answer is promised for a day between today and the event."""

    message = N_("Choose a day from today to the day of the event.")
    field = "promised_by"
    status = 422


class SubstituteNotTaken(DomainError):
    """Who is in the list already cannot be proposed; whether an address is known there, is not said."""

    message = N_("We cannot pass %(name)s on from here. Decline, and name them in a word to the organisers.")
    field = "name"
    status = 422


class SubstituteIsYou(DomainError):
    """Somebody else has to be somebody else."""

    message = N_("This is your own address. Give the one of the person who should be asked.")
    field = "email"
    status = 422


class NobodyProposed(DomainError):
    """The proposal was taken back or dealt with meanwhile."""

    message = N_("This proposal has been dealt with already.")
    status = 409


def answer(
    event: Event,
    link: SpeakerLink,
    *,
    state: ParticipationState,
    note: str = "",
    promised_by: date | None = None,
    now: datetime,
) -> None:
    """Keep an answer; the team is told of a no at once, however late it comes. Raises AnswerTooLate,
    PromiseNotInTime.

    Clicking twice, or from two windows at once, is answering once; the later answer holds.
    """
    person = _open_for_answers(event, link, now)
    was = person.state
    if state is ParticipationState.TENTATIVE and promised_by is not None:
        last = event.starts_at.date() if event.starts_at else date.max
        if not now.date() - timedelta(days=1) <= promised_by <= last:  # a day is somebody's: one is granted
            raise PromiseNotInTime
    if state is ParticipationState.DECLINED:
        tech_checks.release(person)  # somebody else may want the slot
    people.set_state(event, participation=person, state=state, actor=Actor(person.name_printed), now=now)
    link.answered_at, link.answer_note = now, note
    link.promised_by = promised_by if state is ParticipationState.TENTATIVE else None
    if state is ParticipationState.DECLINED and was is not state:
        _tell_team_of_answer(link, now=now)
    db.session.flush()


def propose_substitute(
    event: Event, link: SpeakerLink, *, name: str, email: str, note: str = "", now: datetime
) -> Participation:
    """Decline and name somebody else, who is proposed with the same roles; the organisers decide.

    Raises AnswerTooLate, SubstituteIsYou, SubstituteNotTaken, NameNeeded.
    """
    person = _open_for_answers(event, link, now)
    if person.person.email and email.casefold() == person.person.email.casefold():
        raise SubstituteIsYou
    if link.substitute is not None and link.substitute.state is ParticipationState.PROPOSED:
        people.remove(
            event, participation=link.substitute, confirmed=True, actor=Actor(person.name_printed), now=now
        )
    part = PrintedPart(name=name, email=email, roles=person.roles, in_published_list=person.in_published_list)
    actor = Actor(person.name_printed)
    try:
        substitute = people.add_participation(event, part=part, actor=actor, now=now)
    except people.AlreadyTakesPart as error:
        raise SubstituteNotTaken(name=name) from error
    link.substitute_id = substitute.id
    if person.state is not ParticipationState.DECLINED:
        answer(event, link, state=ParticipationState.DECLINED, note=note, now=now)
    else:
        link.answered_at, link.answer_note = now, note
        _tell_team_of_answer(link, now=now)
    db.session.flush()
    return substitute


def confirm_substitute(
    event: Event, substitute: Participation, *, actor: Actor, now: datetime
) -> Participation:
    """Put the proposed person in the other's place, agenda and all, and invite them by an own link.

    Returns who is replaced. Raises NobodyProposed, EventIsOver, NoAddress.
    """
    link = proposal_of(substitute)
    if link is None:
        raise NobodyProposed
    invitations.require_ahead(event, now)
    replaced = link.participation
    _give_items(replaced, substitute)
    people.set_state(event, participation=replaced, state=ParticipationState.REPLACED, actor=actor, now=now)
    people.move(event, participation=substitute, to=_place(replaced), actor=actor, now=now)
    due = link.answer_by if link.answer_by is not None and link.answer_by >= now.date() else None
    invitations.invite(event, [substitute], answer_by=due, actor=actor, now=now)
    return replaced


def proposal_of(substitute: Participation) -> SpeakerLink | None:
    """Return the link of whoever proposed this person, while the organisers have not decided."""
    if substitute.state is not ParticipationState.PROPOSED:
        return None
    return db.session.scalar(select(SpeakerLink).where(SpeakerLink.substitute_id == substitute.id))


def _place(participation: Participation) -> int:
    before = select(Participation.id).where(
        Participation.event_id == participation.event_id, Participation.position < participation.position
    )
    return len(db.session.scalars(before).all()) + 1


def _give_items(old: Participation, new: Participation) -> None:
    has = select(AgendaSpeaker.item_id).where(AgendaSpeaker.participation_id == new.id)
    db.session.execute(
        update(AgendaSpeaker)
        .where(AgendaSpeaker.participation_id == old.id, AgendaSpeaker.item_id.not_in(has))
        .values(participation_id=new.id),
        execution_options={"synchronize_session": False},
    )
    db.session.expire_all()


def _open_for_answers(event: Event, link: SpeakerLink, now: datetime) -> Participation:
    person = link.participation
    db.session.refresh(person, with_for_update={"of": Participation})
    over = person.state in SETTLED
    try:
        invitations.require_ahead(event, now)
    except invitations.EventIsOver as error:
        raise AnswerTooLate from error
    if over:
        raise AnswerTooLate
    return person


def _tell_team_of_answer(link: SpeakerLink, *, now: datetime) -> None:
    event_id, mark = link.participation.event_id, f"{link.id}.t{now:%Y%m%d%H%M%S}"
    tell_team(event_id, kind=ANSWERED, mark=mark, payload={"link_id": link.id}, now=now)
