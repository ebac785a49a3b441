"""An address is confirmed, an organiser says yes: until then nobody holds a seat (rows R1, R11)."""

from datetime import timedelta

import pytest

from app.domain.access import Role
from app.domain.attendance.admission import RegistrationClosed
from app.domain.lifecycle import RegistrationState
from app.extensions import db
from app.models import QuestionKind, Registration
from app.queries import questions as question_rows
from app.services.attendance import admission, questions, registrations
from app.services.attendance import links as attendee_links
from app.services.attendance.registrations import AttendeeDetails
from app.services.retention import attendees as attendee_retention
from app.worker.seats import mind_seats
from tests.support import desk
from tests.support.at_once import at_once
from tests.support.attendees import delivered, kinds, public_event, queued, register, token
from tests.support.world import START

R = RegistrationState
MINUTE, DAY = timedelta(minutes=1), timedelta(hours=24)


def state(registration_id):
    one = db.session.get(Registration, registration_id, populate_existing=True)
    return one.state if one else None


def test_the_form_holds_nothing_and_the_confirmation_takes_the_seat(app, outgoing):
    event = public_event(capacity=1, confirm_email=True)
    chie = register(event)
    assert (chie.state, event.seats_taken, chie.answer_by) == (R.UNCONFIRMED, 0, START + DAY)
    (mail,) = delivered(app, outgoing)
    text = mail.get_body(("plain",)).get_content()
    assert "Confirm my registration: http://localhost/my/" in text
    assert "The link is good until Tuesday, 2 March 2027, 18:00, Tokyo (JST, UTC+9)." in text
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    admission.confirm(chie, now=START + MINUTE)
    assert (chie.state, event.seats_taken, chie.answer_by) == (R.CONFIRMED, 1, None)
    assert kinds(chie) == ["confirm_address", "registration_confirmed"]
    admission.confirm(chie, now=START + 2 * MINUTE)
    assert (event.seats_taken, len(kinds(chie))) == (1, 2)


def test_the_order_of_arrival_is_that_of_the_confirmations(app):
    event = public_event(capacity=1, confirm_email=True)
    chie, bo = register(event, "Chie"), register(event, "Bo")
    admission.confirm(bo, now=START + MINUTE)
    admission.confirm(chie, now=START + 2 * MINUTE)
    assert [(one.state, one.queue_number) for one in (bo, chie)] == [(R.CONFIRMED, 3), (R.WAITING, 4)]


def test_the_form_again_asks_again_three_times_at_most_with_what_was_typed_last(app):
    event = public_event(confirm_email=True)
    chie = register(event)
    for hours in range(8):
        details = AttendeeDetails(name="TANABE, Chie", country="JP", organisation=f"Reef {hours}")
        registrations.register(
            event=event,
            email="chie@example.org",
            details=details,
            locale="en_GB",
            now=START + timedelta(hours=hours),
        )
    assert kinds(chie) == ["confirm_address"] * 3
    assert (chie.name, chie.organisation) == ("TANABE, Chie", "Reef 7")
    assert (chie.state, chie.answer_by) == (R.UNCONFIRMED, START + timedelta(hours=26))


def test_who_does_not_confirm_within_a_day_is_forgotten_without_a_trace(app, clock):
    event = public_event(confirm_email=True)
    chie = register(event)
    number, link = chie.id, token(chie)
    db.session.commit()
    clock.set(START + DAY - MINUTE)
    mind_seats(app)
    assert state(number) is R.UNCONFIRMED
    db.session.commit()
    clock.set(START + DAY)
    mind_seats(app)
    assert (state(number), queued(kind="confirm_address")) == (None, [])
    with pytest.raises(attendee_links.LinkUnknown):
        attendee_links.by_person_link(link)


def test_who_had_a_registration_before_is_as_they_were(app, clock):
    event = public_event()
    chie = register(event)
    registrations.cancel(chie, now=START + MINUTE)
    event.confirm_email = True
    clock.set(START + 2 * MINUTE)
    registrations.register(
        event=event,
        email="chie@example.org",
        details=AttendeeDetails(name="Chie Tanabe", country="JP"),
        locale="en",
        now=clock.now(),
    )
    assert chie.state is R.UNCONFIRMED
    number = chie.id
    db.session.commit()
    clock.move(DAY)
    mind_seats(app)
    assert state(number) is R.CANCELLED


NEEDS = "a sign interpreter"


@pytest.fixture
def was_here(app):
    """Chie told of her needs, answered a question, gave her seat back; now addresses are confirmed."""
    event = public_event()
    draft = questions.QuestionDraft(words="Which reef?", kind=QuestionKind.TEXT)
    question = questions.add(event, draft=draft, actor=desk.AMARA, now=START)
    chie = register(event, access_needs=NEEDS)
    questions.keep(chie, {question.id: ["Ningaloo"]}, now=START)
    registrations.cancel(chie, now=START + MINUTE)
    event.confirm_email = True
    db.session.commit()
    return chie


def typed_by_anybody(chie, name="chie tanabe"):
    asked = question_rows.of_event(chie.event_id)[0]
    registrations.register(
        event=chie.event,
        email=chie.email,
        details=AttendeeDetails(name=name, country="NG", organisation="Nobody"),
        locale="fr",
        answers={asked.id: ["None"]},
        now=START + 2 * MINUTE,
    )


def known(chie):
    said = [answer.answers for answer in question_rows.answers_of(chie.id).values()]
    return chie.name, chie.country, chie.organisation, chie.access_needs, chie.zone, chie.locale, said


CHIE = ("Chie Tanabe", "JP", "", NEEDS, "Asia/Tokyo", "en_GB", [["Ningaloo"]])


def test_what_anybody_types_for_who_had_cancelled_is_forgotten_without_a_yes(app, clock, was_here):
    typed_by_anybody(was_here)
    assert (was_here.state, known(was_here)) == (R.UNCONFIRMED, CHIE)
    assert [row.to_name for row in queued(kind="confirm_address")] == ["Chie Tanabe"]
    db.session.commit()
    clock.set(START + 2 * MINUTE + DAY)
    mind_seats(app)
    db.session.expire_all()
    assert (was_here.state, known(was_here), was_here.typed) == (R.CANCELLED, CHIE, None)


def test_with_the_yes_what_was_typed_last_takes_its_place(app, was_here):
    typed_by_anybody(was_here)
    typed_by_anybody(was_here, "Tanabe Chie")
    assert known(was_here) == CHIE
    assert admission.name_after_yes(was_here) == "Tanabe Chie"
    admission.confirm(was_here, now=START + 3 * MINUTE)
    assert known(was_here) == ("Tanabe Chie", "NG", "Nobody", "", None, "fr", [["None"]])
    assert (was_here.state, was_here.typed) == (R.CONFIRMED, None)
    assert queued(kind="registration_confirmed")[-1].to_name == "Tanabe Chie"


def test_what_waits_for_a_yes_is_told_to_its_person_and_goes_with_them(app, was_here):
    typed_by_anybody(was_here)
    assert attendee_retention.personal_data(was_here)["registration"]["typed"]["facts"]["country"] == "NG"
    attendee_retention.erase(was_here, now=START + 3 * MINUTE)
    assert (was_here.state, was_here.name, was_here.typed) == (R.CANCELLED, "", None)


def test_too_late_is_told(app):
    chie = register(public_event(confirm_email=True))
    with pytest.raises(admission.ConfirmationOver):
        admission.confirm(chie, now=START + DAY)


def test_a_closed_registration_cannot_be_confirmed(app):
    event = public_event(confirm_email=True)
    chie = register(event)
    event.registration_open = False
    with pytest.raises(RegistrationClosed):
        admission.confirm(chie, now=START + MINUTE)


def test_an_unconfirmed_address_hears_nothing_more_and_can_be_erased(app):
    event = public_event(confirm_email=True)
    chie, bo = register(event, "Chie"), register(event, "Bo")
    registrations.cancel(bo, now=START + MINUTE, by_organiser=True)
    attendee_retention.erase(chie, now=START + MINUTE)
    assert (chie.name, chie.state, bo.state) == ("", R.CANCELLED, R.CANCELLED)
    assert kinds(bo) == kinds(chie) == ["confirm_address"]


def test_a_new_link_asks_again(app):
    chie = register(public_event(confirm_email=True))
    registrations.replace_link(chie, now=START + MINUTE)
    assert kinds(chie) == ["confirm_address"] * 2


@pytest.mark.parametrize("confirmed_first", [False, True])
def test_an_organiser_lets_people_in_by_hand(app, outgoing, confirmed_first):
    event = public_event(capacity=1, approve_by_hand=True, confirm_email=confirmed_first)
    chie, bo = register(event, "Chie"), register(event, "Bo")
    if confirmed_first:
        for one in (chie, bo):
            admission.confirm(one, now=START + MINUTE)
    assert (chie.state, bo.state, event.seats_taken) == (R.APPLIED, R.APPLIED, 0)
    assert kinds(chie)[-1] == "registration_applied"
    assert admission.approve(bo, now=START + MINUTE)
    assert not admission.approve(bo, now=START + MINUTE)
    assert admission.approve(chie, now=START + MINUTE)
    assert (bo.state, chie.state, event.seats_taken) == (R.CONFIRMED, R.WAITING, 1)
    assert (kinds(bo)[-1], kinds(chie)[-1]) == ("registration_confirmed", "registration_waiting")


def told(app, outgoing):
    """Return whom of the team the mails that are due reach, and with which subject."""
    mails = delivered(app, outgoing)
    return sorted(
        (mail["To"].addresses[0].username, mail["Subject"]) for mail in mails if "yes" in mail["Subject"]
    )


def test_the_team_is_told_that_somebody_waits_at_most_once_an_hour(app, outgoing, clock, amara, bo):
    event = public_event(approve_by_hand=True, team={Role.LEAD: amara, Role.PRODUCER: bo})
    one = "1 person waits for your yes: Twelve reefs"
    register(event)
    assert told(app, outgoing) == [("amara", one), ("bo", one)]
    clock.move(MINUTE)
    for name in ("Ana", "Eli"):
        comes(event, name, clock.now())
    assert told(app, outgoing) == []
    clock.move(timedelta(minutes=58))
    assert told(app, outgoing) == []
    clock.move(MINUTE)
    three = one.replace("1 person waits", "3 people wait")
    assert told(app, outgoing) == [("amara", three), ("bo", three)]
    clock.move(DAY)
    assert told(app, outgoing) == []


def test_the_team_hears_nothing_once_nobody_waits_any_more(app, outgoing, clock, amara):
    event = public_event(approve_by_hand=True, team={Role.LEAD: amara})
    register(event)
    told(app, outgoing)
    clock.move(MINUTE)
    admission.approve(comes(event, "Ana", clock.now()), now=clock.now())
    registrations.cancel(db.session.query(Registration).filter_by(name="Chie Tanabe").one(), now=clock.now())
    clock.move(timedelta(hours=2))
    assert told(app, outgoing) == []


def comes(event, name, now):
    made = registrations.register(
        event=event,
        email=f"{name.lower()}@example.org",
        details=AttendeeDetails(name=name, country="JP"),
        locale="en",
        now=now,
    )
    db.session.commit()
    return made


def test_a_no_says_so_with_its_reason(app, clock, outgoing):
    chie = register(public_event(approve_by_hand=True))
    delivered(app, outgoing)
    clock.move(MINUTE)
    registrations.cancel(chie, now=clock.now(), by_organiser=True, reason="Members only")
    (mail,) = delivered(app, outgoing)
    text = mail.get_body(("plain",)).get_content()
    assert "The organisers could not give you a place at “Twelve reefs”. The reason: Members only" in text


def test_many_confirm_at_once_and_no_seat_is_given_twice(app):
    event = public_event(capacity=5, confirm_email=True)
    made = [register(event, f"p{number}").id for number in range(16)]

    def confirming(registration_id):
        return lambda: admission.confirm(
            db.session.get_one(Registration, registration_id), now=START + MINUTE
        )

    at_once(app, [confirming(number) for number in made for _ in range(2)], workers=16)
    people = db.session.query(Registration).order_by(Registration.queue_number).all()
    assert [one.state for one in people] == [R.CONFIRMED] * 5 + [R.WAITING] * 11
    assert people[0].event.seats_taken == 5
