"""Several people with one mailbox: an office registers three colleagues (row R13)."""

from datetime import timedelta

import pytest

from app.domain.lifecycle import RegistrationState
from app.extensions import db
from app.models import Event, Registration
from app.services.attendance import links as attendee_links
from app.services.attendance import meeting_lists, registrations
from app.services.attendance.registrations import MOST_OF_ONE_MAILBOX, AttendeeDetails, NameOfAnother
from app.services.calendars import inbound
from app.services.retention import attendees as attendee_retention
from tests.support.answers import reply
from tests.support.at_once import at_once
from tests.support.attendees import after_quiet, delivered, kinds, public_event, queued, register, states_of
from tests.support.calendar_mails import calendar
from tests.support.calendar_store import CalendarStore, value
from tests.support.changes import SECOND, move
from tests.support.desk import AMARA
from tests.support.world import START

R = RegistrationState
OFFICE = "office@example.org"
LATER = START + timedelta(hours=1)
PEOPLE = ("Amara Okafor", "Bo Lindqvist", "Chie Tanabe")


def office(event, people=PEOPLE):
    return [register(event, name, OFFICE) for name in people]


def told(app, outgoing):
    """Return (whom the mail names, its subject, its text) of what goes out now."""
    return [
        (mail["To"].addresses[0].display_name, mail["Subject"], mail.get_body(("plain",)).get_content())
        for mail in delivered(app, outgoing)
    ]


def test_three_colleagues_have_three_seats_three_links_and_three_entries(app, outgoing):
    event = public_event()
    people = office(event)
    assert (event.seats_taken, states_of(event)) == (
        3,
        [("Amara", R.CONFIRMED), ("Bo", R.CONFIRMED), ("Chie", R.CONFIRMED)],
    )
    assert len({attendee_links.person_url(one) for one in people}) == 3
    assert len({attendee_links.join_url(one) for one in people}) == 3
    assert len({one.uid for one in people}) == 3
    assert people[0].uid == event.uid


def test_each_mail_names_its_person_and_a_later_one_says_who_else_is_registered(app, outgoing):
    event = public_event()
    register(event, PEOPLE[0], OFFICE)
    ((name, subject, text),) = told(app, outgoing)
    assert (name, subject) == ("Amara Okafor", "Your seat: Twelve reefs")
    assert "This is for" not in text
    register(event, PEOPLE[1], OFFICE)
    ((name, subject, text),) = told(app, outgoing)
    assert (name, subject) == ("Bo Lindqvist", "Your seat: Twelve reefs (Bo Lindqvist)")
    assert text.startswith(
        "This is for Bo Lindqvist. office@example.org is registered for Amara Okafor, too. Each person has a "
        "seat and links of their own. If two of them are one person, give one of the two back with its link."
    )
    register(event, PEOPLE[2], OFFICE)
    ((name, subject, text),) = told(app, outgoing)
    assert "This is for Chie Tanabe. office@example.org is registered for 2 other people, too." in text


def test_a_reminder_names_its_person(app, outgoing, clock):
    event = public_event()
    office(event, PEOPLE[:2])
    delivered(app, outgoing)
    clock.set(event.starts_at - timedelta(hours=1))
    mails = told(app, outgoing)
    assert [(name, subject) for name, subject, _ in mails] == [
        (name, f"In 1 hour: Twelve reefs ({name})") for name in PEOPLE[:2]
    ]
    assert [text.splitlines()[0] for *_, text in mails] == [f"This is for {name}." for name in PEOPLE[:2]]


@pytest.mark.parametrize(
    "again", ["Bo Lindqvist", "bo  lindqvist", "LINDQVIST, Bo", "Dr. Bo Lindqvist", "Bó Lindqvist"]
)
def test_the_same_name_again_is_the_same_person(app, again):
    event = public_event()
    bo = office(event)[1]
    assert register(event, again, f" {OFFICE.upper()} ") is bo
    assert (event.seats_taken, bo.name, kinds(bo)) == (3, "Bo Lindqvist", ["registration_confirmed"])


def test_what_one_gives_back_leaves_the_others_as_they_are(app):
    event = public_event(capacity=2)
    amara, bo, chie = office(event)
    assert chie.state is R.WAITING
    registrations.cancel(amara, now=LATER)
    assert states_of(event) == [("Amara", R.CANCELLED), ("Bo", R.CONFIRMED), ("Chie", R.CONFIRMED)]
    assert kinds(bo) == ["registration_confirmed"]
    attendee_retention.erase(bo, now=LATER)
    assert (bo.name, chie.name, chie.email) == ("", "Chie Tanabe", OFFICE)
    assert register(event, "Bo Lindqvist", OFFICE).id != bo.id


def test_a_name_is_corrected_but_not_into_the_name_of_another(app):
    event = public_event()
    _amara, bo, chie = office(event)
    registrations.change(bo, details=AttendeeDetails(name="Bo Lindqvist-Roy", country="SE"), now=LATER)
    assert (bo.name, bo.name_key) == ("Bo Lindqvist-Roy", "bo lindqvist roy")
    with pytest.raises(NameOfAnother) as refused:
        registrations.change(chie, details=AttendeeDetails(name="amara okafor", country="JP"), now=LATER)
    assert refused.value.field == "name"
    assert chie.name == "Chie Tanabe"


def test_no_mailbox_is_flooded_and_who_did_not_get_in_is_named_in_a_mail_once_an_hour(app, outgoing):
    event = public_event()
    office(event, [f"Person {number}" for number in range(MOST_OF_ONE_MAILBOX)])
    delivered(app, outgoing)
    for name in ("Eve Adams", "Dov Cohen"):
        assert register(event, name, OFFICE) is None
    ((_name, subject, text),) = told(app, outgoing)
    assert (event.seats_taken, subject) == (10, "Not registered: Eve Adams, for Twelve reefs")
    assert "10 people have registered with this address already" in text
    assert "This is for" not in text


def test_several_at_once_are_one_registration_each(app):
    event_id = public_event(capacity=5).id

    def registering(name):
        return lambda: register(db.session.get_one(Event, event_id), name, OFFICE)

    at_once(app, [registering(name) for name in PEOPLE for _ in range(4)], workers=12)
    people = db.session.query(Registration).order_by(Registration.name).all()
    assert [one.name for one in people] == list(PEOPLE)
    assert (db.session.get_one(Event, event_id).seats_taken, len({one.uid for one in people})) == (3, 3)
    assert len(queued(kind="registration_confirmed")) == 3


def test_two_who_take_one_name_at_once_are_told_apart_or_refused(app):
    event = public_event()
    numbers = [one.id for one in office(event)[:2]]
    refused = []

    def renaming(number):
        def job():
            one = db.session.get_one(Registration, number)
            try:
                registrations.change(one, details=AttendeeDetails(name="Eve Adams", country="JP"), now=LATER)
            except NameOfAnother:
                db.session.rollback()
                refused.append(number)

        return job

    at_once(app, [renaming(number) for number in numbers], workers=2)
    names = [one.name for one in db.session.query(Registration).order_by(Registration.id)]
    assert (len(refused), names.count("Eve Adams"), len(names)) == (1, 1, 3)


def test_a_calendar_shows_each_person_s_entry_and_all_follow_a_move(app, outgoing, tmp_path):
    event = public_event()
    _amara, bo, _chie = office(event)
    store = CalendarStore(tmp_path)
    for mail in delivered(app, outgoing):
        store.take(mail)
    titles = ["Twelve reefs", "Twelve reefs (Bo Lindqvist)", "Twelve reefs (Chie Tanabe)"]
    assert sorted(value(entry, "SUMMARY") for entry in store.entries()) == titles
    move(event, SECOND)
    registrations.cancel(bo, now=START)
    for mail in after_quiet(app, outgoing):
        store.take(mail)
    said = ("SUMMARY", "STATUS", "DTSTART")
    kept = sorted(tuple(value(entry, name) for name in said) for entry in store.entries())
    assert [(title, status) for title, status, _ in kept] == list(
        zip(titles, ["CONFIRMED", "CANCELLED", "CONFIRMED"], strict=True)
    )
    assert (kept[0][2], kept[2][2]) == ("20270318T090000Z", "20270318T090000Z")


def test_a_title_of_any_signs_stays_one_line(app, outgoing):
    event = public_event(title="Reefs; \\1 and, méduses " * 4)
    bo = office(event, (PEOPLE[0], 'Bo "the reef" Lindqvist; of \\g<0>'))[1]
    entry = calendar(delivered(app, outgoing)[1])
    assert entry["UID"] == bo.uid
    assert entry["SUMMARY"].replace("\\", "") == f"{event.title.strip()} ({bo.name})".replace("\\", "")


@pytest.mark.parametrize("proof", ["way in", "address"])
def test_an_answer_of_a_calendar_lands_at_its_person(app, proof):
    amara, bo, chie = office(public_event())
    assert inbound.take(reply(bo, "DECLINED", proof=proof), now=LATER) == "answered"
    assert [one.calendar_answer for one in (amara, bo, chie)] == [None, "declined", None]
    assert inbound.take(reply(amara, "TENTATIVE", proof=proof), now=LATER) == "answered"
    assert [one.calendar_answer for one in (amara, bo, chie)] == ["tentative", "declined", None]


def test_one_person_s_proof_answers_for_no_other(app):
    amara, bo, _chie = office(public_event())
    raw = reply(amara, "DECLINED", uid=bo.uid)
    assert inbound.take(raw, now=LATER) == "letter"  # its words reach the organisers, and it answers nothing
    assert [one.calendar_answer for one in (amara, bo)] == [None, None]


def test_a_meeting_tool_s_list_tells_them_apart_by_name(app):
    event = public_event()
    people = office(event)
    data = f"Name,Email\nLindqvist Bo,{OFFICE}\nFront desk,{OFFICE}\n".encode()
    outcome = meeting_lists.take(event, data=data, actor=AMARA, now=LATER)
    assert (outcome.people, outcome.registered, outcome.others) == (1, 1, 0)
    assert [one.in_meeting_list for one in people] == [False, True, False]
    data += f"Dr. Chie Tanabe,{OFFICE}\nEve Adams,eve@example.org\n".encode()
    outcome = meeting_lists.take(event, data=data, actor=AMARA, now=LATER)
    assert (outcome.people, outcome.registered, outcome.others) == (3, 2, 1)
    assert [one.in_meeting_list for one in people] == [False, True, True]


def test_where_addresses_are_confirmed_each_confirms_their_own(app, outgoing):
    event = public_event(confirm_email=True)
    amara, bo = office(event, PEOPLE[:2])
    assert (event.seats_taken, amara.state, bo.state) == (0, R.UNCONFIRMED, R.UNCONFIRMED)
    mails = told(app, outgoing)
    assert [subject for _, subject, _ in mails] == [
        f"Confirm your registration: Twelve reefs ({name})" for name in PEOPLE[:2]
    ]
