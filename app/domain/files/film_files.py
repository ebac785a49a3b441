"""What a film's or a sound's container says of itself: the brands of MP4, the document type of Matroska."""

from collections.abc import Iterator

from app.domain.files import file_types
from app.domain.files.file_types import FileType
from app.domain.words import N_

_AUDIO_BRANDS = {b"M4A ", b"M4B "}
_VIDEO_BRANDS = {
    b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso7", b"iso8", b"iso9", b"isom", b"mp41", b"mp42",
    b"mp71", b"avc1", b"M4V ", b"M4VH", b"M4VP", b"dash", b"MSNV", b"XAVC", b"F4V ", b"mmp4", b"qt  ",
}  # fmt: skip
"""Any of them, as the main brand or among the compatible ones, makes the file MP4 (ISO/IEC 14496-12, 4.3)."""
_OTHERS: dict[bytes, str] = {
    **dict.fromkeys(
        (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"),
        N_(
            "This is a HEIC photo, as iPhones take them, which not every browser shows."
            " Export it as JPEG and choose that picture."
        ),
    ),
    **dict.fromkeys(
        (b"avif", b"avis"),
        N_("This is an AVIF picture, which not every browser shows. Save it as JPEG or PNG."),
    ),
    b"crx ": N_("This is a camera's raw picture. Save it as JPEG."),
    b"M4P ": N_("This sound is locked to its shop (M4P), so others cannot play it. Choose another file."),
}
"""Main brands of files that are something else, whatever they list as compatible."""
_SOME_FILM = N_("Not every browser shows this kind of film or picture. Save it as MP4, or as JPEG.")

_EBML, _DOCTYPE, _SEGMENT = 0x1A45DFA3, 0x4282, 0x18538067
EBML = _EBML.to_bytes(4, "big")


def mp4_type(head: bytes) -> FileType | None:
    """Return MP4 or M4A where the `ftyp` box at the beginning names a brand that browsers play."""
    brands = _brands(head)
    if not brands or brands[0] in _OTHERS:
        return None
    if brands[0] in _AUDIO_BRANDS:
        return file_types.M4A
    return file_types.MP4 if _VIDEO_BRANDS.intersection(brands) else None


def other_than_mp4(head: bytes) -> str:
    """Return in words what a file with an `ftyp` box is when `mp4_type` does not take it; "" without one."""
    brands = _brands(head)
    return _OTHERS.get(brands[0], _SOME_FILM) if brands else ""


def matroska_doctype(head: bytes) -> str:
    """Return what the EBML header calls the file ("webm", "matroska"), "" when it is no such file.

    Elements may stand in any order, their sizes may be written in 1 to 8 bytes, Void and unknown ones are
    passed over, and a text may be filled up with NULs (RFC 8794, sections 6, 7.4 and 11.2.6).
    """
    for name, start, end in _elements(head, 0, len(head)):
        if name != _EBML:
            return ""
        for inner, first, last in _elements(head, start, end):
            if inner == _DOCTYPE:
                return head[first:last].split(b"\0", 1)[0].decode("ascii", "replace")
            if inner == _SEGMENT:
                break
        return "matroska"
    return ""


def _brands(head: bytes) -> list[bytes]:
    """Return the main brand and the compatible ones; the box's size may stand in 4 or in 8 bytes."""
    if head[4:8] != b"ftyp":
        return []
    size, start = int.from_bytes(head[:4], "big"), 8
    if size == 1:
        size, start = int.from_bytes(head[8:16], "big"), 16
    end = min(size or len(head), len(head), 4096)
    return [head[at : at + 4] for at in (start, *range(start + 8, end - 3, 4))]


def _elements(data: bytes, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield each element's ID and where its data begins and ends; one of unknown size reaches to `end`."""
    while at < end:
        name, length = _number(data, at, longest=4)
        size, more = _number(data, at + length, longest=8)
        if not length or not more:
            return
        start = at + length + more
        bits = size & ((1 << 7 * more) - 1)
        is_unknown = bits == (1 << 7 * more) - 1
        at = end if is_unknown else min(end, start + bits)
        yield name, start, at


def _number(data: bytes, at: int, *, longest: int) -> tuple[int, int]:
    """Return a number of variable size with its marker, and its length in bytes; a length of 0: none here."""
    length = 9 - data[at].bit_length() if at < len(data) else 0
    if not 1 <= length <= longest or at + length > len(data):
        return 0, 0
    return int.from_bytes(data[at : at + length], "big"), length
