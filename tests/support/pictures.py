"""Pictures as people upload them."""

import io
from typing import Any

from PIL import Image


def picture(
    kind: str = "PNG", size: tuple[int, int] = (900, 300), colour: str = "teal", **more: Any
) -> bytes:
    """Return a picture of one colour, with a thin white edge."""
    made = Image.new("RGB", size, "white")
    made.paste(colour, (1, 1, size[0] - 1, size[1] - 1))
    out = io.BytesIO()
    made.save(out, kind, **more)
    return out.getvalue()
