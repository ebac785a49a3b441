from datetime import UTC, datetime, timedelta

import pytest

from app.domain.errors import ReasonNeeded
from app.domain.lifecycle import EventState, RegistrationState
from app.extensions import db
from app.models import Event, EventChange, EventSlug, OutboxMessage, Registration
from app.services.attendance import registrations
from app.services.attendance.seats import CapacityBelowSeats
from app.services.calendars import event_entries
from app.services.scheduling import events
from tests.support.at_once import at_once
from tests.support.attendees import kinds, public_event, queued, register, states_of
from tests.support.events import TOKYO_MORNING, actor_of, details, draft, published, ready, schedule
from tests.support.personas import AMARA, BO
from tests.support.world import START

LATER = TOKYO_MORNING + timedelta(days=1)


def seated_event(capacity):
    return public_event(capacity=capacity, aim="Count the reefs.", languages=["en"])


def set_capacity(event, capacity, *, now=START, **changes):
    new = details(event, capacity=capacity, **changes)
    events.edit(event, details=new, seen_revision=None, actor=actor_of(AMARA), now=now)


def test_fewer_seats_than_are_taken_are_refused_at_the_capacity(app):
    event = seated_event(3)
    for name in ("Chie", "Bo", "Dov"):
        register(event, name)
    with pytest.raises(CapacityBelowSeats) as refused:
        set_capacity(event, 2, title="Another")
    assert (refused.value.field, refused.value.params) == ("capacity", {"seats": 3})
    db.session.rollback()
    assert (event.capacity, event.title) == (3, "Twelve reefs")


def test_more_seats_seat_who_waits_and_a_new_title_is_not_told_to_them_twice(app):
    event = seated_event(1)
    chie, bo, dov = (register(event, name) for name in ("Chie", "Bo", "Dov"))
    set_capacity(event, 2)
    assert states_of(event) == [
        ("Chie", RegistrationState.CONFIRMED),
        ("Bo", RegistrationState.CONFIRMED),
        ("Dov", RegistrationState.WAITING),
    ]
    assert kinds(bo) == ["registration_waiting", "seat_freed"]
    set_capacity(event, None, title="Thirteen reefs")
    assert (event.seats_taken, dov.state, dov.invited_sequence) == (3, RegistrationState.CONFIRMED, 1)
    assert kinds(dov) == ["registration_waiting", "seat_freed"]
    assert kinds(chie) == ["registration_confirmed", "event_renamed"]


def test_a_draft_keeps_who_waits_until_it_is_public_again(app):
    event = seated_event(1)
    bo = [register(event, name) for name in ("Chie", "Bo")][1]
    event.state = EventState.DRAFT
    set_capacity(event, 2)
    assert (event.capacity, bo.state) == (2, RegistrationState.WAITING)


def test_fewer_seats_while_people_register_are_refused_or_bind_them(app):
    event = seated_event(20)
    event_id = event.id
    refused = []

    def registering(number):
        return lambda: register(db.session.get_one(Event, event_id), f"p{number}")

    def limiting():
        try:
            set_capacity(db.session.get_one(Event, event_id), 4)
        except CapacityBelowSeats:
            db.session.rollback()
            refused.append(True)

    at_once(app, [limiting, *(registering(number) for number in range(11))], workers=12)
    event = db.session.get_one(Event, event_id)
    seated = sum(state is RegistrationState.CONFIRMED for _, state in states_of(event))
    assert (event.capacity, event.seats_taken, seated) == ((20, 11, 11) if refused else (4, 4, 4))


def test_seats_added_and_given_back_at_once_seat_each_who_waits_once(app):
    event = seated_event(4)
    event_id, numbers = event.id, [register(event, f"p{number}").id for number in range(12)]

    def giving_back(number):
        return lambda: registrations.cancel(db.session.get_one(Registration, number), now=START)

    def adding():
        set_capacity(db.session.get_one(Event, event_id), 7)

    at_once(app, [adding, *(giving_back(number) for number in numbers[:3]), adding], workers=5)
    event = db.session.get_one(Event, event_id)
    states = [state.value for _, state in states_of(event)]
    assert (event.capacity, event.seats_taken) == (7, 7)
    assert states == ["cancelled"] * 3 + ["confirmed"] * 7 + ["waiting"] * 2
    assert [row.registration_id for row in queued(kind="seat_freed")] == numbers[4:10]


def test_of_two_who_save_at_once_one_is_told_of_the_other(app):
    event = ready()
    event_id, seen = event.id, event.revision
    refused = []

    def saving(aim):
        def job():
            one = db.session.get_one(Event, event_id)
            new = details(one, aim=aim)
            try:
                events.edit(one, details=new, seen_revision=seen, actor=actor_of(BO), now=START)
            except events.ChangedMeanwhile:
                db.session.rollback()
                refused.append(aim)

        return job

    at_once(app, [saving("First"), saving("Second")], workers=2)
    assert (len(refused), {db.session.get_one(Event, event_id).aim, *refused}) == (1, {"First", "Second"})


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
