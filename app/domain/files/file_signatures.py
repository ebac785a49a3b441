"""What a file is by its first bytes, whatever its name says: a known type, or in words what it is instead."""

import re

import puremagic

from app.domain.files import file_types
from app.domain.files.file_types import FileType
from app.domain.files.film_files import EBML, matroska_doctype, mp4_type, other_than_mp4
from app.domain.words import N_

_MARKUP = re.compile(rb"\s*<(?:!doctype|!--|\?xml|[a-z])", re.IGNORECASE)
_MARKUP_WITHIN = re.compile(rb"<(?:!|\?|[a-z])", re.IGNORECASE)
_PDF_HEADER = re.compile(rb"%PDF-[12]\.\d")
_ENDING = re.compile(r"\.[a-z0-9]{1,5}")

FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"MZ", N_("This file is a Windows program, whatever its name says.")),
    (b"\x7fELF", N_("This file is a Linux program, whatever its name says.")),
    (b"\xcf\xfa\xed\xfe", N_("This file is a macOS program, whatever its name says.")),
    (b"\xce\xfa\xed\xfe", N_("This file is a macOS program, whatever its name says.")),
    (b"\xca\xfe\xba\xbe", N_("This file is a program, whatever its name says.")),
    (b"#!", N_("This file is a script, whatever its name says.")),
    (b"{\\rtf", N_("This is a rich-text file. Save it as PDF.")),
    (b"Rar!", N_("This is an archive. Take the file out of it and choose that one.")),
    (b"7z\xbc\xaf\x27\x1c", N_("This is an archive. Take the file out of it and choose that one.")),
    (b"\x1f\x8b", N_("This is an archive. Take the file out of it and choose that one.")),
    (b"GIF8", N_("This is a GIF picture. Save it as PNG.")),
    (b"BM", N_("This is a bitmap. Save it as PNG.")),
    (b"II*\x00", N_("This is a TIFF picture. Save it as PNG.")),
    (b"MM\x00*", N_("This is a TIFF picture. Save it as PNG.")),
    (b"fLaC", N_("This is a FLAC sound file. Save it as MP3 or M4A.")),
    (EBML, N_("This is a Matroska film, which browsers do not play. Save it as MP4 or WebM.")),
    (b"RIFF", N_("This film or sound file is of a kind browsers do not play. Save it as MP4 or MP3.")),
)
_WEB_PAGE = N_("This file is a web page or a drawing that can run scripts. Save it as PDF or PNG.")
_LOOKS_LIKE = N_(
    "This looks like a .%(ending)s file, which is not taken here. Save it as PDF, PNG, MP4 or MP3."
)
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


def is_late_pdf(head: bytes) -> bool:
    """Tell whether a PDF begins within 1,024 bytes, behind a byte order mark or rubbish.

    Readers accept that (PDF Reference 1.7, appendix H.3, note 13), and some programs write it.
    What stands before it must be nothing in itself: no page, no program, no picture.
    """
    at = _PDF_HEADER.search(head, 0, 1024 + 8)
    return at is not None and _MARKUP_WITHIN.search(head[: at.start()]) is None and _foreign(head) == ""


def what_else(head: bytes) -> tuple[str, dict[str, str]]:
    """Return the sentence that refuses a file, what it is and the mend, and the values it takes."""
    if _is_markup(head):
        return _WEB_PAGE, {}
    known = other_than_mp4(head) or _foreign(head)
    if not known and (ending := _guessed_ending(head[:4096])):
        return _LOOKS_LIKE, {"ending": ending}
    return known or UNKNOWN, {}


def is_text(whole: bytes) -> bool:
    """Tell whether `whole` is readable UTF-8 text and not markup that a browser might run."""
    try:
        text = whole.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    if any(ord(char) < 32 and char not in "\t\n\r\f" for char in text):
        return False
    return not _is_markup(whole) and not whole.startswith(b"#!") and not whole.startswith(b"{\\rtf")


def _foreign(head: bytes) -> str:
    return next((words for start, words in FOREIGN if head.startswith(start)), "")


def _guessed_ending(head: bytes) -> str:
    """Return the ending that the most telling bytes stand for; four bytes that are not NUL, or none."""
    try:
        guesses = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return ""
    telling = (one for one in guesses if len(one.byte_match.strip(b"\0")) >= 4)
    return next((one.extension[1:] for one in telling if _ENDING.fullmatch(one.extension)), "")


def _is_markup(head: bytes) -> bool:
    return _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")[:512]) is not None


def _sound_or_film(head: bytes) -> FileType | None:
    if film := mp4_type(head):
        return film
    if head.startswith(EBML):
        return file_types.WEBM if matroska_doctype(head) == "webm" else None
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
