"""Where files live. Keys are made by us (never by users): letters, digits, '-', '.', '/'."""

import hashlib
import io
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

CHUNK = 256 * 1024
_KEY = re.compile(r"[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*)*")


@dataclass(frozen=True, slots=True)
class Stored:
    """What was written: size in bytes and the SHA-256 as hexadecimal text."""

    size: int
    sha256: str


class Storage(Protocol):
    """Keeps bytes under a key; a key is written whole or not at all."""

    def write(self, key: str, chunks: Iterable[bytes]) -> Stored:
        """Keep the joined chunks under `key`, replacing what was there."""
        ...

    def open(self, key: str) -> BinaryIO:
        """Return a seekable reader; FileNotFoundError when there is none."""
        ...

    def delete(self, key: str) -> None:
        """Forget `key`; nothing happens when there is none."""
        ...


class FolderStorage:
    """Files below one folder, each moved into place only when it is whole and on the disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, key: str, chunks: Iterable[bytes]) -> Stored:
        """Keep the joined chunks under `key`, replacing what was there."""
        target = self._path(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".part-", delete=False) as part:
            try:
                for chunk in chunks:
                    part.write(chunk)
                    digest.update(chunk)
                    size += len(chunk)
                part.flush()
                os.fsync(part.fileno())
                Path(part.name).replace(target)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
        return Stored(size, digest.hexdigest())

    def open(self, key: str) -> BinaryIO:
        """Return a seekable reader; FileNotFoundError when there is none."""
        return self._path(key).open("rb")

    def delete(self, key: str) -> None:
        """Forget `key`; nothing happens when there is none."""
        self._path(key).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / checked_key(key)


class MemoryStorage:
    """The twin for tests."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def write(self, key: str, chunks: Iterable[bytes]) -> Stored:
        """Keep the joined chunks under `key`, replacing what was there."""
        data = b"".join(chunks)
        self.files[checked_key(key)] = data
        return Stored(len(data), hashlib.sha256(data).hexdigest())

    def open(self, key: str) -> BinaryIO:
        """Return a seekable reader; FileNotFoundError when there is none."""
        if checked_key(key) not in self.files:
            raise FileNotFoundError(key)
        return io.BytesIO(self.files[key])

    def delete(self, key: str) -> None:
        """Forget `key`; nothing happens when there is none."""
        self.files.pop(checked_key(key), None)


def read_in_chunks(stream: BinaryIO) -> Iterable[bytes]:
    """Yield the stream in pieces that fit in memory."""
    while chunk := stream.read(CHUNK):
        yield chunk


def checked_key(key: str) -> str:
    """Return `key` when it is made as ours are; raise ValueError for anything that could lead elsewhere."""
    if not _KEY.fullmatch(key) or ".." in key:
        raise ValueError(f"not a storage key: {key!r}")
    return key


def storage_from_url(url: str) -> Storage:
    """Make the storage for file:///folder, s3://bucket or memory://. Raises ValueError with one sentence."""
    if url.startswith("s3://"):
        from app.gateways.object_storage import bucket_from_url

        return bucket_from_url(url)
    if url.startswith("memory://"):
        return MemoryStorage()
    return FolderStorage(Path(url.removeprefix("file://")))
