"""An event, or a forum, held again: what comes along, what does not, and whose clocks differ (row O8)."""

from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from app.domain.access import Role
from app.domain.lifecycle import EventState, ParticipationState, SignOffState
from app.domain.people.consent import ConsentKind
from app.extensions import db
from app.models import (
    AgendaItem,
    ClosedPeriod,
    Consent,
    Edition,
    Event,
    Organiser,
    OrganiserRole,
    Participation,
    Registration,
    SpeakerLink,
    TeamMember,
)
from app.queries.agenda import agenda_of
from app.queries.participants import organisers_of, participations_of
from app.services.attendance import registrations
from app.services.attendance.registrations import AttendeeDetails
from app.services.partners import organisations
from app.services.scheduling import editions, event_copies
from app.services.scheduling.event_copies import CopyChoice
from app.services.speakers import consents
from tests.support import desk, speaking
from tests.support.at_once import at_once
from tests.support.events import actor_of
from tests.support.personas import AMARA, BO
from tests.support.world import START

PAGE = "/desk/events/twelve-reefs/copy"


@pytest.fixture
def event(app):
    """A public event with everything: organisations, people, agenda, consents, registrations, a link."""
    made = desk.event(
        state=EventState.PUBLISHED,
        team={Role.LEAD: AMARA, Role.CO_ORGANISER: BO},
        aim="See reefs.",
        languages=["en", "fr"],
        capacity=300,
        meeting_url="https://meet.example.org/secret",
    )
    organisations.add_organiser(
        made, name="Dry Field Institute", role=OrganiserRole.LEAD, actor=actor_of(AMARA), now=START
    )
    organisers_of(made.id)[0].sign_off = SignOffState.GIVEN
    link = speaking.invited(made)
    link.participation.person.zone = "America/New_York"
    link.participation.state = ParticipationState.ACCEPTED
    link.participation.bio = "A bio"
    speaking.talk(made, link)
    speaking.somebody(made, "Somebody Away", None, state=ParticipationState.DECLINED)
    consents.say(made, link, answers={ConsentKind.RECORD: "yes"}, by="Chie", language="en", now=START)
    details = AttendeeDetails(name="Bo", country="US", zone=BO.zone)
    registrations.register(event=made, email=BO.email, details=details, locale="en", now=START)
    db.session.commit()
    return made


def the_copy():
    return db.session.scalar(select(Event).where(Event.slug != "twelve-reefs"))


def count(model, event):
    of_event = {Registration: Registration.event_id, Organiser: Organiser.event_id}
    return db.session.scalar(select(func.count()).where(of_event[model] == event.id))


def test_the_copy_is_a_draft_with_what_was_chosen_and_nothing_that_was_said(client, sign_in, event):
    sign_in(client, AMARA)
    answer = client.submit(PAGE, {"title": "Thirteen reefs", "date": "2028-03-09"}, button="Make the copy")
    made = the_copy()
    assert (answer.status_code, answer.location) == (303, f"/desk/events/{made.slug}")
    assert (made.state, made.published_at, made.title) == (EventState.DRAFT, None, "Thirteen reefs")
    assert (made.wall_start, made.zone) == (datetime(2028, 3, 9, 10, 0), "Africa/Lagos")  # noqa: DTZ001
    assert (made.aim, made.languages, made.capacity) == ("See reefs.", ["en", "fr"], 300)
    assert (made.meeting_url, made.seats_taken, made.uid == event.uid) == ("", 0, False)
    (organiser,) = organisers_of(made.id)
    assert (organiser.role, organiser.sign_off) == (OrganiserRole.LEAD, SignOffState.NOT_NEEDED)
    (part,) = participations_of(made.id)
    assert (part.name_printed, part.state, part.bio) == ("Chie Tanabe", ParticipationState.PROPOSED, "")
    assert part.person_id == participations_of(event.id)[0].person_id
    assert [(item.title, len(item.speakers)) for item in agenda_of(made.id)] == [
        ("Welcome", 0),
        ("Reefs at night", 1),
    ]
    theirs = select(func.count()).where(Participation.event_id == made.id)
    assert db.session.scalar(theirs.where(SpeakerLink.participation_id == Participation.id)) == 0
    assert db.session.scalar(theirs.where(Consent.participation_id == Participation.id)) == 0
    assert count(Registration, made) == 0
    members = select(TeamMember.role).where(TeamMember.event_id == made.id)
    assert list(db.session.scalars(members)) == [Role.LEAD]


def test_nothing_comes_along_that_was_not_wanted(client, sign_in, event):
    sign_in(client, AMARA)
    client.post(PAGE, data={"title": "Bare", "edition": "", "creation_key": "k", "do": "copy"})
    made = the_copy()
    assert (made.wall_start, made.capacity, made.languages) == (None, None, [])
    assert (organisers_of(made.id), participations_of(made.id), agenda_of(made.id)) == ([], [], [])


def test_times_that_differ_are_listed_before_anything_is_made(client, sign_in, event):
    sign_in(client, AMARA)
    data = {"title": "T", "edition": "", "date": "2027-08-12", "wall_time": "10:00", "people": "y"}
    page = client.post(PAGE, data=data | {"do": "look"}).text
    assert "New York: 04:00 (EST, UTC−5) becomes 05:00 (EDT, UTC−4). (Chie Tanabe)" in page
    assert db.session.query(Event).count() == 1


def test_a_double_click_makes_one_copy(client, sign_in, event):
    sign_in(client, AMARA)
    data = {"title": "T", "edition": "", "creation_key": "one", "do": "copy"}
    answers = [client.post(PAGE, data=data) for _click in range(2)]
    assert {answer.location for answer in answers} == {f"/desk/events/{the_copy().slug}"}
    assert db.session.query(Event).count() == 2


def test_an_hour_that_does_not_exist_or_exists_twice_is_asked(client, sign_in, event):
    event.zone, event.wall_start = "America/New_York", datetime(2027, 3, 11, 2, 30)  # noqa: DTZ001
    event.starts_at = datetime(2027, 3, 11, 7, 30, tzinfo=START.tzinfo)
    event.ends_at = datetime(2027, 3, 11, 9, 0, tzinfo=START.tzinfo)
    sign_in(client, AMARA)
    data = {"title": "T", "edition": "", "wall_time": "02:30", "creation_key": "one", "do": "copy"}
    gap = client.post(PAGE, data=data | {"date": "2028-03-12"})
    assert (gap.status_code, "does not exist" in gap.text) == (422, True)
    twice = client.post(PAGE, data=data | {"date": "2028-11-05", "wall_time": "01:30"})
    assert (twice.status_code, "happens twice" in twice.text) == (422, True)
    page = client.post(PAGE, data=data | {"date": "2028-11-05", "wall_time": "01:30", "do": "look"}).text
    second = page.split('name="fold"')[2].split('value="')[1].split('"')[0]
    done = client.post(PAGE, data=data | {"date": "2028-11-05", "wall_time": "01:30", "fold": second})
    assert (done.status_code, the_copy().fold) == (303, 1)


def test_a_title_is_needed_and_what_was_typed_stays(client, sign_in, event):
    sign_in(client, AMARA)
    refused = client.post(PAGE, data={"title": "", "date": "2028-03-09", "creation_key": "k"})
    assert (refused.status_code, 'value="2028-03-09"' in refused.text) == (422, True)


@pytest.fixture
def forum(app):
    made = editions.create(
        name="Rain Forum 2027", short_name="RF27", zone="America/New_York", actor=desk.AMARA
    )
    made.starts_on, made.ends_on, made.number = date(2027, 5, 3), date(2027, 5, 4), 8
    made.window_starts_on, made.window_ends_on = date(2027, 5, 1), date(2027, 5, 9)
    wall = datetime(2027, 5, 3, 10, 0)  # noqa: DTZ001
    made.closed_periods.append(
        ClosedPeriod(edition_id=made.id, wall_start=wall, wall_end=wall.replace(hour=13), title="Opening")
    )
    mine = desk.event("mine", team={Role.LEAD: AMARA}, title="Mine", edition_id=made.id)
    link = speaking.invited(mine)
    link.participation.person.zone = "America/New_York"
    desk.event("others", team={Role.LEAD: BO}, title="Others", edition_id=made.id)
    db.session.commit()
    return made


def test_a_forum_is_held_again_with_the_events_one_leads(client, sign_in, forum):
    sign_in(client, AMARA)
    address = f"/desk/forums/{forum.slug}/copy"
    data = {"name": "Rain Forum 2028", "short_name": "RF28", "begins": "2027-10-31", "creation_key": "k"}
    page = client.post(address, data=data | {"do": "look"}).text
    assert ("Mine" in page, "Others" in page) == (True, False)
    assert "New York: 04:00 (EST, UTC−5) becomes 05:00 (EDT, UTC−4). (Chie Tanabe)" in page
    for _click in range(2):
        assert client.post(address, data=data | {"do": "copy"}).status_code == 303
    made = db.session.scalar(select(Edition).where(Edition.name == "Rain Forum 2028"))
    assert (made.starts_on, made.window_ends_on, made.number) == (date(2027, 10, 31), date(2027, 11, 6), 9)
    (period,) = made.closed_periods
    assert (period.wall_start, period.title) == (datetime(2027, 10, 31, 10, 0), "Opening")  # noqa: DTZ001
    (copied,) = db.session.scalars(select(Event).where(Event.edition_id == made.id))
    assert (copied.title, copied.state) == ("Mine", EventState.DRAFT)
    assert copied.wall_start == datetime(2027, 9, 8, 10, 0)  # noqa: DTZ001 - 181 days later


def test_a_forum_without_events_of_one_s_own_is_not_there(client, sign_in, forum, chie):
    sign_in(client, chie)
    assert client.get(f"/desk/forums/{forum.slug}/copy").status_code == 404


def test_copies_asked_for_at_once_are_one(app, event):
    number, actor, made = event.id, actor_of(AMARA), []

    def job():
        original = db.session.get_one(Event, number, with_for_update=True)
        copied, _is_new = event_copies.copy_event(
            original, wish=CopyChoice(title="T"), creation_key="one", actor=actor, now=START
        )
        made.append(copied.id)

    at_once(app, [job] * 4, workers=4)
    assert (len(made), len(set(made))) == (4, 1)
    assert db.session.query(AgendaItem).count() == 4
