"""Who changed what, and the revision that every visible change of an event gets (row O7)."""

from datetime import datetime

from app.extensions import db
from app.models import Event, EventChange
from app.services import search_texts, sign_off_lapse
from app.services.actor import Actor

SECRET = frozenset({"meeting_url", "meeting_note"})
"""Fields that open a door: the history tells that they changed, not what they are (row R8)."""
KEPT_SECRET = "••••"  # noqa: S105 - what stands for one


def record(
    event: Event, *, actor: Actor, field: str, old: object, new: object, now: datetime, reason: str = ""
) -> None:
    """Keep one change of one field, as readable text; equal values are no change."""
    if old == new:
        return
    db.session.add(
        EventChange(
            event_id=event.id,
            at=now,
            by=actor.name,
            field=field,
            old=_text(field, old),
            new=_text(field, new),
            reason=reason,
        )
    )
    sign_off_lapse.after_change(event, field=field, by=actor.name, now=now)
    touch(event, now=now)


def touch(event: Event, *, now: datetime) -> None:
    """Say that readers would see a difference: pages and caches go by `revision`.

    The database counts, not we: two changes at once are two steps, and no cached page outlives the second.
    """
    event.revision = Event.revision + 1
    event.revised_at = now
    search_texts.mark(event)
    db.session.flush()


def _text(field: str, value: object) -> str:
    """Write a value for readers; of a secret only that there was one."""
    if field in SECRET:
        return KEPT_SECRET if value else ""
    return _plain(value)


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return str(value)
