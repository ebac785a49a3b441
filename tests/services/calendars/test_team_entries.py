"""What organisers decide about entries: when the programme meets, who of the team wants the event, too."""

import pytest

from app.domain.access import Role
from app.extensions import db
from app.models import ParticipantEntry
from app.services.calendars import team_entries
from tests.support import desk
from tests.support.attendees import delivered, public_event
from tests.support.calendar_mails import entries
from tests.support.desk import AMARA, history
from tests.support.participants import speaker, takes_part
from tests.support.world import START

INES = {"email": "Ines@example.org", "name": "Ines Duarte", "locale": "en_GB", "now": START}


@pytest.fixture
def event(app, amara):
    return public_event(team={Role.LEAD: amara})


def call(event, minutes):
    return team_entries.set_call(event, minutes=minutes, actor=AMARA, now=START)


def test_a_call_moves_the_programme_s_entries_and_tells_how_many_hear_of_it(event):
    speaker(event)
    takes_part(event, "Bo", email="bo@example.org")
    db.session.query(ParticipantEntry).update({"is_held": True})
    assert (call(event, 30), call(event, 30)) == (2, 0)
    assert (event.call_minutes, history(event)[-1]) == (30, ("call_minutes", "0", "30"))


@pytest.mark.parametrize("minutes", [-1, 241])
def test_people_meet_some_minutes_before_not_days(event, minutes):
    with pytest.raises(team_entries.CallRefused) as refusal:
        call(event, minutes)
    assert (refusal.value.field, str(refusal.value), event.call_minutes) == (
        "call_minutes",
        "Write whole minutes between 0 and 240.",
        0,
    )


def wants(event, email="ines@example.org"):
    return team_entries.wants(event, email=email, name="Ines Duarte")


def test_who_wants_the_event_in_their_calendar_gets_it_and_gives_it_back(app, outgoing, event):
    assert wants(event) is False
    for _ in range(2):
        team_entries.want(event, wanted=True, **INES)
    assert wants(event, "INES@example.org") is True
    assert entries(delivered(app, outgoing)) == [
        ("In your calendar: Twelve reefs, Thu 11 Mar, Lagos", "REQUEST", "0", "CONFIRMED")
    ]
    team_entries.want(event, wanted=False, **INES)
    assert [one[1:] for one in entries(delivered(app, outgoing))] == [("CANCEL", "1", "CANCELLED")]


def test_before_the_event_is_public_the_entry_waits(app, outgoing):
    draft = desk.event("draft")
    team_entries.want(draft, wanted=True, **INES)
    assert (wants(draft), delivered(app, outgoing)) == (True, [])


def test_who_never_wanted_it_has_nothing_to_give_back(event):
    team_entries.want(event, wanted=False, **INES)
    assert db.session.query(ParticipantEntry).count() == 0
