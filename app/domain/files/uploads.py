"""What may be uploaded: decided by the bytes, checked against the name, refused in words (X4, X5, P6)."""

import re
import unicodedata
from dataclasses import dataclass

from app.domain.errors import DomainError
from app.domain.files import file_types
from app.domain.files.file_signatures import UNKNOWN, is_late_pdf, is_text, signature, what_else
from app.domain.files.file_types import ACCEPTED, BY_ENDING, FileType
from app.domain.files.office_files import Archive, directory, has_macros, is_whole, office_type
from app.domain.files.other_office_files import (
    LOCKED_ODF,
    MACROS,
    OLE,
    what_archive,
    what_old_office_file,
)
from app.domain.words import N_

HEAD = 2 * 1024**2
"""Bytes of the beginning that are looked at; a text has to fit in whole."""
TAIL = 64 * 1024 + 22
"""Bytes of the end: the longest end record of a ZIP archive."""
LONGEST_DIRECTORY = 2 * 1024**2

_TEXTS = {"txt", "vtt", "srt"}
_PDF_END = re.compile(rb"%%EOF")
_CUE = re.compile(r"\s*\d+[ \t]*\n\s*\d\d+:\d\d:\d\d,\d{3} --> \d\d+:\d\d:\d\d,\d{3}")


class FileRefused(DomainError):
    """The file cannot be taken; nothing of it is kept."""

    message = N_("This file cannot be taken.")
    field = "file"
    status = 422


class FileTooLarge(FileRefused):
    """More than this installation takes in one file; `most` is in words ("2 GB")."""

    message = N_("This file is too large: at most %(most)s.")
    status = 413


@dataclass(frozen=True, slots=True)
class Peek:
    """What is looked at: the sender's `name`, the first HEAD and last TAIL bytes, an archive's inside.

    `old_directory`: where an old office file names its parts.
    """

    name: str
    size: int
    head: bytes
    tail: bytes
    archive: Archive | None = None
    old_directory: bytes = b""


def recognise(peek: Peek, kind: str) -> FileType:
    """Return the type of a file for a material of `kind`; raise FileRefused: what is wrong, and the mend."""
    if peek.size == 0:
        raise FileRefused(N_("This file is empty. Choose it again; the copy may not have finished."))
    found = _by_bytes(peek)
    found = _by_name(peek, found)
    if found not in ACCEPTED[kind]:
        endings = ", ".join(dict.fromkeys(f".{one.endings[0]}" for one in ACCEPTED[kind]))
        raise FileRefused(
            N_("This file is %(found)s. Here it may be one of these: %(endings)s."),
            found=found.name,
            endings=endings,
        )
    if found is file_types.PDF and not _PDF_END.search(peek.tail):
        raise FileRefused(N_("The end of this PDF is missing. Save it again and choose the new file."))
    return found


def shown_name(name: str) -> str:
    """Return a file's name as people may see it: one line of at most 150 characters, no folders."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/")).rsplit("/", 1)[-1]
    kept = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    return " ".join(kept.split()).strip(". ")[-150:] or "file"


def ending(name: str) -> str:
    """Return the ending of a file's name in lower case, without dot; "" when it has none."""
    stem, dot, end = shown_name(name).rpartition(".")
    return end.casefold() if dot and stem else ""


def _by_bytes(peek: Peek) -> FileType | None:
    """Return the type that the bytes prove; None for a text, whose kind its name decides."""
    archive = directory(peek.tail, peek.size)
    if peek.head.startswith(b"PK\x03\x04"):
        if archive is None or not is_whole(archive) or peek.archive is None:
            raise FileRefused(N_("This file is damaged. Save it again and choose the new file."))
        return _office(peek.archive, ending(peek.name))
    found = signature(peek.head)
    if found is None and ending(peek.name) not in _TEXTS and is_late_pdf(peek.head):
        found = file_types.PDF
    if archive is not None:
        raise FileRefused(N_("This file is two things at once: an archive is hidden at its end."))
    if found is None and not (peek.size <= len(peek.head) and is_text(peek.head)):
        raise _unknown(peek)
    return found


def _office(archive: Archive, end: str) -> FileType:
    found = office_type(archive)
    if found is None:
        words, values = what_archive(archive, end)
        raise FileRefused(words, **values)
    if has_macros(archive):
        raise FileRefused(MACROS)
    if archive.is_locked:
        raise FileRefused(LOCKED_ODF)
    return found


def _by_name(peek: Peek, found: FileType | None) -> FileType:
    end = ending(peek.name)
    named = BY_ENDING.get(end)
    if found is None:
        return _text(peek, named)
    if {found, named} == {
        file_types.MP4,
        file_types.M4A,
    }:  # one container; the name says whether there is a picture
        return named or found
    if end and named is not found:
        raise FileRefused(
            N_(
                "The name ends in .%(ending)s, but the file is %(found)s."
                " Give it the ending .%(right)s if that is right."
            ),
            ending=end[:12],
            found=found.name,
            right=found.endings[0],
        )
    return found


def _text(peek: Peek, named: FileType | None) -> FileType:
    text = peek.head.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    if named is file_types.VTT and not re.match(r"WEBVTT(?:[ \t\n]|$)", text):
        raise FileRefused(N_("Captions in WebVTT begin with the word WEBVTT. This file does not."))
    if named is file_types.SRT and not _CUE.match(text):
        raise FileRefused(N_("This file does not read like SRT captions: a number, then times, then words."))
    if named not in {file_types.VTT, file_types.SRT, file_types.TEXT}:
        raise _unknown(peek)
    return named or file_types.TEXT


def _unknown(peek: Peek) -> FileRefused:
    end, is_named_text = ending(peek.name), ending(peek.name) in _TEXTS
    if is_named_text and peek.size > len(peek.head):
        return FileRefused(N_("This text is too long: at most 2 MB."))
    if is_text(peek.head):
        return FileRefused(N_("The name ends in .%(ending)s, but this file is a text."), ending=end[:12])
    if peek.head.startswith(OLE):
        return FileRefused(what_old_office_file(peek.old_directory))
    sentence, values = what_else(peek.head)
    if is_named_text and sentence == UNKNOWN:
        sentence = N_(
            "This text is not in UTF-8, or not a text at all. Save it as UTF-8 and choose it again."
        )
    return FileRefused(sentence, **values)
