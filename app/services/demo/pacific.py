"""An invented event across the date line, published and open for registration."""

from datetime import datetime

from app.domain.lifecycle import EventState, ParticipationState, SignOffState
from app.domain.partners.sign_off import version_of
from app.extensions import db
from app.models import ClosedPeriod, Event
from app.queries import participants
from app.queries.sign_offs import shown_of
from app.services.actor import Actor
from app.services.calendars import event_entries
from app.services.demo import records
from app.services.history import touch
from app.services.partners import sign_offs

SLUG = "last-island-warnings-2027"
EDITION_SLUG = "pacific-resilience-2027"
STATES = {"confirmed": ParticipationState.ACCEPTED, "tentative": ParticipationState.TENTATIVE}
SIGN_OFFS = {
    "given": SignOffState.GIVEN,
    "pending": SignOffState.ASKED,
    "not_needed": SignOffState.NOT_NEEDED,
}


def load(*, actor: Actor, now: datetime) -> None:
    """Add the edition with its plenaries, and the event."""
    record = records.read("pacific-2027")
    forum = record["forum"]
    edition = records.make_edition(
        slug=EDITION_SLUG, actor=actor, forum=forum, zone=forum["host_zone"], dates=forum["official_dates"]
    )
    for plenary in forum["plenaries_local"]:
        start, end = (datetime.fromisoformat(f"{plenary['date']}T{plenary[key]}") for key in ("start", "end"))
        db.session.add(ClosedPeriod(edition_id=edition.id, wall_start=start, wall_end=end, title="Plenary"))
    event = records.make_event(
        record, slug=SLUG, edition=edition, aim=f"{record['objective']}.", actor=actor, now=now
    )
    languages = record["languages"]
    event.themes, event.languages, event.captions = (
        record["themes"],
        languages["floor"],
        languages["captions"],
    )
    event.interpretation = sorted({code for pair in languages["interpretation"] for code in pair})
    event.capacity, event.meeting_url = 300, "https://meet.example.org/last-island"
    records.add_organisations(event, record, actor=actor, now=now)
    by_id = records.add_people(event, record, states=STATES, actor=actor, now=now)
    records.add_agenda(event, record, by_id, actor=actor, now=now)
    _set_sign_offs(event, record, actor=actor, now=now)
    event.state, event.published_at = EventState.PUBLISHED, now
    touch(event, now=now)
    db.session.flush()
    event_entries.issue(event, now=now)


def _set_sign_offs(event: Event, record: records.Record, *, actor: Actor, now: datetime) -> None:
    for organiser, one in zip(participants.organisers_of(event.id), record["organisations"], strict=True):
        state, who = SIGN_OFFS[one["sign_off"]], Actor(one["name"])
        if state is not SignOffState.NOT_NEEDED:
            sign_offs.ask(event, organiser, actor=actor, now=now)
        if state is SignOffState.GIVEN:
            seen = {part: version_of(texts) for part, texts in shown_of(event).items()}
            sign_offs.sign(event, organiser, seen=seen, actor=who, now=now)
