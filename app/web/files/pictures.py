"""Logos and photos lie under the hash of their bytes: they never change, and nobody finds one by counting."""

import re

from flask import Response, abort

from app.gateways import gateways

A_YEAR = 60 * 60 * 24 * 365


def serve_hashed(folder: str, name: str, *, pattern: str, media_type: str) -> Response:
    """Return the picture `folder`/`name`, kept by browsers for good; 404 unless `pattern` takes the stem."""
    stem, _dot, _ending = name.rpartition(".")
    if not re.fullmatch(pattern, stem):
        abort(404)
    try:
        with gateways().storage.open(f"{folder}/{name}") as file:
            answer = Response(file.read(), mimetype=media_type)
    except FileNotFoundError:
        abort(404)
    return _for_good(answer)


def hashed_answer(data: bytes, media_type: str) -> Response:
    """Return a picture that lies under the hash of its bytes."""
    return _for_good(Response(data, mimetype=media_type))


def _for_good(answer: Response) -> Response:
    answer.cache_control.public = answer.cache_control.immutable = True
    answer.cache_control.max_age = A_YEAR
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
