"""What people write back to our mails, as raw mails."""

from datetime import datetime, timedelta
from email.message import EmailMessage

from app.domain.access import Role
from app.extensions import db
from app.gateways import gateways
from app.models import Event, Letter
from app.services.calendars import inbound
from app.services.scheduling import team
from tests.support.desk import AMARA
from tests.support.world import START

LATER = START + timedelta(hours=1)
QUESTION = "Can I bring a colleague?"


def letter(to, text=QUESTION, *, sender="Chie Tanabe <chie@example.org>", **headers):
    """Return a raw mail from `sender`; `headers` have _ for -, such as in_reply_to."""
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, to
    mail["Subject"] = headers.pop("subject", "Re: Your seat: Twelve reefs")
    mail["Message-ID"] = headers.pop("message_id", "<one@client.example.org>")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def take(raw: bytes, now: datetime = LATER) -> str:
    """Let a mail come in at this time; return its outcome."""
    gateways().clock.set(now)
    outcome = inbound.take(raw, now=now)
    db.session.commit()
    return outcome


def led(event: Event, *emails: str) -> Event:
    """Let these people lead the event, by default Amara."""
    for email in emails or ("amara@example.org",):
        team.add_member(event, email=email, role=Role.LEAD, actor=AMARA, now=START)
    db.session.commit()
    return event


def the_letter() -> Letter:
    """Return the only letter that there is."""
    return db.session.query(Letter).one()
