"""Turn outbox rows into mails: texts from templates/mail/, facts from the builder of their kind."""

from collections.abc import Sequence

from flask_babel import force_locale, get_locale
from sqlalchemy import select

from app.domain.errors import DomainError
from app.extensions import db
from app.gateways.mail import OutgoingMail
from app.mails import texts as mail_texts
from app.mails.messages import MESSAGES, invitation, organised_by, shared
from app.models import OutboxMessage, Registration
from app.queries.registrations import others_of_mailbox
from app.services.addresses import message_id
from app.services.mail import addresses as mail_addresses
from app.services.mail import undeliverable


class NoLongerTrue(DomainError):
    """What the message would say is not so any more; it is dropped, not sent."""


class Undeliverable(DomainError):
    """The address takes no mail, as its server has said before; nothing is sent there."""


def render_many(message_ids: Sequence[int]) -> dict[int, OutgoingMail | Exception]:
    """Render the mails of a few rows, reading together what they share; a refusal stands in a mail's place.

    NoLongerTrue: the message has lost its reason. Undeliverable: the address takes no mail. Anything else
    is a fault of ours, which must not keep the other mails.
    """
    messages = db.session.scalars(select(OutboxMessage).where(OutboxMessage.id.in_(message_ids))).all()
    gone, complained = undeliverable.reasons(messages), undeliverable.complained(messages)
    found: dict[int, OutgoingMail | Exception] = {}
    with shared.batch():
        people = _read_people(messages)
        for message in messages:
            if message.id in gone:
                found[message.id] = Undeliverable(gone[message.id])
                continue
            if message.kind in undeliverable.REMINDERS and message.to_email in complained:
                found[message.id] = NoLongerTrue("the reader reported a mail as spam")
                continue
            try:
                found[message.id] = render(message)
            except Exception as error:  # noqa: BLE001 - kept, and noted by the worker with its message
                found[message.id] = error
        del people
    return found


def render(message: OutboxMessage) -> OutgoingMail:
    """Render the mail of one row: texts from templates/mail/<kind>/, facts from the kind's builder.

    Raises NoLongerTrue when the message has lost its reason.
    """
    build = MESSAGES[message.kind]
    with force_locale(message.payload.get("locale", "en")):
        facts = build(message)
        if facts is None:
            raise NoLongerTrue("no longer true")
        context = facts.context | {"organised": organised_by.organised_by(message)}
        subject, text, html = mail_texts.texts(message, str(get_locale()), context)
        return OutgoingMail(
            to_name=message.to_name,
            to_email=message.to_email,
            subject=subject,
            text=text,
            html=html,
            message_id=message_id(message.key),
            calendar=facts.calendar,
            method=facts.method,
            in_reply_to=facts.in_reply_to,
            reply_to=facts.reply_to or organised_by.reply_to(message),
            unsubscribe_url=facts.unsubscribe_url,
            from_name=facts.from_name,
            return_path=mail_addresses.return_path(message.id),
        )


def _read_people(messages: Sequence[OutboxMessage]) -> Sequence[Registration]:
    """Fetch the attendees of all messages at once. The session knows them as long as somebody holds them."""
    whose = [message.registration_id for message in messages if message.registration_id is not None]
    threads = invitation.first_invitations(whose)
    others = others_of_mailbox(whose)
    for registration_id in whose:
        shared.know(("thread", registration_id), threads.get(registration_id))
        shared.know(("others", registration_id), others.get(registration_id, ()))
    return db.session.scalars(select(Registration).where(Registration.id.in_(whose))).all()
