"""Mails of tests/data/mail as this installation would receive them: sent to an address of its own."""

import base64
import re
from email import message_from_bytes
from pathlib import Path

MAILS = Path(__file__).parent.parent / "data" / "mail"


def received(name, *, to, uid="", stamp="20270301T093000Z"):
    """Return the raw mail of a file, with To, and with UID and DTSTAMP in its calendar, put in."""
    mail = message_from_bytes((MAILS / f"{name}.eml").read_bytes())
    del mail["To"]
    mail["To"] = to
    for part in mail.walk():
        data = part.get_payload(decode=True) or b""
        if b"BEGIN:VCALENDAR" in data:
            data = re.sub(rb"UID:[^\r\n]+", b"UID:" + uid.encode(), data)
            data = re.sub(rb"DTSTAMP:[^\r\n]+", b"DTSTAMP:" + stamp.encode(), data)
            del part["Content-Transfer-Encoding"]
            part["Content-Transfer-Encoding"] = "base64"
            part.set_payload(base64.encodebytes(data).decode())
    return mail.as_bytes()
