"""Pictures from outside, read with suspicion and written anew: nothing but pixels stays (rows P5, X4)."""

import io
import struct
import warnings
import zlib

from PIL import Image, ImageOps, UnidentifiedImageError

from app.domain.errors import DomainError
from app.domain.words import N_

FORMATS = ("PNG", "JPEG", "WEBP")
LARGEST_FILE = 5 * 1024**2
MOST_PIXELS = 25_000_000
LOGO_SIDE = 512
TOO_LARGE = N_("This picture is too large: at most %(most)d MB.")
TOO_MANY_PIXELS = N_("This picture has too many pixels: at most %(most)d million.")
_BROKEN = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    struct.error,
    zlib.error,
)


class PictureRefused(DomainError):
    """The bytes are no picture that we take."""

    message = N_("This is not a picture we can read. Choose a PNG, JPEG or WebP file.")
    field = "logo"
    status = 422


def as_logo(data: bytes) -> bytes:
    """Return the picture as a PNG of at most 512 by 512 pixels, without metadata.

    Raises PictureRefused for anything else than PNG, JPEG and WebP, for broken and for huge ones.
    """
    if len(data) > LARGEST_FILE:
        raise PictureRefused(TOO_LARGE, most=LARGEST_FILE // 1024**2)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _written_anew(data)
    except _BROKEN as error:
        raise PictureRefused from error


def _written_anew(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data), formats=FORMATS) as given:
        if given.width * given.height > MOST_PIXELS:
            raise PictureRefused(
                TOO_MANY_PIXELS,
                most=MOST_PIXELS // 1_000_000,
            )
        upright = ImageOps.exif_transpose(given).convert("RGBA")
    upright.thumbnail((LOGO_SIDE, LOGO_SIDE))
    pixels = Image.new("RGBA", upright.size)
    pixels.paste(upright)
    out = io.BytesIO()
    pixels.save(out, "PNG", optimize=True)
    return out.getvalue()
