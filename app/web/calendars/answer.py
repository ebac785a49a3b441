"""How calendars travel: stable bytes, a strong ETag, 304 where nothing changed, small on the way (row R5)."""

import gzip
import re
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Response, request

from app.web.http.compression import asked_for_gzip

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
REFRESH = timedelta(hours=1)
KEPT = "max-age=300, must-revalidate"


def answer(
    tag: str,
    modified: datetime | None,
    build: Callable[[], bytes],
    *,
    name: str,
    attached: bool = False,
    private: bool = False,
) -> Response:
    """Answer a reader of calendars; the bytes are built only for who has not got them.

    One event is too small to be worth compressing. A person's own feed has no date that could tell when it
    shrinks: `modified` is None, and the ETag alone decides.
    """
    response = Response(content_type="text/calendar; charset=utf-8")
    zipped = not attached and asked_for_gzip()
    response.set_etag(f"{tag}-gz" if zipped else tag)
    response.headers["Cache-Control"] = f"{'private' if private else 'public'}, {KEPT}"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers.set("Content-Disposition", "attachment" if attached else "inline", filename=name)
    response.vary.add("Accept-Encoding")
    unchanged = response.make_conditional(request).status_code == 304
    response.last_modified = (
        modified  # told, never asked: a feed that shrinks has an older date, and the ETag knows
    )
    if unchanged:
        return response
    body = build()
    if zipped:
        body = gzip.compress(body, 5, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
    response.set_data(body)
    return response
