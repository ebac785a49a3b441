from datetime import UTC, datetime, timedelta

import pytest

from app.domain.errors import ReasonNeeded
from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import EventChange, EventSlug, OutboxMessage
from app.services.calendars import event_entries
from app.services.scheduling import events
from tests.support.events import TOKYO_MORNING, actor_of, details, draft, published, ready, schedule
from tests.support.personas import AMARA, BO
from tests.support.world import START

LATER = TOKYO_MORNING + timedelta(days=1)


def test_the_same_form_sent_twice_makes_one_event(app):
    first = draft(key="form-1")
    assert draft(key="form-1").id == first.id


def test_titles_make_addresses_of_their_own(app):
    slugs = [
        draft(title, key=str(number)).slug
        for number, title in enumerate(["Sea walls", "Sea walls!", "海の壁", "New"])
    ]
    assert slugs[:2] == ["sea-walls", "sea-walls-2"]
    assert len(set(slugs)) == 4
    assert "new" not in slugs


def test_the_promise_is_kept_whole(app):
    event = ready()
    assert (event.wall_start, event.zone, event.fold) == (TOKYO_MORNING, "Asia/Tokyo", None)
    assert (event.starts_at, event.ends_at) == (
        datetime(2027, 3, 10, 0, 30, tzinfo=UTC),
        datetime(2027, 3, 10, 2, 0, tzinfo=UTC),
    )
    assert event.zone_data


def test_moving_an_announced_event_needs_a_reason(app):
    event = published()
    with pytest.raises(ReasonNeeded):
        schedule(event, wall=LATER)


def test_moving_keeps_the_old_time_and_grows_the_sequence(app):
    event = published()
    schedule(event, wall=LATER, reason="The plenary was moved.")
    assert [(old.wall_start, old.reason) for old in event.earlier_times] == [
        (TOKYO_MORNING, "The plenary was moved.")
    ]
    assert (event.sequence, event.state) == (1, EventState.PUBLISHED)
    assert b"DTSTART:20270311T003000Z" in event_entries.current(event.id).vevent


def test_setting_the_same_time_again_moves_nothing(app):
    event = published()
    schedule(event)
    assert (event.earlier_times, event.sequence) == ([], 0)


def test_a_new_hour_ends_a_postponement(app):
    from app.services.scheduling import publishing

    event = published()
    publishing.postpone(event, reason="A storm.", actor=actor_of(AMARA), now=START)
    schedule(event, wall=LATER, reason="After the storm.")
    assert (event.state, event.state_reason) == (EventState.PUBLISHED, "")


def test_the_time_of_a_cancelled_event_stays(app):
    from app.services.scheduling import publishing

    event = published()
    publishing.cancel(event, reason="No quorum.", actor=actor_of(AMARA), now=START)
    with pytest.raises(events.NoLongerPlanned):
        schedule(event, wall=LATER, reason="Again")


def test_every_changed_field_is_in_the_history_once(app):
    event = ready()
    before = db.session.query(EventChange).count()
    events.edit(
        event, details=details(event, aim="Another aim."), seen_revision=None, actor=actor_of(BO), now=START
    )
    added = db.session.query(EventChange).order_by(EventChange.id)[before:]
    assert [(change.by, change.field, change.old, change.new) for change in added] == [
        ("Bo Lindqvist", "aim", "Agree how three seed banks share grain.", "Another aim.")
    ]


def test_the_second_of_two_editors_is_told(app):
    event = ready()
    seen = event.revision
    events.edit(
        event, details=details(event, aim="By Bo."), seen_revision=seen, actor=actor_of(BO), now=START
    )
    with pytest.raises(events.ChangedMeanwhile) as refused:
        events.edit(
            event,
            details=details(event, aim="By Amara."),
            seen_revision=seen,
            actor=actor_of(AMARA),
            now=START,
        )
    assert (event.aim, refused.value.params["who"]) == ("By Bo.", "Bo Lindqvist")


def test_former_addresses_are_kept_for_their_event(app):
    event = draft("First name")
    events.edit(
        event,
        details=details(event, title="Second name"),
        seen_revision=None,
        actor=actor_of(AMARA),
        now=START,
    )
    assert event.slug == "second-name"
    public = published("Third name")
    events.edit(
        public,
        details=details(public, title="Fourth name"),
        seen_revision=None,
        actor=actor_of(AMARA),
        now=START,
    )
    assert public.slug == "fourth-name"
    former = {old.slug: old.event_id for old in db.session.query(EventSlug)}
    assert former == {"first-name": event.id, "third-name": public.id}
    assert db.session.query(OutboxMessage).count() == 0


def test_a_new_title_is_a_new_calendar_revision(app):
    event = published()
    events.edit(
        event,
        details=details(event, title="Seeds that stay"),
        seen_revision=None,
        actor=actor_of(AMARA),
        now=START,
    )
    revision = event_entries.current(event.id)
    assert (revision.sequence, event.sequence) == (1, 1)
    assert b"SUMMARY:Seeds that stay\r\n" in revision.vevent
    events.edit(
        event, details=details(event, capacity=40), seen_revision=None, actor=actor_of(AMARA), now=START
    )
    assert event.sequence == 1
