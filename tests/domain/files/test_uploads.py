"""What may be uploaded is decided by the bytes and checked against the name, before anything is kept."""

import pytest

from app.domain.files import file_types
from app.domain.files.office_files import Archive
from app.domain.files.uploads import FileRefused, Peek, ending, recognise, shown_name
from tests.support import files

PPTX = Archive(frozenset({"[Content_Types].xml"}), "presentationml.presentation.main+xml")


def peek(data, name, archive=None):
    return Peek(name=name, size=len(data), head=data, tail=data, archive=archive)


@pytest.mark.parametrize(
    ("data", "name", "kind", "archive", "found"),
    [
        (files.PDF, "Slides", "presentation", None, file_types.PDF),
        (files.PPTX, "talk.pptx", "presentation", PPTX, file_types.PPTX),
        (files.MP4, "session.m4a", "recording", None, file_types.M4A),
        (files.VTT, "en.vtt", "captions", None, file_types.VTT),
        (files.SRT, "en.srt", "captions", None, file_types.SRT),
        (files.TEXT, "words.txt", "transcript", None, file_types.TEXT),
    ],
)
def test_bytes_and_name_together_say_what_it_is(data, name, kind, archive, found):
    assert recognise(peek(data, name, archive), kind) is found


@pytest.mark.parametrize(
    ("data", "name", "kind", "words"),
    [
        (
            b"",
            "a.pdf",
            "presentation",
            "This file is empty. Choose it again; the copy may not have finished.",
        ),
        (files.PDF, "a.pptx", "presentation", "The name ends in .pptx, but the file is PDF."),
        (
            files.PPTX,
            "a.pptx",
            "presentation",
            "This file is damaged. Save it again and choose the new file.",
        ),
        (files.PDF[:-8], "a.pdf", "presentation", "The end of this PDF is missing."),
        (files.PDF, "a.pdf", "recording", "This file is PDF. Here it may be one of these: .mp4, .webm, .mp3"),
        (b"hello", "en.vtt", "captions", "Captions in WebVTT begin with the word WEBVTT."),
        (files.EXE, "a.pdf", "presentation", "This file is a Windows program, whatever its name says."),
    ],
)
def test_what_is_refused_is_told_with_the_mend(data, name, kind, words):
    with pytest.raises(FileRefused) as refused:
        recognise(peek(data, name), kind)
    assert (str(refused.value).startswith(words), refused.value.field) == (True, "file")


@pytest.mark.parametrize(
    ("name", "shown", "end"),
    [
        ("../../Slides.PDF", "Slides.PDF", "pdf"),
        ("C:\\Users\\amara\\talk.pptx", "talk.pptx", "pptx"),
        ("sli\x00des\r\n.pdf", "slides.pdf", "pdf"),
        (".bashrc", "bashrc", ""),
        ("no ending", "no ending", ""),
        ("", "file", ""),
        ("x" * 400 + ".pdf", "x" * 146 + ".pdf", "pdf"),
    ],
)
def test_a_name_is_one_line_without_folders(name, shown, end):
    assert (shown_name(name), ending(name)) == (shown, end)
