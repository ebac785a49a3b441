import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from datetime import datetime, timedelta
from threading import Barrier

import pytest

from app.domain.access import Role
from app.domain.clocks import zones
from app.extensions import db
from app.models import Participation, TechCheck
from app.services.speakers import tech_check_offers, tech_checks
from tests.support import desk, speaking
from tests.support.attendees import deliver
from tests.support.world import START

PAGE = "/desk/events/twelve-reefs/people/tech-checks"
OFFER = {"day": "2027-03-08", "since": "14:00", "until": "15:00", "minutes": "15"}


@pytest.fixture
def event(app, amara):
    return desk.event(team={Role.LEAD: amara})


@pytest.fixture
def organiser(client, sign_in, amara, event):
    return sign_in(client, amara)


@pytest.fixture
def guest(new_client):
    return new_client()


@pytest.fixture
def offered(organiser):
    organiser.submit(PAGE, OFFER, button="Offer them")


def taking_part(guest, event, name="Chie Tanabe", email="chie@example.org"):
    link = speaking.invited(event, name, email)
    guest.post(f"{speaking.page_of(link)}/answer", data={"do": "accept"})
    return link


def slots():
    db.session.expire_all()
    return db.session.query(TechCheck).order_by(TechCheck.starts_at).all()


def test_slots_are_offered_by_the_hosts_clock_and_booked_in_the_own_time(organiser, guest, event, offered):
    # Lagos is UTC+1
    assert [f"{one.starts_at:%H:%M}" for one in slots()] == ["13:00", "13:15", "13:30", "13:45"]
    link = taking_part(guest, event)
    guest.set_cookie("sidestage_zone", "auto%3AAsia%2FTokyo")
    address = f"{speaking.page_of(link)}/tech-check"
    page = guest.get(address).text
    assert re.findall(r"(\d\d:\d\d – \d\d:\d\d) \(Tokyo", page) == [
        "22:00 – 22:15", "22:15 – 22:30", "22:30 – 22:45", "22:45 – 23:00",
    ]  # fmt: skip
    assert guest.post(address, data={"slot": slots()[1].key}).status_code == 303
    assert [one.participation_id for one in slots()] == [None, link.participation_id, None, None]
    assert "Booked" in guest.get(speaking.page_of(link)).text
    assert "Chie Tanabe" in organiser.get(PAGE).text


def test_another_slot_gives_the_first_one_back_and_it_can_be_given_back(guest, event, offered):
    address = f"{speaking.page_of(taking_part(guest, event))}/tech-check"
    for number in (0, 2):
        guest.post(address, data={"slot": slots()[number].key})
    assert [one.participation_id is not None for one in slots()] == [False, False, True, False]
    guest.post(address, data={"do": "release"})
    assert [one.participation_id for one in slots()] == [None] * 4


def test_a_taken_slot_is_refused_and_the_own_one_is_kept(guest, event, offered):
    one, other = taking_part(guest, event), taking_part(guest, event, "Bo Lindqvist", "bo@example.org")
    guest.post(f"{speaking.page_of(one)}/tech-check", data={"slot": slots()[0].key})
    address = f"{speaking.page_of(other)}/tech-check"
    guest.post(address, data={"slot": slots()[1].key})
    answer = guest.post(address, data={"slot": slots()[0].key})
    assert (answer.status_code, "has just been taken" in answer.text) == (422, True)
    taken = [row.participation_id for row in slots()]
    assert taken == [one.participation_id, other.participation_id, None, None]


def test_ten_people_at_the_same_moment_get_ten_answers_and_one_gets_the_slot(app, event, guest):
    day = START.date().replace(day=8)
    hours = {"since": START.time().replace(hour=14), "until": START.time().replace(hour=14, minute=15)}
    tech_check_offers.offer(event, day=day, **hours, minutes=15, zone="Africa/Lagos", now=START)
    people = [speaking.somebody(event, f"Person {n}", f"p{n}@example.org").id for n in range(10)]
    [key], start, event_id = [one.key for one in slots()], Barrier(10), event.id
    db.session.commit()

    def book(person_id):
        with app.app_context():
            start.wait(30)
            try:
                person = db.session.get_one(Participation, person_id)
                fresh = db.session.get_one(type(event), event_id)
                tech_checks.book(fresh, person, key=key, now=START)
                db.session.commit()
            except tech_checks.SlotTaken:
                db.session.rollback()
                return "taken"
            else:
                return "booked"
            finally:
                db.session.remove()

    with ThreadPoolExecutor(10) as pool:
        said = [one.result() for one in [pool.submit(Context().run, book, one) for one in people]]
    assert Counter(said) == {"taken": 9, "booked": 1}
    assert [one.participation_id in people for one in slots()] == [True]


def test_results_colour_the_board(organiser, guest, event, offered):
    link = taking_part(guest, event)
    key = slots()[0].key
    guest.post(f"{speaking.page_of(link)}/tech-check", data={"slot": key})
    seen = []
    for results in ({}, dict.fromkeys(tech_checks.ITEMS, "good"), {"sound": "bad", "camera": "rubbish"}):
        organiser.post(f"{PAGE}/{key}/result", data=results | {"note": "Use the headset."})
        seen.append(tech_checks.tone_of(slots()[0]))
    assert seen == ["warn", "good", "bad"]
    assert slots()[0].results == {"sound": "bad"}
    assert "Use the headset." in organiser.get(PAGE).text
    assert "Does not work yet" in guest.get(speaking.page_of(link)).text


def test_a_free_slot_is_taken_back_and_a_booked_one_is_not(organiser, guest, event, offered):
    link = taking_part(guest, event)
    first, second, *_rest = (one.key for one in slots())
    guest.post(f"{speaking.page_of(link)}/tech-check", data={"slot": first})
    for key in (first, second):
        organiser.post(f"{PAGE}/{key}/take-back")
    assert slots()[0].key == first
    assert len(slots()) == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"since": "15:00", "until": "14:00"}, "no slot fits"),
        ({"day": "2027-02-08"}, "no slot fits"),
        ({"day": "2027-03-12"}, "no slot fits"),
        ({"minutes": "0"}, "Give a number from 5 to 120."),
        ({"day": "soon"}, "Give the date as year-month-day"),
    ],
)
def test_hours_that_hold_nothing_are_refused(organiser, change, words):
    answer = organiser.submit(PAGE, OFFER | change, button="Offer them")
    assert (answer.status_code, words in answer.text, slots()) == (422, True, [])


def test_the_same_hours_offered_twice_are_there_once(organiser, offered):
    organiser.submit(PAGE, OFFER, button="Offer them")
    assert len(slots()) == 4


def test_who_said_no_books_nothing(guest, event, offered):
    link = taking_part(guest, event)
    guest.post(f"{speaking.page_of(link)}/answer", data={"do": "decline"})
    page = speaking.page_of(link)
    led_back = guest.post(f"{page}/tech-check", data={"slot": slots()[0].key})
    assert (led_back.status_code, led_back.location) == (303, page)
    assert [one.participation_id for one in slots()] == [None] * 4


def test_the_organiser_sees_free_slots_as_well_as_booked_ones(event, organiser, offered):
    assert [(slot.starts_at.hour, person) for slot, person in tech_checks.slots_of(event)] == [(13, None)] * 4
    assert "No slots yet" not in organiser.get(PAGE).text


def in_tokyo(guest, event, name="Chie Tanabe", email="chie@example.org"):
    link = taking_part(guest, event, name, email)
    link.participation.person.zone = "Asia/Tokyo"
    db.session.commit()
    return link


def test_a_rule_offers_choices_in_everybodys_own_hours_and_names_who_has_none(organiser, guest, event):
    in_tokyo(guest, event)
    taking_part(guest, event, "Bo Lindqvist", "bo@example.org")  # has not said where they are
    answer = organiser.submit(PAGE, {"rule-each": "2"}, button="Offer by this rule", follow_redirects=True)
    assert ("2 slots are offered." in answer.text, "for: Bo Lindqvist." in answer.text) == (True, True)
    assert [f"{one.starts_at + timedelta(hours=9):%a %H}" for one in slots()] == ["Tue 16", "Wed 16"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rule-each": "9"}, "Give a number from 1 to 6."),
        ({"rule-since": "17:00", "rule-until": "09:00"}, "no slot fits"),
        ({}, "Nobody who takes part and has not booked yet has told us where they are."),
    ],
)
def test_a_rule_that_gives_nothing_is_refused_in_words(organiser, guest, event, change, words):
    if change:
        in_tokyo(guest, event)
    answer = organiser.submit(PAGE, change, button="Offer by this rule")
    assert (answer.status_code, words in answer.text, slots()) == (422, True, [])


def test_who_has_not_booked_is_reminded_once_a_day_and_who_has_is_not(
    app, organiser, guest, event, offered, outgoing
):
    one, _other = taking_part(guest, event), taking_part(guest, event, "Bo Lindqvist", "bo@example.org")
    guest.post(f"{speaking.page_of(one)}/tech-check", data={"slot": slots()[0].key})
    deliver(app)
    outgoing.sent.clear()
    for _click in range(2):
        organiser.submit(PAGE, {}, button="Remind one who has not booked")
    deliver(app)
    assert [(mail.to_email, mail.subject) for mail in outgoing.sent] == [
        ("bo@example.org", "Still missing for your part: Twelve reefs")
    ]
    assert "a slot for the tech check" in outgoing.sent[0].text


def test_a_booked_slot_is_reminded_of_in_the_own_time_and_one_given_back_is_not(
    app, guest, event, offered, outgoing, clock
):
    one = in_tokyo(guest, event)
    other = taking_part(guest, event, "Bo Lindqvist", "bo@example.org")
    for link, number in ((one, 0), (other, 1)):
        guest.post(f"{speaking.page_of(link)}/tech-check", data={"slot": slots()[number].key})
    guest.post(f"{speaking.page_of(other)}/tech-check", data={"do": "release"})
    seen = []
    for before in (timedelta(hours=23), timedelta(minutes=30)):
        clock.set(slots()[0].starts_at - before)
        outgoing.sent.clear()
        deliver(app)
        seen.append([mail.to_email for mail in outgoing.sent if "Reminder" in mail.subject])
    assert seen == [["chie@example.org"], ["chie@example.org"]]
    assert (
        "Monday, March 8, 2027, 22:00, Tokyo"
        in next(m for m in outgoing.sent if "Reminder" in m.subject).text
    )


def test_a_no_gives_the_slot_back_to_the_others(guest, event, offered):
    link = taking_part(guest, event)
    guest.post(f"{speaking.page_of(link)}/tech-check", data={"slot": slots()[0].key})
    guest.post(f"{speaking.page_of(link)}/answer", data={"do": "decline"})
    assert [one.participation_id for one in slots()] == [None] * 4


def test_a_clock_change_between_check_and_event_is_told_to_both(organiser, guest, event):
    event = db.session.get_one(type(event), event.id)
    event.wall_start, event.zone = datetime(2027, 3, 29, 10), "Europe/Zurich"  # noqa: DTZ001 - a wall time
    event.starts_at = zones.instant_of(event.wall_start, event.zone)
    event.ends_at = event.starts_at + timedelta(minutes=90)
    db.session.commit()
    organiser.submit(PAGE, OFFER | {"day": "2027-03-24"}, button="Offer them")
    link = taking_part(guest, event)
    page = f"{speaking.page_of(link)}/tech-check"
    guest.post(page, data={"slot": slots()[0].key})
    words = "Clocks in Zurich go forward by 1 hour on Sunday, 28 March 2027."
    assert [words in text for text in (guest.get(page).text, organiser.get(PAGE).text)] == [True, True]


def test_each_of_six_items_has_its_result(organiser, guest, event, offered):
    link = taking_part(guest, event)
    key = slots()[0].key
    guest.post(f"{speaking.page_of(link)}/tech-check", data={"slot": key})
    organiser.post(
        f"{PAGE}/{key}/result", data={"line": "good", "headset": "fair", "light": "bad", "note": "Curtain"}
    )
    page = organiser.get(PAGE).text
    assert "Network: Good · Headset: Fair · Light: Does not work · <bdi>Curtain</bdi>" in page
