"""Where what people write to the organisers of an event goes (row R4)."""

from datetime import datetime

from app.domain.errors import DomainError
from app.domain.words import N_
from app.extensions import db
from app.installation import installation
from app.models import Event
from app.services.actor import Actor
from app.services.history import record
from app.services.mail import addresses


class ContactIsOurs(DomainError):
    """What is sent on to our own mailbox would come back to it."""

    message = N_("This is the address that this installation writes from. Name one that people read.")
    field = "contact_email"
    status = 422


def set_contact(event: Event, *, email: str, actor: Actor, now: datetime) -> None:
    """Send what people write to this address; "": to whoever leads the event. Raises ContactIsOurs."""
    if email and addresses.is_ours(email):
        raise ContactIsOurs
    record(event, actor=actor, field="contact", old=event.contact_email, new=email, now=now)
    event.contact_email = email
    db.session.flush()


def are_answers_read(event: Event) -> bool:
    """Whether an answer to a mail of the event reaches anybody: by our mailbox, or at the contact."""
    return installation().reads_mail or bool(event.contact_email)
