"""Pages over a thin line: HTML is sent compressed, unless it holds a form's token.

A page with a token and words from its reader must not be compressed: its size would tell the token bit by bit
(the BREACH attack). Pages kept by page_cache.py come compressed already.
"""

import gzip

from flask import Flask, Response, current_app, g, request

WORTH_IT = 1000  # bytes


def init(app: Flask) -> None:
    """Compress what may be compressed, after everything else is said."""

    @app.after_request
    def compress(response: Response) -> Response:
        if not _may(response):
            return response
        response.set_data(gzip.compress(response.get_data(), 5, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
        return response


def _may(response: Response) -> bool:
    has_token = current_app.config["WTF_CSRF_FIELD_NAME"] in g
    return (
        not has_token
        and response.status_code == 200
        and response.mimetype == "text/html"
        and "Content-Encoding" not in response.headers
        and not response.is_streamed
        and "gzip" in request.headers.get("Accept-Encoding", "")
        and len(response.get_data()) >= WORTH_IT
    )
