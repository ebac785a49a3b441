"""Names said by their owners: for their own ears and the team's, never kept by caches."""

from flask import Response, abort

from app.domain.files.spoken_name import MEDIA_TYPES
from app.gateways import gateways


def voice_answer(key: str) -> Response:
    """Return the recording under `key`, inert whatever its bytes are; 404 where there is none."""
    if not key:
        abort(404)
    try:
        with gateways().storage.open(key) as file:
            data = file.read()
    except FileNotFoundError:
        abort(404)
    answer = Response(data, mimetype=MEDIA_TYPES[key.rpartition(".")[2]])
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; media-src 'self'; sandbox"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
