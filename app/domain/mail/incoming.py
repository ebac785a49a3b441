"""A mail that came in, read once: a report, a calendar's reply, a letter. Nothing in it is trusted yet."""

from dataclasses import dataclass, replace

from app.domain.mail import mime
from app.domain.mail.bounces import Bounce, Complaint, plain_bounce_in, report_in
from app.domain.mail.itip_answers import CalendarReply, ReplyRefusal, reply_in
from app.domain.mail.letters import WrittenMail, letter_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What one mail holds. `plain_bounce` counts only where `marks` hold an envelope address of ours."""

    marks: tuple[str, ...]
    report: Bounce | Complaint | None
    plain_bounce: Bounce | None
    reply: CalendarReply | ReplyRefusal
    letter: WrittenMail


def read(raw: bytes) -> Incoming | None:
    """Return what a mail as it was received holds; None where it is built to break a reader. Never raises."""
    try:
        mail = mime.parse(raw)
        reply, letter = reply_in(mail), letter_in(mail)
        if isinstance(reply, CalendarReply):  # the invitation's own link names the writer as well
            letter = replace(letter, ways_in=letter.ways_in + reply.ways_in)
        return Incoming(
            marks=mime.marks(mail),
            report=report_in(mail),
            plain_bounce=plain_bounce_in(mail),
            reply=reply,
            letter=letter,
        )
    except (RecursionError, LookupError, ValueError, AttributeError, TypeError):
        return None
