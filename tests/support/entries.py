"""Calendar entries for tests: the side event of 2 May 2023, changed as a test needs it."""

from datetime import UTC, datetime

from app.domain.calendars.calendar_entry import Attendee, Entry, Mailbox

STAMP = datetime(2023, 4, 1, 9, 30, tzinfo=UTC)
LATER = datetime(2023, 4, 20, 12, 0, 5, tzinfo=UTC)
ORGANISER = Mailbox("Jane Doe via Sidestage", "calendar@example.org")
AMARA = Attendee(name="Amara Okafor", email="amara@example.org")


def entry(**changes):
    facts = {
        "uid": "5f0c9b1e-side@example.org",
        "sequence": 0,
        "stamp": STAMP,
        "created": STAMP,
        "modified": STAMP,
        "starts_at": datetime(2023, 5, 2, 14, 0, tzinfo=UTC),
        "ends_at": datetime(2023, 5, 2, 15, 30, tzinfo=UTC),
        "title": "Social innovation experiences",
        "zone": "America/New_York",
    }
    return Entry(**(facts | changes))


def lines(data):
    """Return the lines of a calendar file, which end in CRLF, all of them."""
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    return data.decode().split("\r\n")[:-1]
