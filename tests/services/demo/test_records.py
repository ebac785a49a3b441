"""Recorded events are read piece by piece; what a record leaves open stays open."""

from datetime import date

import pytest

from app.domain.lifecycle import ParticipationState
from app.extensions import db
from app.models import Account, Event, TeamMember
from app.queries.agenda import agenda_of
from app.queries.participants import organisers_of
from app.services import demo
from app.services.demo import records
from app.services.partners.affiliations import given_of
from tests.support import desk
from tests.support.desk import AMARA
from tests.support.events import actor_of
from tests.support.world import START

WHO = {"actor": AMARA, "now": START}


@pytest.fixture
def event(app):
    return desk.event()


def test_a_record_is_read_by_its_name_and_no_other_file_is(app):
    assert records.read("sti-forum-2023")["forum"]["zone"] == "America/New_York"
    with pytest.raises(FileNotFoundError):
        records.read("nothing")


def test_an_edition_has_its_days_and_its_window(app, amara):
    forum = {
        "name": "Rain Forum",
        "edition": 7,
        "side_event_window": {"start": "2027-03-08", "end": "2027-03-13"},
    }
    days = {"start": "2027-03-10", "end": "2027-03-12"}
    made = records.make_edition(
        slug="rain", actor=actor_of(amara), forum=forum, zone="Africa/Lagos", dates=days
    )
    assert (made.slug, made.number, made.short_name, made.starts_on, made.window_ends_on) == (
        "rain",
        7,
        "",
        date(2027, 3, 10),
        date(2027, 3, 13),
    )


def test_an_event_has_the_hour_and_the_label_as_they_were_printed(app):
    record = records.read("sti-forum-2023")
    forum = record["forum"]
    edition = records.make_edition(
        slug="sti", actor=AMARA, forum=forum, zone=forum["zone"], dates=forum["dates"]
    )
    made = records.make_event(record, slug="sse", edition=edition, aim="Learn.", **WHO)
    schedule = record["schedule"]
    assert (made.slug, made.aim, made.edition_id, f"{made.wall_start:%H:%M}", made.printed_label) == (
        "sse",
        "Learn.",
        edition.id,
        schedule["wall_start"],
        schedule["label_as_printed"],
    )


def test_organisations_keep_their_order_role_and_other_names(event):
    record = {
        "organisations": [
            {"name": "Reef Watch", "short_name": "RW", "role": "lead", "aliases": ["RW", "Reefs"]},
            {"name": "Open Seas", "role": "partner"},
        ]
    }
    records.add_organisations(event, record, **WHO)
    assert [(one.name, one.role.value) for one in organisers_of(event.id)] == [
        ("Reef Watch", "lead"),
        ("Open Seas", "partner"),
    ]
    assert [one.name for one in organisers_of(event.id)[0].organisation.aliases] == ["Reefs"]


def test_people_and_agenda_hang_together_by_the_record_s_names(event):
    person = {
        "id": "ana",
        "name": "Ana Li",
        "email": None,
        "roles": ["opening", "backup_speaker"],
        "affiliations": [{"organisation": "Reef Watch", "country": "PE"}],
        "zone": "America/Lima",
    }
    found = records.add_people(event, {"people": [person]}, states={"": ParticipationState.ACCEPTED}, **WHO)
    ana = found["ana"]
    assert (ana.roles, ana.state, ana.person.zone, ana.person.country) == (
        ["opener", "backup"],
        ParticipationState.ACCEPTED,
        "America/Lima",
        None,
    )
    assert [str(one) for one in given_of(ana)] == ["Reef Watch, PE"]
    items = [
        {"order": 2, "kind": "qa", "people": []},
        {"order": 1, "kind": "talk", "title": "Reefs", "duration_min": 20, "people": ["ana"]},
    ]
    records.add_agenda(event, {"agenda": items}, found, **WHO)
    assert [(one.title, one.minutes, len(one.speakers)) for one in agenda_of(event.id)] == [
        ("Reefs", 20, 1),
        ("", None, 0),
    ]


def test_the_demo_has_all_three_events_led_by_its_organiser(app):
    demo.load(now=START)
    led = db.session.query(TeamMember.event_id).join(Account).filter(Account.email == demo.ORGANISER_EMAIL)
    assert (led.count(), db.session.query(Event).count()) == (3, 3)
