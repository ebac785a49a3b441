"""Every kind of mail, by the name of its folder under templates/mail/: what it says is decided here."""

from collections.abc import Callable, Mapping

from app.models import OutboxMessage
from app.services.messages import signing_in
from app.services.messages.facts import Facts

Builder = Callable[[OutboxMessage], Facts | None]

MESSAGES: Mapping[str, Builder] = {
    "sign_in": signing_in.sign_in,
}
