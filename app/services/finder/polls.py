"""Ask the people of an event which start suits them, remind them, and close the question (row T10)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from babel import Locale, UnknownLocaleError
from sqlalchemy import func, select

from app.domain.poll import (
    MOST_STARTS,
    NobodyToAsk,
    NoStartChosen,
    PollAnswer,
    PollOver,
    Tally,
    TooManyStarts,
    tally,
)
from app.extensions import db
from app.models import Event, HourLine, HourPoll, HourPollAnswer, HourPollPerson, HourPollStart
from app.services import tokens
from app.services.actor import Actor
from app.services.finder import poll_links
from app.services.mail import outbox

ASKED, REMINDER = "poll_asked", "poll_reminder"
REMIND_AFTER = timedelta(days=3)
ENGLISH = "en_GB"  # day before month, 24 hours


def current(event: Event) -> HourPoll | None:
    """Return the event's newest question, open or closed."""
    newest = select(HourPoll).where(HourPoll.event_id == event.id).order_by(HourPoll.id.desc()).limit(1)
    return db.session.scalar(newest)


def ask(
    event: Event,
    *,
    lines: Sequence[HourLine],
    starts: Collection[datetime],
    minutes: int,
    zone: str,
    note: str,
    actor: Actor,
    now: datetime,
) -> HourPoll:
    """Ask every person of the lines about the starts, by mail where there is an address; remind once.

    While a question is open, asking again returns it: nobody is asked twice. Raises NoStartChosen,
    TooManyStarts, NobodyToAsk.
    """
    db.session.execute(select(Event.id).where(Event.id == event.id).with_for_update())
    present = current(event)
    if present is not None and present.closed_at is None:
        return present
    people = [line for line in lines if line.person is not None]
    if not starts:
        raise NoStartChosen
    if len(set(starts)) > MOST_STARTS:
        raise TooManyStarts(limit=MOST_STARTS)
    if not people:
        raise NobodyToAsk
    poll = HourPoll(
        event_id=event.id, asked_by=actor.name, note=note, zone=zone, minutes=minutes, opened_at=now
    )
    poll.event = event
    db.session.add(poll)
    db.session.flush()
    for starts_at in sorted(set(starts)):
        ends_at = starts_at + timedelta(minutes=minutes)
        poll.starts.append(HourPollStart(poll_id=poll.id, starts_at=starts_at, ends_at=ends_at))
    for line in people:
        _invite(poll, line, now)
    db.session.flush()
    return poll


def answer(person: HourPollPerson, *, answers: Mapping[int, PollAnswer], comment: str, now: datetime) -> None:
    """Keep what somebody says about the starts, by their ids, in place of what was said before.

    Raises PollOver once the question is closed.
    """
    closed = select(HourPoll.closed_at).where(HourPoll.id == person.poll_id).with_for_update()
    if db.session.scalar(closed) is not None:
        raise PollOver
    given = {one.start_id: one for one in person.answers}
    for start in person.poll.starts:
        if start.id not in answers:
            continue
        if start.id in given:
            given[start.id].answer = answers[start.id]
        else:
            person.answers.append(
                HourPollAnswer(person_id=person.id, start_id=start.id, answer=answers[start.id])
            )
    person.answered_at, person.comment = now, comment
    db.session.flush()


def remind(poll: HourPoll, *, now: datetime) -> int:
    """Remind everybody who has an address and has not answered, once a day at most; return how many.

    Raises PollOver.
    """
    if poll.closed_at is not None:
        raise PollOver
    sent = [_mail(person, REMINDER, f"{now:%Y%m%d}", poll, now, now) for person in silent(poll)]
    return sum(sent)


def close(poll: HourPoll, *, now: datetime) -> None:
    """Take no more answers; clicking twice closes it once."""
    if poll.closed_at is None:
        poll.closed_at = now
        db.session.flush()


def silent(poll: HourPoll) -> list[HourPollPerson]:
    """Return who can be reminded: an address and no answer."""
    return [person for person in poll.people if person.answered_at is None and person.email]


def tallies(poll: HourPoll) -> dict[int, Tally]:
    """Return what was said about each start, by its id."""
    return {start.id: tally(_about(poll.people, start.id)) for start in poll.starts}


def answered(poll: HourPoll) -> int:
    """Return how many have answered."""
    people = select(func.count()).where(
        HourPollPerson.poll_id == poll.id, HourPollPerson.answered_at.is_not(None)
    )
    return db.session.scalar(people) or 0


def _about(people: Iterable[HourPollPerson], start_id: int) -> Iterable[PollAnswer]:
    return (one.answer for person in people for one in person.answers if one.start_id == start_id)


def _invite(poll: HourPoll, line: HourLine, now: datetime) -> None:
    salt = tokens.new_salt()
    person = HourPollPerson(
        poll_id=poll.id,
        key=line.key,
        name=line.name,
        email=line.person.email if line.person else None,
        zone=line.own_zone,
        locale=_locale(line.person.language if line.person else None),
        token_salt=salt,
        token_hash=poll_links.mark_of(salt),
    )
    person.poll = poll
    poll.people.append(person)
    db.session.flush()
    if person.email:
        _mail(person, ASKED, "asked", poll, now, now)
        _mail(person, REMINDER, "later", poll, now, now + REMIND_AFTER)


def _locale(language: str | None) -> str:
    """The language somebody reads, where it is one that dates can be written in."""
    language = None if language == "en" else language
    try:
        return str(Locale.parse((language or ENGLISH).replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        return ENGLISH


def _mail(
    person: HourPollPerson, kind: str, mark: str, poll: HourPoll, now: datetime, due_at: datetime
) -> bool:
    """Queue one message; False when it was queued before."""
    made = outbox.enqueue(
        key=f"{kind}.{poll.id}.{mark}.{person.id}",
        kind=kind,
        to_email=person.email or "",
        to_name=person.name,
        payload={"person_id": person.id, "locale": person.locale},
        event_id=poll.event_id,
        now=now,
        due_at=due_at,
    )
    return made is not None
