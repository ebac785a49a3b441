"""Mails built to keep a reader busy: nested, endless, quoted without end."""

REPLY = (
    b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
CALENDAR = b"Content-Type: text/calendar\r\n\r\n"


def nested(depth: int) -> bytes:
    """Return a mail whose calendar stands inside `depth` multiparts."""
    heads = (
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        for level in range(depth)
    )
    return b"".join(heads) + CALENDAR + REPLY


MAILS = {
    "nested fifty times": nested(50),
    "nested three thousand times": nested(3000),
    "an unknown charset": b"Content-Type: text/calendar; charset=nonsense\r\n\r\n" + REPLY,
    "a charset that is a function": b"Content-Type: text/calendar; charset=idna\r\n\r\n" + REPLY,
    "calendars in calendars": CALENDAR + b"BEGIN:VCALENDAR\r\n" * 15_000,
    "quotes without end": CALENDAR + b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n" + b'X;A=";A=' * 30_000,
    "folds without end": CALENDAR + b"\r\n " * 80_000,
    "comments in an address": b"From: " + b"(" * 100_000 + b"\r\n" + CALENDAR + REPLY,
    "brackets in an address": b"To: " + b"<a+" * 80_000 + b"\r\n" + CALENDAR + REPLY,
    "short lines without end": nested(19)[: -len(REPLY)] + b"x\n" * 290_000 + b"y" * 9_000_000,
    "nothing but line ends": CALENDAR + b"\n" * 5_000_000,
    "parts without end": b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\n\r\n" * 90_000,
    "headers without end": b"X-A: b\r\n" * 290_000,
    "a status without end": b"Content-Type: message/delivery-status\r\n\r\n"
    + b"Action: failed\r\n\r\n" * 90_000,
    "codes without end": b"From: mailer-daemon@example.org\r\n\r\n" + b"5.1." * 60_000,
    "comments without end": b"Content-Type: text/html\n\n" + b"<!--" * 65_000,
    "blocks in blocks": b"Content-Type: text/html\n\n" + b"<div>" * 50_000,
    "links in links": b"Content-Type: text/html\n\n" + b"<a><div>" * 30_000,
    "quotes of quotes": b"\n\n" + b"On a day he wrote\n" * 14_000,
    "no base64": b"Content-Type: text/calendar\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"!" * 1000,
}
