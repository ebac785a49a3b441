"""Mail as calendar programs and mail servers write it back, for tests of answers and bounces."""

from email.message import EmailMessage

from app.extensions import db
from app.models import OutboxMessage
from app.services.attendance import links as attendee_links
from app.services.calendars import participant_entries
from app.services.mail import addresses as mail_addresses

EXCHANGE = """BEGIN:VCALENDAR
METHOD:{method}
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VEVENT
ATTENDEE;PARTSTAT={partstat};CN=Chie Tanabe:mailto:{attendee}
COMMENT;LANGUAGE=en-US:{comment}
UID:{uid}
SUMMARY;LANGUAGE=en-US:Accepted: Twelve reefs
{more}DTSTAMP:{stamp}
SEQUENCE:{sequence}
LOCATION;LANGUAGE=en-US:{location}
END:VEVENT
END:VCALENDAR
"""
"""As Exchange answers: no ORGANIZER, a comment with a language, the location as it was invited."""


def reply_address(**wanted):
    """Return where answers to the newest message go that matches."""
    newest = db.session.query(OutboxMessage).filter_by(**wanted).order_by(OutboxMessage.id.desc()).first()
    return mail_addresses.reply_to(newest.id)


def reply(registration, partstat="ACCEPTED", *, sequence=None, proof="way in", **more):
    """Return the raw mail of one person's answer to their newest invitation.

    `proof`: "way in" (the location comes back), "address" (the mail went to their own address), or None.
    `changed`: words of the calendar, and what stands there instead.
    """
    known = registration.invited_sequence
    values = {
        "method": "REPLY",
        "partstat": partstat,
        "attendee": registration.email.upper(),
        "comment": "",
        "uid": registration.uid,
        "more": "",
        "stamp": "20270301T093000Z",
        "sequence": known if sequence is None else sequence,
        "location": attendee_links.join_url(registration) if proof == "way in" else "",
        "to": reply_address(registration_id=registration.id) if proof == "address" else "calendar@localhost",
        "headers": {},
        "changed": ("", ""),
    } | more
    mail = EmailMessage()
    mail["From"] = f"Chie Tanabe <{registration.email}>"
    mail["To"] = values["to"]
    mail["Subject"] = "Accepted: Twelve reefs"
    for name, value in values["headers"].items():
        mail[name] = value
    mail.set_content("Accepted")
    data = EXCHANGE.format(**values).replace(*values["changed"]).replace("\n", "\r\n").encode()
    mail.add_alternative(data, maintype="text", subtype="calendar", params={"method": values["method"]})
    return mail.as_bytes()


def entry_reply(entry, partstat="ACCEPTED", *, sequence=None, proof="way in", **more):
    """Return the raw mail of an answer to an entry of the programme, as `reply` for a registration."""
    values = {
        "method": "REPLY",
        "partstat": partstat,
        "attendee": entry.email,
        "comment": "",
        "uid": entry.uid,
        "more": "",
        "stamp": "20270301T093000Z",
        "sequence": entry.sequence if sequence is None else sequence,
        "location": participant_entries.join_url(entry) if proof == "way in" else "",
        "to": reply_address(to_email=entry.email) if proof == "address" else "calendar@localhost",
    } | more
    mail = EmailMessage()
    mail["From"], mail["To"] = f"{entry.name} <{entry.email}>", values["to"]
    mail["Subject"] = "Accepted"
    mail.set_content("Accepted")
    data = EXCHANGE.format(**values).replace("\n", "\r\n").encode()
    mail.add_alternative(data, maintype="text", subtype="calendar", params={"method": values["method"]})
    return mail.as_bytes()


REPORT = """From: MAILER-DAEMON@mx.example.net
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="edge"

--edge
Content-Type: text/plain

I am sorry.
--edge
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; chie@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {status} no such user

--edge
Content-Type: message/rfc822

Subject: You have a seat

--edge--
"""


def bounce(message_id, *, status="5.1.1", action="failed", to=None):
    """Return the raw report that a message came back."""
    to = to or mail_addresses.return_path(message_id)
    return REPORT.format(to=to, status=status, action=action).replace("\n", "\r\n").encode()
