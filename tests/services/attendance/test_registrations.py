"""Register, wait, change, give back: who gets a seat, who is told what."""

from datetime import timedelta

import pytest

from app.domain.attendance import admission
from app.domain.lifecycle import EventState, RegistrationState
from app.extensions import db
from app.services.attendance import links as attendee_links
from app.services.attendance import registrations
from app.services.attendance.registrations import AttendeeDetails
from tests.support.attendees import kinds, public_event, queued, register, states_of, token
from tests.support.world import START

CONFIRMED, WAITING, CANCELLED = (
    RegistrationState.CONFIRMED,
    RegistrationState.WAITING,
    RegistrationState.CANCELLED,
)
LATER = START + timedelta(hours=1)


def test_a_seat_is_taken_and_the_person_is_told_by_mail(app):
    event = public_event(capacity=2)
    chie = register(event, "Chie Tanabe")
    assert (chie.state, chie.queue_number, chie.invited_sequence, event.seats_taken) == (CONFIRMED, 1, 0, 1)
    assert kinds(chie) == ["registration_confirmed"]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"registration_open": False}, admission.RegistrationClosed),
        ({"state": EventState.POSTPONED}, admission.EventPostponed),
        ({"state": EventState.CANCELLED}, admission.EventCancelled),
        ({"state": EventState.HELD}, admission.EventOver),
    ],
)
def test_refused_where_nobody_can_register(app, change, refusal):
    event = public_event()
    for name, value in change.items():
        setattr(event, name, value)
    db.session.commit()
    with pytest.raises(refusal):
        register(event)
    db.session.rollback()
    assert states_of(event) == []


def test_the_same_address_again_keeps_what_it_has_and_gets_its_link_by_mail(app):
    event = public_event()
    chie = register(event, "Chie Tanabe", "chie@example.org")
    again = registrations.register(
        event=event,
        email=" CHIE@example.org ",
        details=AttendeeDetails(name="TANABE Chie", country="US"),
        locale="fr",
        now=LATER,
    )
    assert again is chie
    assert (chie.name, chie.country, chie.locale, event.seats_taken) == ("Chie Tanabe", "JP", "en_GB", 1)
    assert kinds(chie) == ["registration_confirmed", "registration_link"]


def test_a_double_click_sends_one_mail(app):
    event = public_event()
    register(event)
    chie = register(event)
    assert kinds(chie) == ["registration_confirmed"]


def test_giving_back_twice_is_once(app):
    event = public_event(capacity=2)
    chie = register(event)
    registrations.cancel(chie, now=LATER)
    registrations.cancel(chie, now=LATER)
    assert (event.seats_taken, kinds(chie)) == (0, ["registration_confirmed", "registration_cancelled"])


def test_a_seat_of_the_past_cannot_be_given_back(app):
    event = public_event()
    chie = register(event)
    with pytest.raises(registrations.NothingToGiveBack):
        registrations.cancel(chie, now=event.ends_at)


def test_who_comes_back_stands_at_the_end_and_the_calendar_counts_on(app):
    event = public_event(capacity=1)
    chie, bo = register(event, "Chie"), register(event, "Bo")
    registrations.cancel(chie, now=LATER)
    registrations.register_again(chie, now=LATER)
    assert states_of(event) == [("Bo", CONFIRMED), ("Chie", WAITING)]
    registrations.cancel(bo, now=LATER)
    assert (chie.state, chie.invited_sequence, event.sequence) == (CONFIRMED, 2, 0)
    assert kinds(chie) == [
        "registration_confirmed",
        "registration_cancelled",
        "registration_waiting",
        "seat_freed",
    ]


def test_the_form_brings_back_who_had_given_up_with_what_they_say_now(app):
    event = public_event()
    chie = register(event, "Chie Tanabe")
    registrations.cancel(chie, now=LATER)
    again = register(event, "Dr. Chie TANABE", "chie@example.org", organisation="Deep Sea")
    assert (again.id, again.name, again.organisation) == (chie.id, "Dr. Chie TANABE", "Deep Sea")
    assert (again.state, event.seats_taken) == (CONFIRMED, 1)


def test_a_new_link_voids_the_old_ones_and_brings_the_calendar_the_new_way_in(app):
    chie = register(public_event())
    old = {purpose: token(chie, purpose) for purpose in ("registration", "join", "unsubscribe")}
    registrations.replace_link(chie, now=LATER)
    for look, purpose in (
        (attendee_links.by_person_link, "registration"),
        (attendee_links.by_join_link, "join"),
        (attendee_links.by_stop_link, "unsubscribe"),
    ):
        with pytest.raises(attendee_links.LinkUnknown):
            look(old[purpose])
        assert look(token(chie, purpose)) is chie
    assert (chie.invited_sequence, kinds(chie)[-1]) == (1, "registration_link")


def test_a_corrected_name_goes_into_the_mails_that_still_wait(app):
    chie = register(public_event())
    details = AttendeeDetails(name="Tanabe Chie", country="KR", zone="Asia/Seoul")
    registrations.change(chie, details=details, now=LATER)
    assert {row.to_name for row in queued(registration_id=chie.id)} == {"Tanabe Chie"}
    assert (chie.country, chie.zone, chie.organisation) == ("KR", "Asia/Seoul", "")


def test_reminders_stop_and_start_without_touching_the_seat(app):
    chie = register(public_event())
    registrations.stop_reminders(chie, now=LATER)
    assert (chie.reminders_stopped_at, chie.state) == (LATER, CONFIRMED)
    registrations.start_reminders(chie, now=LATER)
    rows = queued(registration_id=chie.id, kind="reminder")
    assert [(row.due_at, row.state.value) for row in rows] == [
        (chie.event.starts_at - timedelta(hours=24), "queued"),
        (chie.event.starts_at - timedelta(hours=1), "queued"),
        (chie.event.starts_at, "queued"),
    ]


def test_the_first_time_in_is_remembered(app):
    chie = register(public_event())
    registrations.note_joined(chie.id, now=LATER)
    registrations.note_joined(chie.id, now=LATER + timedelta(minutes=9))
    db.session.refresh(chie)
    assert chie.joined_at == LATER
