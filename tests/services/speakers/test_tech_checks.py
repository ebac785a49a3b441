"""Tech checks: one slot for each person, booked in their own time, never taken away behind their back."""

from datetime import timedelta

import pytest

from app.extensions import db
from app.models import Event, Participation, TechCheck
from app.services.speakers import tech_checks
from tests.support import desk, participants
from tests.support.at_once import at_once
from tests.support.world import START


@pytest.fixture
def event(app):
    return desk.event()


@pytest.fixture
def eve(event):
    return participants.takes_part(event)


def slot(event, key="slot1", days=1):
    made = TechCheck(key=key, event_id=event.id, starts_at=START + timedelta(days=days), minutes=15)
    db.session.add(made)
    db.session.commit()
    return made


def book(event, person, key="slot1", now=START):
    tech_checks.book(event, person, key=key, now=now)


def test_a_slot_is_booked_and_another_takes_its_place(event, eve):
    first, second = slot(event), slot(event, "slot2", 2)
    book(event, eve)
    assert (tech_checks.of(eve), first.booked_at) == (first, START)
    book(event, eve, "slot2")
    assert (tech_checks.of(eve), first.participation_id, first.booked_at) == (second, None, None)
    assert [(one.key, person) for one, person in tech_checks.slots_of(event)] == [
        ("slot1", None),
        ("slot2", eve),
    ]


def test_only_a_free_slot_that_is_still_ahead_can_be_booked(event, eve):
    bo = participants.takes_part(event, "Bo", email="bo@example.org")
    slot(event)
    book(event, bo)
    db.session.commit()
    for key, now in (("slot1", START), ("made-up", START)):
        with pytest.raises(tech_checks.SlotTaken) as refusal:
            book(event, eve, key, now)
        db.session.rollback()
    assert (refusal.value.field, refusal.value.status) == ("slot", 409)
    late = slot(event, "slot2", 2)
    with pytest.raises(tech_checks.SlotTaken):
        book(event, eve, "slot2", now=late.starts_at)


def test_the_slot_of_another_event_is_not_ours(event, eve):
    slot(desk.event("other"))
    with pytest.raises(tech_checks.SlotTaken):
        book(event, eve)
    assert (tech_checks.slot_of(event, "slot1"), tech_checks.slots_of(event)) == (None, [])


def test_of_six_who_choose_one_slot_at_once_one_has_it(app, event):
    people = [participants.takes_part(event, f"P{n}", email=f"p{n}@example.org").id for n in range(6)]
    slot(event)
    event_id, refused = event.id, []

    def booking(number):
        def job():
            try:
                book(db.session.get_one(Event, event_id), db.session.get_one(Participation, number))
            except tech_checks.SlotTaken:
                refused.append(number)
                db.session.rollback()

        return job

    at_once(app, [booking(number) for number in people], workers=6)
    [(found, person)] = tech_checks.slots_of(db.session.get_one(Event, event_id))
    assert (sorted([*refused, person.id]), found.participation_id) == (people, person.id)


def test_a_slot_given_back_is_free_and_knows_nothing_of_who_had_it(event, eve):
    given = slot(event)
    book(event, eve)
    tech_checks.note_results(given, results={"sound": "good"}, note="A quiet room")
    tech_checks.release(eve)
    tech_checks.release(eve)
    assert (tech_checks.of(eve), given.results, given.note) == (None, {}, "")


def test_free_slots_are_those_ahead_in_order_of_time(event, eve):
    slot(event, "late", 3), slot(event, "taken", 2), slot(event, "early", 1)
    book(event, eve, "taken")
    assert [one.key for one in tech_checks.free(event, now=START)] == ["early", "late"]
    assert [one.key for one in tech_checks.free(event, now=START + timedelta(days=1))] == ["late"]


def test_the_slots_of_a_hundred_people_are_one_query(event, count_queries):
    for number in range(3):
        slot(event, f"slot{number}", number + 1)
        book(
            event,
            participants.takes_part(event, f"P{number}", email=f"p{number}@example.org"),
            f"slot{number}",
        )
    db.session.commit()
    number = event.id
    db.session.expunge_all()
    fresh = db.session.get_one(Event, number)
    with count_queries() as asked:
        names = [person.person.name for _slot, person in tech_checks.slots_of(fresh)]
    assert (len(asked), names) == (1, ["P0", "P1", "P2"])


def test_results_are_kept_item_by_item_and_give_a_tone(event, eve):
    check = slot(event)
    assert tech_checks.tone_of(check) == "warn"
    everything = dict.fromkeys(tech_checks.ITEMS, "good")
    for said, tone in (
        (everything, "good"),
        (everything | {"light": "fair"}, "warn"),
        ({"line": "bad"}, "bad"),
    ):
        tech_checks.note_results(check, results=said | {"mood": "good"}, note="x")
        assert (check.results, tech_checks.tone_of(check)) == (said, tone)
    tech_checks.note_results(check, results={"sound": "loud"}, note="")
    assert (check.results, check.note) == ({}, "")


def test_a_free_slot_is_taken_back_and_a_booked_one_is_not(event, eve):
    one, other = slot(event), slot(event, "slot2", 2)
    book(event, eve)
    with pytest.raises(tech_checks.SlotIsBooked):
        tech_checks.take_back(one)
    tech_checks.take_back(other)
    assert tech_checks.slots_of(event) == [(one, eve)]
    assert tech_checks.end_of(one) == one.starts_at + timedelta(minutes=15)
