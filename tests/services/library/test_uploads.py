# ruff: noqa: E501 - one case a line
"""Taking files in: what the bytes are decides, and nothing that is refused stays behind (X4, X5, P6)."""

import io
import tracemalloc

import pytest

from app.domain.files.uploads import FileRefused, FileTooLarge
from app.gateways.storage import FolderStorage, MemoryStorage
from app.services.library.uploads import forget, receive
from tests.support import files

MOST = 5 * 1024**2


def take(data, name, kind="presentation", *, storage=None, most=MOST):
    return receive(
        stream=io.BytesIO(data), filename=name, kind=kind, most=most, storage=storage or MemoryStorage()
    )


@pytest.mark.parametrize(
    ("data", "name", "kind", "media_type"),
    [
        (files.PDF, "slides.pdf", "presentation", "application/pdf"),
        (files.PDF, "Slides", "presentation", "application/pdf"),
        (files.PDF, "SLIDES.PDF", "flyer", "application/pdf"),
        (files.PPTX, "talk.pptx", "presentation", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        (files.DOCX, "n.docx", "concept_note", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (files.XLSX, "n.xlsx", "background_paper", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (files.ODP, "talk.odp", "presentation", "application/vnd.oasis.opendocument.presentation"),
        (files.ODT, "note.odt", "summary", "application/vnd.oasis.opendocument.text"),
        (files.ODS, "data.ods", "background_paper", "application/vnd.oasis.opendocument.spreadsheet"),
        (files.MP4, "session.mp4", "recording", "video/mp4"),
        (files.MP4, "session.m4a", "recording", "audio/mp4"),
        (files.M4A, "session.m4a", "recording", "audio/mp4"),
        (files.WEBM, "session.webm", "recording", "video/webm"),
        (files.MP3, "session.mp3", "recording", "audio/mpeg"),
        (files.MP3_BARE, "session.mp3", "recording", "audio/mpeg"),
        (files.OGG, "session.opus", "recording", "audio/ogg"),
        (files.PNG, "p.png", "photo", "image/png"),
        (files.JPEG, "p.JPEG", "photo", "image/jpeg"),
        (files.WEBP, "p.webp", "flyer", "image/webp"),
        (files.VTT, "en.vtt", "captions", "text/vtt"),
        (files.SRT, "en.srt", "captions", "application/x-subrip"),
        (files.TEXT, "words.txt", "transcript", "text/plain"),
    ],
)  # fmt: skip
def test_what_may_come_in(data, name, kind, media_type):
    storage = MemoryStorage()
    received = take(data, name, kind, storage=storage)
    assert (received.media_type, received.size, storage.files) == (
        media_type,
        len(data),
        {received.key: data},
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
MATROSKA = files.WEBM.replace(b"\x84webm", b"\x88matroska")
HEIC = b"\x00\x00\x00\x18ftypheic" + bytes(64)
MACROS = files.ooxml("presentationml.presentation.main+xml", **{"ppt/vbaProject.bin": b"x"})


@pytest.mark.parametrize(
    ("data", "name", "kind", "words"),
    [
        (b"", "slides.pdf", "presentation", "This file is empty. Choose it again; the copy may not have finished."),
        (files.EXE, "slides.pdf", "presentation", "This file is a Windows program, whatever its name says."),
        (files.EXE + files.PPTX, "slides.pptx", "presentation", "This file is two things at once: an archive is hidden at its end."),
        (b"\x7fELF" + bytes(64), "slides.pdf", "presentation", "This file is a Linux program, whatever its name says."),
        (b"#!/bin/sh\nrm x", "notes.txt", "transcript", "This file is a script, whatever its name says."),
        (files.PDF, "slides.exe", "presentation", "The name ends in .exe, but the file is PDF. Give it the ending .pdf if that is right."),
        (files.PDF, "slides.pdf.html", "presentation", "The name ends in .html, but the file is PDF. Give it the ending .pdf if that is right."),
        (files.PDF, "slides.pptx", "presentation", "The name ends in .pptx, but the file is PDF. Give it the ending .pdf if that is right."),
        (files.PDF + files.archive({"a.class": b"x"}), "slides.pdf", "presentation", "This file is two things at once: an archive is hidden at its end."),
        (files.PNG + files.PPTX, "p.png", "photo", "This file is two things at once: an archive is hidden at its end."),
        (files.PDF[:-8], "slides.pdf", "presentation", "The end of this PDF is missing. Save it again and choose the new file."),
        (files.archive({"slides.pdf": files.PDF}), "slides.zip", "presentation", "This is an archive. Take the file out of it and choose that one."),
        (files.archive({"x.class": b"x"}), "slides.pptx", "presentation", "This is an archive. Take the file out of it and choose that one."),
        (files.PPTX[:-30], "slides.pptx", "presentation", "This file is damaged. Save it again and choose the new file."),
        (MACROS, "slides.pptx", "presentation", "This file carries macros, which run when it is opened. Save it without, or as PDF."),
        (files.odf("text", **{"Basic/Standard/M.xml": b"x"}), "n.odt", "summary", "This file carries macros, which run when it is opened. Save it without, or as PDF."),
        (b"<!DOCTYPE html><script>alert(1)</script>", "slides.pdf", "presentation", "This file is a web page or a drawing that can run scripts. Save it as PDF or PNG."),
        (b"\xef\xbb\xbf\n <html>", "words.txt", "transcript", "This file is a web page or a drawing that can run scripts. Save it as PDF or PNG."),
        (SVG, "p.svg", "photo", "This file is a web page or a drawing that can run scripts. Save it as PDF or PNG."),
        (SVG, "p.png", "photo", "This file is a web page or a drawing that can run scripts. Save it as PDF or PNG."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "old.ppt", "presentation", "This is an old Office file. Save it as .pptx, .docx, .xlsx or PDF."),
        (MATROSKA, "s.webm", "recording", "This is a Matroska film, which browsers do not play. Save it as MP4 or WebM."),
        (HEIC, "p.jpg", "photo", "This is a HEIC photo, as iPhones take them, which not every browser shows. Export it as JPEG and choose that picture."),
        (files.PDF, "slides.pdf", "recording", "This file is PDF. Here it may be one of these: .mp4, .webm, .mp3, .m4a, .ogg."),
        (files.MP4, "s.mp4", "presentation", "This file is MP4. Here it may be one of these: .pdf, .pptx, .odp."),
        (b"hello", "slides.pdf", "presentation", "The name ends in .pdf, but this file is a text."),
        (b"hello", "en.vtt", "captions", "Captions in WebVTT begin with the word WEBVTT. This file does not."),
        (b"hello", "en.srt", "captions", "This file does not read like SRT captions: a number, then times, then words."),
        ("Größe".encode("latin-1"), "words.txt", "transcript", "This text is not in UTF-8, or not a text at all. Save it as UTF-8 and choose it again."),
        (b"a\x00b", "words.txt", "transcript", "This text is not in UTF-8, or not a text at all. Save it as UTF-8 and choose it again."),
        (b"x" * (2 * 1024**2 + 1), "words.txt", "transcript", "This text is too long: at most 2 MB."),
        (bytes(100), "slides.pdf", "presentation", "What this file is cannot be told from its contents, so it is not taken."),
    ],
)  # fmt: skip
def test_what_may_not_come_in_is_named_and_not_kept(data, name, kind, words):
    storage = MemoryStorage()
    with pytest.raises(FileRefused) as refused:
        take(data, name, kind, storage=storage)
    assert (str(refused.value), refused.value.field, storage.files) == (words, "file", {})


def test_one_byte_over_the_limit_is_refused_and_the_limit_itself_is_not():
    storage = MemoryStorage()
    assert take(files.PDF, "slides.pdf", most=len(files.PDF)).size == len(files.PDF)
    with pytest.raises(FileTooLarge) as refused:
        take(files.PDF + b"\n", "slides.pdf", most=len(files.PDF), storage=storage)
    assert (refused.value.status, str(refused.value), storage.files) == (
        413,
        f"This file is too large: at most {len(files.PDF)} bytes.",
        {},
    )


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\amara\\slides.pdf", "slides.pdf"),
        ("sli\x00des\r\n.pdf", "slides.pdf"),
        ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
        ("..pdf.", "pdf"),
        ("", "file"),
        ("/", "file"),
        ("スライド 第1版.pdf", "スライド 第1版.pdf"),
        ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(name, kept):
    assert take(files.PDF, name).filename == kept


def test_an_archive_with_an_endless_directory_is_not_read():
    bomb = files.archive({f"{number:06}-{'x' * 200}": b"" for number in range(10_000)})
    with pytest.raises(FileRefused) as refused:
        take(bomb, "slides.pptx")
    assert str(refused.value) == "This file is damaged. Save it again and choose the new file."


class Endless(io.RawIOBase):
    """A film of `size` bytes that takes no memory."""

    def __init__(self, size):
        self.size, self.at = size, 0

    def seek(self, offset, whence=0):
        self.at = offset if whence == 0 else self.size + offset
        return self.at

    def read(self, wanted=-1):
        start, self.at = self.at, min(self.size, self.at + (self.size if wanted < 0 else wanted))
        piece = bytes(self.at - start)
        return files.MP4[: len(piece)] + piece[len(files.MP4) :] if start == 0 else piece


def test_60_megabytes_pass_through_in_flat_memory(tmp_path):
    size = 60 * 1024**2
    tracemalloc.start()
    received = receive(
        stream=Endless(size),
        filename="session.mp4",
        kind="recording",
        most=size,
        storage=FolderStorage(tmp_path),
    )
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert received.size == size == (tmp_path / received.key).stat().st_size
    assert peak < 8 * 1024**2


def test_what_was_stored_and_not_needed_is_deleted():
    storage = MemoryStorage()
    kept, dropped = (take(files.PDF, "slides.pdf", storage=storage) for _ in range(2))
    forget(dropped, storage=storage)
    assert list(storage.files) == [kept.key]
