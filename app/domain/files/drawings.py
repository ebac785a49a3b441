"""SVG from outside, read with suspicion: what may be drawn is written anew, what could act is refused (X4).

SVG is XML that can run scripts, fetch addresses and unfold without end. Known shapes and their attributes are
kept; notes of drawing programs are dropped; everything else that has an effect is refused by name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from app.domain.errors import DomainError
from app.domain.words import N_

SVG, XLINK, XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
LARGEST, MOST_ELEMENTS, DEEPEST, MOST_DRAWN = 2 * 1024**2, 10_000, 60, 40_000

SHAPES = frozenset({
    "svg", "g", "defs", "symbol", "use", "switch", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker", "style",
    "filter", "feGaussianBlur", "feOffset", "feBlend", "feFlood", "feComposite", "feMerge", "feMergeNode",
    "feColorMatrix",
})  # fmt: skip
NOTES = frozenset({"title", "desc", "metadata", "view", "cursor"})
"""Elements without a picture of their own: dropped, as everything that is not SVG is."""
REFUSED: Mapping[str, str] = {
    "script": N_("This drawing holds a script. Save it as “Plain SVG” or as PNG."),
    "foreignObject": N_("This drawing holds parts of a web page. Save it as “Plain SVG” or as PNG."),
    "image": N_("This drawing holds another picture inside. Save the whole as PNG."),
    "text": N_(
        "This drawing holds letters as text, which need their font. Turn text into paths, or save a PNG."
    ),
    "feImage": N_("This drawing holds another picture inside. Save the whole as PNG."),
    "a": N_("This drawing holds a link. Save it as “Plain SVG” or as PNG."),
}
ACTS = N_("This drawing reacts to the mouse or the keyboard. Save it as “Plain SVG” or as PNG.")
MOVES = N_("This drawing moves. Save one still picture of it.")
LEAVES = N_("This drawing fetches something from another address. Save it as “Plain SVG” or as PNG.")
ENTITIES = N_("This drawing defines abbreviations (entities). Save it as “Plain SVG” or as PNG.")
UNFOLDS = N_("This drawing is too intricate: it unfolds into too many shapes. Save it as PNG.")
UNKNOWN = N_("This drawing holds “%(name)s”, which is not drawn here. Save it as “Plain SVG” or as PNG.")
BROKEN = N_("This drawing cannot be read to its end. Save it again as “Plain SVG”, or as PNG.")

_MOVES = frozenset({"animate", "animateMotion", "animateTransform", "set", "mpath", "discard"})
_LINK = re.compile(r"url\(\s*+['\"]?+\s*+(?!#)", re.IGNORECASE)
_STYLE = re.compile(r"@import|@font-face|javascript:|expression\(|\\", re.IGNORECASE)
_HERE = re.compile(r"#[^\s\"'()]+")


class DrawingRefused(DomainError):
    """The file is no drawing that we take; the message says what to mend."""

    message = BROKEN
    field = "logo"
    status = 422


@dataclass(slots=True)
class _Shape:
    """What unfolds with a shape: itself, what stands in it, and what it uses."""

    size: int = 1
    inside: list["_Shape"] = field(default_factory=list)
    uses: str = ""


def is_drawing(data: bytes) -> bool:
    """Whether the bytes begin like an SVG."""
    head = data[:4096].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n").lower()
    return head.startswith(b"<") and b"<svg" in head and not head.startswith(b"<!doctype html")


def cleaned(data: bytes) -> str:
    """Return the drawing with nothing but shapes. Raises DrawingRefused with what to mend."""
    if len(data) > LARGEST:
        raise DrawingRefused(UNFOLDS)
    reader = _DrawingReader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler, parser.EntityDeclHandler = reader.doctype, reader.entity
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise DrawingRefused from error
    reader.require_small()
    return "".join(reader.out)


class _DrawingReader:
    """Writes anew what may stay, while the file is read."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.count = self.depth = self.dropped = 0
        self.in_style = False
        self.root = _Shape(size=0)
        self.open = [self.root]
        self.named: dict[str, _Shape] = {}

    def doctype(self, _name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        if has_subset:
            raise DrawingRefused(ENTITIES)

    def entity(self, *_declared: object) -> None:
        raise DrawingRefused(ENTITIES)

    def start(self, full_name: str, attributes: dict[str, str]) -> None:
        space, _, name = full_name.rpartition(" ")
        self.count += 1
        self.depth += 1
        if self.count > MOST_ELEMENTS or self.depth > DEEPEST:
            raise DrawingRefused(UNFOLDS)
        if space == SVG and name in REFUSED:
            raise DrawingRefused(REFUSED[name])
        if space == SVG and name in _MOVES:
            raise DrawingRefused(MOVES)
        if name.lower() in {"script", "foreignobject", "iframe", "object", "embed"}:
            raise DrawingRefused(REFUSED["script"])
        if space == SVG and name not in SHAPES | NOTES and not self.dropped:
            raise DrawingRefused(UNKNOWN, name=name[:30])
        if self.dropped or space != SVG or name not in SHAPES:
            if self.depth == 1:
                raise DrawingRefused
            self.dropped += 1
            return
        kept = {own: value for given, value in attributes.items() if (own := _attribute(given, value))}
        self._unfold(name, kept)
        opening = f' xmlns="{SVG}"' if self.depth == 1 else ""
        self.out.append(
            f"<{name}{opening}{''.join(f' {own}={quoteattr(value)}' for own, value in kept.items())}>"
        )
        self.in_style = name == "style"

    def end(self, full_name: str) -> None:
        self.depth -= 1
        if self.dropped:
            self.dropped -= 1
            return
        self.open.pop()
        self.in_style = False
        self.out.append(f"</{full_name.rpartition(' ')[2]}>")

    def text(self, text: str) -> None:
        if self.in_style and not self.dropped:
            if _STYLE.search(text) or _LINK.search(text):
                raise DrawingRefused(LEAVES)
            self.out.append(escape(text))

    def _unfold(self, name: str, kept: dict[str, str]) -> None:
        shape = _Shape(uses=kept.get("href", "").removeprefix("#") if name == "use" else "")
        self.open[-1].inside.append(shape)
        self.open.append(shape)
        if "id" in kept:
            self.named.setdefault(kept["id"], shape)

    def require_small(self) -> None:
        """Refuse what draws itself over and over: shapes that use shapes that use shapes."""
        known: dict[int, int] = {}
        if self._drawn(self.root, known, set()) > MOST_DRAWN:
            raise DrawingRefused(UNFOLDS)

    def _drawn(self, shape: _Shape, known: dict[int, int], above: set[int]) -> int:
        key = id(shape)
        if key in above or len(above) > 4 * DEEPEST:
            raise DrawingRefused(UNFOLDS)
        if key not in known:
            above.add(key)
            used = self.named.get(shape.uses) if shape.uses else None
            parts = [*shape.inside, *([used] if used else [])]
            known[key] = min(
                shape.size + sum(self._drawn(one, known, above) for one in parts), 10 * MOST_DRAWN
            )
            above.remove(key)
        return known[key]


def _attribute(full_name: str, value: str) -> str:
    """Return under which name an attribute stays, "" for none. Raises DrawingRefused for one that acts."""
    space, _, name = full_name.rpartition(" ")
    if name.lower().startswith("on") and not space:
        raise DrawingRefused(ACTS)
    if name == "href" and space in {"", XLINK}:
        if not _HERE.fullmatch(value.strip()):
            raise DrawingRefused(LEAVES)
        return "href"
    if _LINK.search(value) or _STYLE.search(value):
        raise DrawingRefused(LEAVES)
    return name if not space and re.fullmatch(r"[A-Za-z][\w.-]*", name) else ""
