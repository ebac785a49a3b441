"""Many at the same moment: no seat is given twice, nobody is passed over, nobody registers twice (row R2)."""

from collections import Counter

import pytest

from app.domain.lifecycle import RegistrationState
from app.extensions import db
from app.models import Event, Registration
from app.services.attendance import registrations
from app.services.attendance.registrations import AttendeeDetails
from tests.support.at_once import at_once
from tests.support.attendees import public_event, queued, register
from tests.support.world import START

CONFIRMED, WAITING = RegistrationState.CONFIRMED, RegistrationState.WAITING


def registering(event_id, email):
    def job():
        registrations.register(
            event=db.session.get_one(Event, event_id),
            email=email,
            details=AttendeeDetails(name=email, country="NG"),
            locale="en_GB",
            now=START,
        )

    return job


@pytest.mark.slow
def test_200_at_once_for_50_seats(app):
    event = public_event(capacity=50)
    at_once(app, [registering(event.id, f"p{number}@example.org") for number in range(200)], workers=40)
    rows = db.session.query(Registration).order_by(Registration.queue_number).all()
    assert [row.queue_number for row in rows] == list(range(1, 201))
    assert [row.state for row in rows] == [CONFIRMED] * 50 + [WAITING] * 150
    assert db.session.get_one(Event, event.id).seats_taken == 50
    mails = Counter(row.kind for row in queued() if row.kind != "reminder")
    assert mails == {"registration_confirmed": 50, "registration_waiting": 150}


def test_one_address_at_once_is_one_registration_and_one_seat(app):
    event = public_event(capacity=5)
    at_once(app, [registering(event.id, "chie@example.org")] * 12, workers=12)
    assert db.session.query(Registration).count() == 1
    assert db.session.get_one(Event, event.id).seats_taken == 1


def test_seats_given_back_at_once_raise_as_many_in_order(app):
    event = public_event(capacity=10)
    made = [register(event, f"p{number}") for number in range(25)]

    def giving_back(registration_id):
        return lambda: registrations.cancel(db.session.get_one(Registration, registration_id), now=START)

    at_once(app, [giving_back(one.id) for one in made[:10]], workers=10)
    rows = db.session.query(Registration).order_by(Registration.queue_number).all()
    assert [row.state.value for row in rows] == ["cancelled"] * 10 + ["confirmed"] * 10 + ["waiting"] * 5
    assert db.session.get_one(Event, event.id).seats_taken == 10


def test_a_seat_is_not_given_back_twice_at_once(app):
    event = public_event(capacity=3)
    chie = register(event)
    register(event, "Bo")
    number = chie.id
    job = lambda: registrations.cancel(db.session.get_one(Registration, number), now=START)  # noqa: E731
    at_once(app, [job] * 8, workers=8)
    assert db.session.get_one(Event, event.id).seats_taken == 1
    assert len(queued(kind="registration_cancelled")) == 1
