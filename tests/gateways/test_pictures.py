"""Pictures of every depth, colour space, side up and size come out as people see them (rows P5, X4)."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from app.gateways.pictures import (
    LARGEST_PHOTO,
    MOST_PORTRAIT_PIXELS,
    PORTRAIT_FILES,
    PictureRefused,
    as_portrait,
    read,
)

DATA = Path(__file__).parents[1] / "data/files"


def written(picture, form="PNG", **how):
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()


def colour(data, place=(5, 5)):
    """Return one pixel in steps of 16, so that a loss of quality does not count."""
    found = read(data, most_pixels=MOST_PORTRAIT_PIXELS, largest=LARGEST_PHOTO).getpixel(place)
    return tuple(round(part / 16) for part in found)


def steps(*parts):
    return tuple(round(part / 16) for part in parts)


def png_of_16_bits(kind, *level):
    """Return a PNG of 20 by 20 pixels, all of one 16-bit colour; kinds as PNG numbers them (11.2.2)."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    row = b"\0" + struct.pack(f">{len(level)}H", *level) * 20
    head = struct.pack(">IIBBBBB", 20, 20, 16, kind, 0, 0, 0)
    body = zlib.compress(row * 20)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_a_grey_picture_of_16_bits_is_grey():
    data = (DATA / "grey-16-bit.png").read_bytes()
    greys = read(data, most_pixels=MOST_PORTRAIT_PIXELS).convert("L").getextrema()
    assert greys == (57, 206)  # 14,592 and 52,736 of 65,535
    portrait = Image.open(io.BytesIO(as_portrait(data)["512.jpg"])).convert("L")
    assert sum(portrait.histogram()[240:]) == 0  # it was white all over


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (png_of_16_bits(0, 0x8000), (128, 128, 128, 255)),
        (png_of_16_bits(0, 0x0100), (1, 1, 1, 255)),
        (png_of_16_bits(2, 0xC000, 0x4000, 0x1000), (192, 64, 16, 255)),
        (png_of_16_bits(4, 0x4000, 0x8000), (64, 64, 64, 128)),
        (png_of_16_bits(6, 0xC000, 0x4000, 0x1000, 0x8000), (192, 64, 16, 128)),
    ],
    ids=["grey", "almost black", "colours", "grey with transparency", "colours with transparency"],
)
def test_16_bits_of_every_kind_keep_their_level(data, seen):
    assert colour(data) == steps(*seen)


@pytest.mark.parametrize(
    ("mode", "level", "seen"),
    [
        ("L", 90, (90, 90, 90, 255)),
        ("LA", (90, 30), (90, 90, 90, 30)),
        ("1", 1, (255, 255, 255, 255)),
        ("P", 3, None),
        ("RGBA", (10, 20, 200, 77), (10, 20, 200, 77)),
    ],
)
def test_pictures_of_8_bits_and_fewer_keep_their_level(mode, level, seen):
    picture = Image.new(mode, (20, 20), level)
    if mode == "P":
        picture.putpalette([0, 0, 0, 9, 9, 9, 5, 5, 5, 208, 96, 48])
    assert colour(written(picture)) == steps(*(seen or (208, 96, 48, 255)))


def test_a_picture_for_print_keeps_its_colours():
    for ink, seen in {
        (0, 255, 255, 0): (255, 0, 0, 255),
        (255, 0, 0, 0): (0, 255, 255, 255),
        (0, 0, 0, 255): (0, 0, 0, 255),
        (0, 0, 0, 0): (255, 255, 255, 255),
    }.items():
        assert colour(written(Image.new("CMYK", (32, 32), ink), "JPEG", quality=95)) == steps(*seen)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_colour_profile_counts(form):
    """In the space of this profile the same numbers are another colour."""
    swapped = swapped_profile()
    data = written(Image.new("RGB", (32, 32), (208, 96, 48)), form, icc_profile=swapped, quality=95)
    assert colour(data) == steps(48, 96, 208, 255)


def test_a_profile_keeps_transparency_and_a_broken_one_is_passed_over():
    clear = Image.new("RGBA", (20, 20), (208, 96, 48, 80))
    assert colour(written(clear, icc_profile=swapped_profile())) == steps(48, 96, 208, 80)
    assert colour(written(clear, icc_profile=b"no profile")) == steps(208, 96, 48, 80)
    cmyk = Image.new("CMYK", (32, 32), (0, 255, 255, 0))
    assert colour(written(cmyk, "JPEG", icc_profile=swapped_profile())) == steps(255, 0, 0, 255)


def swapped_profile():
    """Return sRGB with the names of its red and its blue exchanged."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(profile[128:132], "big")
    for at in range(132, 132 + 12 * count, 12):
        name = bytes(profile[at : at + 4])
        profile[at : at + 4] = {b"rXYZ": b"bXYZ", b"bXYZ": b"rXYZ"}.get(name, name)
    return bytes(profile)


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [
        (1, (5, 5)), (2, (34, 5)), (3, (34, 54)), (4, (5, 54)),
        (5, (5, 5)), (6, (54, 5)), (7, (54, 34)), (8, (5, 34)),
    ],
)  # fmt: skip
def test_a_photo_stands_upright(orientation, corner):
    """The red corner that is stored at the top left is seen where the camera says."""
    picture = Image.new("RGB", (40, 60), "white")
    picture.paste("red", (0, 0, 16, 16))
    exif = Image.Exif()
    exif[0x0112] = orientation
    for form in ("JPEG", "PNG"):
        data = written(picture, form, exif=exif)
        assert colour(data, corner) == steps(255, 0, 0, 255)


@pytest.mark.parametrize(("form", "how"), [("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {})])
def test_a_photo_of_50_megapixels_is_taken_and_made_smaller(form, how):
    data = written(Image.new("RGB", (8000, 6250), (20, 120, 90)), form, **how)
    small = read(data, most_pixels=MOST_PORTRAIT_PIXELS, largest=LARGEST_PHOTO)
    assert (1024 <= small.height < 2048, small.width * 6250 - small.height * 8000 < 8000) == (True, True)
    assert small.getpixel((500, 500))[1] in range(117, 124)
    assert set(as_portrait(data)) == set(PORTRAIT_FILES)


def test_a_panorama_keeps_its_shorter_side():
    data = written(Image.new("RGB", (9000, 700), "teal"), "JPEG")
    assert read(data, most_pixels=MOST_PORTRAIT_PIXELS).size == (9000, 700)


def test_20_megabytes_are_taken_and_one_byte_more_is_not():
    data = written(Image.new("RGB", (600, 600), "teal"), "JPEG")
    filled = data + bytes(LARGEST_PHOTO - len(data))
    assert set(as_portrait(filled)) == set(PORTRAIT_FILES)
    with pytest.raises(PictureRefused, match="too large: at most 20 MB"):
        as_portrait(filled + b"\0")


@pytest.mark.parametrize(
    ("size", "form", "most"),
    [((8000, 6251), "PNG", 50), ((10_000, 9_000), "PNG", 50), ((5001, 5000), "WEBP", 25)],
)
def test_more_pixels_than_are_taken_are_refused_with_words(size, form, most):
    data = written(Image.new("L" if form == "PNG" else "RGB", size), form)
    with pytest.raises(PictureRefused) as refused:
        as_portrait(data)
    words = f"This picture has too many pixels: at most {most} million."
    assert (str(refused.value), refused.value.field) == (words, "photo")
