"""Office files that are not taken as they are: each is named, with the way to one that is."""

import pytest

from app.domain.files.office_files import Archive
from app.domain.files.other_office_files import (
    ARCHIVE,
    LOCKED,
    directory_offset,
    what_archive,
    what_old_office_file,
)


def told(names=(), declared="", ending="", *, is_locked=False):
    words, values = what_archive(Archive(frozenset(names), declared, is_locked), ending)
    return words % values


@pytest.mark.parametrize(
    ("names", "ending", "begins"),
    [
        (["Index/Slide-1.iwa"], "", "This is a Keynote presentation"),
        (["Index/Document.iwa"], "key", "This is a Keynote presentation"),
        (["Index/Document.iwa"], "pages", "This is a Pages document"),
        (["Index.zip"], "numbers", "This is a Numbers table"),
        (["Index.zip"], "zip", "This is a Keynote, Pages or Numbers file"),
    ],
)
def test_apple_s_files_are_told_by_their_inside_and_then_their_name(names, ending, begins):
    assert told(names, ending=ending).startswith(begins)


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        (
            "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
            (
                "This Office file is made to carry macros (.pptm), which run when it is opened."
                " Save it as .pptx or PDF: File > Save As."
            ),
        ),
        (
            "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
            "This is a binary Excel file (.xlsb). Save it as .xlsx or PDF: File > Save As.",
        ),
        (
            "presentationml.slideshow.main+xml",
            (
                "This is a PowerPoint show (.ppsx), which opens in full screen."
                " Save it as .pptx or PDF: File > Save As."
            ),
        ),
        (
            "application/vnd.oasis.opendocument.text-template",
            "This is a template (.ott). Save it as .odt or PDF: File > Save As.",
        ),
        (
            "application/vnd.oasis.opendocument.graphics",
            "This is an OpenDocument or Visio drawing. Save it as PDF.",
        ),
        ("application/epub+zip", "This is an electronic book (EPUB). Save it as PDF."),
        ("", ARCHIVE),
    ],
)
def test_an_archive_is_what_it_declares_itself_to_be(declared, words):
    assert told(declared=declared) == words


def test_a_locked_archive_is_told():
    assert told(is_locked=True).startswith("This archive is locked with a password.")


@pytest.mark.parametrize(
    ("part", "begins"),
    [
        ("EncryptedPackage", LOCKED),
        ("PowerPoint Document", "This is an old PowerPoint file (.ppt)."),
        ("WordDocument", "This is an old Word file (.doc)."),
        ("Workbook", "This is an old Excel file (.xls)."),
        ("__substg1.0_001A001F", "This is a mail of Outlook (.msg)."),
        ("Root Entry", "This is an old Office file."),
    ],
)
def test_an_old_file_is_told_by_the_names_of_its_parts(part, begins):
    assert what_old_office_file(b"\x00" * 64 + part.encode("utf-16-le")).startswith(begins)


def header(*, shift=9, first=3):
    head = bytearray(512)
    head[30:32], head[48:52] = shift.to_bytes(2, "little"), first.to_bytes(4, "little")
    return bytes(head)


@pytest.mark.parametrize(
    ("head", "offset"),
    [
        (header(), 4 * 512),
        (header(shift=12, first=0), 4096),
        (header(shift=7), 0),
        (header()[:511], 0),
        (b"", 0),
    ],
)
def test_the_directory_begins_where_the_header_says(head, offset):
    assert directory_offset(head) == offset
