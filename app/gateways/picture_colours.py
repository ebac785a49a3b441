"""Pixels of any depth and colour space as sRGB with transparency, 8 bits a channel."""

import contextlib
import io

from PIL import Image, ImageCms

_SRGB = ImageCms.createProfile("sRGB")


def as_srgb(picture: Image.Image, *, reduced: int = 1) -> Image.Image:
    """Return `picture` as RGBA, made smaller by the whole number `reduced` before it grows to four channels.

    Grey of 16 bits keeps its upper byte (Pillow's own conversion makes it white). A colour profile (ICC) is
    applied, so that photos for print and of wide gamut keep their colours; a broken one is passed over.
    """
    profile = picture.info.get("icc_profile")
    if picture.mode == "I;16":
        picture = Image.frombytes("L", picture.size, picture.tobytes()[1::2])  # the upper byte of each level
    elif picture.mode in {"P", "PA", "1"} or "transparency" in picture.info:
        picture = picture.convert("RGBA")
    if reduced > 1:
        picture = picture.reduce(reduced)
    alpha = picture.getchannel("A") if picture.mode in {"RGBA", "LA"} else None
    colours = picture.convert(picture.mode.removesuffix("A")) if alpha else picture
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError):
            colours = _converted(colours, profile)
    result = colours.convert("RGB").convert("RGBA")
    if alpha:
        result.putalpha(alpha)
    return result


def _converted(colours: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    return ImageCms.profileToProfile(colours, source, _SRGB, outputMode="RGB") or colours
