"""Pictures from outside, read with suspicion and written anew: nothing but pixels stays (rows P5, X4)."""

import io
import struct
import threading
import warnings
import zlib

from PIL import Image, ImageOps, UnidentifiedImageError

from app.domain.errors import DomainError
from app.domain.words import N_
from app.gateways.picture_colours import as_srgb

FORMATS = ("PNG", "JPEG", "WEBP")
LARGEST_FILE = 5 * 1024**2
LARGEST_PHOTO = 20 * 1024**2
MOST_PIXELS, MOST_PORTRAIT_PIXELS = 25_000_000, 50_000_000
_MOST_WEBP_PIXELS = 25_000_000  # its decoder takes 16 bytes a pixel: 800 MB for 50 million
_LEAST_SIDE = 1024  # pixels that stay of the shorter side: all that we make of a picture is smaller
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What turns a picture upright, by its orientation (Exif 2.32, tag 0x0112)."""
_one_at_a_time = threading.Lock()
"""Some 250 MB are needed while 50 million pixels unfold; not that times the number of threads."""
PORTRAIT_SIZES = (128, 512)
PORTRAIT_ENDINGS = ("avif", "webp", "jpg")
PORTRAIT_FILES = tuple(f"{side}.{ending}" for side in PORTRAIT_SIZES for ending in PORTRAIT_ENDINGS)
"""What a portrait is kept as: each size, the smallest form first and one that every browser takes."""
_WRITTEN_AS = {
    "avif": ("AVIF", {"quality": 60, "speed": 7}),
    "webp": ("WEBP", {"quality": 82, "method": 4}),
    "jpg": ("JPEG", {"quality": 82, "optimize": True}),
}
EMPTY = N_("Nothing can be seen on this picture.")
TOO_LARGE = N_("This picture is too large: at most %(most)d MB.")
TOO_MANY_PIXELS = N_("This picture has too many pixels: at most %(most)d million.")
_BROKEN = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    struct.error,
    zlib.error,
)


# What makes a picture something else as well: a document, a page or an archive in the same bytes.
_ELSE_AHEAD = (b"%pdf-", b"<html", b"<script", b"<?php", b"<svg", b"<!doctype")
_ARCHIVE_END = b"PK\x05\x06"


class PictureRefused(DomainError):
    """The bytes are no picture that we take."""

    message = N_("This is not a picture we can read. Choose a PNG, JPEG or WebP file.")
    field = "logo"
    status = 422


def as_portrait(data: bytes, *, upper: float = 0.3) -> dict[str, bytes]:
    """Return PORTRAIT_FILES -> a square picture of the person, without metadata.

    A tall picture is cut so that `upper` (0 top, 1 bottom) stays; a wide one around its middle. Raises
    PictureRefused at "photo" for anything else than PNG, JPEG and WebP, for broken and for huge ones, and for
    bytes that are something else besides a picture.
    """
    if _is_something_else(data):
        raise PictureRefused(field="photo")
    try:
        upright = read(data, most_pixels=MOST_PORTRAIT_PIXELS, largest=LARGEST_PHOTO)
    except PictureRefused as error:
        error.field = "photo"
        raise
    ground = Image.new("RGBA", upright.size, "white")
    ground.alpha_composite(upright)
    return {
        f"{side}.{ending}": _written(square, ending)
        for side in PORTRAIT_SIZES
        for square in [ImageOps.fit(ground.convert("RGB"), (side, side), centering=(0.5, upper))]
        for ending in PORTRAIT_ENDINGS
    }


def written_as(data: bytes, ending: str) -> bytes:
    """Return one of our own pictures in another form; for portraits from before a form was kept."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as ours:
        return _written(ours.convert("RGB"), ending)


def _written(picture: Image.Image, ending: str) -> bytes:
    form, how = _WRITTEN_AS[ending]
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()


def read(data: bytes, *, most_pixels: int, largest: int | None = None) -> Image.Image:
    """Return the pixels of a PNG, JPEG or WebP: upright, sRGB, with transparency. Raises PictureRefused.

    A large picture is made smaller on the way, but its shorter side keeps at least _LEAST_SIDE pixels.
    """
    largest = largest or LARGEST_FILE
    if len(data) > largest:
        raise PictureRefused(TOO_LARGE, most=largest // 1024**2)
    try:
        with _one_at_a_time, warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as given:
                if given.format == "WEBP":
                    most_pixels = min(most_pixels, _MOST_WEBP_PIXELS)
                if given.width * given.height > most_pixels:
                    raise PictureRefused(TOO_MANY_PIXELS, most=most_pixels // 1_000_000)
                return _upright(given)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureRefused(TOO_MANY_PIXELS, most=most_pixels // 1_000_000) from error
    except _BROKEN as error:
        raise PictureRefused from error


def _upright(given: Image.Image) -> Image.Image:
    times = max(1, min(given.size) // _LEAST_SIDE)
    given.draft(None, (given.width // times, given.height // times))  # a JPEG unfolds at 1/2, 1/4 or 1/8
    given.load()
    turned = _UPRIGHT.get(given.getexif().get(0x0112, 1))
    picture = as_srgb(given, reduced=max(1, min(given.size) // _LEAST_SIDE))
    return picture.transpose(turned) if turned is not None else picture


def _is_something_else(data: bytes) -> bool:
    head = data[:1024].lower()
    return any(mark in head for mark in _ELSE_AHEAD) or _ARCHIVE_END in data[-65_600:]
