"""Giving out a stored file so that it can do nothing: exact type, no script, parts on request (X4, M2)."""

from typing import BinaryIO

import structlog
from flask import Response, abort, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wsgi import FileWrapper

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
    response.content_length = file.size
    response.response = FileWrapper(stream, CHUNK)
    response.make_conditional(request)  # 304 and 412 come before any part (RFC 9110, 13.2.2)
    if response.status_code == 412:
        _send_nothing(response)
    elif response.status_code == 200 and _wants_part(file):
        _send_part(response, file.size)
    return response


def _wants_part(file: MaterialFile) -> bool:
    """Tell whether one part is asked for, of this very version. What is no single part gets the whole.

    So does who asks for more than all of it from its end (RFC 9110, 14.1.2), and who holds another version,
    told strongly (13.1.5): Werkzeug would refuse the one and give the other a part.
    """
    asked, given = request.range, request.headers.get("If-Range")
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1 or asked.ranges[0][0] < -file.size:
        return False
    if given is None:
        return True
    if request.if_range.date is not None:
        return request.if_range.date == file.uploaded_at.replace(microsecond=0)
    return request.if_range.etag == file.sha256 and not given.startswith("W/")


def _send_part(response: Response, size: int) -> None:
    settled = {name: value for name, value in request.environ.items() if name != "HTTP_IF_RANGE"}
    try:
        response.make_conditional(settled, accept_ranges=True, complete_length=size)
    except RequestedRangeNotSatisfiable:
        response.status_code = 416
        response.headers["Content-Range"] = f"bytes */{size}"
        _send_nothing(response)


def _send_nothing(response: Response) -> None:
    response.response, response.content_length = (), 0


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
