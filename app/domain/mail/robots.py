"""Whether a person wrote a mail to us alone, by what robots say of themselves (RFC 3834, RFC 2369)."""

import re
from enum import StrEnum

from app.domain.mail import mime
from app.domain.mail.mime import Mail

_SERVERS = re.compile(r"(mailer-?daemon|postmaster|no-?reply|do-?not-?reply)@", re.IGNORECASE)
_AWAY = re.compile(
    r"(automatic reply|out of (the )?office|auto(matic)?[ -]?(reply|response)|abwesenheit"
    r"|automatische antwort|réponse automatique|respuesta automática|risposta automatica"
    r"|resposta automática|автоответ|自动回复|自動返信|自動応答)",
    re.IGNORECASE,
)


class Robot(StrEnum):
    """Why a mail is kept and not sent on: no person wrote it to us alone."""

    AUTOMATIC = "automatic"
    MAILING_LIST = "mailing_list"
    OURS = "ours"


def robot_of(mail: Mail) -> Robot | None:
    """Tell which robot wrote the mail, by what robots have to say of themselves."""
    precedence = str(mail.get("Precedence", "")).strip().lower()
    if precedence == "list" or any(name in mail for name in ("List-Id", "List-Post", "List-Unsubscribe")):
        return Robot.MAILING_LIST
    submitted = str(mail.get("Auto-Submitted", "no")).strip().lower() or "no"
    is_automatic = (
        not submitted.startswith("no")
        or precedence in {"bulk", "junk", "auto_reply"}
        or any(name in mail for name in ("X-Auto-Response-Suppress", "X-Autoreply", "X-Autorespond"))
        or str(mail.get("Return-Path", "")).strip() == "<>"
        or any(map(_SERVERS.match, mime.addresses(mail, "From")))
        or bool(_AWAY.match(mime.header(mail, "Subject")))
    )
    return Robot.AUTOMATIC if is_automatic else None
