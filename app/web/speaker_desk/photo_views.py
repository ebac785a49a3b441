import re

from flask import Response, abort

from app.gateways import gateways
from app.services.speakers import profile_files
from app.web import access
from app.web.files.pictures import hashed_answer
from app.web.files.voices import voice_answer
from app.web.speaker_desk.blueprint import DESK, blueprint
from app.web.speaker_desk.opening import opened

PICTURES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}


@blueprint.get("/photos/<name>")
@access.public
def photo(name: str) -> Response:
    """A portrait of one size in one form; the address is its content's."""
    found = re.fullmatch(r"[0-9a-f]{40}-(?:128|512)\.(avif|webp|jpg)", name)
    if found is None:
        abort(404)
    try:
        data = profile_files.photo(name, storage=gateways().storage)
    except FileNotFoundError:
        abort(404)
    return hashed_answer(data, PICTURES[found[1]])


@blueprint.get(f"{DESK}/spoken-name")
@access.public
def spoken_name(token: str) -> Response:  # noqa: ARG001 - the link was opened before
    """The own name as its owner said it, to check it."""
    part = opened().link.participation
    return voice_answer(part.voice_key or ("" if opened().by_hand else part.person.voice_key))
