"""Inviting the people of an event by a personal link, and reminding who has not answered (row P1)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from app.domain.errors import DomainError
from app.domain.lifecycle import EVENT_STATES_OVER, ParticipationState
from app.domain.words import N_
from app.extensions import db
from app.models import Event, Participation, SpeakerLink
from app.services.actor import Actor
from app.services.mail import outbox
from app.services.mail.locale import mail_locale
from app.services.speakers import links as speaker_links
from app.services.speakers import mail as speaker_mail
from app.services.speakers import people

INVITATION, REMINDER, LINK = speaker_mail.INVITATION, speaker_mail.REMINDER, speaker_mail.LINK
REMIND_AFTER = timedelta(days=5)
ASKABLE = frozenset({ParticipationState.PROPOSED, ParticipationState.DECLINED, ParticipationState.REPLACED})
OPEN = frozenset({ParticipationState.INVITED, ParticipationState.TENTATIVE})


class NoAddress(DomainError):
    """A mail needs somewhere to go."""

    message = N_("%(name)s has no e-mail address here. Add one, or copy the link and hand it over.")
    status = 409


class EventIsOver(DomainError):
    """Nobody is invited to what has happened or will not."""

    message = N_("Nobody can be invited any more: the event is over or was cancelled.")
    status = 409


class AnswerDayNotAhead(DomainError):
    """An answer is asked for by a day that is still to come."""

    message = N_("Choose a day from today to the day of the event.")
    field = "answer_by"
    status = 422


def invite(
    event: Event,
    people_asked: Iterable[Participation],
    *,
    note: str = "",
    answer_by: date | None = None,
    actor: Actor,
    now: datetime,
) -> int:
    """Give each person a link and send it; who has not been asked is invited now. Return how many mails go.

    Sent twice within a minute it goes once. Who answered already gets the link again and keeps the answer.
    Raises NoAddress, EventIsOver, AnswerDayNotAhead.
    """
    require_ahead(event, now)
    _require_answerable(event, answer_by, now)
    sent = 0
    for person in people_asked:
        if not person.person.email:
            raise NoAddress(name=person.name_printed)
        link = speaker_links.make(event, person, actor=actor, now=now)
        if person.state in ASKABLE:
            ask(event, person, actor=actor, now=now)
        link.note, link.invited_by = note or link.note, actor.name
        link.answer_by = answer_by or link.answer_by
        kind = INVITATION if person.state is ParticipationState.INVITED else LINK
        sent += send(event, link, kind=kind, mark=f"{now:%Y%m%d%H%M}", now=now)
        send(event, link, kind=REMINDER, mark="later", now=now, due_at=_reminded_at(link, now))
    return sent


def ask(event: Event, person: Participation, *, actor: Actor, now: datetime) -> None:
    """Say that a person was asked; what they said before no longer holds."""
    invited = ParticipationState.INVITED
    people.set_state(event, participation=person, state=invited, actor=actor, now=now)
    link = speaker_links.link_of(person)
    if link is not None:
        link.answered_at, link.answer_note, link.promised_by = None, "", None


def send(
    event: Event, link: SpeakerLink, *, kind: str, mark: str, now: datetime, due_at: datetime | None = None
) -> bool:
    """Queue one mail to the person; False when the same was queued before."""
    person = link.participation.person
    made = outbox.enqueue(
        key=f"{kind}.{link.id}.{link.token_salt[:6]}.{mark}",
        kind=kind,
        to_email=person.email or "",
        to_name=link.participation.name_printed,
        payload={"link_id": link.id, "locale": mail_locale(person.language)},
        event_id=event.id,
        now=now,
        due_at=due_at,
    )
    if made is not None and due_at is None:
        link.sent_at = now
        db.session.flush()
    return made is not None


def require_ahead(event: Event, now: datetime) -> None:
    """Raise EventIsOver where an answer could change nothing any more."""
    called_off = event.state in EVENT_STATES_OVER
    if called_off or (event.starts_at is not None and event.starts_at <= now):
        raise EventIsOver


def _require_answerable(event: Event, answer_by: date | None, now: datetime) -> None:
    """A day is somebody's somewhere: the zones reach half a day behind UTC and a little more ahead."""
    if answer_by is None:
        return
    last = (event.starts_at + timedelta(hours=14)).date() if event.starts_at else date.max
    if not (now - timedelta(hours=12)).date() <= answer_by <= last:
        raise AnswerDayNotAhead


def _reminded_at(link: SpeakerLink, now: datetime) -> datetime:
    """Five days later, or a day before the answer is due where that is sooner."""
    later = now + REMIND_AFTER
    if link.answer_by is None:
        return later
    before_due = datetime.combine(link.answer_by - timedelta(days=1), now.timetz())
    return min(later, max(before_due, now + timedelta(days=1)))
