"""Speakers and moderators hold a calendar entry from acceptance to removal (row R4)."""

import pytest

from app.domain.lifecycle import EventState, ParticipationState
from app.services.calendars import participant_updates
from app.services.scheduling import publishing
from app.services.speakers import people
from app.services.speakers.people import PrintedPart
from tests.support import desk
from tests.support.attendees import after_quiet, delivered, public_event, queued, register
from tests.support.calendar_mails import entries
from tests.support.changes import FIRST, SECOND, move
from tests.support.desk import AMARA
from tests.support.participants import accepts, check_for, items, takes_part
from tests.support.world import START

ACCEPTED, DECLINED = ParticipationState.ACCEPTED, ParticipationState.DECLINED


def test_from_acceptance_over_a_move_to_the_cancellation(app, outgoing):
    event = public_event()
    takes_part(event)
    assert entries(delivered(app, outgoing)) == [
        ("In your calendar: Twelve reefs, Thu 11 Mar, Lagos", "REQUEST", "0", "CONFIRMED")
    ]
    move(event, SECOND)
    (moved,) = after_quiet(app, outgoing)
    assert entries([moved]) == [("New time: Twelve reefs, Thu 18 Mar, Lagos", "REQUEST", "1", "CONFIRMED")]
    assert moved["In-Reply-To"] == outgoing.sent[0].message_id
    publishing.cancel(event, reason="No room", actor=AMARA, now=START)
    assert entries(after_quiet(app, outgoing)) == [("Cancelled: Twelve reefs", "CANCEL", "2", "CANCELLED")]


def test_nobody_gets_one_before_they_agreed_and_before_it_is_public(app, outgoing):
    event = desk.event()
    takes_part(event)
    takes_part(event, "Bo", ParticipationState.INVITED, "bo@example.org")
    takes_part(event, "Dov", ACCEPTED, None)
    assert delivered(app, outgoing) == []


@pytest.mark.parametrize("how", ["declines", "is removed", "gets another address"])
def test_who_no_longer_takes_part_loses_the_entry(app, outgoing, how):
    event = public_event()
    part = takes_part(event)
    delivered(app, outgoing)
    if how == "declines":
        people.set_state(event, participation=part, state=DECLINED, actor=AMARA, now=START)
    elif how == "is removed":
        people.remove(event, participation=part, actor=AMARA, now=START)
    else:
        changed = PrintedPart(name=part.name_printed, state=ACCEPTED, email="eve@elsewhere.example.org")
        people.edit_participation(event, participation=part, part=changed, actor=AMARA, now=START)
    mails = delivered(app, outgoing)
    gone = [mail for mail in mails if mail["To"].addresses[0].addr_spec == "eve@example.org"]
    assert entries(gone) == [("No longer in your calendar: Twelve reefs", "CANCEL", "1", "CANCELLED")]
    assert len(mails) == (2 if how == "gets another address" else 1)


def test_back_again_the_sequence_goes_on(app, outgoing):
    event = public_event()
    part = takes_part(event)
    delivered(app, outgoing)
    for state in (DECLINED, ACCEPTED):
        people.set_state(event, participation=part, state=state, actor=AMARA, now=START)
        last = entries(delivered(app, outgoing))
    assert [line[1:3] for line in last] == [("REQUEST", "2")]


def test_changes_that_nobody_heard_of_are_one_message(app, outgoing):
    event = public_event()
    takes_part(event)
    delivered(app, outgoing)
    move(event, SECOND)
    move(event, FIRST)
    assert after_quiet(app, outgoing) == []
    assert [row.state.value for row in queued(kind="part_entry")] == ["sent", "dropped"]


def test_the_mail_says_the_hours_of_the_own_items(app, outgoing):
    event = public_event()
    part = takes_part(event, state=ParticipationState.PROPOSED)
    part.person.zone = "Asia/Tokyo"
    items(event, ("Opening", 15, None), ("Reefs in numbers", 20, part), ("Talk", 30, None))
    accepts(event, part)
    (mail,) = delivered(app, outgoing)
    text = mail.get_body(("plain",)).get_content()
    (own,) = [line for line in text.splitlines() if line.startswith("- ")]
    assert own == "- Reefs in numbers: 10:15 – 10:35 Lagos (WAT, UTC+1), 18:15 – 18:35 Tokyo"


def test_an_attendee_and_a_speaker_are_told_apart(app, outgoing):
    event = public_event()
    register(event)
    takes_part(event)
    delivered(app, outgoing)
    move(event, SECOND)
    assert sorted(row.kind for row in queued(state="queued") if row.kind != "reminder") == [
        "event_moved",
        "part_entry",
    ]


def test_a_move_asks_the_database_as_often_for_many_people_as_for_few(app, count_queries):
    def statements(slug, people_of_it):
        event = public_event(slug)
        for number in range(people_of_it):
            takes_part(event, f"Person {number}", email=f"p{number}@example.org")
        with count_queries() as asked:
            move(event, SECOND)
        return [
            sum(table in one and verb in one[:6].upper() for one in map(str, asked))
            for table, verb in (("registration.email", "SELECT"), ("UPDATE outbox", "UPDATE"))
        ]

    assert statements("few", 2) == statements("many", 6)


def test_those_who_hold_an_entry_hear_of_a_change_and_a_tech_check_is_none(app):
    event = public_event()
    part = takes_part(event)
    takes_part(event, "Bo", email="bo@example.org")
    takes_part(event, "Dov", email=None)
    check_for(event, part)
    assert participant_updates.held(event) == 2
    accepts(event, part, DECLINED)
    assert participant_updates.held(event) == 1


def test_asking_again_tells_nobody_anything(app):
    event = public_event()
    takes_part(event)
    assert participant_updates.calendar_for_participants(event, now=START) == 0
    event.state = EventState.HELD
    event.title = "Another"
    assert participant_updates.calendar_for_participants(event, now=START) == 0
