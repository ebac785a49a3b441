"""A name said by its owner: a short sound, as browsers record it or a telephone saves it (row P5)."""

import struct

from app.domain.errors import DomainError
from app.domain.files import file_types
from app.domain.files.file_signatures import signature
from app.domain.files.file_types import FileType
from app.domain.words import N_

LONGEST_SECONDS = 20
LARGEST = 2 * 1024**2
"""Twenty seconds, as any recorder saves them."""
_SLACK = 2  # recorders stop a moment late
TAKEN: dict[FileType, str] = {
    file_types.WEBM: "webm",
    file_types.OGG: "ogg",
    file_types.MP4: "m4a",  # a browser's own brand; there is no picture in it that anybody would see
    file_types.M4A: "m4a",
    file_types.MP3: "mp3",
}
MEDIA_TYPES = {
    "webm": "audio/webm",
    "ogg": "audio/ogg",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
}
ACCEPT = ".webm,.ogg,.oga,.opus,.m4a,.mp4,.mp3,.wav,audio/*"
NO_SOUND = N_("This is not a sound file we can play. Choose MP3, M4A, Ogg, WebM or WAV.")
TOO_LARGE = N_("This recording is too large: at most %(most)d MB.")


class SoundRefused(DomainError):
    """The bytes are no short sound."""

    message = N_("This recording is too long: at most %(most)d seconds.")
    field = "voice"
    status = 422


def recognise(data: bytes) -> str:
    """Return the ending under which a recording is kept ("webm"). Raises SoundRefused.

    The length is read where the format says it (WAV, Ogg); elsewhere the size is what limits it.
    """
    if len(data) > LARGEST:
        raise SoundRefused(TOO_LARGE, most=LARGEST // 1024**2)
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        ending, seconds = "wav", _seconds_of_wav(data)
    else:
        found = signature(data[:4096])
        if found not in TAKEN:
            raise SoundRefused(
                NO_SOUND
            )  # it names the kinds to choose; other words name kinds not taken here
        ending = TAKEN[found]
        seconds = _seconds_of_ogg(data) if ending == "ogg" else 0
    if seconds > LONGEST_SECONDS + _SLACK:
        raise SoundRefused(most=LONGEST_SECONDS)
    return ending


def _seconds_of_wav(data: bytes) -> float:
    """Bytes of sound by bytes a second, as the header says; a header without a rate is no sound."""
    rate = struct.unpack_from("<I", data, 28)[0] if len(data) >= 44 else 0
    if not rate:
        raise SoundRefused(NO_SOUND)
    return (len(data) - 44) / rate


def _seconds_of_ogg(data: bytes) -> float:
    """Return the last page's position; Opus counts 48,000 a second (RFC 7845, section 4)."""
    at = data.rfind(b"OggS")
    if b"OpusHead" not in data[:64] or len(data) < at + 14:
        return 0
    return float(struct.unpack_from("<q", data, at + 6)[0]) / 48_000
