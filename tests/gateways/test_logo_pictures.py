"""Logos cover the same area whatever their shape, and show on a light and on a dark page."""

import io

import pytest
from PIL import Image, ImageChops, ImageDraw

from app.domain.files.drawings import UNFOLDS, DrawingRefused
from app.gateways import drawings, pictures
from app.gateways.logo_pictures import AREA, DARK, HEIGHT, WHITE, WIDTH, as_logo


def png(size, colour="navy", *, margin=0, ground=(0, 0, 0, 0)):
    made = Image.new("RGBA", (size[0] + 2 * margin, size[1] + 2 * margin), ground)
    made.paste(colour, (margin, margin, margin + size[0], margin + size[1]))
    out = io.BytesIO()
    made.save(out, "PNG")
    return out.getvalue()


def shown(data):
    """Return the plate's colour and the width and height of what stands on it."""
    plate = Image.open(io.BytesIO(as_logo(data))).convert("RGB")
    assert plate.size == (WIDTH, HEIGHT)
    ground = plate.getpixel((0, 0))
    off = ImageChops.difference(plate, Image.new("RGB", plate.size, ground))
    seen = off.convert("L").point(lambda value: 255 * (value > 20))
    left, top, right, bottom = seen.getbbox()
    return ground, right - left, bottom - top


@pytest.mark.parametrize("size", [(300, 300), (600, 300), (800, 200), (90, 120)])
def test_logos_of_any_shape_cover_the_same_area(size):
    _ground, width, height = shown(png(size, margin=30))
    assert abs(width * height - AREA) < AREA * 0.08
    assert abs(width / height - size[0] / size[1]) < 0.1


def test_a_very_wide_or_tall_logo_stays_on_its_plate():
    for size in ((2000, 40), (40, 2000)):
        _ground, width, height = shown(png(size))
        assert (width <= 448, height <= 212) == (True, True)


@pytest.mark.parametrize(
    ("colour", "plate"),
    [("navy", WHITE), ("white", DARK), ("#f4f4f0", DARK), ("black", WHITE), ("#c00", WHITE)],
)
def test_the_plate_is_the_one_on_which_the_logo_shows(colour, plate):
    assert shown(png((200, 100), colour))[0] == plate


def test_a_logo_with_a_ground_keeps_it():
    assert shown(png((200, 100), "white", margin=40, ground=(0, 80, 40, 255)))[0] == (0, 80, 40)


def test_nothing_to_see_is_refused():
    with pytest.raises(pictures.PictureRefused, match="Nothing can be seen"):
        as_logo(png((20, 20), (0, 0, 0, 0)))


def test_a_drawing_is_drawn():
    circle = '<circle cx="4" cy="4" r="4" fill="navy"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{circle}</svg>'
    ground, width, height = shown(drawing.encode())
    assert (ground, abs(width - height) <= 2) == (WHITE, True)


def test_a_drawing_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(drawings, "_CHILD", "while True: pass")
    monkeypatch.setattr(drawings, "SECONDS", -1.5)
    with pytest.raises(DrawingRefused) as caught:
        drawings.as_png(b'<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>')
    assert caught.value.text == UNFOLDS


def test_a_corner_of_a_photo_is_no_ground():
    made = Image.new("RGB", (200, 100), "green")
    ImageDraw.Draw(made).rectangle((100, 0, 200, 100), fill="purple")
    out = io.BytesIO()
    made.save(out, "JPEG")
    assert shown(out.getvalue())[0] == WHITE
