"""How long what speakers said in private is kept, and what takes it away (row X3)."""

from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, exists, or_, select, update

from app.extensions import db
from app.models import Event, ParticipantEntry, Participation, Person, SpeakerLink
from app.services.retention.attendees import past_events

KEPT_FOR_THE_NEXT_EVENT = timedelta(days=3 * 365)
"""Address, zone, languages and spoken name of a person after their last event, so that the next one starts
from them; whoever wants it sooner erases it by their link."""
_PLAIN = {"synchronize_session": False}


def erase_old(*, now: datetime) -> AbstractSet[str]:
    """Forget what has had its time; return the spoken names that may go, for profile_files.forget_voices.

    90 days after an event: needs, telephone, words to the team, the recording beside the part, the calendar
    entry's address. Three years after a person's last event: how they are reached, and where they live.
    """
    past = past_events(now)
    theirs = select(Participation.id).where(Participation.event_id.in_(past))
    emptying = (
        update(SpeakerLink)
        .where(SpeakerLink.participation_id.in_(theirs))
        .where(or_(SpeakerLink.needs != "", SpeakerLink.phone != "", SpeakerLink.answer_note != ""))
        .values(needs="", phone="", answer_note="")
    )
    db.session.execute(emptying, execution_options=_PLAIN)
    db.session.execute(
        delete(ParticipantEntry).where(ParticipantEntry.event_id.in_(past)), execution_options=_PLAIN
    )
    voices = set(
        db.session.scalars(
            select(Participation.voice_key).where(Participation.id.in_(theirs), Participation.voice_key != "")
        )
    )
    silencing = update(Participation).where(Participation.id.in_(theirs), Participation.voice_key != "")
    db.session.execute(silencing.values(voice_key=""), execution_options=_PLAIN)
    return voices | _forget_records(now)


def _forget_records(now: datetime) -> set[str]:
    """Empty the private half of records that no event of the last three years needs."""
    needed = (
        exists()
        .where(Participation.person_id == Person.id, Event.id == Participation.event_id)
        .where(or_(Event.ends_at.is_(None), Event.ends_at > now - KEPT_FOR_THE_NEXT_EVENT))
    )
    took_part = exists().where(Participation.person_id == Person.id)
    private = or_(Person.email.is_not(None), Person.zone.is_not(None), Person.voice_key != "")
    old = db.session.execute(select(Person.id, Person.voice_key).where(private, took_part, ~needed)).all()
    emptying = update(Person).where(Person.id.in_([key for key, _voice in old]))
    if old:
        values: dict[str, Any] = {
            "email": None,
            "zone": None,
            "language": None,
            "languages": [],
            "voice_key": "",
            "gender": "",
        }
        db.session.execute(emptying.values(**values), execution_options=_PLAIN)
    return {voice for _key, voice in old if voice}
