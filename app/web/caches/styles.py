"""The style sheets as one answer, the layers in their order: a first visit asks once instead of six times."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, request, url_for

from app.web.http.compression import asked_for_gzip

LAYERS = ("tokens", "base", "layout", "components", "pages")
A_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """All styles as bytes, the same compressed, and the version that names them."""

    text: bytes
    zipped: bytes
    version: str


@lru_cache(maxsize=2)
def _sheet(folder: Path, static_path: str, changed: tuple[int, ...]) -> Sheet:  # noqa: ARG001 - a changed file is read again
    screen = b"\n".join((folder / f"{layer}.css").read_bytes() for layer in LAYERS)
    text = screen + b"\n@media print {\n" + (folder / "print.css").read_bytes() + b"}\n"
    text = text.replace(b"url(../", f"url({static_path}/".encode())
    return Sheet(text, gzip.compress(text, 9, mtime=0), hashlib.sha256(text).hexdigest()[:12])


def init(app: Flask) -> None:
    """Serve the sheet at /styles.css and give templates its versioned address, `styles_url()`."""
    folder = Path(str(app.static_folder), "css")

    def sheet() -> Sheet:
        files = (folder / f"{name}.css" for name in (*LAYERS, "print"))
        return _sheet(folder, app.static_url_path or "", tuple(file.stat().st_mtime_ns for file in files))

    loaded = sheet()

    def current() -> Sheet:
        return sheet() if app.debug else loaded

    @app.get("/styles.css")
    def styles() -> Response:
        found = current()
        zipped = asked_for_gzip()
        response = Response(found.zipped if zipped else found.text, mimetype="text/css")
        if zipped:
            response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
        response.set_etag(f"{found.version}{'-gzip' if zipped else ''}")
        response.cache_control.public = True
        response.cache_control.max_age = A_YEAR if request.args.get("v") == found.version else 0
        response.make_conditional(request)
        return response

    styles.is_public = True  # type: ignore[attr-defined]

    @app.context_processor
    def address() -> dict[str, Any]:
        return {"styles_url": lambda: url_for("styles", v=current().version)}
