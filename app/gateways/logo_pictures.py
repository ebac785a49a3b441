"""Logos of one optical size, on a plate that shows them on a light and on a dark page (row O2)."""

import io
import math

from PIL import Image, ImageChops

from app.domain.files.drawings import is_drawing
from app.gateways import drawings, pictures

WIDTH, HEIGHT = 480, 240
"""Of the plate, in pixels: every logo is kept at this size, so that pages show them alike."""
AREA, WIDEST, TALLEST = 36_000, 448, 212
"""Of the logo on it: a wide one and a square one cover the same area, as far as the plate allows."""
WHITE, DARK = (255, 255, 255), (22, 32, 46)
SEEN = 1.7  # contrast from which a stroke shows on its ground
_FAINT, _NEAR = 12, 10


def as_logo(data: bytes) -> bytes:
    """Return an SVG, PNG, JPEG or WebP as a PNG of WIDTH by HEIGHT pixels, without metadata.

    Raises PictureRefused and DrawingRefused for what is none, is broken, empty, huge, or could act.
    """
    if is_drawing(data):
        data = drawings.as_png(data)
    given = pictures.read(data, most_pixels=pictures.MOST_PIXELS)
    given.thumbnail((4 * WIDTH, 4 * HEIGHT))
    logo, ground = _trimmed(given)
    scale = min(math.sqrt(AREA / (logo.width * logo.height)), WIDEST / logo.width, TALLEST / logo.height)
    size = max(1, round(logo.width * scale)), max(1, round(logo.height * scale))
    plate = Image.new("RGBA", (WIDTH, HEIGHT), ground or _plate_for(logo))
    plate.alpha_composite(
        logo.resize(size, Image.Resampling.LANCZOS), ((WIDTH - size[0]) // 2, (HEIGHT - size[1]) // 2)
    )
    out = io.BytesIO()
    plate.convert("RGB").save(out, "PNG", optimize=True)
    return out.getvalue()


def _trimmed(logo: Image.Image) -> tuple[Image.Image, tuple[int, int, int] | None]:
    """Return the logo without empty margins, and the colour it brought as its ground."""
    alpha = logo.getchannel("A").point(lambda value: 255 * (value > _FAINT))
    if alpha.getextrema()[0] == 0:
        box = alpha.getbbox()
        if box is None:
            raise pictures.PictureRefused(pictures.EMPTY)
        return logo.crop(box), None
    colours = logo.convert("RGB")
    corner = colours.getpixel((0, 0))
    ground = corner if isinstance(corner, tuple) else WHITE
    off = ImageChops.difference(colours, Image.new("RGB", colours.size, ground)).convert("L")
    corners = [(x, y) for x in (0, logo.width - 1) for y in (0, logo.height - 1)]
    if any(_level(off, place) > _NEAR for place in corners):
        return logo, None  # a picture up to its edges
    box = off.point(lambda value: 255 * (value > _NEAR)).getbbox()
    red, green, blue = ground[:3]
    return (logo.crop(box), (red, green, blue)) if box else (logo, None)


def _plate_for(logo: Image.Image) -> tuple[int, int, int]:
    """Return white, or the dark plate where much more of the logo shows on it."""
    small = logo.copy()
    small.thumbnail((64, 64))
    seen = {WHITE: 0.0, DARK: 0.0}
    for red, green, blue, alpha in _pixels(small):
        for ground in seen:
            seen[ground] += alpha * (_contrast((red, green, blue), ground) >= SEEN)
    return DARK if seen[DARK] > 1.15 * seen[WHITE] and seen[WHITE] < 0.85 * _ink(small) else WHITE


def _ink(picture: Image.Image) -> float:
    return float(sum(alpha for *_colour, alpha in _pixels(picture)))


def _pixels(picture: Image.Image) -> list[tuple[int, int, int, int]]:
    raw = picture.tobytes()
    return [(raw[at], raw[at + 1], raw[at + 2], raw[at + 3]) for at in range(0, len(raw), 4)]


def _contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    parts = [value / 255 for value in colour]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _level(picture: Image.Image, place: tuple[int, int]) -> float:
    value = picture.getpixel(place)
    return float(value) if isinstance(value, int | float) else 0.0
