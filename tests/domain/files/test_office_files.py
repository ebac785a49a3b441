"""Office files are archives with a promise inside: which they are, that they are whole and do nothing."""

import pytest

from app.domain.files import file_types
from app.domain.files.office_files import Archive, directory, has_macros, is_whole, office_type
from tests.support import files

ZIP = files.archive({"a": b"x", "b": b"y"})


def test_the_directory_of_an_archive_is_found_at_its_end():
    found = directory(ZIP, len(ZIP))
    assert (found.entries, is_whole(found)) == (2, True)
    assert directory(ZIP[-40:], len(ZIP)) == found


def test_what_stands_before_an_archive_is_noticed():
    hidden = files.PDF + ZIP
    assert is_whole(directory(hidden, len(hidden))) is False


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06", files.PDF, ZIP[:-30], ZIP + b"x"])
def test_where_no_archive_ends_there_is_none(data):
    assert directory(data, len(data)) is None


def test_a_comment_that_holds_another_end_misleads_nobody():
    comment = b"PK\x05\x06" + bytes(18)
    data = ZIP[:-2] + len(comment).to_bytes(2, "little") + comment
    assert directory(data, len(data)).entries in {0, 2}  # programs differ; both are archives to us


@pytest.mark.parametrize(
    ("names", "declared", "found"),
    [
        ({"mimetype"}, file_types.ODT.media_type, file_types.ODT),
        ({"mimetype"}, f" {file_types.ODP.media_type}\n", file_types.ODP),
        ({"[Content_Types].xml"}, "presentationml.presentation.main+xml", file_types.PPTX),
        ({"[Content_Types].xml"}, "spreadsheetml.sheet.main+xml", file_types.XLSX),
        ({"x"}, "presentationml.presentation.main+xml", None),
        ({"[Content_Types].xml"}, "", None),
        ({"mimetype"}, "application/epub+zip", None),
    ],
)
def test_an_archive_is_what_it_declares(names, declared, found):
    assert office_type(Archive(frozenset(names), declared)) is found


@pytest.mark.parametrize(
    ("names", "declared", "macros"),
    [
        ({"ppt/vbaProject.bin"}, "", True),
        ({"vbaproject.BIN"}, "", True),
        ({"Basic/Standard/M.xml"}, "", True),
        ({"Scripts/python/x.py"}, "", True),
        ({"a"}, "presentation.macroEnabled.main+xml", True),
        ({"ppt/basic/x", "Scripts/"}, "", False),
    ],
)
def test_programs_inside_are_noticed(names, declared, macros):
    assert has_macros(Archive(frozenset(names), declared)) is macros
