"""The calendar part of a mail to one attendee, and the thread it belongs to (RFC 5546, RFC 6047; row R4)."""

from collections.abc import Mapping, Sequence

from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import select

from app.domain.calendars.calendar_entry import Attendee, Mailbox, Method, Partstat
from app.domain.calendars.personal_entry import personal
from app.domain.lifecycle import RegistrationState
from app.extensions import db
from app.gateways import gateways
from app.gateways.mail import mailbox
from app.installation import installation
from app.mails.messages import shared
from app.models import Event, Organiser, OrganiserRole, OutboxMessage, Registration
from app.queries import calendar_answers
from app.queries.calendar_answers import is_to_an_old_time
from app.services.addresses import message_id
from app.services.attendance import links as attendee_links
from app.services.calendars import event_entries

PARTSTATS: Mapping[str, Partstat] = {"declined": "DECLINED", "tentative": "TENTATIVE"}
INVITING = ("registration_confirmed", "seat_freed")


def organiser_of(event: Event) -> Mailbox:
    """Return who invites: our one mailbox, which is read, under the name of the event's lead if known."""
    return shared.once(("organiser", event.id, str(get_locale())), lambda: _organiser_of(event))


def _organiser_of(event: Event) -> Mailbox:
    ours = mailbox(installation().mail_from)
    lead = db.session.scalar(
        select(Organiser).where(Organiser.event_id == event.id, Organiser.role == OrganiserRole.LEAD)
    )
    if lead is None:
        return ours
    name: str = _("%(organisation)s via Sidestage", organisation=lead.display_name)
    return Mailbox(name, ours.email)


def entry_for(
    message: OutboxMessage, registration: Registration, *, method: Method, organiser: Mailbox
) -> bytes | None:
    """Return the calendar of a REQUEST or CANCEL to the message's recipient alone; None without an entry.

    The entry is the event's as it is now; its way in is the person's own join link. Who has registered has
    accepted, so nobody is asked to answer; who answered otherwise is shown their own answer, and asked again
    when that was to an old time. Whoever holds an entry as part of the programme keeps that one alone.
    """
    event = registration.event
    participants = shared.once(
        ("participants", event.id), lambda: calendar_answers.seats_of_participants(event.id)
    )
    if registration.id in participants:
        return None
    revision = shared.once(("revision", event.id), lambda: event_entries.current(event.id))
    if revision is None:
        return None
    has_seat = registration.state is RegistrationState.CONFIRMED
    return personal(
        event_entries.for_registration(revision.vevent, registration),
        method=method,
        organiser=organiser,
        attendee=Attendee(
            name=message.to_name,
            email=message.to_email,
            partstat=_partstat(registration),
            rsvp=_is_asked_again(registration),
            role="OPT-PARTICIPANT",
        ),
        stamp=gateways().clock.now(),
        sequence=registration.invited_sequence,
        location=attendee_links.join_url(registration) if has_seat else None,
    )


def _partstat(registration: Registration) -> Partstat:
    if _is_asked_again(registration):
        return "NEEDS-ACTION"
    return PARTSTATS.get(registration.calendar_answer or "", "ACCEPTED")


def _is_asked_again(registration: Registration) -> bool:
    return registration.calendar_answer in PARTSTATS and is_to_an_old_time(registration)


def thread_of(message: OutboxMessage) -> str | None:
    """Return the Message-ID of the person's first invitation, which later mails answer to, else None."""
    whose = message.registration_id
    first = shared.once(("thread", whose), lambda: first_invitations([whose]).get(whose))
    return None if first in {None, message.key} else message_id(str(first))


def first_invitations(registration_ids: Sequence[int | None]) -> dict[int | None, str]:
    """Return (registration -> key of the first invitation), in one query."""
    rows = db.session.execute(
        select(OutboxMessage.registration_id, OutboxMessage.key)
        .where(OutboxMessage.registration_id.in_(registration_ids), OutboxMessage.kind.in_(INVITING))
        .order_by(OutboxMessage.id.desc())
    )
    return {whose: key for whose, key in rows}  # noqa: C416 - the oldest comes last and stays
