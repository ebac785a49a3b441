"""Office files are ZIP archives with a promise inside: which they are, and that they are nothing more."""

import re
import struct
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.domain.files import file_types
from app.domain.files.file_types import FileType

_END = b"PK\x05\x06"
_OOXML = {
    file_types.PPTX: "presentationml.presentation.main+xml",
    file_types.DOCX: "wordprocessingml.document.main+xml",
    file_types.XLSX: "spreadsheetml.sheet.main+xml",
}
_ODF = {kind.media_type: kind for kind in (file_types.ODP, file_types.ODT, file_types.ODS)}
_MACROS = re.compile(r"(?:^|/)vbaProject\.bin$|^(?:Basic|Scripts)/.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Directory:
    """Where an archive's table of contents lies: number of entries, its offset and size in bytes."""

    entries: int
    offset: int
    size: int
    end: int


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive's names, what the file that declares its kind says ("" when it has none), and its lock."""

    names: AbstractSet[str]
    declared: str
    is_locked: bool = False


def directory(tail: bytes, size: int) -> Directory | None:
    """Find the end record of a ZIP archive in the last bytes of a file of `size` bytes, or None.

    It counts only when its comment reaches exactly to the end: then archive programs would open the file,
    also one that begins as a picture or a PDF (APPNOTE.TXT 4.3.16).
    """
    at = tail.rfind(_END)
    while at >= 0:
        if at + 22 <= len(tail):
            entries, length, offset, comment = struct.unpack_from("<HIIH", tail, at + 10)
            if at + 22 + comment == len(tail):
                return Directory(entries=entries, offset=offset, size=length, end=size - len(tail) + at)
        at = tail.rfind(_END, 0, at)
    return None


def is_whole(found: Directory) -> bool:
    """Tell whether nothing stands before the archive: its directory lies where it says."""
    return found.offset + found.size == found.end


def office_type(archive: Archive) -> FileType | None:
    """Return which office file an archive declares itself to be (OOXML, OpenDocument), or None."""
    if archive.declared.strip() in _ODF:
        return _ODF[archive.declared.strip()]
    if "[Content_Types].xml" not in archive.names:
        return None
    return next((kind for kind, main in _OOXML.items() if main in archive.declared), None)


def has_macros(archive: Archive) -> bool:
    """Tell whether the file carries programs that run when it is opened."""
    return "macroEnabled" in archive.declared or any(map(_MACROS.search, archive.names))
