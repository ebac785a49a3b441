"""The mails that ask somebody which start suits them."""

from app.domain.clocks import zones
from app.extensions import db
from app.gateways import gateways
from app.mails.messages.facts import MailFacts
from app.models import HourPollPerson, OutboxMessage
from app.services.finder import poll_links
from app.wording.when import clock_reading


def poll_asked(message: OutboxMessage) -> MailFacts | None:
    """The starts in the person's own time, and the personal link; None once closed or answered."""
    return _facts(message)


def poll_reminder(message: OutboxMessage) -> MailFacts | None:
    """The same once more, to who has not answered; None once closed, answered or all too late."""
    return _facts(message)


def _facts(message: OutboxMessage) -> MailFacts | None:
    person = db.session.get(HourPollPerson, message.payload["person_id"])
    if person is None or not person.email or person.answered_at is not None:
        return None
    poll, now = person.poll, gateways().clock.now()
    ahead = [start for start in poll.starts if start.starts_at > now]
    if poll.closed_at is not None or not ahead:
        return None
    zone = person.zone if person.zone in zones.available_names() else None
    own = zone or poll.zone
    return MailFacts(
        context={
            "title": poll.event.title,
            "asked_by": poll.asked_by,
            "note": poll.note,
            "minutes": poll.minutes,
            "link": poll_links.url(person),
            "clocks": [clock_reading(start.starts_at, start.ends_at, own, own) for start in ahead],
            "zone_known": zone is not None,
        },
    )
