"""What became of mails that came in, in words for whoever runs the installation."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

OUTCOMES: Mapping[str, Any] = {
    "answered": _l("a calendar’s reply, kept"),
    "answered_old_time": _l("a calendar’s reply to an old time"),
    "proposed": _l("a calendar proposes another time"),
    "repeated": _l("a calendar’s reply, once more"),
    "overtaken": _l("an older reply of a calendar"),
    "no_seat": _l("a calendar’s reply, by somebody without a seat"),
    "letter": _l("a letter, sent on to organisers, left unread"),
    "letter_kept": _l("a letter that is on the desk alone, left unread"),
    "bounced": _l("a message came back"),
    "delayed": _l("a message is delayed"),
    "complained": _l("a message was reported as spam"),
    "no_answer": _l("belongs to nobody, left unread"),
    "unknown_bounce": _l("a report about no message of ours, left unread"),
    "foreign": _l("a calendar’s reply to no event here, left unread"),
    "forged": _l("a calendar’s reply that nothing proves, left unread"),
    "not_one_attendee": _l("a calendar’s reply of several people, left unread"),
    "unknown_partstat": _l("a calendar’s reply without an answer, left unread"),
    "no_uid": _l("a calendar’s reply without a UID, left unread"),
    "too_large": _l("a calendar that is too large, left unread"),
    "broken": _l("cannot be read, left unread"),
}
"""Outcome of services.calendars.inbound -> what it is."""
