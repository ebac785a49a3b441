"""What a film's or a sound's container says of itself."""

import pytest

from app.domain.files import file_types
from app.domain.files.film_files import matroska_doctype, mp4_type, other_than_mp4
from tests.support import files


def ftyp(*brands, size=None):
    """Return an `ftyp` box: the main brand, its version, the compatible brands."""
    body = brands[0] + bytes(4) + b"".join(brands[1:])
    return (size or len(body) + 8).to_bytes(4, "big") + b"ftyp" + body


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (files.MP4, file_types.MP4),
        (files.M4A, file_types.M4A),
        (ftyp(b"abcd", b"iso5", b"avc1"), file_types.MP4),
        (ftyp(b"abcd", b"iso5", size=1)[:8] + (32).to_bytes(8, "big") + b"isom" + bytes(12), file_types.MP4),
        (ftyp(b"abcd", b"efgh"), None),
        (ftyp(b"heic", b"isom"), None),
        (b"\x00\x00\x00\x18moov", None),
        (b"", None),
    ],
)
def test_any_brand_that_browsers_play_makes_it_mp4(head, found):
    assert mp4_type(head) is found


@pytest.mark.parametrize(
    ("head", "begins"),
    [
        (ftyp(b"heic"), "This is a HEIC photo"),
        (ftyp(b"avif"), "This is an AVIF picture"),
        (ftyp(b"crx "), "This is a camera's raw picture"),
        (ftyp(b"M4P "), "This sound is locked to its shop"),
        (ftyp(b"abcd"), "Not every browser shows"),
    ],
)
def test_what_is_not_taken_is_named(head, begins):
    assert other_than_mp4(head).startswith(begins)


def test_without_such_a_box_nothing_is_said():
    assert other_than_mp4(files.PDF) == ""


def element(name, data, length=1):
    """Return one EBML element whose size is written in `length` bytes."""
    size = (len(data) | 1 << 7 * length).to_bytes(length, "big")
    return name + size + data


DOCTYPE, VOID, VERSION = b"\x42\x82", b"\xec", b"\x42\x86"


@pytest.mark.parametrize(
    ("inner", "doctype"),
    [
        (element(DOCTYPE, b"webm"), "webm"),
        (element(VERSION, b"\x01") + element(VOID, bytes(40)) + element(DOCTYPE, b"matroska", 8), "matroska"),
        (element(DOCTYPE, b"webm\0\0\0"), "webm"),
        (element(VERSION, b"\x01"), "matroska"),
        (b"\xff\xff\xff", "matroska"),
        (b"", "matroska"),
    ],
)
def test_the_document_type_is_found_in_any_order_and_size(inner, doctype):
    for length in (1, 4, 8):
        assert matroska_doctype(element(b"\x1a\x45\xdf\xa3", inner, length)) == doctype


@pytest.mark.parametrize("head", [b"", b"\x1a\x45", files.MP4, b"\x00" * 64])
def test_what_is_no_such_container_has_none(head):
    assert matroska_doctype(head) == ""
