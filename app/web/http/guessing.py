"""Who tries personal addresses is stopped long before one could fit; who has a link never notices (row X4).

Only what opens nothing counts, whatever kind of link it pretends to be, by the address it comes from. Past
the first limit the answer to a wrong link is "too fast", while right ones still open: many people share an
address. Past the second one nothing personal opens from there for a while.
"""

from flask import Flask, Response, current_app, g, request
from flask_babel import gettext as _
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from app.web import errors

FEW, MANY = parse("20 per minute"), parse("300 per hour")
SCOPE = "wrong links"
PAUSED = 429


def init(app: Flask) -> None:
    """Count wrong links, and pause the addresses they come from."""
    tried = app.extensions["wrong_links"] = FixedWindowRateLimiter(MemoryStorage())

    @app.before_request
    def pause() -> Response | None:
        return None if not _counts() or tried.test(MANY, SCOPE, _address()) else _paused()

    @app.after_request
    def count(response: Response) -> Response:
        if not g.get("unknown_link") or not _counts():
            return response  # also 404s behind a right link: what it leads to may be gone
        tried.hit(MANY, SCOPE, _address())
        return response if tried.hit(FEW, SCOPE, _address()) else _paused()


def _counts() -> bool:
    return bool(current_app.config["RATELIMIT_ENABLED"]) and "token" in (request.view_args or {})


def _address() -> str:
    return request.remote_addr or ""


def _paused() -> Response:
    return errors.page(
        PAUSED,
        _(
            "Many personal links that do not exist were tried from your connection. Wait a minute, then open "
            "yours from the newest mail, whole and in one piece."
        ),
    )
