"""Files that arrive in pieces: begun, continued where they broke off, handed in whole, forgotten (row M2).

The words are those of the tus protocol, 1.0 (tus.io): an upload has a length, an offset, and takes the next
piece at its offset alone. A piece counts once it lies in the storage whole; a line that breaks within one
costs that piece. Nothing writes a piece while a transaction is open.
"""

import io
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, BinaryIO, cast

from sqlalchemy import CursorResult, select, update

from app.domain.errors import DomainError
from app.domain.uploads import shown_name
from app.domain.words import N_
from app.extensions import db
from app.gateways.storage import Storage
from app.models import PartialUpload
from app.services import uploads

LARGEST_PIECE = 8 * 1024**2
KEPT = timedelta(days=2)
MOST_AT_ONCE = 3
_PLAIN = {"synchronize_session": False}


class UploadUnknown(DomainError):
    """It was handed in, given up, or never begun by this person."""

    message = N_("This upload is not known any more. Choose the file again.")
    field = "file"
    status = 404


class UploadNotWhole(DomainError):
    """Something is still missing."""

    message = N_("Only a part of this file has arrived. Choose it again to go on.")
    field = "file"
    status = 422


class PieceMisplaced(DomainError):
    """A piece begins where the one before ended."""

    message = N_("This piece does not follow the one before.")
    status = 409


def begin(
    *, owner: str, filename: str, size: int, most: int, now: datetime
) -> tuple[PartialUpload, list[str]]:
    """Note that a file of `size` bytes is on its way; return it and the storage keys of what gives way to it.

    One person has at most MOST_AT_ONCE on their way. Raises FileTooLarge, and FileMissing for an empty one.
    """
    if size > most:
        raise uploads.too_large(most)
    if size <= 0:
        raise uploads.FileMissing
    older = db.session.scalars(
        select(PartialUpload).where(PartialUpload.owner == owner).order_by(PartialUpload.id.desc())
    ).all()
    gone = [name for one in older[MOST_AT_ONCE - 1 :] for name in forget(one)]
    made = PartialUpload(
        key=secrets.token_hex(16),
        owner=owner,
        filename=shown_name(filename),
        size=size,
        touched_at=now,
    )
    db.session.add(made)
    db.session.flush()
    return made, gone


def find(key: str, *, owner: str) -> PartialUpload:
    """Return somebody's upload. Raises UploadUnknown."""
    mine = select(PartialUpload).where(PartialUpload.key == key, PartialUpload.owner == owner)
    found = db.session.scalar(mine)
    if found is None:
        raise UploadUnknown
    return found


def write_piece(key: str, *, offset: int, chunks: Iterable[bytes], storage: Storage) -> int:
    """Store a piece and return its length; whoever it comes from, it counts only after `append`."""
    return storage.write(_name(key, offset), chunks).size


def append(found: PartialUpload, *, offset: int, length: int, now: datetime) -> None:
    """Count a piece that was stored. Of two at the same place one counts. Raises PieceMisplaced."""
    end = offset + length
    counting = (
        update(PartialUpload)
        .where(PartialUpload.id == found.id, PartialUpload.received == offset, PartialUpload.size >= end)
        .values(received=end, pieces=[*found.pieces, offset], touched_at=now)
    )
    counted = cast("CursorResult[Any]", db.session.execute(counting, execution_options=_PLAIN))
    if counted.rowcount != 1:
        raise PieceMisplaced
    db.session.refresh(found)


def whole(found: PartialUpload, *, storage: Storage) -> BinaryIO:
    """Return the file as one seekable stream. Raises UploadNotWhole."""
    if found.received != found.size:
        raise UploadNotWhole
    ends = [*found.pieces[1:], found.size]
    spans = [(offset, end - offset) for offset, end in zip(found.pieces, ends, strict=True)]
    return io.BufferedReader(_Joined(found.key, spans, storage), buffer_size=256 * 1024)


def forget(found: PartialUpload) -> list[str]:
    """Let an upload go; return the storage keys that may be deleted once this is committed."""
    names = [_name(found.key, offset) for offset in {*found.pieces, found.received}]
    db.session.delete(found)
    db.session.flush()
    return names


def forget_old(*, now: datetime) -> list[str]:
    """Let go of what nobody went on with; return the storage keys that may be deleted."""
    old = db.session.scalars(select(PartialUpload).where(PartialUpload.touched_at < now - KEPT)).all()
    return [name for one in old for name in forget(one)]


def _name(key: str, offset: int) -> str:
    return f"pieces/{key}/{offset}"


class _Joined(io.RawIOBase):
    """Pieces in the storage as one file; one piece is open at a time."""

    def __init__(self, key: str, spans: Sequence[tuple[int, int]], storage: Storage) -> None:
        self._key, self._spans, self._storage = key, spans, storage
        self._size = sum(length for _offset, length in spans)
        self._at = 0
        self._open: tuple[int, BinaryIO] | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = max(0, offset + {0: 0, 1: self._at, 2: self._size}[whence])
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - a writable buffer, which 3.11 cannot name
        span = next((one for one in self._spans if one[0] <= self._at < sum(one)), None)
        if span is None:
            return 0
        start, length = span
        piece = self._piece(start)
        piece.seek(self._at - start)
        data = piece.read(min(len(buffer), start + length - self._at))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        if self._open is not None:
            self._open[1].close()
            self._open = None
        super().close()

    def _piece(self, start: int) -> BinaryIO:
        if self._open is None or self._open[0] != start:
            if self._open is not None:
                self._open[1].close()
            self._open = (start, self._storage.open(_name(self._key, start)))
        return self._open[1]
