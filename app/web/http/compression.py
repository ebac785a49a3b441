"""Pages over a thin line: HTML is sent compressed, unless it holds a form's token; and who takes it so.

A page with a token and words from its reader must not be compressed: its size would tell the token bit by bit
(the BREACH attack). Pages kept by page_cache.py come compressed already.
"""

import gzip
from functools import lru_cache

from flask import Flask, Response, current_app, g, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

WORTH_IT = 1000  # bytes


@lru_cache(maxsize=64)
def takes_gzip(accept_encoding: str) -> bool:
    """Tell from Accept-Encoding whether a reader takes gzip, and likes it no less than plain bytes.

    "*" stands for what is not named, and q=0 refuses (RFC 9110, 12.4.2 and 12.5.3).
    """
    liked = {name.lower(): quality for name, quality in parse_accept_header(accept_encoding, Accept)}
    zipped = liked.get("gzip", liked.get("x-gzip", liked.get("*", 0)))
    return zipped > 0 and zipped >= liked.get("identity", 0)


def asked_for_gzip() -> bool:
    """Tell whether this request may be answered with gzip."""
    return takes_gzip(request.headers.get("Accept-Encoding", ""))


def init(app: Flask) -> None:
    """Compress what may be compressed, after everything else is said."""

    @app.after_request
    def compress(response: Response) -> Response:
        if not _may_be_compressed(response):
            return response
        response.vary.add("Accept-Encoding")
        if asked_for_gzip():
            response.set_data(gzip.compress(response.get_data(), 5, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
        return response


def _may_be_compressed(response: Response) -> bool:
    has_token = current_app.config["WTF_CSRF_FIELD_NAME"] in g
    return (
        not has_token
        and response.status_code == 200
        and response.mimetype == "text/html"
        and "Content-Encoding" not in response.headers
        and not response.is_streamed
        and len(response.get_data()) >= WORTH_IT
    )
