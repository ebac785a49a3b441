"""Logos of organisations: one picture each, kept under a name that nobody guesses (row O2)."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.gateways.logo_pictures import as_logo
from app.gateways.storage import Storage
from app.models import Event, Organisation
from app.queries import identity
from app.services.actor import Actor
from app.services.history import record
from app.services.partners.organisation_records import SharedRecord, touch_others


def store_logo(data: bytes, *, storage: Storage) -> str:
    """Make a logo of an SVG, PNG, JPEG or WebP file and keep it; return its key.

    This takes its time, so no transaction may be open. Every upload has a key of its own, so that deleting
    one never takes another's file along, were the pictures the same and the moment, too. The key is an
    address: nobody finds it by counting. Raises PictureRefused, DrawingRefused.
    """
    picture = as_logo(data)
    key = f"logos/{hashlib.sha256(picture).hexdigest()[:20]}{secrets.token_hex(10)}.png"
    storage.write(key, [picture])
    return key


def set_logo(event: Event, *, organisation: Organisation, key: str, actor: Actor, now: datetime) -> str:
    """Give an organisation a stored logo, or with "" none; return the key that it had. Raises SharedRecord.

    The old file is for `forget_unused`, once this is committed: who takes a step back still has it.
    """
    db.session.refresh(organisation, with_for_update={"of": Organisation})  # two at once: one after the other
    old = organisation.logo_key
    if key == old:
        return old
    _require_own(event, organisation, actor)
    organisation.logo_key = key
    record(event, actor=actor, field="organisation.logo", old=old, new=key, now=now)
    touch_others(event, organisation=organisation, by=actor.name, now=now)
    db.session.flush()
    return old


def forget_unused(keys: Collection[str], *, storage: Storage) -> None:
    """Delete those of the logos that no organisation has."""
    used = db.session.scalars(select(Organisation.logo_key).where(Organisation.logo_key.in_(keys)))
    for key in set(keys) - {"", *used}:
        storage.delete(key)


def _require_own(event: Event, organisation: Organisation, actor: Actor) -> None:
    if identity.is_shared_organisation(organisation.id, event_id=event.id, account_id=actor.account_id):
        raise SharedRecord(field="logo", name=organisation.name)
