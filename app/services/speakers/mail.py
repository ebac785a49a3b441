"""Mails that keep a speaker's part moving: before a tech check, and about what is still missing (row P7).

All of them carry the personal link, and go with it to another address.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import update

from app.extensions import db
from app.models import Event, OutboxMessage, OutboxState, Participation, Person, SpeakerLink, TechCheck
from app.services.mail import outbox
from app.services.mail.locale import mail_locale
from app.services.speakers import links as speaker_links

INVITATION, REMINDER, LINK = "speaker_invitation", "speaker_reminder", "speaker_link"
CHECK_REMINDER, OWES = "tech_check_reminder", "speaker_owes"
KINDS = (INVITATION, REMINDER, LINK, CHECK_REMINDER, OWES)
BEFORE_CHECK = {"day": timedelta(hours=24), "hour": timedelta(hours=1)}
NOT_WORTH_IT = timedelta(minutes=10)  # one due sooner than this would only repeat the booking


def before_check(event: Event, person: Participation, slot: TechCheck, *, now: datetime) -> None:
    """Queue the reminders of a slot that was booked now; one that is given back says nothing any more."""
    link = speaker_links.link_of(person)
    if link is None or not person.person.email:
        return
    for which, before in BEFORE_CHECK.items():
        due = slot.starts_at - before
        if due - now > NOT_WORTH_IT:
            outbox.enqueue(
                key=f"{CHECK_REMINDER}.{slot.key}.{link.id}.{now:%Y%m%d%H%M%S}.{which}",
                kind=CHECK_REMINDER,
                to_email=person.person.email,
                to_name=person.name_printed,
                payload={
                    "link_id": link.id,
                    "slot": slot.key,
                    "booked_at": now.isoformat(),
                    "locale": mail_locale(person.person.language),
                },
                event_id=event.id,
                now=now,
                due_at=due,
            )


def change_address(person: Person, email: str | None, *, now: datetime) -> None:
    """Write to somebody elsewhere from now on, or nowhere.

    Whoever reads the old address no longer speaks for the person: every link mailed there opens nothing any
    more. Where one worked, the new address gets a new one.
    """
    old, person.email = person.email, email
    db.session.flush()
    if old is None:
        return
    links = speaker_links.of_people(person)
    for link in links:
        speaker_links.change_secret(link)
    follow(links, old=old, new=email, now=now)


def follow(links: Collection[SpeakerLink], *, old: str, new: str | None, now: datetime) -> None:
    """Let what waits go to the new address, and send a new link there in place of one that was sent."""
    if new is None:
        return
    waiting = _redirect(links, old=old, new=new)
    for link in links:
        if link.sent_at and link.id not in waiting and not link.revoked_at and link.expires_at > now:
            _send_again(link, now=now)


def _redirect(links: Collection[SpeakerLink], *, old: str, new: str) -> set[int]:
    """Return the links that are on their way to the new address by this."""
    numbers = [link.id for link in links]
    moving = (
        update(OutboxMessage)
        .where(OutboxMessage.state == OutboxState.QUEUED, OutboxMessage.leased_until.is_(None))
        .where(OutboxMessage.kind.in_(KINDS), OutboxMessage.to_email == old)
        .where(OutboxMessage.payload["link_id"].as_integer().in_(numbers))
        .values(to_email=new)
        .returning(OutboxMessage.kind, OutboxMessage.payload)
    )
    rows = db.session.execute(moving, execution_options={"synchronize_session": False})
    return {payload["link_id"] for kind, payload in rows if kind in {INVITATION, LINK}}


def _send_again(link: SpeakerLink, *, now: datetime) -> None:
    part = link.participation
    outbox.enqueue(
        key=f"{LINK}.{link.id}.{link.token_salt[:6]}.moved",
        kind=LINK,
        to_email=part.person.email or "",
        to_name=part.name_printed,
        payload={"link_id": link.id, "locale": mail_locale(part.person.language)},
        event_id=part.event_id,
        now=now,
    )
