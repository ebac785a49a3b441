"""Small files of every kind that may be uploaded, and of some that may not."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(64)
WEBP = b"RIFF\x40\x00\x00\x00WEBPVP8 " + bytes(64)
MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + bytes(range(256)) * 8
M4A = b"\x00\x00\x00\x20ftypM4A \x00\x00\x02\x00" + bytes(64)
WEBM = (
    b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm"
    + bytes(64)
)
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + bytes(64)
MP3_BARE = b"\xff\xfb\x90\x64" + bytes(64)
OGG = b"OggS\x00\x02" + bytes(22) + b"OpusHead" + bytes(32)
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nGood morning — 千恵\n".encode()
SRT = b"1\r\n00:00:00,000 --> 00:00:02,000\r\nGood morning\r\n"
TEXT = "Zażółć gęślą jaźń".encode()
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(512)


def archive(members: dict[str, bytes], *, stored: bool = True) -> bytes:
    """Return a ZIP archive of these members in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return out.getvalue()


def ooxml(main: str, **more: bytes) -> bytes:
    """Return an office file whose main part is of the type `main`."""
    types = f'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{main}"/></Types>'
    return archive({"[Content_Types].xml": types.encode(), "_rels/.rels": b"<x/>", **more}, stored=False)


def odf(kind: str, **more: bytes) -> bytes:
    """Return an OpenDocument file."""
    declared = f"application/vnd.oasis.opendocument.{kind}".encode()
    return archive({"mimetype": declared, "content.xml": b"<x/>", **more})


PPTX = ooxml("presentationml.presentation.main+xml")
DOCX = ooxml("wordprocessingml.document.main+xml")
XLSX = ooxml("spreadsheetml.sheet.main+xml")
ODP = odf("presentation")
ODT = odf("text")
ODS = odf("spreadsheet")
