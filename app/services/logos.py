"""Logos of organisations: one picture each, kept under the hash of its bytes (row O2)."""

import hashlib
from datetime import datetime

from sqlalchemy import func, select

from app.extensions import db
from app.gateways.pictures import as_logo
from app.gateways.storage import Storage
from app.models import Event, Organisation
from app.queries import identity
from app.services.actor import Actor
from app.services.history import record
from app.services.organisation_records import SharedRecord, touch_others


def set_logo(
    event: Event, *, organisation: Organisation, data: bytes, storage: Storage, actor: Actor, now: datetime
) -> None:
    """Give an organisation its logo from a PNG, JPEG or WebP file. Raises PictureRefused, SharedRecord.

    The key is an address, too: whoever knows the picture may see it, nobody finds it by counting.
    """
    _require_own(event, organisation, actor)
    picture = as_logo(data)
    key = f"logos/{hashlib.sha256(picture).hexdigest()[:40]}.png"
    if key == organisation.logo_key:
        return
    storage.write(key, [picture])
    _replace(event, organisation, key, storage=storage, actor=actor, now=now)


def remove_logo(
    event: Event, *, organisation: Organisation, storage: Storage, actor: Actor, now: datetime
) -> None:
    """Take an organisation's logo away; nothing happens when it has none. Raises SharedRecord."""
    if organisation.logo_key:
        _require_own(event, organisation, actor)
        _replace(event, organisation, "", storage=storage, actor=actor, now=now)


def _replace(
    event: Event, organisation: Organisation, key: str, *, storage: Storage, actor: Actor, now: datetime
) -> None:
    old, organisation.logo_key = organisation.logo_key, key
    record(event, actor=actor, field="organisation.logo", old=old, new=key, now=now)
    touch_others(event, organisation=organisation, now=now)
    db.session.flush()
    still_used = select(func.count()).where(Organisation.logo_key == old)
    if old and not db.session.scalar(still_used):
        storage.delete(old)


def _require_own(event: Event, organisation: Organisation, actor: Actor) -> None:
    if identity.is_shared_organisation(organisation.id, event_id=event.id, account_id=actor.account_id):
        raise SharedRecord(field="logo", name=organisation.name)
