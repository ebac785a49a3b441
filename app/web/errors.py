"""Refusals and failures as pages: what happened, what stayed safe, the next step (row X5)."""

import structlog
from flask import Flask, Response, current_app, g, make_response, render_template, request
from flask_babel import gettext as _
from flask_limiter.errors import RateLimitExceeded
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError
from werkzeug.exceptions import HTTPException

from app.domain.errors import DomainError, UnknownLink
from app.extensions import db
from app.web.words import sentences

log = structlog.get_logger(__name__)
PAGES = frozenset({400, 403, 404, 405, 409, 410, 413, 429, 500, 503})
RETRY_AFTER = 5  # seconds


def sentence(error: DomainError) -> str:
    """Return the refusal in the reader's language."""
    return sentences.sentence(error.text, error.params)


def page(status: int, message: str | None = None, heading: str = "") -> Response:
    """Return the error page of `status`; `heading` says more than the status alone."""
    name = status if status in PAGES else (400 if status < 500 else 500)
    name = {405: 404}.get(name, name)
    return make_response(render_template(f"errors/{name}.html", message=message, heading=heading), status)


def init(app: Flask) -> None:
    """Register the handlers."""
    for kind, handler in (
        (DomainError, _refused),
        (CSRFError, _form_too_old),
        (RateLimitExceeded, _too_often),
        (PoolTimeout, _too_busy),
        (IntegrityError, _broken_constraint),
        (ObjectDeletedError, _gone_meanwhile),
        (StaleDataError, _gone_meanwhile),
        (DataError, _not_text),
        (HTTPException, _http),
        (Exception, _failed),
    ):
        app.register_error_handler(kind, handler)


def _refused(error: DomainError) -> Response:
    db.session.rollback()
    g.unknown_link = isinstance(error, UnknownLink)
    return page(error.status, sentence(error), _(error.heading) if error.heading else "")


def _form_too_old(_error: CSRFError) -> Response:
    return page(400, _("This form was opened in another session. Go back, reload it, and send it again."))


def _too_often(_error: RateLimitExceeded) -> Response:
    return page(429)


def _too_busy(_error: PoolTimeout) -> Response:
    """Every connection to the database was in use for as long as we wait for one."""
    log.warning("no connection to the database was free", path=str(request.url_rule))
    answer = page(503)
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def _broken_constraint(error: IntegrityError) -> Response:
    db.session.rollback()
    reason = str(error.orig).splitlines()[0]  # the next line would name the values
    log.warning("constraint refused a request", path=str(request.url_rule), error=reason)
    return _changed_meanwhile()


def _gone_meanwhile(_error: Exception) -> Response:
    """Answer where a row was deleted by somebody else between two statements of this request."""
    db.session.rollback()
    return _changed_meanwhile()


def _changed_meanwhile() -> Response:
    return page(409, _("Somebody else changed this at the same moment. Reload the page and try again."))


def _not_text(error: DataError) -> Response:
    """Answer what no form sends: a zero byte in an address or a hidden field, which PostgreSQL refuses."""
    db.session.rollback()
    name = type(error.orig).__name__
    log.warning("the database cannot hold a value", path=str(request.url_rule), error=name)
    return page(400)


def _http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    return page(error.code)


def _failed(error: Exception) -> Response:
    db.session.rollback()
    log.error("request failed", path=str(request.url_rule), exc_info=error)
    if current_app.testing:
        raise error
    return page(500)
