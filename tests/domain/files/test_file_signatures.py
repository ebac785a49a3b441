"""What a file is by its first bytes, whatever its name says."""

import pytest

from app.domain.files import file_types
from app.domain.files.file_signatures import FOREIGN, UNKNOWN, is_text, signature, what_else
from tests.support import files


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (files.PDF, file_types.PDF),
        (files.PNG, file_types.PNG),
        (files.JPEG, file_types.JPEG),
        (files.WEBP, file_types.WEBP),
        (files.MP4, file_types.MP4),
        (files.M4A, file_types.M4A),
        (files.WEBM, file_types.WEBM),
        (files.MP3, file_types.MP3),
        (files.MP3_BARE, file_types.MP3),
        (files.OGG, file_types.OGG),
        (files.PPTX, None),
        (files.TEXT, None),
        (files.WEBM.replace(b"\x84webm", b"\x88matroska"), None),
        (b"\x00\x00\x00\x18ftypheic" + bytes(64), None),
        (b"OggS" + bytes(64), None),
        (b"RIFF\x40\x00\x00\x00WAVE" + bytes(64), None),
        (b"\xff\xfb", None),
        (b"\xff\xff\xff\xff" + bytes(64), None),
        (b"", None),
    ],
)
def test_a_type_is_proven_by_its_bytes_or_not_at_all(data, found):
    assert signature(data) is found


@pytest.mark.parametrize("start", [start for start, _words in FOREIGN])
def test_what_is_not_taken_is_named(start):
    assert what_else(start + bytes(64)) == (dict(FOREIGN)[start], {})


@pytest.mark.parametrize(
    ("data", "begins"),
    [
        (b"\xef\xbb\xbf\n <html>", "This file is a web page"),
        (b"<?xml version='1.0'?>", "This file is a web page"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(16), "This is a HEIC photo"),
        (bytes(64), UNKNOWN),
    ],
)
def test_pages_films_and_the_unknown_are_told_apart(data, begins):
    sentence, values = what_else(data)
    assert (sentence % values).startswith(begins)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (files.TEXT, True),
        (b"", True),
        (b"\xef\xbb\xbftab\tline\r\n\f", True),
        ("Größe".encode("latin-1"), False),
        (b"a\x00b", False),
        (b"a\x1bb", False),
        (b"<script>", False),
        (b"#!/bin/sh", False),
        (b"{\\rtf1}", False),
        (b"5 < 6", True),
    ],
)
def test_a_text_is_readable_and_nothing_that_runs(data, text):
    assert is_text(data) is text
