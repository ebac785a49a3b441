"""Steps that take a file, which is stored while no transaction is open."""

from collections.abc import Callable
from typing import Any

from app.domain.files.spoken_name import LARGEST
from app.extensions import db
from app.gateways import gateways
from app.gateways.pictures import LARGEST_PHOTO
from app.services.speakers import profile_files, profiles
from app.services.speakers.profiles import Writer
from app.web.speaker_desk.opening import opened


def save_photo(to: Writer, form: Any) -> None:
    """Show the photo that was sent, none, or leave things as they are."""
    data = _sent(form.photo, LARGEST_PHOTO)
    if data is None and not form.no_photo.data:
        profiles.skip(to, "photo")
        return
    db.session.rollback()
    upper, storage = float(form.upper.data), gateways().storage
    key = profile_files.store_photo(data, upper=upper, storage=storage) if data is not None else ""
    _write(to, key, lambda again: profiles.save_photo(again, key), profile_files.forget_photos)


def save_saying(to: Writer, form: Any) -> None:
    """Keep how the name is said, and the recording of it if one was sent or is to go."""
    words, data = form.pronunciation.data or "", _sent(form.voice, LARGEST)
    key = "" if form.no_voice.data and data is None else None
    db.session.rollback()
    if data is not None:
        key = profile_files.store_voice(data, storage=gateways().storage)
    _write(
        to,
        key or "",
        lambda again: profiles.save_saying(again, pronunciation=words, voice_key=key),
        profile_files.forget_voices,
    )


def _write(to: Writer, key: str, verb: Callable[[Writer], set[str]], forget: Callable[..., None]) -> None:
    left = {key}
    try:
        left |= verb(profiles.writer(opened(), now=to.now))
        db.session.commit()
    finally:
        db.session.rollback()
        forget(left, storage=gateways().storage)


def _sent(field: Any, most: int) -> bytes | None:
    """Return what was sent, with one byte more than is taken where it is too long; None for no file."""
    sent = field.data
    if not sent or not getattr(sent, "filename", ""):
        return None
    data: bytes = sent.stream.read(most + 1)
    sent.close()
    return data
