# ruff: noqa: E501 - one case a line
"""Files are told by what their containers say, whoever wrote them; the others are named, with the mend (X4)."""

import io
from pathlib import Path

import pytest

from app.domain.files.uploads import FileRefused
from app.gateways.storage import MemoryStorage
from app.services.library.uploads import receive
from tests.support import files

DATA = Path(__file__).parents[2] / "data/files"


def take(data, name, kind):
    return receive(
        stream=io.BytesIO(data), filename=name, kind=kind, most=5 * 1024**2, storage=MemoryStorage()
    ).media_type


def refusal(data, name, kind="presentation"):
    with pytest.raises(FileRefused) as refused:
        take(data, name, kind)
    return str(refused.value)


def element(name, data=b"", *, width=1):
    """Return an EBML element; its size is written in `width` bytes."""
    return name + (len(data) | 1 << 7 * width).to_bytes(width, "big") + data


DOCTYPE, VERSION, VOID = b"\x42\x82", b"\x42\x86", b"\xec"
CLUSTER = b"\x18\x53\x80\x67\x01" + b"\xff" * 7


def ebml(*elements, width=1):
    return element(b"\x1a\x45\xdf\xa3", b"".join(elements), width=width) + CLUSTER


def ftyp(major, *compatible):
    box = b"ftyp" + major + bytes(4) + b"".join(compatible)
    return (len(box) + 4).to_bytes(4, "big") + box + bytes(64)


def long_ftyp(major, *compatible):
    box = major + bytes(4) + b"".join(compatible)
    return b"\0\0\0\1ftyp" + (len(box) + 16).to_bytes(8, "big") + box + bytes(64)


WEBM_FILES = {
    "a browser's recording without a length": (DATA / "browser-without-length.webm").read_bytes(),
    "filled up with a NUL, a size in 8 bytes": (DATA / "doctype-filled-up.webm").read_bytes(),
    "the type first": ebml(element(DOCTYPE, b"webm"), element(VERSION, b"\1")),
    "the type last, behind 5,000 empty bytes": ebml(element(VERSION, b"\1"), element(VOID, bytes(5000), width=2), element(DOCTYPE, b"webm"), width=4),
    "sizes in 2, 4 and 8 bytes": ebml(element(VERSION, b"\1", width=4), element(DOCTYPE, b"webm", width=2), width=8),
    "a checksum and an unknown element before": ebml(element(b"\xbf", b"abcd"), element(b"\x42\x99", b"?"), element(DOCTYPE, b"webm\0\0\0")),
    "a header of unknown size": b"\x1a\x45\xdf\xa3\xff" + element(VERSION, b"\1") + element(DOCTYPE, b"webm") + CLUSTER,
}  # fmt: skip


@pytest.mark.parametrize("data", WEBM_FILES.values(), ids=WEBM_FILES.keys())
def test_webm_is_known_whoever_wrote_it(data):
    assert take(data, "session.webm", "recording") == "video/webm"


NO_WEBM = {
    "Matroska": ebml(element(DOCTYPE, b"matroska")),
    "no type at all": ebml(element(VERSION, b"\1")),
    "webm as a word in another element": ebml(element(VOID, DOCTYPE + b"\x84webm")),
    "webm only in the film behind": ebml(element(VERSION, b"\1")) + element(DOCTYPE, b"webm"),
    "the film right behind a header of unknown size": b"\x1a\x45\xdf\xa3\xff" + CLUSTER + element(DOCTYPE, b"webm"),
    "torn within a size": b"\x1a\x45\xdf\xa3\x01\x00",
    "a size of nothing but zeros": b"\x1a\x45\xdf\xa3\x00" + bytes(64),
}  # fmt: skip


@pytest.mark.parametrize("data", NO_WEBM.values(), ids=NO_WEBM.keys())
def test_other_matroska_is_named(data):
    words = "This is a Matroska film, which browsers do not play. Save it as MP4 or WebM."
    assert refusal(data, "session.webm", "recording") == words


MP4_FILES = {
    "iso8": (DATA / "brand-iso8.mp4").read_bytes(),
    "a Sony camera": (DATA / "brand-xavc.mp4").read_bytes(),
    "mp42": ftyp(b"mp42", b"mp42"),
    "an unknown brand that complies with isom": ftyp(b"ABCD", b"ABCD", b"isom"),
    "a phone's 3gp that complies with mp41": ftyp(b"3gp5", b"3gp5", b"mp41"),
    "M4V": ftyp(b"M4VH", b"M4V "),
    "iso9 alone": ftyp(b"iso9"),
    "a size in 8 bytes": long_ftyp(b"XXXX", b"avc1"),
}


@pytest.mark.parametrize("data", MP4_FILES.values(), ids=MP4_FILES.keys())
def test_mp4_is_known_by_any_of_its_brands(data):
    assert take(data, "session.mp4", "recording") == "video/mp4"


def test_quicktime_and_sound_are_known_by_their_brand():
    assert take(ftyp(b"qt  ", b"qt  "), "IMG_0412.MOV", "recording") == "video/mp4"
    assert take(ftyp(b"M4A ", b"isom", b"mp42"), "s.m4a", "recording") == "audio/mp4"


HEIC = "This is a HEIC photo, as iPhones take them, which not every browser shows. Export it as JPEG and choose that picture."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (ftyp(b"mif1", b"heic", b"isom"), HEIC),
        (ftyp(b"avif", b"mif1", b"iso8"), "This is an AVIF picture, which not every browser shows. Save it as JPEG or PNG."),
        (ftyp(b"crx ", b"isom"), "This is a camera's raw picture. Save it as JPEG."),
        (ftyp(b"M4P ", b"isom"), "This sound is locked to its shop (M4P), so others cannot play it. Choose another file."),
        (ftyp(b"3g2a", b"3g2a"), "Not every browser shows this kind of film or picture. Save it as MP4, or as JPEG."),
        (ftyp(b"ABCD") + b"isom", "Not every browser shows this kind of film or picture. Save it as MP4, or as JPEG."),
        (b"8BPS\0\1" + bytes(80), "This looks like a .psd file, which is not taken here. Save it as PDF, PNG, MP4 or MP3."),
        (b"%!PS-Adobe-3.0\n\x80" + bytes(80), "This looks like a .eps file, which is not taken here. Save it as PDF, PNG, MP4 or MP3."),
        (bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + bytes(80), "This looks like a .wmv file, which is not taken here. Save it as PDF, PNG, MP4 or MP3."),
    ],
)  # fmt: skip
def test_other_films_and_pictures_are_named(data, words):
    assert refusal(data, "session.mp4", "recording") == words


@pytest.mark.parametrize(
    "before",
    [b"\xef\xbb\xbf", b"\r\n\r\n", b"\x00" * 1000, b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n", b"\x1b%-12345X@PJL\r\n", b"\xff\xfe rubbish \x80"],
)  # fmt: skip
def test_a_pdf_may_begin_behind_a_mark_or_rubbish(before):
    assert take(before + files.PDF, "slides.pdf", "presentation") == "application/pdf"


def test_a_pdf_of_the_world_begins_behind_a_mark():
    assert take((DATA / "mark-before-header.pdf").read_bytes(), "slides.pdf", "presentation") == (
        "application/pdf"
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x80" * 1025 + files.PDF, "What this file is cannot be told from its contents, so it is not taken."),
        (b"<script>a</script>" + files.PDF, "This file is a web page or a drawing that can run scripts. Save it as PDF or PNG."),
        (b"MZ\x90\x00" + files.PDF, "This file is a Windows program, whatever its name says."),
        (b"\x80rubbish <html>" + files.PDF, "What this file is cannot be told from its contents, so it is not taken."),
        (b"\xef\xbb\xbf" + files.PDF[:-8], "The end of this PDF is missing. Save it again and choose the new file."),
    ],
)  # fmt: skip
def test_a_pdf_behind_something_else_is_none(data, words):
    assert refusal(data, "slides.pdf") == words


def test_a_text_about_pdf_is_a_text():
    assert take(b"A file begins with %PDF-1.7 as we know.", "words.txt", "transcript") == "text/plain"


WITH_MACROS = "This Office file is made to carry macros (.{}), which run when it is opened. Save it as .{} or PDF: File > Save As."
TEMPLATE = "This is a template (.{}). Save it as .{} or PDF: File > Save As."
SHOW = (
    "This is a PowerPoint show (.ppsx), which opens in full screen. Save it as .pptx or PDF: File > Save As."
)
KEYNOTE = "This is a Keynote presentation. Export it as PDF or PowerPoint: File > Export To."
LOCKED_ODF = "This OpenDocument file is locked with a password. Save it without (File > Save As), or as PDF."
LOCKED_ENTRY = b'<m:file-entry><m:encryption-data m:checksum="x"/></m:file-entry>'


def microsoft(kind):
    types = f'<Types><Override ContentType="application/vnd.ms-{kind}.main+xml"/></Types>'
    return files.archive({"[Content_Types].xml": types.encode(), "ppt/vbaProject.bin": b"x"}, stored=False)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        ((DATA / "show.ppsx").read_bytes(), "show.ppsx", SHOW),
        (files.ooxml("presentationml.slideshow.main+xml"), "renamed.pptx", SHOW),
        (files.ooxml("presentationml.template.main+xml"), "house.potx", TEMPLATE.format("potx", "pptx")),
        (files.ooxml("wordprocessingml.template.main+xml"), "house.dotx", TEMPLATE.format("dotx", "docx")),
        (files.odf("presentation-template"), "house.otp", TEMPLATE.format("otp", "odp")),
        (files.odf("text-template"), "house.ott", TEMPLATE.format("ott", "odt")),
        (microsoft("powerpoint.presentation.macroEnabled"), "s.pptm", WITH_MACROS.format("pptm", "pptx")),
        (microsoft("powerpoint.slideshow.macroEnabled"), "s.ppsm", WITH_MACROS.format("ppsm", "pptx")),
        (microsoft("word.document.macroEnabled"), "s.docm", WITH_MACROS.format("docm", "docx")),
        ((DATA / "slides.key").read_bytes(), "slides.key", KEYNOTE),
        (files.archive({"Index/Slide-3.iwa": b"x", "Index/Document.iwa": b"x"}), "slides.zip", KEYNOTE),
        (files.archive({"index.apxl": b"x"}), "old.key", KEYNOTE),
        (files.archive({"Index.zip": b"x", "Data/a.jpg": b"x"}), "slides.key", KEYNOTE),
        (files.archive({"Index/Document.iwa": b"x"}), "n.pages", "This is a Pages document. Export it as PDF or Word: File > Export To."),
        (files.archive({"Index/Document.iwa": b"x"}), "n.numbers", "This is a Numbers table. Export it as PDF or Excel: File > Export To."),
        (files.archive({"Index/Document.iwa": b"x"}), "n.zip", "This is a Keynote, Pages or Numbers file. Export it as PDF: File > Export To."),
        (files.archive({"mimetype": b"application/epub+zip"}), "b.epub", "This is an electronic book (EPUB). Save it as PDF."),
        (files.odf("presentation", **{"META-INF/manifest.xml": LOCKED_ENTRY}), "talk.odp", LOCKED_ODF),
    ],
)  # fmt: skip
def test_office_files_that_are_not_taken_are_named_with_the_mend(data, name, words):
    assert refusal(data, name) == words


def test_an_open_opendocument_file_with_a_manifest_is_taken():
    data = files.odf("presentation", **{"META-INF/manifest.xml": b"<m:manifest/>"})
    assert take(data, "talk.odp", "presentation") == "application/vnd.oasis.opendocument.presentation"


def compound(*names, sector=9, at=1):
    """Return a compound file (MS-CFB) whose directory, in sector `at`, names these streams."""
    size = 1 << sector
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(size - 8))
    head[30] = sector
    head[48:52] = at.to_bytes(4, "little")
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *names))
    return bytes(head) + bytes(size * at) + entries


LOCKED = "This Office file is locked with a password. Open it, take the password away (File > Info > Protect), save it and choose it again. Or save it as PDF."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (compound("EncryptionInfo", "EncryptedPackage"), LOCKED),
        (compound("\x06DataSpaces", "Version", "Map", "Info", "EncryptedPackage", sector=12, at=900), LOCKED),
        (compound("PowerPoint Document"), "This is an old PowerPoint file (.ppt). Save it as .pptx or PDF."),
        (compound("1Table", "WordDocument"), "This is an old Word file (.doc). Save it as .docx or PDF."),
        (compound("Workbook"), "This is an old Excel file (.xls). Save it as .xlsx or PDF."),
        (compound("__substg1.0_001A001F"), "This is a mail of Outlook (.msg). Take the file out of it and choose that one."),
        (compound("Something"), "This is an old Office file. Save it as .pptx, .docx, .xlsx or PDF."),
    ],
)  # fmt: skip
def test_locked_and_old_office_files_are_told_apart(data, words):
    assert refusal(data, "slides.pptx") == words
