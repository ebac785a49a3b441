"""The side event that Sidestage was made for, as its public record gives it."""

from datetime import date, datetime

from app.domain.lifecycle import EventState, MaterialState, ParticipationState, SummaryState
from app.extensions import db
from app.models import Event, Material, MaterialKind, Summary
from app.services.actor import Actor
from app.services.calendars import event_entries
from app.services.demo import records
from app.services.history import touch
from app.services.tokens import public_key

SLUG = "sse-social-innovation-2023"
EDITION_SLUG = "sti-forum-2023"


def load(*, actor: Actor, now: datetime) -> None:
    """Add it as an archived event."""
    record = records.read("sti-forum-2023")
    forum = record["forum"]
    edition = records.make_edition(
        slug=EDITION_SLUG, actor=actor, forum=forum, zone=forum["zone"], dates=forum["dates"]
    )
    event = records.make_event(
        record, slug=SLUG, edition=edition, aim=f"{record['aim']}.", actor=actor, now=now
    )
    event.label_note = "A co-organiser’s own page said Eastern Time."
    event.languages = ["en"]
    records.add_organisations(event, record, actor=actor, now=now)
    event.lead_not_recorded = record["lead"] is None
    by_id = records.add_people(event, record, states={"": ParticipationState.SPOKE}, actor=actor, now=now)
    event.people_may_be_incomplete = True
    records.add_agenda(event, record, by_id, actor=actor, now=now)
    _add_summary(
        event, record, presented_by=by_id[record["summary"]["recommendations_presented_by"]].name_printed
    )
    for position, one in enumerate(record["materials"], 1):
        db.session.add(
            Material(
                public_id=public_key(),
                event_id=event.id,
                position=position,
                kind=MaterialKind(one["kind"]),
                state=MaterialState(one["state"]),
                created_at=now,
            )
        )
    event.state, event.published_at, event.registration_open = EventState.ARCHIVED, now, False
    touch(event, now=now)
    db.session.flush()
    event_entries.issue(event, now=now)


def _add_summary(event: Event, record: records.Record, *, presented_by: str) -> None:
    summary, published_on = record["summary"], date.fromisoformat(record["published_on"])
    db.session.add(
        Summary(
            event_id=event.id,
            state=SummaryState.PUBLISHED,
            key_issues=[{"heading": one["heading"], "text": _points(one)} for one in summary["key_issues"]],
            recommendations=[{"heading": one["heading"], "text": ""} for one in summary["recommendations"]],
            references=[
                {"label": one["label"], "topic": one["topic"], "url": ""} for one in summary["references"]
            ],
            presented_by=presented_by,
            published_on=published_on,
            published_at=event.ends_at,
        )
    )


def _points(issue: records.Record) -> str:
    """Write an issue's sub-points as a list, and the places its examples came from."""
    lines = [f"- {point[0].upper()}{point[1:]}" for point in issue.get("sub", [])]
    places = issue.get("examples_places", [])
    return "\n".join([*lines, *([f"Examples from {'; '.join(places)}."] if places else [])])
