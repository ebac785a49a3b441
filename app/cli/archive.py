"""A backup as one tar file: facts first, then named parts and files, a list of checksums last."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

FACTS, SUMS = "sidestage-backup.json", "checksums.json"
FORMAT = 1
_SCRAPS = ".part-"  # what an upload has not finished


class Unusable(Exception):
    """This is no whole backup of ours; the message says why."""


def write(target: Path, facts: Mapping[str, str], parts: Mapping[str, Path], files: Path | None) -> None:
    """Write facts, the `parts` that exist (name -> path) and every file below `files`. Raises OSError."""
    sums: dict[str, str] = {}
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)  # it holds the key
    with os.fdopen(descriptor, "wb") as out, tarfile.open(fileobj=out, mode="w") as tar:
        _put(tar, FACTS, {"format": FORMAT, **facts})
        for name, path in [*parts.items(), *_below(files)]:
            try:
                source = path.open("rb")
            except FileNotFoundError:
                continue  # taken back while we went through the files
            with source:
                member = tar.gettarinfo(arcname=name, fileobj=source)
                digest = _Digested(source)
                tar.addfile(member, digest)
                sums[name] = digest.sum.hexdigest()
        _put(tar, SUMS, sums)


def read(source: Path, room: Path) -> dict[str, str]:
    """Unpack into `room`, compare every checksum, and return the facts. Raises Unusable."""
    seen: dict[str, str] = {}
    try:
        with tarfile.open(source, "r:") as tar:
            first = tar.next()
            if first is None or first.name != FACTS:
                raise Unusable("this is not a backup of Sidestage.")
            facts = json.load(tar.extractfile(first) or io.BytesIO())
            if facts["format"] != FORMAT:
                raise Unusable("this backup was made by another version of Sidestage.")
            while member := tar.next():
                if member.name == SUMS:
                    expected = json.load(tar.extractfile(member) or io.BytesIO())
                    break
                seen[member.name] = _unpack(tar, member, room)
            else:
                raise Unusable("it ends too early.")
    except (tarfile.TarError, EOFError, ValueError, KeyError) as error:
        raise Unusable(f"it cannot be read ({error}).") from error
    if seen != expected:
        raise Unusable("a part of it has changed since it was written.")
    return facts


def _unpack(tar: tarfile.TarFile, member: tarfile.TarInfo, room: Path) -> str:
    place = (room / member.name).resolve()
    given = tar.extractfile(member) if member.isreg() else None
    if given is None or not place.is_relative_to(room.resolve()):
        raise Unusable(f"{member.name!r} does not belong into a backup.")
    place.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with given, place.open("wb") as out:
        os.fchmod(out.fileno(), member.mode & 0o600)
        while chunk := given.read(1024 * 1024):
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()


def _below(folder: Path | None) -> Iterator[tuple[str, Path]]:
    if folder is not None and folder.is_dir():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith(_SCRAPS):
                yield f"files/{path.relative_to(folder).as_posix()}", path


def _put(tar: tarfile.TarFile, name: str, content: object) -> None:
    data = json.dumps(content, indent=1).encode()
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(data), 0o600
    tar.addfile(member, io.BytesIO(data))


class _Digested:
    """A reader that adds up what went through it."""

    def __init__(self, source: IO[bytes]) -> None:
        self.sum, self._source = hashlib.sha256(), source

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes."""
        chunk = self._source.read(size)
        self.sum.update(chunk)
        return chunk
