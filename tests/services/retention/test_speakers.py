"""What speakers said in private goes after ninety days, their record after three years without an event."""

from datetime import timedelta

import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import Event, ParticipantEntry
from app.services.retention import speakers
from app.services.retention.attendees import KEPT_AFTER_END
from app.services.retention.speakers import KEPT_FOR_THE_NEXT_EVENT
from app.services.speakers.person_records import find_or_make_person
from tests.support import desk, participants, speaking
from tests.support.attendees import public_event
from tests.support.world import START

A_SECOND = timedelta(seconds=1)


@pytest.fixture
def link(app, amara):
    """The link of Chie, who told everything, holds a calendar entry, and said her name aloud."""
    event = public_event(team={Role.LEAD: amara})
    link = speaking.invited(event)
    participants.accepts(event, link.participation)
    link.needs, link.phone, link.answer_note = "A ramp", "+81 3", "Gladly."
    part, person = link.participation, link.participation.person
    part.voice_key, person.voice_key = "voices/event.webm", "voices/record.webm"
    person.zone, person.language, person.languages, person.gender = "Asia/Tokyo", "ja", ["ja"], "woman"
    event.state = EventState.HELD
    db.session.commit()
    return link


def erase(event, after):
    found = speakers.erase_old(now=event.ends_at + after)
    db.session.commit()
    db.session.expire_all()
    return found


def private(link):
    return link.needs, link.phone, link.answer_note, link.participation.voice_key


def record(person):
    return person.email, person.zone, person.language, person.languages, person.voice_key, person.gender


def event_of(link):
    return db.session.get_one(Event, link.participation.event_id)


def test_ninety_days_after_the_event_the_private_words_go_and_the_record_stays(link):
    event = event_of(link)
    assert (erase(event, KEPT_AFTER_END), private(link)[0]) == (set(), "A ramp")
    assert erase(event, KEPT_AFTER_END + A_SECOND) == {"voices/event.webm"}
    assert (private(link), db.session.query(ParticipantEntry).count()) == (("", "", "", ""), 0)
    assert record(link.participation.person)[:2] == ("chie@example.org", "Asia/Tokyo")
    assert erase(event, KEPT_AFTER_END + 2 * A_SECOND) == set()


def test_three_years_without_an_event_empty_the_private_half_of_the_record(link):
    event = event_of(link)
    erase(event, KEPT_FOR_THE_NEXT_EVENT - A_SECOND)
    assert record(link.participation.person)[0] == "chie@example.org"
    assert erase(event, KEPT_FOR_THE_NEXT_EVENT) == {"voices/record.webm"}
    assert record(link.participation.person) == (None, None, None, [], "", "")
    assert link.participation.name_printed == "Chie Tanabe"  # what the event printed stays printed


def test_whoever_takes_part_in_a_newer_event_is_still_known(link):
    event = event_of(link)
    undated = desk.event("next", wall=None)
    part = participants.takes_part(undated, "Chie", email="chie@example.org")
    assert part.person is link.participation.person
    erase(event, KEPT_FOR_THE_NEXT_EVENT + A_SECOND)
    assert record(part.person)[:2] == ("chie@example.org", "Asia/Tokyo")


def test_who_never_took_part_is_not_touched(app):
    known = find_or_make_person(name="Ana Li", email="ana@example.org")
    speakers.erase_old(now=START + 4 * KEPT_FOR_THE_NEXT_EVENT)
    db.session.refresh(known)
    assert known.email == "ana@example.org"
