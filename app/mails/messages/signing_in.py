"""The mail that signs an organiser in."""

from app.extensions import db
from app.mails.messages.facts import MailFacts
from app.models import OutboxMessage, SignInRequest
from app.services import accounts
from app.services.addresses import PagePath, absolute


def sign_in(message: OutboxMessage) -> MailFacts | None:
    """The one-use link and the code to type where the link cannot be followed; None once it was used."""
    request = db.session.get(SignInRequest, message.payload["request_id"])
    if request is None or request.used_at is not None:
        return None
    return MailFacts(
        context={
            "link": absolute(PagePath.SIGN_IN, token=accounts.token_of(request)),
            "code": accounts.code_of(request),
            "minutes": int(accounts.LINK_LIFE.total_seconds() // 60),
        }
    )
