"""A seat that became free is kept for the next in order, who has time to answer (row R2)."""

from datetime import timedelta

import pytest

from app.domain.attendance.admission import EventPostponed
from app.domain.attendance.seat_offers import OfferOver
from app.domain.lifecycle import EventState, RegistrationState
from app.extensions import db
from app.models import Event, Registration
from app.services.attendance import admission, registrations, seat_offers, seats
from app.services.attendance.admission import AdmissionRules
from app.services.scheduling import events
from app.worker.seats import mind_seats
from tests.support.at_once import at_once
from tests.support.attendees import after_quiet, delivered, kinds, public_event, queued, register, states_of
from tests.support.changes import IN_ZURICH
from tests.support.desk import AMARA
from tests.support.world import START

R = RegistrationState
HOUR = timedelta(hours=1)


@pytest.fixture
def event(app, clock):
    """One seat, taken by Chie; Bo and Dov wait; whoever is raised has 12 hours to answer. Two hours pass."""
    made = public_event(capacity=1, answer_hours=12)
    for name in ("Chie", "Bo", "Dov"):
        register(made, name)
    clock.set(START + 2 * HOUR)
    return made


def person(name):
    return db.session.query(Registration).filter_by(name=name).one()


def test_the_next_in_order_is_asked_and_has_no_entry_yet(app, outgoing, event):
    delivered(app, outgoing)
    registrations.cancel(person("Chie"), now=START + HOUR)
    bo = person("Bo")
    assert states_of(event) == [("Chie", R.CANCELLED), ("Bo", R.OFFERED), ("Dov", R.WAITING)]
    assert (event.seats_taken, bo.answer_by, bo.invited_sequence) == (1, START + 13 * HOUR, None)
    mails = {mail["To"].addresses[0].username: mail for mail in delivered(app, outgoing)}
    assert set(mails) == {"chie", "bo"}
    text = mails["bo"].get_body(("plain",)).get_content()
    assert "It is kept for you until Tuesday, 2 March 2027, 07:00, Tokyo (JST, UTC+9)" in text
    assert "text/calendar" not in [part.get_content_type() for part in mails["bo"].walk()]


def test_taking_it_makes_the_seat_theirs_and_sends_the_invitation(app, outgoing, event):
    registrations.cancel(person("Chie"), now=START + HOUR)
    delivered(app, outgoing)
    bo = person("Bo")
    for _ in range(2):
        seat_offers.take(bo, now=START + 2 * HOUR)
    assert (bo.state, event.seats_taken, bo.answer_by) == (R.CONFIRMED, 1, None)
    assert kinds(bo) == ["registration_waiting", "seat_offered", "registration_confirmed"]
    (mail,) = delivered(app, outgoing)
    (calendar,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert calendar.get_param("method") == "REQUEST"
    assert [row.state.value for row in queued(registration_id=bo.id, kind="reminder")] == ["queued"] * 3


def test_giving_it_back_asks_the_next(app, event):
    registrations.cancel(person("Chie"), now=START + HOUR)
    seat_offers.leave(person("Bo"), now=START + 2 * HOUR)
    assert states_of(event) == [("Chie", R.CANCELLED), ("Bo", R.CANCELLED), ("Dov", R.OFFERED)]
    assert event.seats_taken == 1
    with pytest.raises(OfferOver):
        seat_offers.leave(person("Bo"), now=START + 2 * HOUR)


def test_time_that_runs_out_passes_the_seat_on(app, outgoing, clock, event):
    registrations.cancel(person("Chie"), now=START + HOUR)
    db.session.commit()
    clock.set(START + 13 * HOUR - timedelta(seconds=1))
    assert mind_seats(app) == 0
    delivered(app, outgoing)
    clock.set(START + 13 * HOUR)
    with pytest.raises(OfferOver):
        seat_offers.take(person("Bo"), now=clock.now())
    db.session.rollback()
    assert mind_seats(app) == 1
    db.session.expire_all()
    assert states_of(event) == [("Chie", R.CANCELLED), ("Bo", R.CANCELLED), ("Dov", R.OFFERED)]
    assert (event.seats_taken, person("Dov").answer_by) == (1, START + 25 * HOUR)
    subjects = sorted(mail["Subject"] for mail in delivered(app, outgoing))
    assert subjects == [
        "A seat is kept for you: Twelve reefs",
        "The seat has gone to the next in the list: Twelve reefs",
    ]
    registrations.register_again(person("Bo"), now=clock.now())
    assert person("Bo").state is R.WAITING


def test_an_event_that_fails_does_not_keep_the_seats_of_the_others(app, clock, event, monkeypatch):
    registrations.cancel(person("Chie"), now=START + HOUR)
    broken = event.id
    second = public_event("second", capacity=1, answer_hours=12)
    for name in ("Ana", "Eli", "Fay"):
        register(second, name)
    registrations.cancel(person("Ana"), now=START + HOUR)
    db.session.commit()
    clock.set(START + 14 * HOUR)
    pass_on = seat_offers.pass_on

    def failing(one, *, now):
        passed = pass_on(one, now=now)
        if one.id == broken:
            raise RuntimeError(one.slug)
        return passed

    monkeypatch.setattr(seat_offers, "pass_on", failing)
    assert mind_seats(app) == 1
    db.session.expire_all()
    assert states_of(second) == [("Ana", R.CANCELLED), ("Eli", R.CANCELLED), ("Fay", R.OFFERED)]
    assert (person("Bo").state, person("Dov").state) == (R.OFFERED, R.WAITING)


def test_a_newcomer_finds_no_seat_while_one_is_kept(app, event):
    registrations.cancel(person("Chie"), now=START + HOUR)
    assert register(event, "Eve").state is R.WAITING


def set_capacity(event, capacity, now=START + HOUR):
    rules = AdmissionRules(capacity=capacity, registration_open=True, answer_hours=12)
    return admission.set_rules(event, rules=rules, actor=AMARA, now=now)


def test_more_seats_are_offered_in_order_and_fewer_than_kept_are_refused(app, event):
    assert set_capacity(event, 3) == 2
    assert states_of(event) == [("Chie", R.CONFIRMED), ("Bo", R.OFFERED), ("Dov", R.OFFERED)]
    with pytest.raises(seats.CapacityBelowSeats):
        set_capacity(event, 2)


def test_who_is_offered_a_seat_reads_of_a_move_without_a_calendar(app, outgoing, event):
    registrations.cancel(person("Chie"), now=START + HOUR)
    delivered(app, outgoing)
    events.schedule(event, time=IN_ZURICH, reason="A strike", actor=AMARA, now=START + HOUR)
    db.session.commit()
    mails = {mail["To"].addresses[0].username: mail for mail in after_quiet(app, outgoing)}
    texts = {name: mail.get_body(("plain",)).get_content() for name, mail in mails.items()}
    assert "You have no seat yet: one is kept for you." in texts["bo"]
    assert "You have no seat yet: you are still on the waiting list, in the same place." in texts["dov"]
    for name in ("bo", "dov"):
        assert (
            f"You receive this because {name}@example.org is on the waiting list of this event."
            in texts[name]
        )
        assert "Your seat" not in texts[name]
        assert "text/calendar" not in [part.get_content_type() for part in mails[name].walk()]


def test_nobody_loses_a_place_while_the_event_is_postponed(app, clock, event):
    registrations.cancel(person("Chie"), now=START + HOUR)
    event.state = EventState.POSTPONED
    db.session.commit()
    with pytest.raises(EventPostponed):
        seat_offers.take(person("Bo"), now=START + 2 * HOUR)
    db.session.rollback()
    clock.set(START + 14 * HOUR)
    assert mind_seats(app) == 1
    db.session.expire_all()
    assert states_of(event) == [("Chie", R.CANCELLED), ("Bo", R.WAITING), ("Dov", R.WAITING)]
    assert db.session.get_one(Event, event.id).seats_taken == 0


def test_taken_at_once_and_passed_on_at_once_no_seat_is_had_twice(app, clock, event):
    for number in range(20):
        register(event, f"p{number}")
    set_capacity(event, 8, now=START)
    assert sum(state is R.OFFERED for _, state in states_of(event)) == 7
    offered = [one.id for one in db.session.query(Registration).filter_by(state=R.OFFERED)]
    last, event_id = START + 12 * HOUR - timedelta(seconds=1), event.id

    def taking(number):
        return lambda: seat_offers.take(db.session.get_one(Registration, number), now=last)

    def passing():
        seat_offers.pass_on(db.session.get_one(Event, event_id), now=START + 12 * HOUR)

    jobs = [job for number in offered[:4] for job in (taking(number), taking(number), passing)]
    try:
        at_once(app, jobs, workers=12)
    except OfferOver:  # passed on before it was taken: that is told
        db.session.expire_all()
    states = [state for _, state in states_of(event)]
    assert sum(state in {R.CONFIRMED, R.OFFERED} for state in states) == 8
    assert db.session.get_one(Event, event.id).seats_taken == 8
