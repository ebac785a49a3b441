"""Styles, scripts and pictures over a thin line: compressed once, kept as long as the address names them."""

import gzip
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request

from app.web.http.compression import asked_for_gzip

TEXTS = frozenset(
    {"text/css", "text/javascript", "application/javascript", "image/svg+xml", "application/json"}
)
A_YEAR = 365 * 24 * 60 * 60
A_MONTH = 30 * 24 * 60 * 60
WORTH_IT = 600  # bytes; below, the header costs more than it saves


@lru_cache(maxsize=256)
def _compressed(path: str, changed_ns: int) -> bytes:  # noqa: ARG001 - part of the key: a changed file is read again
    return gzip.compress(Path(path).read_bytes(), 9, mtime=0)


def init(app: Flask) -> None:
    """Lighten every answer of the static endpoint; what it says stays the same."""
    folder = Path(str(app.static_folder))

    @app.after_request
    def lighten(response: Response) -> Response:
        if request.endpoint != "static" or response.status_code not in {200, 304}:
            return response
        # Fonts have no version in their address (the style sheet names them) but never change under one name.
        life = A_YEAR if "v" in request.args else A_MONTH if request.path.endswith(".woff2") else 0
        if life:
            response.cache_control.no_cache = None
            response.cache_control.public = True
            response.cache_control.max_age = life
            response.cache_control.immutable = life == A_YEAR
        if response.mimetype in TEXTS:
            response.vary.add("Accept-Encoding")
            path = folder / str((request.view_args or {})["filename"])
            if _wanted(response, path):
                response.close()  # the file itself is not sent
                response.direct_passthrough = False
                response.set_data(_compressed(str(path), path.stat().st_mtime_ns))
                response.headers["Content-Encoding"] = "gzip"
        return response


def _wanted(response: Response, path: Path) -> bool:
    whole = response.status_code == 200 and request.method == "GET"
    return whole and path.stat().st_size >= WORTH_IT and asked_for_gzip()
