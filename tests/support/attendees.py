"""A public event and people who register for it, for tests of attendance."""

from datetime import timedelta
from email import message_from_bytes
from typing import Any

from app.domain.lifecycle import EventState, RegistrationState
from app.extensions import db
from app.gateways import gateways
from app.gateways.mail import mailbox, to_message
from app.gateways.mime import POLICY
from app.models import Event, OutboxMessage, Registration
from app.services.attendance import links as attendee_links
from app.services.attendance import registrations
from app.services.attendance.registrations import AttendeeDetails
from app.services.calendars import announcements, event_entries
from app.worker.outbox import deliver_due
from tests.support import desk
from tests.support.world import START

A_MINUTE = timedelta(minutes=1)
MEETING = "https://meet.example.org/room/secret-address"
SENDER = mailbox("Sidestage <calendar@localhost>")


def public_event(slug: str = "twelve-reefs", **more: Any) -> Event:
    """Return a published event with its calendar entry: 10:00 in Lagos, 11 March 2027, 90 minutes."""
    facts = {"state": EventState.PUBLISHED, "meeting_url": MEETING} | more
    event = desk.event(slug, **facts)
    event_entries.issue(event, now=START)
    db.session.commit()
    return event


def register(
    event: Event, name: str = "Chie Tanabe", email: str = "", *, locale: str = "en_GB", **more: Any
) -> Registration:
    """Register somebody (by default Chie, in Tokyo) at START and commit."""
    details = AttendeeDetails(**({"name": name, "country": "JP", "zone": "Asia/Tokyo"} | more))
    email = email or f"{name.split(maxsplit=1)[0].lower()}@example.org"
    made = registrations.register(event=event, email=email, details=details, locale=locale, now=START)
    db.session.commit()
    return made


def token(registration: Registration, purpose: str = attendee_links.PERSON) -> str:
    """Return the token of one of the person's links."""
    address = {
        attendee_links.PERSON: attendee_links.person_url,
        attendee_links.JOIN: attendee_links.join_url,
        attendee_links.STOP: attendee_links.stop_url,
    }[purpose](registration)
    return address.rsplit("/", 1)[1]


def queued(**wanted: Any) -> list[OutboxMessage]:
    """Return the outbox rows that match, in the order of their making."""
    return list(db.session.query(OutboxMessage).filter_by(**wanted).order_by(OutboxMessage.id))


def kinds(registration: Registration) -> list[str]:
    """Return the kinds of mail queued for one person, reminders left out."""
    rows = queued(registration_id=registration.id)
    return [row.kind for row in rows if row.kind != "reminder"]


def after_quiet(app, outgoing) -> list[Any]:
    """Let the quiet period after the changes pass, then deliver as `delivered` does."""
    waiting = [row.due_at for row in queued(state="queued") if row.kind in announcements.QUIET]
    clock = gateways().clock
    clock.set(max([clock.now(), *waiting]))
    return delivered(app, outgoing)


def deliver(app) -> int:
    """Let the worker deliver what is due; return how many. The test's own reading would keep it waiting."""
    db.session.commit()
    return deliver_due(app)


def delivered(app, outgoing) -> list[Any]:
    """Let the worker deliver what is due; return the messages as a mail program reads them."""
    before = len(outgoing.sent)
    deliver(app)
    return [
        message_from_bytes(to_message(mail, sender=SENDER).as_bytes(), policy=POLICY)
        for mail in outgoing.sent[before:]
    ]


def states_of(event: Event) -> list[tuple[str, RegistrationState]]:
    """Return (first name, state) of everybody who registered, in the order of the queue."""
    rows = db.session.query(Registration).filter_by(event_id=event.id).order_by(Registration.queue_number)
    return [(row.name.split()[0], row.state) for row in rows]
