"""What a file is by its first bytes, whatever its name says: a known type, or in words what it is instead."""

import re

from app.domain.files import file_types
from app.domain.files.file_types import FileType
from app.domain.words import N_

_AUDIO_BRANDS = {b"M4A ", b"M4B "}
_VIDEO_BRANDS = {
    b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6",
    b"mp41", b"mp42", b"avc1", b"M4V ", b"M4VP", b"dash", b"MSNV",
}  # fmt: skip
_MARKUP = re.compile(rb"\s*<(?:!doctype|!--|\?xml|[a-z])", re.IGNORECASE)

FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"MZ", N_("This file is a Windows program, whatever its name says.")),
    (b"\x7fELF", N_("This file is a Linux program, whatever its name says.")),
    (b"\xcf\xfa\xed\xfe", N_("This file is a macOS program, whatever its name says.")),
    (b"\xce\xfa\xed\xfe", N_("This file is a macOS program, whatever its name says.")),
    (b"\xca\xfe\xba\xbe", N_("This file is a program, whatever its name says.")),
    (b"#!", N_("This file is a script, whatever its name says.")),
    (b"\xd0\xcf\x11\xe0", N_("This is an old Office file. Save it as .pptx, .docx, .xlsx or PDF.")),
    (b"{\\rtf", N_("This is a rich-text file. Save it as PDF.")),
    (b"Rar!", N_("This is an archive. Take the file out of it and choose that one.")),
    (b"7z\xbc\xaf\x27\x1c", N_("This is an archive. Take the file out of it and choose that one.")),
    (b"\x1f\x8b", N_("This is an archive. Take the file out of it and choose that one.")),
    (b"GIF8", N_("This is a GIF picture. Save it as PNG.")),
    (b"BM", N_("This is a bitmap. Save it as PNG.")),
    (b"II*\x00", N_("This is a TIFF picture. Save it as PNG.")),
    (b"MM\x00*", N_("This is a TIFF picture. Save it as PNG.")),
    (b"fLaC", N_("This is a FLAC sound file. Save it as MP3 or M4A.")),
    (b"\x1a\x45\xdf\xa3", N_("This is a Matroska film, which browsers do not play. Save it as MP4 or WebM.")),
    (b"RIFF", N_("This film or sound file is of a kind browsers do not play. Save it as MP4 or MP3.")),
)
_SOME_FILM = N_("Not every browser shows this kind of film or picture. Save it as MP4, or as JPEG.")
_WEB_PAGE = N_("This file is a web page or a drawing that can run scripts. Save it as PDF or PNG.")
UNKNOWN = N_("What this file is cannot be told from its contents, so it is not taken.")


def signature(head: bytes) -> FileType | None:
    """Return the type that the first bytes (64 or more) prove; archives and texts need a closer look."""
    if head.startswith(b"%PDF-"):
        return file_types.PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return file_types.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return file_types.JPEG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return file_types.WEBP
    return _sound_or_film(head)


def what_else(head: bytes) -> str:
    """Return the sentence that refuses a file: what it is, and the mend where there is one."""
    if _is_markup(head):
        return _WEB_PAGE
    if head[4:8] == b"ftyp":
        return _SOME_FILM
    return next((words for start, words in FOREIGN if head.startswith(start)), UNKNOWN)


def is_text(whole: bytes) -> bool:
    """Tell whether `whole` is readable UTF-8 text and not markup that a browser might run."""
    try:
        text = whole.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    if any(ord(char) < 32 and char not in "\t\n\r\f" for char in text):
        return False
    return not _is_markup(whole) and not whole.startswith(b"#!") and not whole.startswith(b"{\\rtf")


def _is_markup(head: bytes) -> bool:
    return _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")[:512]) is not None


def _sound_or_film(head: bytes) -> FileType | None:
    if head[4:8] == b"ftyp":
        if head[8:12] in _AUDIO_BRANDS:
            return file_types.M4A
        return file_types.MP4 if head[8:12] in _VIDEO_BRANDS else None
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return file_types.WEBM if b"\x42\x82\x84webm" in head[:64] else None
    if head.startswith(b"OggS"):
        return (
            file_types.OGG
            if any(codec in head[:64] for codec in (b"OpusHead", b"\x01vorbis", b"\x7fFLAC"))
            else None
        )
    if head.startswith(b"ID3") or _is_mpeg_frame(head):
        return file_types.MP3
    return None


def _is_mpeg_frame(head: bytes) -> bool:
    """Tell whether a layer III frame begins here: sync word, a real bit rate and sampling rate."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return False
    return head[1] & 0x18 != 0x08 and head[2] & 0xF0 not in {0x00, 0xF0} and head[2] & 0x0C != 0x0C
