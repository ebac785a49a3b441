"""Files in a bucket: S3 and what speaks like it, for installations that outgrow one disk."""

import hashlib
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import parse_qsl, urlsplit

import obstore
from obstore.store import ObjectStore, S3Store

from app.gateways.storage import Stored, checked_key

if TYPE_CHECKING:
    from obstore.store import S3Config

PART = 8 * 1024**2
"""Bytes of one part of an upload; with two on their way at a time, memory stays flat whatever the file."""


class BucketStorage:
    """Keeps each key as one object. An upload that breaks off leaves no object: its parts are given up."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def write(self, key: str, chunks: Iterable[bytes]) -> Stored:
        """Keep the joined chunks under `key`, replacing what was there."""
        digest, size = hashlib.sha256(), 0

        def measured() -> Iterator[bytes]:
            nonlocal size
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                yield chunk

        obstore.put(
            self._store, checked_key(key), measured(), use_multipart=True, chunk_size=PART, max_concurrency=2
        )
        return Stored(size, digest.hexdigest())

    def open(self, key: str) -> BinaryIO:
        """Return a seekable reader that fetches only what is read; FileNotFoundError when there is none."""
        return io.BufferedReader(_Object(self._store, checked_key(key)), buffer_size=256 * 1024)

    def delete(self, key: str) -> None:
        """Forget `key`; nothing happens when there is none."""
        try:
            obstore.delete(self._store, checked_key(key))
        except FileNotFoundError:
            return


class _Object(io.RawIOBase):
    """One object as a file: every read is a request for a range."""

    def __init__(self, store: ObjectStore, key: str) -> None:
        self._store, self._key, self._at = store, key, 0
        self._size = obstore.head(store, key)["size"]

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, offset + (0, self._at, self._size)[whence])
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        wanted = min(len(buffer), self._size - self._at)
        if wanted <= 0:
            return 0
        piece = obstore.get_range(self._store, self._key, start=self._at, length=wanted)
        buffer[: len(piece)] = memoryview(piece)
        self._at += len(piece)
        return len(piece)


def bucket_from_url(url: str) -> BucketStorage:
    """Make the storage for `s3://bucket/prefix?endpoint=https://host&region=x`; keys are AWS_* variables.

    An endpoint that begins with http:// is allowed as it stands: it is a server of one's own network.
    Raises ValueError with one sentence for an option that is not known.
    """
    parts = urlsplit(url)
    if not parts.netloc:
        raise ValueError("a bucket's address begins with s3://bucket")
    options = dict(parse_qsl(parts.query))
    if unknown := set(options) - {"endpoint", "region"}:
        raise ValueError(f"a bucket's address knows endpoint and region, not {', '.join(sorted(unknown))}")
    config: S3Config = {}
    if endpoint := options.get("endpoint"):
        config["endpoint"] = endpoint
    if region := options.get("region"):
        config["region"] = region
    own_network = bool(endpoint and endpoint.startswith("http://"))
    store = S3Store(
        parts.netloc,
        prefix=parts.path.strip("/") or None,
        config=config,
        client_options={"allow_http": own_network},
    )
    return BucketStorage(store)
