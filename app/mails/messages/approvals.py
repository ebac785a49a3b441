"""What the team is written about people who ask to be let in (row R11)."""

from sqlalchemy import func, select

from app.domain.lifecycle import EventState, RegistrationState
from app.extensions import db
from app.mails.messages.facts import MailFacts
from app.models import Event, OutboxMessage, Registration
from app.services.addresses import PagePath, absolute


def approvals_wait(message: OutboxMessage) -> MailFacts | None:
    """So many wait for a yes now; None when nobody does any more, or there is nothing to come to."""
    waiting = select(func.count(Registration.id)).where(
        Registration.event_id == message.event_id, Registration.state == RegistrationState.APPLIED
    )
    event, count = db.session.get(Event, message.event_id), db.session.scalar(waiting)
    if event is None or event.state is not EventState.PUBLISHED or not count:
        return None
    desk = absolute(PagePath.DESK_APPLICANTS, slug=event.slug)
    return MailFacts(context={"title": event.title, "count": count, "desk_url": desk})
