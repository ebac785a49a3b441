"""Who gets a seat, who waits, who moves up when seats become free (row R2)."""

from contextlib import contextmanager
from datetime import timedelta

import pytest

from app.domain.attendance.admission import EventOver, RegistrationClosed
from app.domain.lifecycle import EventState, RegistrationState, StepNotAllowed
from app.extensions import db
from app.models import ParticipantEntry, Registration
from app.services.attendance import admission, registrations, seat_offers, seats
from app.services.attendance.admission import AdmissionRules
from app.services.attendance.links import LinkUnknown
from tests.support.attendees import kinds, public_event, queued, register, states_of
from tests.support.desk import AMARA
from tests.support.participants import takes_part
from tests.support.queries import recorded
from tests.support.world import START

CONFIRMED, WAITING, CANCELLED = (
    RegistrationState.CONFIRMED,
    RegistrationState.WAITING,
    RegistrationState.CANCELLED,
)
LATER = START + timedelta(hours=1)


def set_rules(event, *, capacity, registration_open=True):
    rules = AdmissionRules(capacity=capacity, registration_open=registration_open)
    return admission.set_rules(event, rules=rules, actor=AMARA, now=LATER)


def test_who_comes_too_late_waits_in_the_order_of_arrival(app):
    event = public_event(capacity=1)
    for name in ("Chie", "Bo", "Amara"):
        register(event, name)
    assert states_of(event) == [("Chie", CONFIRMED), ("Bo", WAITING), ("Amara", WAITING)]
    assert [row.kind for row in queued() if row.kind != "reminder"] == [
        "registration_confirmed",
        "registration_waiting",
        "registration_waiting",
    ]
    assert event.seats_taken == 1


def test_a_seat_given_back_goes_to_the_first_who_waits(app):
    event = public_event(capacity=1)
    chie, bo, amara = (register(event, name) for name in ("Chie", "Bo", "Amara"))
    registrations.cancel(chie, now=LATER)
    assert states_of(event) == [("Chie", CANCELLED), ("Bo", CONFIRMED), ("Amara", WAITING)]
    assert event.seats_taken == 1
    assert kinds(chie) == ["registration_confirmed", "registration_cancelled"]
    assert kinds(bo) == ["registration_waiting", "seat_freed"]
    assert kinds(amara) == ["registration_waiting"]
    assert [row.state.value for row in queued(registration_id=chie.id, kind="reminder")] == ["dropped"] * 3
    assert [row.state.value for row in queued(registration_id=bo.id, kind="reminder")] == ["queued"] * 3


def test_everybody_keeps_waiting_while_the_event_is_postponed(app):
    event = public_event(capacity=1)
    chie, bo = register(event, "Chie"), register(event, "Bo")
    event.state = EventState.POSTPONED
    registrations.cancel(chie, now=LATER)
    assert (bo.state, event.seats_taken) == (WAITING, 0)


def test_more_seats_raise_the_list_in_its_order_and_fewer_than_taken_are_refused(app):
    event = public_event(capacity=1)
    for name in ("Chie", "Bo", "Amara", "Dov"):
        register(event, name)
    raised = set_rules(event, capacity=3, registration_open=False)
    assert raised == 2
    assert states_of(event) == [
        ("Chie", CONFIRMED),
        ("Bo", CONFIRMED),
        ("Amara", CONFIRMED),
        ("Dov", WAITING),
    ]
    with pytest.raises(seats.CapacityBelowSeats) as refused:
        set_rules(event, capacity=2)
    assert (refused.value.field, refused.value.params) == ("capacity", {"seats": 3})
    raised = set_rules(event, capacity=None)
    assert (raised, event.seats_taken) == (1, 4)


@pytest.fixture
def locks(app):
    """Count how often a verb locks an event; only PostgreSQL is told to."""

    @contextmanager
    def counted():
        db.session.commit()
        found = []
        with recorded(db.engine) as statements:
            yield found
        found += [text for text in statements if "FROM event" in text and "FOR UPDATE" in text]

    return counted


def registering(event):
    register(event, "Dov")


def giving_back(event):
    registrations.cancel(person("Chie"), now=LATER)


def taking_an_offer(event):
    seat_offers.take(person("Bo"), now=LATER)


def leaving_an_offer(event):
    seat_offers.leave(person("Bo"), now=LATER)


def passing_on(event):
    seat_offers.pass_on(event, now=START + timedelta(hours=13))


def allowing_more(event):
    set_rules(event, capacity=9)


def person(name):
    return db.session.query(Registration).filter_by(name=name).one()


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "verb", [registering, giving_back, taking_an_offer, leaving_an_offer, passing_on, allowing_more]
)
def test_a_verb_locks_the_event_once(app, locks, verb):
    event = public_event(capacity=1, answer_hours=12)
    for name in ("Ana", "Bo", "Chie"):
        register(event, name)
    registrations.cancel(person("Ana"), now=START)
    registrations.register_again(person("Ana"), now=START)
    assert [state.value for _, state in states_of(event)] == ["offered", "waiting", "waiting"]
    with locks() as taken:
        verb(event)
    assert len(taken) == 1


def test_seats_are_counted_up_to_the_capacity_and_no_further(app):
    event = public_event(capacity=3)
    assert (seats.take(event, count=2), seats.take(event, count=2), event.seats_taken) == (True, False, 2)
    seats.give_back(event, count=2)
    assert (event.seats_taken, seats.take(event, count=3)) == (0, True)
    boundless = public_event("boundless")
    assert seats.take(boundless, count=500) is True


def test_why_nobody_gets_a_seat_is_told_to_newcomers_and_to_others(app):
    event = public_event(registration_open=False)
    assert type(seats.refusal(event, for_newcomers=True, now=START)) is RegistrationClosed
    assert seats.refusal(event, for_newcomers=False, now=START) is None
    seats.require_open(event, for_newcomers=False, now=START)
    with pytest.raises(RegistrationClosed):
        seats.require_open(event, for_newcomers=True, now=START)
    assert type(seats.refusal(event, for_newcomers=False, now=event.ends_at)) is EventOver


def test_the_next_place_and_sequence_follow_from_all_that_were_given(app):
    event = public_event()
    assert seats.next_number(event) == 1
    chie = register(event)
    assert (seats.next_number(event), seats.next_sequence(chie, event)) == (2, 1)
    event.sequence = 5
    assert seats.next_sequence(chie, event) == 5
    entry = takes_part(event, "Chie", email=chie.email)
    db.session.query(ParticipantEntry).update({"sequence": 8, "uid": event.uid})
    assert (entry.name_printed, seats.next_sequence(chie, event)) == ("Chie", 9)


def test_a_state_has_the_moment_and_waits_for_no_answer_any_more(app):
    chie = register(public_event(confirm_email=True))
    chie.typed = {"facts": {}}
    seats.set_state(chie, CONFIRMED, now=LATER)
    assert (chie.state, chie.state_changed_at, chie.answer_by, chie.typed) == (CONFIRMED, LATER, None, None)
    with pytest.raises(StepNotAllowed):
        seats.set_state(chie, WAITING, now=LATER)


def test_a_registration_that_was_deleted_meanwhile_is_unknown(app):
    chie = register(public_event())
    assert chie.event.slug == "twelve-reefs"  # read before the other one deletes it
    db.session.query(Registration).delete(synchronize_session=False)
    with pytest.raises(LinkUnknown):
        seats.lock_with(chie)
