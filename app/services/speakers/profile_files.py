"""Photos and spoken names in the storage: taken in, shown, forgotten once nothing points at them (row P5).

Taking one in happens while no transaction is open; forgetting, once nothing can be taken back.
"""

import hashlib
from collections.abc import Collection

from sqlalchemy import exists, or_, select

from app.domain.files.spoken_name import recognise
from app.extensions import db
from app.gateways.pictures import PORTRAIT_ENDINGS, PORTRAIT_FILES, PORTRAIT_SIZES, as_portrait, written_as
from app.gateways.storage import Storage
from app.models import Participation, Person

_WHOLE = f"{max(PORTRAIT_SIZES)}.webp"


def store_photo(data: bytes, *, upper: float, storage: Storage) -> str:
    """Cut a photo to a square, write it anew and keep it; return its key. Raises PictureRefused.

    `upper` says which part of a tall picture stays: 0 the top, 1 the bottom.
    """
    pictures = as_portrait(data, upper=upper)
    key = f"photos/{_name_of(pictures[_WHOLE])}"
    for name, picture in pictures.items():
        storage.write(f"{key}-{name}", [picture])
    return key


def photo(name: str, *, storage: Storage) -> bytes:
    """Return the bytes of a photo such as "ab12…-128.avif"; one from before this form was kept gets it now.

    Raises FileNotFoundError.
    """
    try:
        with storage.open(f"photos/{name}") as file:
            return file.read()
    except FileNotFoundError:
        stem, _dot, ending = name.rpartition(".")
        if ending not in PORTRAIT_ENDINGS or ending == "webp":
            raise
    with storage.open(f"photos/{stem}.webp") as file:
        made = written_as(file.read(), ending)
    storage.write(f"photos/{name}", [made])
    return made


def forget_photos(keys: Collection[str], *, storage: Storage) -> None:
    """Delete those of the photos that are shown nowhere."""
    for key in set(keys) - {""}:
        shown = exists().where(Participation.photo_key == key)
        kept = exists().where(Person.photo_key == key)
        if not db.session.scalar(select(or_(shown, kept))):
            for name in PORTRAIT_FILES:
                storage.delete(f"{key}-{name}")


def store_voice(data: bytes, *, storage: Storage) -> str:
    """Keep a name said by its owner; return its key. Raises SoundRefused."""
    ending = recognise(data)
    key = f"voices/{_name_of(data)}.{ending}"
    storage.write(key, [data])
    return key


def forget_voices(keys: Collection[str], *, storage: Storage) -> None:
    """Delete those of the spoken names that no part and no record points at."""
    for key in set(keys) - {""}:
        used = exists().where(Participation.voice_key == key)
        kept = exists().where(Person.voice_key == key)
        if not db.session.scalar(select(or_(used, kept))):
            storage.delete(key)


def _name_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:40]
