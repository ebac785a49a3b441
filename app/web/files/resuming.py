"""The tus protocol 1.0 (core, creation, termination) for forms that take long files; see upload.js.

A blueprint brings three lines: who the owner is, and where its uploads stand. Without scripts a file is sent
with its form, as ever.
"""

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flask import Response, abort, request

from app.domain.errors import DomainError
from app.extensions import db
from app.gateways import gateways
from app.gateways.storage import CHUNK
from app.services.library import partial_uploads
from app.web.errors import sentence
from app.web.http.clock import now
from app.web.http.numbers import whole_number

VERSION = "1.0.0"
PIECE_TYPE = "application/offset+octet-stream"


def begin(owner: str, address_of: Callable[[str], str], *, most: int) -> Response:
    """Answer POST: a file of this length is on its way; its pieces go to the address that is told."""
    _speak_our_version()
    size = _number("Upload-Length")
    try:
        made, gone = partial_uploads.begin(owner=owner, filename=_filename(), size=size, most=most, now=now())
    except DomainError as error:
        db.session.rollback()
        return _answer(getattr(error, "status", 422), text=sentence(error))
    address = address_of(made.key)
    db.session.commit()
    _delete(gone)
    return _answer(201, {"Location": address, "Upload-Offset": 0})


def go_on(owner: str, key: str) -> Response:
    """Answer HEAD (how far is it?), PATCH (the next piece) and DELETE (never mind)."""
    _speak_our_version()
    try:
        found = partial_uploads.find(key, owner=owner)
        if request.method == "DELETE":
            gone = partial_uploads.forget(found)
            db.session.commit()
            _delete(gone)
            return _answer(204)
        if request.method == "PATCH":
            if len(found.pieces) >= partial_uploads.MOST_PIECES:
                return _answer(413)
            return _take_piece(owner, key, found.received, found.size)
    except DomainError as error:
        db.session.rollback()
        return _answer(error.status, text=sentence(error))
    return _answer(200, {"Upload-Offset": found.received, "Upload-Length": found.size})


def take(form: Any, owner: str) -> tuple[str, Any] | None:
    """Return (name, stream) of the file that arrived for this form in pieces; None where there is none.

    Raises UploadUnknown, UploadNotWhole.
    """
    if not form.upload.data:
        return None
    try:
        found = partial_uploads.find(form.upload.data, owner=owner)
    except partial_uploads.UploadUnknown:
        form.upload.data = ""
        raise
    return found.filename, partial_uploads.whole(found, storage=gateways().storage)


def done(form: Any, owner: str) -> None:
    """Forget the pieces of what was handed in, or refused: its form is answered."""
    key, form.upload.data = form.upload.data, ""
    if not key:
        return
    try:
        gone = partial_uploads.forget(partial_uploads.find(key, owner=owner))
    except partial_uploads.UploadUnknown:
        return
    db.session.commit()
    _delete(gone)


def _take_piece(owner: str, key: str, received: int, size: int) -> Response:
    offset, length = _number("Upload-Offset"), request.content_length or 0
    if request.mimetype != PIECE_TYPE:
        return _answer(415)
    if length > partial_uploads.LARGEST_PIECE:
        return _answer(413)
    if offset != received or not 0 < length <= size - received:
        return _answer(409, {"Upload-Offset": received})
    db.session.rollback()  # a slow line must not hold the database
    storage = gateways().storage
    piece = partial_uploads.write_piece(key, offset=offset, chunks=_body(), storage=storage)
    try:
        found = partial_uploads.find(key, owner=owner)
        partial_uploads.append(found, piece, now=now())
        at = found.received
        db.session.commit()
    except BaseException:
        db.session.rollback()
        partial_uploads.drop_piece(key, piece, storage=storage)
        raise
    return _answer(204, {"Upload-Offset": at})


def _body() -> Iterator[bytes]:
    """Yield the piece; one that breaks off raises, and nothing of it stays."""
    left = request.content_length or 0
    while left > 0:
        data = request.stream.read(min(CHUNK, left))
        if not data:
            abort(400)
        left -= len(data)
        yield data


def _speak_our_version() -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        abort(_answer(412))


def _number(header: str) -> int:
    number = whole_number(request.headers.get(header), most=10**12)
    if number is None:
        abort(_answer(400))
    return number


def _filename() -> str:
    """Read the name out of Upload-Metadata: "filename" and Base64, with a blank between."""
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        name, _blank, value = pair.strip().partition(" ")
        if name == "filename":
            try:
                return base64.b64decode(value, validate=True).decode("utf-8", "replace")[:300]
            except (binascii.Error, ValueError):
                return ""
    return ""


def _answer(status: int, headers: Mapping[str, object] | None = None, *, text: str = "") -> Response:
    answer = Response(text, status=status, mimetype="text/plain")
    answer.headers.update({name: str(value) for name, value in (headers or {}).items()})
    answer.headers["Tus-Resumable"] = answer.headers["Tus-Version"] = VERSION
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _delete(names: list[str]) -> None:
    for name in names:
        gateways().storage.delete(name)
