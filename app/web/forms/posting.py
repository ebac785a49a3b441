"""How a posted file gets in: stored outside any transaction, then recorded; a refused one keeps its form."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from flask import Request, current_app, request
from werkzeug.datastructures import MultiDict
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Epilogue, Field, File, MultipartDecoder, NeedData

from app.domain.files.uploads import FileRefused
from app.extensions import db
from app.gateways import gateways
from app.services.library import uploads
from app.services.library.partial_uploads import UploadUnknown
from app.services.library.uploads import Received
from app.web.files import resuming

_TYPED_MOST = 512 * 1024
_DRAINED_MOST = 8 * 1024**3
_PIECE = 256 * 1024


class FileForm(Protocol):
    """A form with a field `file` that may be empty."""

    file: Any
    upload: Any

    @property
    def has_file(self) -> bool:
        """Whether a file was chosen."""
        ...


@dataclass(slots=True)
class Sent:
    """A stored file, None where the form had none; `is_kept` once a record points at it."""

    received: Received | None
    is_kept: bool = False


@contextmanager
def stored(form: FileForm, kind: str, *, owner: str) -> Iterator[Sent]:
    """Store the form's file; the body records and commits. A file that was not kept is deleted at last.

    Raises FileRefused and UploadUnknown.
    """
    sent = Sent(_store(form, kind, owner=owner))
    try:
        yield sent
    except BaseException:
        db.session.rollback()
        sent.is_kept = False
        raise
    finally:
        if sent.received is not None and not sent.is_kept:
            uploads.forget(sent.received, storage=gateways().storage)


def _store(form: FileForm, kind: str, *, owner: str) -> Received | None:
    """Store the form's file, if it has one, sent along or before in pieces; raise FileRefused, UploadUnknown.

    The transaction that the permission was read in ends first: a long file must not hold the database.
    """
    if not form.has_file:
        return None
    before = resuming.take(form, owner)
    db.session.rollback()
    filename, stream = before or (form.file.data.filename, form.file.data.stream)
    try:
        received = uploads.receive(
            stream=stream, filename=filename, kind=kind, most=limit(), storage=gateways().storage
        )
    except (FileRefused, UploadUnknown):  # unknown: the same form, sent twice, was quicker
        resuming.done(form, owner)
        raise
    resuming.done(form, owner)
    return received


def limit() -> int:
    """Return the largest file of this installation, in bytes."""
    return int(current_app.config["MAX_CONTENT_LENGTH"])


def was_too_large() -> bool:
    """Tell whether the whole request was refused unread; otherwise it is one text that had no end."""
    return (request.content_length or 0) > limit()


def typed(of: Request) -> MultiDict[str, str]:
    """Read back what was typed, from the beginning of a body that was refused for its length.

    The rest is read and dropped: a browser shows no answer to a request that it could not finish.
    """
    stream, left = of.environ["wsgi.input"], of.content_length or 0
    beginning = b""
    while len(beginning) < _TYPED_MOST and left > 0 and (piece := stream.read(min(_PIECE, left))):
        beginning += piece
        left -= len(piece)
    drained = 0
    while left > 0 and drained < _DRAINED_MOST and (piece := stream.read(min(_PIECE, left))):
        drained += len(piece)
        left -= len(piece)
    boundary = parse_options_header(of.content_type)[1].get("boundary", "")
    return _fields(beginning, boundary) if boundary else MultiDict()


def _fields(beginning: bytes, boundary: str) -> MultiDict[str, str]:
    found: MultiDict[str, str] = MultiDict()
    decoder = MultipartDecoder(boundary.encode("latin-1"), max_form_memory_size=None)
    decoder.receive_data(beginning)
    name, text = None, b""
    try:
        while not isinstance(event := decoder.next_event(), File | Epilogue | NeedData):
            if isinstance(event, Field):
                name, text = event.name, b""
            elif name is not None and hasattr(event, "data"):
                text += event.data
                if not getattr(event, "more_data", False):
                    found.add(name, text.decode("utf-8", "replace"))
    except ValueError:
        return found
    return found
