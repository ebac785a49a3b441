"""The picture that link previews show: title, hour and organisers, in the product's letters (row O10).

1200 by 630 pixels, what sites that show previews ask for. The letters are those of the pages; a line that
holds a sign which no font at hand has is left out, not drawn as boxes.
"""

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
MARGIN = 84
PAPER, INK, QUIET, ACCENT, DAY = "#f8f6f1", "#1a1f27", "#545b66", "#0a5a5c", "#fbe9bd"
_FOLDER = Path(__file__).parents[1] / "static" / "vendor" / "fonts"
_OURS = tuple(_FOLDER / f"geist-{part}-wght-normal.woff2" for part in ("latin", "latin-ext", "cyrillic"))
_SYSTEM = Path("/usr/share/fonts")
_NOTHING = "\U0010ffff"  # no font has it
_WIDTH = SIZE[0] - 2 * MARGIN

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True)
class Lines:
    """What is written: the title, one line on the hour, one on universal time, one on who organises."""

    title: str
    hour: str = ""
    utc: str = ""
    organisers: str = ""


def draw(lines: Lines) -> bytes:
    """Return the picture as PNG."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, SIZE[0], 14), fill=ACCENT)
    _mark(pen, MARGIN, 62)
    _write(pen, (MARGIN + 60, 66), "Sidestage", 34, 600, INK)
    title = _without_pictures(lines.title)
    size = 68 if len(title) <= 60 else 54
    top = 168
    for line in _wrapped(title, size, 3):
        _write(pen, (MARGIN, top), line, size, 700, INK)
        top += round(size * 1.18)
    foot = SIZE[1] - MARGIN - 128
    if lines.hour and _covered(lines.hour):
        pen.rounded_rectangle((MARGIN - 22, foot - 20, SIZE[0] - MARGIN + 22, foot + 104), 18, fill=DAY)
    size = next((size for size in range(38, 22, -2) if _width(lines.hour, size) <= _WIDTH), 22)
    _write(pen, (MARGIN, foot + (38 - size) // 2), _fitting(lines.hour, size), size, 600, INK)
    _write(pen, (MARGIN, foot + 54), _fitting(lines.utc, 28), 28, 400, QUIET)
    _write(pen, (MARGIN, SIZE[1] - 66), _whole_names(lines.organisers, 28), 28, 500, ACCENT)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _mark(pen: ImageDraw.ImageDraw, left: int, top: int) -> None:
    """Draw the product's sign: a day, half of it light."""
    box = (left, top, left + 44, top + 44)
    pen.ellipse(box, outline="#b5ccc9", width=5)
    pen.arc(box, -90, 90, fill=ACCENT, width=5)
    pen.pieslice((left + 10, top + 10, left + 34, top + 34), -90, 90, fill=ACCENT)


def _write(
    pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, size: int, weight: int, ink: str
) -> None:
    if not text or not _covered(text):
        return
    left: float = at[0]
    for run, path in _runs(text):
        font = _font(path, size, weight)
        pen.text((left, at[1]), run, font=font, fill=ink)
        left += font.getlength(run)


def _width(text: str, size: int, weight: int = 700) -> float:
    return sum(_font(path, size, weight).getlength(run) for run, path in _runs(text))


def _wrapped(text: str, size: int, most: int) -> list[str]:
    """Break a text into lines that fit; what is too much ends in an ellipsis."""
    if not _covered(text):
        return []
    lines: list[str] = []
    for word in text.split():
        if lines and _width(f"{lines[-1]} {word}", size) <= _WIDTH:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return [_fitting(line, size) for line in lines]


def _fitting(text: str, size: int) -> str:
    if not text or not _covered(text) or _width(text, size) <= _WIDTH:
        return text
    while text and _width(f"{text}…", size) > _WIDTH:
        text = text[:-1]
    return f"{text.rstrip(' ·,')}…"


def _without_pictures(text: str) -> str:
    """Leave out emoji that no font has; a title reads without them."""
    signs = (
        sign for sign in text if unicodedata.category(sign) not in {"So", "Cf", "Mn"} or _font_with(sign)
    )
    return " ".join("".join(signs).split())


def _whole_names(names: str, size: int) -> str:
    """Leave out the last of several names until the rest fits."""
    rest = names.split(", ")
    while len(rest) > 1 and _covered(names) and _width(", ".join([*rest, "…"]), size) > _WIDTH:
        rest.pop()
    return ", ".join(rest) if ", ".join(rest) == names else ", ".join([*rest, "…"])


def _covered(text: str) -> bool:
    return all(path is not None for _run, path in _runs_or_none(text))


def _runs(text: str) -> list[tuple[str, Path]]:
    return [(run, path) for run, path in _runs_or_none(text) if path is not None]


def _runs_or_none(text: str) -> Sequence[tuple[str, Path | None]]:
    """Cut a text where another font has to go on."""
    runs: list[tuple[str, Path | None]] = []
    for sign in text:
        path = runs[-1][1] if runs and sign == " " else _font_with(sign)
        if runs and runs[-1][1] == path:
            runs[-1] = (runs[-1][0] + sign, path)
        else:
            runs.append((sign, path))
    return runs


@cache
def _font_with(sign: str) -> Path | None:
    if sign == " ":
        return _OURS[0]
    return next((path for path in (*_OURS, *_others()) if _has(path, sign)), None)


def _has(path: Path, sign: str) -> bool:
    font = _font(path, 24, 400)
    return font.getmask(sign).getbbox() is not None and bytes(font.getmask(sign)) != bytes(
        font.getmask(_NOTHING)
    )


@cache
def _others() -> tuple[Path, ...]:
    """Return fonts of other scripts that the machine has, for titles in them."""
    found = [*_SYSTEM.rglob("NotoSans*-Regular.tt[fc]"), *_SYSTEM.rglob("NotoSansCJK-Regular.ttc")]
    return tuple(sorted(set(found)))


@cache
def _font(path: Path, size: int, weight: int) -> Font:
    font = ImageFont.truetype(str(path), size)
    if path in _OURS:
        font.set_variation_by_axes([weight])
    return font
