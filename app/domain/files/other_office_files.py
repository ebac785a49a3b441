"""Office files that are not taken as they are: each is named, with the way to one that is."""

import re

from app.domain.files.office_files import Archive
from app.domain.words import N_

MACROS = N_("This file carries macros, which run when it is opened. Save it without, or as PDF.")
ARCHIVE = N_("This is an archive. Take the file out of it and choose that one.")
LOCKED = N_(
    "This Office file is locked with a password. Open it, take the password away (File > Info > Protect),"
    " save it and choose it again. Or save it as PDF."
)
LOCKED_ODF = N_(
    "This OpenDocument file is locked with a password. Save it without (File > Save As), or as PDF."
)
_LOCKED_ARCHIVE = N_("This archive is locked with a password. Take the file out of it and choose that one.")
_KEYNOTE = N_("This is a Keynote presentation. Export it as PDF or PowerPoint: File > Export To.")
_PAGES = N_("This is a Pages document. Export it as PDF or Word: File > Export To.")
_NUMBERS = N_("This is a Numbers table. Export it as PDF or Excel: File > Export To.")
_APPLE = N_("This is a Keynote, Pages or Numbers file. Export it as PDF: File > Export To.")
_WITH_MACROS = N_(
    "This Office file is made to carry macros (.%(ending)s), which run when it is opened."
    " Save it as .%(other)s or PDF: File > Save As."
)
_TEMPLATE = N_("This is a template (.%(ending)s). Save it as .%(other)s or PDF: File > Save As.")
_SHOW = N_(
    "This is a PowerPoint show (.%(ending)s), which opens in full screen."
    " Save it as .%(other)s or PDF: File > Save As."
)
_BINARY = N_("This is a binary Excel file (.%(ending)s). Save it as .%(other)s or PDF: File > Save As.")
_DRAWING = N_("This is an OpenDocument or Visio drawing. Save it as PDF.")
_BOOK = N_("This is an electronic book (EPUB). Save it as PDF.")
_DECLARED: tuple[tuple[str, str, str, str], ...] = (
    ("powerpoint.presentation.macroEnabled", _WITH_MACROS, "pptm", "pptx"),
    ("powerpoint.slideshow.macroEnabled", _WITH_MACROS, "ppsm", "pptx"),
    ("powerpoint.template.macroEnabled", _WITH_MACROS, "potm", "pptx"),
    ("word.document.macroEnabled", _WITH_MACROS, "docm", "docx"),
    ("word.template.macroEnabled", _WITH_MACROS, "dotm", "docx"),
    ("excel.sheet.macroEnabled", _WITH_MACROS, "xlsm", "xlsx"),
    ("excel.template.macroEnabled", _WITH_MACROS, "xltm", "xlsx"),
    ("excel.sheet.binary", _BINARY, "xlsb", "xlsx"),
    ("presentationml.slideshow.main", _SHOW, "ppsx", "pptx"),
    ("presentationml.template.main", _TEMPLATE, "potx", "pptx"),
    ("wordprocessingml.template.main", _TEMPLATE, "dotx", "docx"),
    ("spreadsheetml.template.main", _TEMPLATE, "xltx", "xlsx"),
    ("opendocument.presentation-template", _TEMPLATE, "otp", "odp"),
    ("opendocument.text-template", _TEMPLATE, "ott", "odt"),
    ("opendocument.spreadsheet-template", _TEMPLATE, "ots", "ods"),
    ("opendocument.graphics", _DRAWING, "", ""),
    ("visio.drawing", _DRAWING, "", ""),
    ("epub+zip", _BOOK, "", ""),
)
"""What an archive declares itself to be; the sentence, its own ending and the one to take."""
_OLD: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", LOCKED),
    ("PowerPoint Document", N_("This is an old PowerPoint file (.ppt). Save it as .pptx or PDF.")),
    ("WordDocument", N_("This is an old Word file (.doc). Save it as .docx or PDF.")),
    ("Workbook", N_("This is an old Excel file (.xls). Save it as .xlsx or PDF.")),
    ("__substg1.0_", N_("This is a mail of Outlook (.msg). Take the file out of it and choose that one.")),
)
_OLD_OFFICE = N_("This is an old Office file. Save it as .pptx, .docx, .xlsx or PDF.")
OLE = b"\xd0\xcf\x11\xe0"
_SLIDE = re.compile(r"(?:^|/)Index/(?:Master|Template)?Slide[^/]*\.iwa$|(?:^|/)index\.apxl", re.IGNORECASE)
_IWORK = re.compile(
    r"(?:^|/)Index/[^/]+\.iwa$|(?:^|/)Index\.zip$|^index\.(?:apxl|numbers)|^buildVersionHistory\.plist$",
    re.IGNORECASE,
)


def what_archive(archive: Archive, ending: str) -> tuple[str, dict[str, str]]:
    """Return the sentence that says what an archive is when we do not take it, and the values it takes.

    `ending` of the sender's name tells Apple's files apart where their inside does not.
    """
    if any(map(_IWORK.search, archive.names)):
        if ending == "key" or any(map(_SLIDE.search, archive.names)):
            return _KEYNOTE, {}
        return {"pages": _PAGES, "numbers": _NUMBERS}.get(ending, _APPLE), {}
    for mark, words, own, other in _DECLARED:
        if mark in archive.declared:
            return words, {"ending": own, "other": other}
    return (_LOCKED_ARCHIVE if archive.is_locked else ARCHIVE), {}


def what_old_office_file(directory: bytes) -> str:
    """Return what a compound file is (MS-CFB) by the names in its directory, in UTF-16.

    A locked .pptx, .docx or .xlsx is one as well, with the stream "EncryptedPackage" (MS-OFFCRYPTO 2.3.4.4).
    """
    return next((words for name, words in _OLD if name.encode("utf-16-le") in directory), _OLD_OFFICE)


def directory_offset(head: bytes) -> int:
    """Return at which byte a compound file's directory begins (MS-CFB 2.2); 0 for a broken header."""
    if len(head) < 512 or head[30:32] not in {b"\x09\x00", b"\x0c\x00"}:
        return 0
    return (int.from_bytes(head[48:52], "little") + 1) << head[30]
