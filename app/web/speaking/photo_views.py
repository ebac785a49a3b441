import re

from flask import Response, abort

from app.gateways import gateways
from app.web import access
from app.web.speaking import blueprint

A_YEAR = 60 * 60 * 24 * 365


@blueprint.get("/photos/<name>.webp")
@access.public
def photo(name: str) -> Response:
    """A photo under the hash of its bytes: it never changes, and nobody finds it by counting."""
    if not re.fullmatch("[0-9a-f]{40}-(128|512)", name):
        abort(404)
    try:
        with gateways().storage.open(f"photos/{name}.webp") as file:
            answer = Response(file.read(), mimetype="image/webp")
    except FileNotFoundError:
        abort(404)
    answer.cache_control.public = answer.cache_control.immutable = True
    answer.cache_control.max_age = A_YEAR
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
