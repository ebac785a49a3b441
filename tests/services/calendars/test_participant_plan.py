"""A speaker's own part and tech check are entries of their own; a seat of the same address adds none (R4)."""

from datetime import timedelta

import pytest

from app.domain.lifecycle import ParticipationState
from app.extensions import db
from app.models import TechCheck
from app.services.agenda import agenda
from app.services.attendance import registrations
from app.services.calendars import inbound, participant_plan, participant_updates
from app.services.scheduling import publishing
from app.services.speakers import people, tech_checks
from tests.support.answers import entry_reply
from tests.support.attendees import after_quiet, delivered, public_event, queued, register
from tests.support.calendar_mails import calendar, entries
from tests.support.changes import SECOND, move, rename
from tests.support.desk import AMARA
from tests.support.participants import EVE, accepts, check_for, entry_of, items, speaker, takes_part
from tests.support.world import START


def test_a_speaker_s_entry_is_their_own_part_under_a_uid_of_its_own(app, outgoing):
    event = public_event()
    speaker(event)
    (mail,) = delivered(app, outgoing)
    entry = calendar(mail)
    assert entry["UID"] != event.uid
    assert (entry["SUMMARY"], entry["DTSTART"], entry["DTEND"]) == (
        "Your part: Twelve reefs",
        "20270311T091500Z",
        "20270311T093500Z",
    )
    assert "/join/" in entry["LOCATION"]
    assert "Reefs: Thu 11 Mar\\, 10:15–10:35 Lagos (WAT\\, UTC+1) = 09:15–09:35 UTC" in entry["DESCRIPTION"]


def test_with_a_call_before_the_start_the_entry_begins_there(app, outgoing):
    event = public_event()
    event.call_minutes = 30
    speaker(event)
    (mail,) = delivered(app, outgoing)
    assert calendar(mail)["DTSTART"] == "20270311T083000Z"
    assert "- Be there at 09:30 Lagos (WAT, UTC+1)" in mail.get_body(("plain",)).get_content()


def test_who_is_needed_throughout_has_the_whole_event(app, outgoing):
    event = public_event()
    speaker(event, roles=("moderator", "speaker"))
    entry = calendar(delivered(app, outgoing)[0])
    assert (entry["UID"], entry["DTSTART"], entry["DTEND"]) == (
        event.uid,
        "20270311T090000Z",
        "20270311T103000Z",
    )


def test_a_longer_opening_moves_the_own_part_and_tells_once_after_the_quiet_period(app, outgoing):
    event = public_event()
    _part, opening, _talk = speaker(event)
    delivered(app, outgoing)
    for minutes in (20, 25):
        agenda.set_minutes(event, item=opening, minutes=minutes, actor=AMARA, now=START)
        db.session.commit()
    assert delivered(app, outgoing) == []
    (mail,) = after_quiet(app, outgoing)
    assert (mail["Subject"], calendar(mail)["DTSTART"]) == (
        "Other hours for your part: Twelve reefs",
        "20270311T092500Z",
    )


def test_a_change_of_somebody_else_s_item_tells_nobody(app, outgoing):
    event = public_event()
    speaker(event)
    delivered(app, outgoing)
    items(event, ("Closing", 5, None))
    assert after_quiet(app, outgoing) == []


def test_a_move_is_one_message_and_the_uid_stays(app, outgoing):
    event = public_event()
    speaker(event)
    (first,) = delivered(app, outgoing)
    move(event, SECOND)
    (moved,) = after_quiet(app, outgoing)
    assert entries([moved]) == [("New time: Twelve reefs, Thu 18 Mar, Lagos", "REQUEST", "1", "CONFIRMED")]
    assert calendar(moved)["UID"] == calendar(first)["UID"]
    assert calendar(moved)["DTSTART"] == "20270318T091500Z"
    publishing.cancel(event, reason="No room", actor=AMARA, now=START)
    (ended,) = after_quiet(app, outgoing)
    assert entries([ended]) == [("Cancelled: Twelve reefs", "CANCEL", "2", "CANCELLED")]


def test_a_tech_check_is_an_entry_from_the_booking_to_the_end(app, outgoing):
    event = public_event()
    part, *_ = speaker(event)
    delivered(app, outgoing)
    check_for(event, part)
    (booked,) = delivered(app, outgoing)
    entry = calendar(booked)
    assert (entry["SUMMARY"], entry["DTSTART"], entry["SEQUENCE"]) == (
        "Tech check: Twelve reefs",
        "20270303T090000Z",
        "0",
    )
    other = TechCheck(key="slot2", event_id=event.id, starts_at=START + timedelta(days=3), minutes=15)
    db.session.add(other)
    db.session.flush()
    tech_checks.book(event, part, key="slot2", now=START)
    (again,) = delivered(app, outgoing)
    assert (calendar(again)["UID"], calendar(again)["SEQUENCE"]) == (entry["UID"], "1")
    assert again["Subject"] == "New time for your tech check: Twelve reefs, Thu 4 Mar, Lagos"
    tech_checks.release(part)
    participant_updates.calendar_for_participants(event, now=START)
    assert entries(delivered(app, outgoing)) == [("No tech check: Twelve reefs", "CANCEL", "2", "CANCELLED")]


def test_who_leaves_loses_the_part_and_the_check(app, outgoing):
    event = public_event()
    part, *_ = speaker(event)
    check_for(event, part)
    delivered(app, outgoing)
    people.remove(event, participation=part, confirmed=True, actor=AMARA, now=START)
    assert sorted(entries(delivered(app, outgoing))) == [
        ("No longer in your calendar: Twelve reefs", "CANCEL", "1", "CANCELLED"),
        ("No tech check: Twelve reefs", "CANCEL", "1", "CANCELLED"),
    ]


def test_a_check_that_has_been_stays_when_the_event_is_cancelled(app, outgoing, clock):
    event = public_event()
    part, *_ = speaker(event)
    check_for(event, part)
    delivered(app, outgoing)
    clock.move(timedelta(days=3))
    publishing.cancel(event, reason="No room", actor=AMARA, now=START + timedelta(days=3))
    assert [mail["Subject"] for mail in after_quiet(app, outgoing)] == ["Cancelled: Twelve reefs"]


def test_a_new_title_is_one_update_for_everybody(app, outgoing):
    event = public_event()
    speaker(event)
    chie = register(event)
    delivered(app, outgoing)
    rename(event, "Thirteen reefs")
    assert delivered(app, outgoing) == []
    mails = after_quiet(app, outgoing)
    assert sorted(mail["To"].addresses[0].addr_spec for mail in mails) == ["chie@example.org", EVE]
    assert entries(mails) == [("New name: Thirteen reefs", "REQUEST", "1", "CONFIRMED")] * 2
    for mail in mails:
        assert "Until now it was called: Twelve reefs" in mail.get_body(("plain",)).get_content()
    assert chie.event.sequence == 1


@pytest.mark.parametrize("order", ["moved then renamed", "renamed then moved"])
def test_a_new_title_and_a_new_time_are_one_message(app, outgoing, order):
    event = public_event()
    speaker(event)
    register(event)
    delivered(app, outgoing)
    for step in order.split(" then "):
        rename(event, "Thirteen reefs") if step == "renamed" else move(event, SECOND)
    mails = after_quiet(app, outgoing)
    subjects = {f"New time: Thirteen reefs, Thu 18 Mar, {city}" for city in ("Tokyo", "Lagos")}
    assert (len(mails), {mail["Subject"] for mail in mails}) == (2, subjects)
    for mail in mails:
        text = mail.get_body(("plain",)).get_content()
        assert "Until now it was called: Twelve reefs" in text
        assert "Old time: Thursday, 11 March" in text


def test_renamed_back_before_anybody_heard_says_nothing(app, outgoing):
    event = public_event()
    speaker(event)
    register(event)
    delivered(app, outgoing)
    rename(event, "Thirteen reefs")
    rename(event, "Twelve reefs")
    assert after_quiet(app, outgoing) == []


def uids(mails):
    """Return what calendars that get the mails hold: UID -> (SEQUENCE, STATUS)."""
    held = {}
    for mail in mails:
        if not any(part.get_content_type() == "text/calendar" for part in mail.walk()):
            continue
        entry = calendar(mail)
        uid, sequence = entry["UID"], int(entry["SEQUENCE"])
        assert sequence > held.get(uid, (-1, ""))[0], "a calendar would pass over this message"
        held[uid] = (sequence, entry["STATUS"])
    return held


def test_a_moderator_who_registers_keeps_one_entry_and_hears_of_a_move_once(app, outgoing):
    event = public_event()
    speaker(event, roles=("moderator",))
    mails = delivered(app, outgoing)
    register(event, "Eve Okoro", EVE)
    (seat,) = delivered(app, outgoing)
    assert seat["Subject"] == "Your seat: Twelve reefs"
    assert "on the programme, too" in seat.get_body(("plain",)).get_content()
    move(event, SECOND)
    moved = after_quiet(app, outgoing)
    assert len(moved) == 1
    assert uids([*mails, seat, *moved]) == {event.uid: (2, "CONFIRMED")}


def test_who_had_a_seat_first_keeps_that_entry_when_they_join_and_when_they_leave(app, outgoing):
    event = public_event()
    chie = register(event, "Eve Okoro", EVE)
    mails = delivered(app, outgoing)
    part, *_ = speaker(event)
    mails += delivered(app, outgoing)
    assert uids(mails) == {event.uid: (1, "CONFIRMED")}
    accepts(event, part, ParticipationState.DECLINED)
    mails += delivered(app, outgoing)
    assert uids(mails) == {event.uid: (2, "CONFIRMED")}
    assert "Your seat stays yours" in mails[-1].get_body(("plain",)).get_content()
    move(event, SECOND)
    mails += after_quiet(app, outgoing)
    registrations.cancel(chie, now=START)
    mails += delivered(app, outgoing)
    assert uids(mails) == {event.uid: (4, "CANCELLED")}


def test_a_seat_given_back_leaves_the_programme_s_entry(app, outgoing):
    event = public_event()
    speaker(event)
    mails = delivered(app, outgoing)
    chie = register(event, "Eve Okoro", EVE)
    registrations.cancel(chie, now=START)
    mails += delivered(app, outgoing)
    assert [status for _, status in uids(mails).values()] == ["CONFIRMED"]


@pytest.mark.parametrize("proof", ["way in", "address"])
def test_a_speaker_s_answer_is_kept_and_an_old_one_is_known(app, outgoing, proof):
    event = public_event()
    speaker(event)
    delivered(app, outgoing)
    assert inbound.take(entry_reply(entry_of(), "TENTATIVE", proof=proof), now=START) == "answered"
    assert entry_of().calendar_answer == "tentative"
    assert [row.answered_at for row in queued(kind="part_entry")] == [START]
    move(event, SECOND)
    late = entry_reply(entry_of(), "ACCEPTED", sequence=0, proof=proof, stamp="20270301T095900Z")
    assert inbound.take(late, now=START + timedelta(hours=1)) == "answered_old_time"


@pytest.mark.parametrize(
    ("change", "outcome"),
    [({"proof": None}, "forged"), ({"proof": None, "attendee": "bo@example.org"}, "foreign")],
)
def test_what_is_not_the_speaker_s_own_answer_is_dropped(app, outgoing, change, outcome):
    speaker(public_event())
    delivered(app, outgoing)
    assert inbound.take(entry_reply(entry_of(), **change), now=START) == outcome
    assert entry_of().calendar_answer is None


def test_who_no_longer_takes_part_answers_nothing(app, outgoing):
    event = public_event()
    part, *_ = speaker(event)
    delivered(app, outgoing)
    raw = entry_reply(entry_of())
    accepts(event, part, ParticipationState.DECLINED)
    assert inbound.take(raw, now=START) == "no_seat"


def test_a_new_title_leaves_the_tech_check_alone(app, outgoing):
    event = public_event()
    part, *_ = speaker(event)
    check_for(event, part)
    delivered(app, outgoing)
    rename(event, "Thirteen reefs")
    assert [mail["Subject"] for mail in after_quiet(app, outgoing)] == ["New name: Thirteen reefs"]


def planned(event):
    return {
        (plan.email, plan.kind.value): (plan.name, plan.said.begins_at)
        for plan in participant_plan.of(event, now=START)
    }


def test_the_plan_has_one_entry_for_each_address_and_one_for_each_check(app):
    event = public_event()
    part, _opening, _talk = speaker(event)
    takes_part(event, "Dov", email=None)
    check_for(event, part)
    assert planned(event) == {
        (EVE, "slot"): ("Eve Okoro", event.starts_at + timedelta(minutes=15)),
        (EVE, "check"): ("Eve Okoro", START + timedelta(days=2)),
    }
    publishing.cancel(event, reason="No room", actor=AMARA, now=START)
    assert planned(event) == {}


def test_under_the_event_s_uid_an_entry_has_the_event_s_hours(app):
    event = public_event()
    speaker(event)
    own = participant_plan.of(event, now=START)[0].said
    whole = participant_plan.whole_hours(own)
    assert (whole.begins_at, whole.until, whole.items) == (event.starts_at, event.ends_at, own.items)


@pytest.mark.parametrize(
    ("language", "locale"), [(None, "en_GB"), ("", "en_GB"), ("en", "en_GB"), ("fr", "fr")]
)
def test_english_is_written_as_it_is_read_around_the_world(language, locale):
    assert participant_plan.locale_of(language) == locale
