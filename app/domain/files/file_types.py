"""The kinds of file that are taken and given out, each with its exact media type. Nothing else is served."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.words import N_


@dataclass(frozen=True, slots=True)
class FileType:
    """`endings` without dot, ours first; `inline`: a browser may show it itself; `name`: for people."""

    media_type: str
    name: str
    endings: tuple[str, ...]
    inline: bool = False

    @property
    def is_video(self) -> bool:
        """Whether it has a moving picture."""
        return self.media_type.startswith("video/")

    @property
    def is_audio(self) -> bool:
        """Whether it is sound alone."""
        return self.media_type.startswith("audio/")


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"

PDF = FileType("application/pdf", "PDF", ("pdf",), inline=True)
PPTX = FileType(f"{_OOXML}.presentationml.presentation", "PowerPoint", ("pptx",))
DOCX = FileType(f"{_OOXML}.wordprocessingml.document", "Word", ("docx",))
XLSX = FileType(f"{_OOXML}.spreadsheetml.sheet", "Excel", ("xlsx",))
ODP = FileType(f"{_ODF}.presentation", "OpenDocument", ("odp",))
ODT = FileType(f"{_ODF}.text", "OpenDocument", ("odt",))
ODS = FileType(f"{_ODF}.spreadsheet", "OpenDocument", ("ods",))
MP4 = FileType("video/mp4", "MP4", ("mp4", "m4v", "mov"), inline=True)
WEBM = FileType("video/webm", "WebM", ("webm",), inline=True)
MP3 = FileType("audio/mpeg", "MP3", ("mp3",), inline=True)
M4A = FileType("audio/mp4", "M4A", ("m4a",), inline=True)
OGG = FileType("audio/ogg", "Ogg", ("ogg", "oga", "opus"), inline=True)
PNG = FileType("image/png", "PNG", ("png",), inline=True)
JPEG = FileType("image/jpeg", "JPEG", ("jpg", "jpeg"), inline=True)
WEBP = FileType("image/webp", "WebP", ("webp",), inline=True)
VTT = FileType("text/vtt", "WebVTT", ("vtt",))
SRT = FileType("application/x-subrip", "SRT", ("srt",))
TEXT = FileType("text/plain", N_("Text"), ("txt",))

TYPES = (
    PDF, PPTX, DOCX, XLSX, ODP, ODT, ODS, MP4, WEBM, MP3, M4A, OGG, PNG, JPEG, WEBP, VTT, SRT, TEXT,
)  # fmt: skip
BY_MEDIA_TYPE: Mapping[str, FileType] = {kind.media_type: kind for kind in TYPES}
BY_ENDING: Mapping[str, FileType] = {ending: kind for kind in TYPES for ending in kind.endings}

_TALKS = (PDF, PPTX, ODP)
_PAPERS = (PDF, DOCX, ODT)
ACCEPTED: Mapping[str, tuple[FileType, ...]] = {
    "recording": (MP4, WEBM, MP3, M4A, OGG),
    "presentation": _TALKS,
    "flyer": (PDF, PNG, JPEG, WEBP),
    "concept_note": _PAPERS,
    "background_paper": (*_PAPERS, XLSX, ODS),
    "transcript": (*_PAPERS, TEXT, VTT),
    "captions": (VTT, SRT),
    "photo": (JPEG, PNG, WEBP),
    "summary": _PAPERS,
}
"""What a material of each kind may be."""
