"""The door for mail that a mail server hands over: answers of calendars, messages that came back (row R4)."""

import hmac

from flask import abort, current_app, request

from app.domain.mail.mime import READ_LIMIT
from app.extensions import csrf, db, limiter
from app.services.calendars import inbound
from app.web import access
from app.web.calendars.blueprint import blueprint
from app.web.http.clock import now

HEADER = "X-Inbound-Secret"


@blueprint.post("/inbound/mail")
@csrf.exempt
@access.public
@limiter.limit("600 per minute")
def inbound_mail() -> tuple[dict[str, str], int]:
    """Take one whole mail as the body. No page and no cookie: a program sends it, and names the secret."""
    secret = current_app.config["SETTINGS"].inbound_secret
    if not secret:
        abort(404)
    if not hmac.compare_digest(request.headers.get(HEADER, "").encode(), secret.encode()):
        abort(403)
    outcome = inbound.take(request.stream.read(READ_LIMIT), now=now())
    db.session.commit()
    return {"outcome": outcome}, 200
