"""Whatever anybody types, a mail has our headers, one recipient and one entry (rows R4, X4)."""

import re

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.domain.lifecycle import EventState
from app.extensions import db
from app.gateways.mail import to_message
from app.mails import delivery
from app.models import Event, Organisation, Organiser, OrganiserRole, OutboxMessage, Registration
from app.services.calendars import announcements, event_entries
from app.services.partners.organisation_records import find_or_make_organisation
from tests.support.attendees import SENDER, public_event, register
from tests.support.hostile import hostile_text
from tests.support.world import START

HEADERS = [
    "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted",
    "X-Auto-Response-Suppress", "MIME-Version", "Content-Type",
]  # fmt: skip
ONCE = (
    "METHOD",
    "UID",
    "SEQUENCE",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "STATUS",
    "SUMMARY",
    "ORGANIZER",
    "ATTENDEE",
)


def storable(text):
    """A database holds whole characters and no zero; that much every form refuses, too."""
    return text.encode("utf-8", "ignore").decode().replace("\0", "")


def words():
    return st.builds(storable, hostile_text())


def made(kind):
    """Return the newest message of a kind as the bytes that travel, after its making in the usual way."""
    row = db.session.query(OutboxMessage).filter_by(kind=kind).order_by(OutboxMessage.id.desc()).first()
    mail = delivery.render_many([row.id])[row.id]
    assert not isinstance(mail, Exception), mail
    return mail, to_message(mail, sender=SENDER).as_bytes()


def test_no_words_make_a_header_a_recipient_or_a_property(app):
    event = public_event()
    chie = register(event)
    lead = find_or_make_organisation(name="Reef Watch")
    role = OrganiserRole.LEAD
    db.session.add(Organiser(event_id=event.id, organisation_id=lead.id, position=1, role=role))
    db.session.commit()
    event_id, chie_id, lead_id = event.id, chie.id, lead.id

    @settings(max_examples=60, deadline=None, phases=[Phase.generate])
    @given(words(), words(), words(), words(), words())
    def whatever_is_typed(title, aim, name, short_name, reason):
        event, chie = db.session.get_one(Event, event_id), db.session.get_one(Registration, chie_id)
        lead = db.session.get_one(Organisation, lead_id)
        lead.short_name, event.title, event.aim, chie.name = short_name or "Reef", title, aim, name
        db.session.flush()
        event_entries.issue(event, now=START)
        announcements.event_changed(event=event, kind="event_postponed", reason=reason, now=START)
        event.state = EventState.POSTPONED
        try:
            looks_as_it_must(*made("event_postponed"))
        finally:
            db.session.rollback()

    whatever_is_typed()


def looks_as_it_must(mail, raw):
    head = re.sub(rb"\r\n[ \t]", b" ", raw.partition(b"\r\n\r\n")[0])
    assert [line.partition(b":")[0].decode() for line in head.split(b"\r\n")] == HEADERS
    (to,) = re.findall(rb"^To: (.*)\r$", head, re.MULTILINE)
    assert to.endswith((b"<chie@example.org>", b" chie@example.org")) or to == b"chie@example.org"
    assert raw.count(b"\n") == raw.count(b"\r") == raw.count(b"\r\n")
    entry = mail.calendar.replace(b"\r\n ", b"").decode()
    names = [re.split(r"[;:]", line, maxsplit=1)[0] for line in entry.split("\r\n")]
    assert {one: names.count(one) for one in ONCE} == dict.fromkeys(ONCE, 1)
    assert names.count("BEGIN") == 2
    (attendee,) = [line for line in entry.split("\r\n") if line.startswith("ATTENDEE")]
    assert attendee.endswith(":mailto:chie@example.org")
    assert re.findall(r"<(?:script|img|iframe)", mail.html) == []
