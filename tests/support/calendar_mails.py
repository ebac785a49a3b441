"""Calendar mails, read as text: one property after the other."""

import re
from email.message import EmailMessage


def calendar(mail: EmailMessage) -> dict[str, str]:
    """Return the mail's VEVENT, unfolded: property -> value, parameters left out."""
    lines = _unfolded(mail).splitlines()
    return {line.partition(":")[0].partition(";")[0]: line.partition(":")[2] for line in lines}


def entry(mail: EmailMessage) -> tuple[str, ...]:
    """Return (method, SEQUENCE, STATUS) of a mail's calendar, whose attendee is who gets the mail."""
    text = _unfolded(mail)
    assert f"mailto:{mail['To'].addresses[0].addr_spec}" in text
    return tuple(re.search(rf"\r\n{name}:(\S+)\r", text)[1] for name in ("METHOD", "SEQUENCE", "STATUS"))


def entries(mails: list[EmailMessage]) -> list[tuple[str, ...]]:
    """Return (subject, method, SEQUENCE, STATUS) of each mail."""
    return [(mail["Subject"], *entry(mail)) for mail in mails]


def _unfolded(mail: EmailMessage) -> str:
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return part.get_payload(decode=True).decode().replace("\r\n ", "")
