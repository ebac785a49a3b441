"""A mail to one person as a value, and the two ways in which sending can fail."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMail:
    """Everything one message says. Texts may hold anything a person typed; `to_message` makes them harmless.

    `message_id`, `in_reply_to` and `references` are `<left@host>`; the same message keeps its id at every
    attempt. `calendar` are the bytes of a whole VCALENDAR: with `method` (REQUEST, CANCEL, PUBLISH) an iTIP
    message, without one a plain attachment. `from_name` replaces the sender's name, never its address.
    `return_path` is the envelope's sender, to which a server gives the mail back; the sender's own if None.
    `unsubscribe_url` is the https address that takes a one-click POST (RFC 8058).
    """

    to_name: str
    to_email: str
    subject: str
    text: str
    html: str
    message_id: str
    calendar: bytes | None = None
    method: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    reply_to: str | None = None
    unsubscribe_url: str | None = None
    from_name: str | None = None
    return_path: str | None = None


class MailFailure(Exception):
    """A mail was not accepted. `code` is the SMTP reply code where the server gave one, `reply` its words."""

    def __init__(self, reply: str, *, code: int | None = None) -> None:
        super().__init__(f"{code} {reply}" if code else reply)
        self.code = code
        self.reply = reply


class TemporaryMailFailure(MailFailure):
    """Try again later: no server, a time-out, a 4xx reply, a refused sign-in of ours.

    `uncertain`: the line broke after the whole mail was sent and before the reply, so it may have arrived;
    the next attempt carries the same Message-ID.
    """

    def __init__(self, reply: str, *, code: int | None = None, uncertain: bool = False) -> None:
        super().__init__(reply, code=code)
        self.uncertain = uncertain


class PermanentMailFailure(MailFailure):
    """Trying again is no use. `about_recipient`: the address itself is wrong, so stop writing to it."""

    def __init__(self, reply: str, *, code: int | None = None, about_recipient: bool = False) -> None:
        super().__init__(reply, code=code)
        self.about_recipient = about_recipient
