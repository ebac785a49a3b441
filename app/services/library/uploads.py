"""Taking a file in: looked at, streamed into the storage in pieces, hashed and measured on the way (M2, X4).

Nothing here touches the database, so that no lock is held while a long file is written.
"""

import secrets
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.domain.files.office_files import Archive, directory
from app.domain.files.other_office_files import OLE, directory_offset
from app.domain.files.uploads import (
    HEAD,
    LONGEST_DIRECTORY,
    TAIL,
    FileRefused,
    FileTooLarge,
    Peek,
    recognise,
    shown_name,
)
from app.domain.words import N_
from app.gateways.storage import CHUNK, Storage
from app.wording import dates

_DECLARED_MOST = 1024**2
_OLD_DIRECTORY = 4096  # bytes: 32 names, far more than stand before the one that tells
_LOCK = "encryption-data"  # OpenDocument 1.3, part 2, section 4.4


@dataclass(frozen=True, slots=True)
class Received:
    """A file that lies in the storage under `key`, and what it is."""

    key: str
    filename: str
    media_type: str
    size: int
    sha256: str


class FileMissing(FileRefused):
    """Nothing was chosen."""

    message = N_("Choose a file.")


def receive(*, stream: BinaryIO, filename: str, kind: str, most: int, storage: Storage) -> Received:
    """Store a seekable stream of at most `most` bytes for a material of `kind`, or raise FileRefused.

    A refused file leaves nothing behind. The key is new, so that a version never overwrites another; whoever
    does not use it calls `forget`.
    """
    found = recognise(_peek(stream, filename, most), kind)
    stream.seek(0)
    key = f"materials/{secrets.token_hex(16)}"
    stored = storage.write(key, _limited(stream, most))
    return Received(key, shown_name(filename), found.media_type, stored.size, stored.sha256)


def forget(received: Received, *, storage: Storage) -> None:
    """Delete what was stored and then not needed."""
    storage.delete(received.key)


def too_large(most: int) -> FileTooLarge:
    """Return the refusal of a file of more than `most` bytes."""
    return FileTooLarge(most=dates.file_size(most))


def _peek(stream: BinaryIO, filename: str, most: int) -> Peek:
    size = stream.seek(0, 2)
    if size > most:
        raise too_large(most)
    stream.seek(max(0, size - TAIL))
    tail = stream.read(TAIL)
    stream.seek(0)
    head = stream.read(HEAD)
    archive = _archive(stream, tail, size) if head.startswith(b"PK\x03\x04") else None
    old = b""
    if head.startswith(OLE):
        stream.seek(directory_offset(head))
        old = stream.read(_OLD_DIRECTORY)
    return Peek(name=filename, size=size, head=head, tail=tail, archive=archive, old_directory=old)


def _archive(stream: BinaryIO, tail: bytes, size: int) -> Archive | None:
    """Read an archive's names and what it declares itself to be; None when it cannot be read."""
    found = directory(tail, size)
    if found is None or found.size > LONGEST_DIRECTORY:
        return None
    try:
        with zipfile.ZipFile(stream) as opened:
            names = frozenset(opened.namelist())
            declaration = next((one for one in ("mimetype", "[Content_Types].xml") if one in names), None)
            locked = any(one.flag_bits & 1 for one in opened.infolist())
            if declaration is None:
                return Archive(names, "", locked)
            locked = declaration == "mimetype" and _LOCK in _member(opened, "META-INF/manifest.xml")
            return Archive(names, _member(opened, declaration), locked)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error):
        return None


def _member(archive: zipfile.ZipFile, name: str) -> str:
    """Return the beginning of a member as text, "" where there is none."""
    if name not in archive.namelist():
        return ""
    with archive.open(name) as member:
        return member.read(_DECLARED_MOST).decode("utf-8", "replace")


def _limited(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """Yield the stream in pieces; a stream that is longer than it said stops the writing."""
    seen = 0
    while piece := stream.read(CHUNK):
        seen += len(piece)
        if seen > most:
            raise too_large(most)
        yield piece
