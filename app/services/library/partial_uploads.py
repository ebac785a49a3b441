"""Files that arrive in pieces: begun, continued where they broke off, handed in whole, forgotten (row M2).

The words are those of the tus protocol, 1.0 (tus.io): an upload has a length, an offset, and takes the next
piece at its offset alone. A piece counts once it lies in the storage whole; a line that breaks within one
costs that piece. Nothing writes a piece while a transaction is open, and each has a name of its own, so that
of two at one offset the one that does not count replaces nothing.
"""

import io
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, BinaryIO, NamedTuple, cast

from sqlalchemy import CursorResult, delete, select, update

from app.domain.errors import DomainError
from app.domain.files.uploads import shown_name
from app.domain.words import N_
from app.extensions import db
from app.gateways.storage import Storage
from app.models import PartialUpload
from app.services.library import uploads

MOST_PIECES = 2000  # of one file: our script sends pieces of 4 MiB, nobody needs a file for each byte
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


class StoredPiece(NamedTuple):
    """Bytes in the storage: `name` in its upload, first offset, length."""

    name: str
    offset: int
    length: int


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


def write_piece(key: str, *, offset: int, chunks: Iterable[bytes], storage: Storage) -> StoredPiece:
    """Store a piece; it counts only after `append`. Whoever does not count it calls `drop_piece`."""
    name = f"{offset}-{secrets.token_hex(6)}"
    return StoredPiece(name, offset, storage.write(_place(key, name), chunks).size)


def append(found: PartialUpload, piece: StoredPiece, *, now: datetime) -> None:
    """Count a piece that was stored. Of two at the same place one counts. Raises PieceMisplaced."""
    end = piece.offset + piece.length
    counting = (
        update(PartialUpload)
        .where(
            PartialUpload.id == found.id, PartialUpload.received == piece.offset, PartialUpload.size >= end
        )
        .values(received=end, pieces=[*found.pieces, piece.name], touched_at=now)
    )
    counted = cast("CursorResult[Any]", db.session.execute(counting, execution_options=_PLAIN))
    if counted.rowcount != 1:
        raise PieceMisplaced
    db.session.refresh(found)


def drop_piece(key: str, piece: StoredPiece, *, storage: Storage) -> None:
    """Delete a stored piece unless it counts after all: a commit may fail after it was done."""
    pieces = db.session.scalar(select(PartialUpload.pieces).where(PartialUpload.key == key))
    if piece.name not in (pieces or ()):
        storage.delete(_place(key, piece.name))


def whole(found: PartialUpload, *, storage: Storage) -> BinaryIO:
    """Return the file as one seekable stream. Raises UploadNotWhole."""
    if found.received != found.size:
        raise UploadNotWhole
    names = [str(one) for one in found.pieces]  # a number where it was stored before pieces had own names
    starts = [int(name.partition("-")[0]) for name in names]
    ends = [*starts[1:], found.size]
    pieces = [StoredPiece(name, at, end - at) for name, at, end in zip(names, starts, ends, strict=True)]
    return io.BufferedReader(_Joined(found.key, pieces, storage), buffer_size=256 * 1024)


def forget(found: PartialUpload) -> list[str]:
    """Let an upload go; return the storage keys that may be deleted once this is committed.

    They are read as the row goes, with what was counted at the same moment; none where it is gone already.
    """
    key, gone = found.key, delete(PartialUpload).where(PartialUpload.id == found.id)
    pieces = db.session.scalar(gone.returning(PartialUpload.pieces), execution_options=_PLAIN)
    db.session.expunge(found)
    return [_place(key, name) for name in pieces or ()]


def forget_old(*, now: datetime) -> list[str]:
    """Let go of what nobody went on with; return the storage keys that may be deleted."""
    old = db.session.scalars(select(PartialUpload).where(PartialUpload.touched_at < now - KEPT)).all()
    return [name for one in old for name in forget(one)]


def _place(key: str, name: str | int) -> str:
    return f"pieces/{key}/{name}"


class _Joined(io.RawIOBase):
    """Pieces in the storage as one file; one is open at a time. UploadUnknown when one is gone or cut off."""

    def __init__(self, key: str, pieces: Sequence[StoredPiece], storage: Storage) -> None:
        self._key, self._pieces, self._storage = key, pieces, storage
        self._size = sum(piece.length for piece in pieces)
        self._at = 0
        self._open: tuple[StoredPiece, BinaryIO] | None = None

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
        here = (one for one in self._pieces if one.offset <= self._at < one.offset + one.length)
        piece = next(here, None)
        if piece is None:
            return 0
        try:
            stored = self._stored(piece)
            stored.seek(self._at - piece.offset)
            data = stored.read(min(len(buffer), piece.offset + piece.length - self._at))
        except FileNotFoundError as gone:
            raise UploadUnknown from gone
        if not data:
            raise UploadUnknown
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        if self._open is not None:
            self._open[1].close()
            self._open = None
        super().close()

    def _stored(self, piece: StoredPiece) -> BinaryIO:
        if self._open is None or self._open[0] != piece:
            if self._open is not None:
                self._open[1].close()
            self._open = None
            self._open = (piece, self._storage.open(_place(self._key, piece.name)))
        return self._open[1]
