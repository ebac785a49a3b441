"""Events with materials, for tests of the library."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from app.domain.access import Role
from app.domain.lifecycle import EventState, MaterialState
from app.extensions import db
from app.gateways import gateways
from app.models import Event, Material, MaterialFile, MaterialKind, TeamMember
from tests.support.personas import Persona
from tests.support.sources import DATA
from tests.support.world import START

STI = json.loads((DATA / "sti-forum-2023.json").read_text(encoding="utf-8"))


def event(
    slug: str = "twelve-reefs",
    *,
    state: EventState = EventState.HELD,
    lead: Persona | None = None,
    **more: Any,
) -> Event:
    """Return an event of the day before START, 10:00-11:30 in Lagos."""
    wall = datetime(2027, 2, 26, 10, 0)  # noqa: DTZ001 - a wall time
    starts = START - timedelta(days=3)
    facts = {
        "title": "Twelve reefs", "zone": "Africa/Lagos", "wall_start": wall, "zone_data": "2026f",
        "starts_at": starts, "ends_at": starts + timedelta(minutes=90),
        "published_at": None if state is EventState.DRAFT else START - timedelta(days=30),
    }  # fmt: skip
    made = Event(
        slug=slug,
        uid=f"{slug}@example.org",
        creation_key=slug,
        state=state,
        created_at=START,
        revised_at=START,
        **(facts | more),
    )
    db.session.add(made)
    db.session.flush()
    if lead:
        db.session.add(TeamMember(event_id=made.id, account_id=lead.account.id, role=Role.LEAD))
    db.session.commit()
    return made


def material(
    of: Event, data: bytes | None = None, *, media_type: str = "application/pdf", **more: Any
) -> Material:
    """Return a published material of `of`; `data` is its file, None an announcement or a link."""
    facts: dict[str, Any] = {"kind": MaterialKind.PRESENTATION, "title": "", "position": 1}
    facts["state"] = (
        MaterialState.PUBLISHED if data is not None or more.get("url") else MaterialState.ANNOUNCED
    )
    facts["public_id"] = hashlib.sha256(repr((of.slug, more, data and data[:40])).encode()).hexdigest()[:12]
    facts["version"] = 1 if data is not None else 0
    made = Material(event_id=of.id, created_at=START, **(facts | more))
    db.session.add(made)
    db.session.flush()
    if data is not None:
        key = f"materials/{made.public_id}"
        stored = gateways().storage.write(key, [data])
        db.session.add(
            MaterialFile(
                material_id=made.id,
                version=1,
                key=key,
                filename="slides.pdf",
                media_type=media_type,
                size=stored.size,
                sha256=stored.sha256,
                uploaded_at=START,
            )
        )
    db.session.commit()
    return made
