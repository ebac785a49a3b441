"""Giving out a stored file so that it can do nothing: exact type, no script, parts on request (X4, M2)."""

from collections.abc import Iterator
from typing import BinaryIO

import structlog
from flask import Response, abort, request

from app.domain.files.byte_ranges import RangeNotSatisfiable, part_of
from app.domain.files.file_names import content_disposition
from app.domain.files.file_types import BY_MEDIA_TYPE
from app.gateways import gateways
from app.gateways.storage import CHUNK
from app.models import MaterialFile

log = structlog.get_logger(__name__)
_INERT = (
    "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self';"
    " frame-ancestors 'none'; sandbox"
)


def serve(file: MaterialFile, name: str, *, public: bool) -> Response:
    """Answer GET and HEAD for `file`, saved under `name`: 200, 206, 304, 412 or 416.

    The type is the one we found in the bytes; a type we do not know goes out as nameless bytes to be saved.
    """
    stream = _open(file.key)
    known = BY_MEDIA_TYPE.get(file.media_type)
    response = Response(direct_passthrough=True, content_type=_content_type(file.media_type if known else ""))
    response.call_on_close(stream.close)
    response.set_etag(file.sha256)
    response.last_modified = file.uploaded_at
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Security-Policy"] = _INERT
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Content-Disposition"] = content_disposition(
        name, inline=known is not None and known.inline
    )
    response.headers["Cache-Control"] = "public, no-cache" if public else "private, no-store"
    if not public:
        response.headers["X-Robots-Tag"] = "noindex"
    _fill(response, stream, file)
    response.make_conditional(request)
    return response


def _fill(response: Response, stream: BinaryIO, file: MaterialFile) -> None:
    try:
        part = part_of(request.headers.get("Range"), file.size) if _range_counts(file) else None
    except RangeNotSatisfiable:
        response.status_code = 416
        response.headers["Content-Range"] = f"bytes */{file.size}"
        response.content_length = 0
        return
    start, stop = part or (0, file.size)
    if part:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{file.size}"
    response.content_length = stop - start
    response.response = _pieces(stream, start, stop - start)


def _range_counts(file: MaterialFile) -> bool:
    """Tell whether a part may be given: the reader's earlier parts are of this very version (If-Range)."""
    given = request.headers.get("If-Range")
    if given is None:
        return True
    asked = request.if_range
    if asked.date is not None:
        return asked.date == file.uploaded_at.replace(microsecond=0)
    return asked.etag == file.sha256 and not given.startswith("W/")


def _pieces(stream: BinaryIO, start: int, length: int) -> Iterator[bytes]:
    stream.seek(start)
    while length > 0 and (piece := stream.read(min(CHUNK, length))):
        length -= len(piece)
        yield piece


def _open(key: str) -> BinaryIO:
    try:
        return gateways().storage.open(key)
    except FileNotFoundError:
        log.exception("a file is missing from the storage", key=key)
        abort(404)


def _content_type(media_type: str) -> str:
    if media_type.startswith("text/") or media_type == "application/x-subrip":
        return f"{media_type}; charset=utf-8"
    return media_type or "application/octet-stream"
