"""A mail with an invitation, for tests of what carries mail."""

from app.domain.calendars.personal_entry import personal
from app.domain.calendars.vevent import vevent
from app.gateways.mail import OutgoingMail
from tests.support.entries import AMARA, LATER, ORGANISER, entry

INVITATION = personal(
    vevent(entry(title="Été ; 田中" * 9)), method="REQUEST", organiser=ORGANISER, attendee=AMARA, stamp=LATER
)


def mail(**changes):
    facts = {
        "to_name": "Amara Okafor",
        "to_email": "amara@example.org",
        "subject": "You are registered",
        "text": "Tue 2 May, 10:00 New York (UTC−4)\n",
        "html": "<p>Tue 2 May, 10:00 New York (UTC−4)</p>\n",
        "message_id": "<1.0.amara.confirm@example.org>",
    }
    return OutgoingMail(**(facts | changes))
