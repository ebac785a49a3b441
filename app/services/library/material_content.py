"""What a material is made of: a link, or a file with versions (rows M1, M2, P6).

New content of a published material stays public only while it may be: what somebody has to sign or agree to
first steps back, and waits for its publishing like any other.
"""

from datetime import datetime

from sqlalchemy import func, select

from app.domain.lifecycle import MaterialState
from app.domain.web_address import checked
from app.extensions import db
from app.models import Event, Material, MaterialFile
from app.services.actor import Actor
from app.services.history import record
from app.services.library.material_states import (
    ConsentMissing,
    enter,
    require_release,
    wait_for_others,
    words,
)
from app.services.library.uploads import Received
from app.services.partners.sign_off_release import SignOffMissing

_CONTENT_ARRIVES = {
    MaterialState.ANNOUNCED: MaterialState.RECEIVED,
    MaterialState.CLEARED: MaterialState.RECEIVED,  # what was cleared was the old content
    MaterialState.WITHDRAWN: MaterialState.RECEIVED,
}


def link(event: Event, material: Material, *, url: str, note: str = "", actor: Actor, now: datetime) -> None:
    """Let a material be a link, `note` being a passcode for the team; a file it had stays with them.

    Raises AddressRefused.
    """
    url = checked(url)
    _lock(event, material)
    old = _content(material)
    material.url, material.url_note, material.version = url, note, 0
    _arrived(event, material, old=old, actor=actor, now=now)


def add_file(event: Event, material: Material, *, received: Received, actor: Actor, now: datetime) -> bool:
    """Make a stored file the new version; older ones stay. False when the present one has the same bytes.

    The row is locked first, so of two equal uploads at the same moment the second finds the first.
    """
    _lock(event, material)
    present = material.file if material.version else None
    if present is not None and present.sha256 == received.sha256:
        return False
    old = _content(material)
    last = db.session.scalar(
        select(func.max(MaterialFile.version)).where(MaterialFile.material_id == material.id)
    )
    version = (last or 0) + 1
    db.session.add(
        MaterialFile(
            material_id=material.id,
            version=version,
            key=received.key,
            filename=received.filename,
            media_type=received.media_type,
            size=received.size,
            sha256=received.sha256,
            uploaded_at=now,
        )
    )
    material.version, material.url, material.url_note = version, "", ""
    db.session.flush()
    db.session.refresh(material, ["file"])
    _arrived(event, material, old=old, actor=actor, now=now)
    return True


def _lock(event: Event, material: Material) -> None:
    """Lock event and material, in the order in which publishing does, and read the material anew."""
    wait_for_others(event)
    db.session.refresh(material, with_for_update={"of": Material})


def _arrived(event: Event, material: Material, *, old: str, actor: Actor, now: datetime) -> None:
    record(event, actor=actor, field="materials.content", old=old, new=_content(material), now=now)
    if state := _CONTENT_ARRIVES.get(material.state):
        enter(event, material, state, actor=actor, now=now)
    db.session.flush()
    if material.state is MaterialState.PUBLISHED and not _may_stay_public(event, material):
        enter(event, material, MaterialState.RECEIVED, actor=actor, now=now)


def _may_stay_public(event: Event, material: Material) -> bool:
    try:
        require_release(event, material)
    except (ConsentMissing, SignOffMissing):
        return False
    return True


def _content(material: Material) -> str:
    if material.version and material.file:
        return f"{words(material)}: {material.file.filename}, version {material.version}"
    return f"{words(material)}: {material.url}" if material.url else ""
