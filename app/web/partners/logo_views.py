import re

from flask import Response, abort

from app.gateways import gateways
from app.web import access
from app.web.partners import blueprint

A_YEAR = 60 * 60 * 24 * 365


@blueprint.get("/logos/<name>.png")
@access.public
def logo(name: str) -> Response:
    """A logo under the hash of its bytes: it never changes, so a browser asks for it once."""
    if not re.fullmatch("[0-9a-f]{40}", name):
        abort(404)
    try:
        with gateways().storage.open(f"logos/{name}.png") as file:
            answer = Response(file.read(), mimetype="image/png")
    except FileNotFoundError:
        abort(404)
    answer.cache_control.public = answer.cache_control.immutable = True
    answer.cache_control.max_age = A_YEAR
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
