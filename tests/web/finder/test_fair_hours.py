"""The finder's page: what it shows, what it keeps, what it refuses, and who may see it."""

import io
import re
from datetime import UTC, datetime

import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState
from app.extensions import db
from app.gateways.feeds import FeedRefused
from app.models import Event, HourLine, HourPoll, HourSearch
from app.services.finder import people as finder_people
from tests.support import desk
from tests.support.calendar_files import calendar
from tests.support.finder import with_people

PAGE = "/desk/events/twelve-reefs/fair-hours"
CHIE = f"{PAGE}/people/chie"
AT = "20270310T0900Z"
ICS = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Secret surgery
DTSTART:20270310T090000Z
DURATION:PT2H
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def event(app, amara, bo):
    return with_people(desk.event(team={Role.LEAD: amara, Role.CO_ORGANISER: bo}))


@pytest.fixture
def organiser(client, sign_in, amara, event):
    return sign_in(client, amara)


def text_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def kept(event, model=HourSearch):
    db.session.expire_all()
    return db.session.query(model).filter_by(event_id=event.id).one()


def search_facts(**more):
    facts = {"first": "2027-03-08", "last": "2027-03-12", "minutes": "60", "place": "Lagos, Nigeria"}
    return facts | {"measure": "fewest-hurt", "step": "15", "days_off": "cost"} | more


def test_hours_are_there_before_anything_was_typed(organiser):
    answer = organiser.get(PAGE)
    assert answer.status_code == 200
    text = text_of(answer)
    assert "Los Angeles, UTC−8 · Must come" in text
    assert "Why it stands where it does" in text
    assert answer.text.count('aria-current="true"') >= 1
    assert db.session.query(HourLine).count() == 0


def test_a_start_shows_everybodys_own_hour_and_day(organiser):
    text = text_of(organiser.get(PAGE, query_string={"at": "20270311T0000Z"}))
    assert "Bo Lindqvist Los Angeles, UTC−8 Wed 10 Mar, 16:00 – 17:30 −1 day" in text
    assert "Chie Tanabe Tokyo, UTC+9 Thu 11 Mar, 09:00 – 10:30" in text


def test_the_map_can_be_read_in_anybodys_zone_without_colour(organiser):
    text = organiser.get(PAGE, query_string={"zone": "Asia/Tokyo"}).text
    assert "Every day and hour, by the clock of Tokyo" in text
    assert re.search(r"Tue 9 Mar, 09:00: (good|fair|tiring|bad|deep night), \d+ points", text)


def test_a_script_gets_the_one_start_alone(organiser):
    answer = organiser.get(PAGE, query_string={"at": AT}, headers={"HX-Request": "true"})
    assert answer.text.lstrip().startswith("<section")
    assert "Wednesday, 10 March 2027" in answer.text


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("at=yesterday", "“yesterday” is no start. The best one is shown."),
        ("at=99999999T9999Z", "is no start."),
        (
            "at=20270101T0900Z",
            "The start in the address, Friday, 1 January 2027, 10:00, is not among those looked at",
        ),
        ("zone=Mars/Base", "No place is known as “Mars/Base”."),
        ("from=soon", "“soon” is none of the days looked at. The map begins on"),
        ("from=1900-01-01", "“1900-01-01” is none of the days looked at."),
        ("without=nobody", "“nobody” is not on the list of people."),
    ],
)
def test_what_an_address_asks_for_in_vain_is_told_at_its_place(organiser, query, says):
    answer = organiser.get(f"{PAGE}?{query}")
    assert (answer.status_code, says in text_of(answer)) == (200, True)


def test_an_address_that_is_followed_says_nothing(organiser):
    known = text_of(organiser.get(PAGE, query_string={"at": AT, "zone": "Asia/Tokyo", "without": "bo"}))
    unmet = ("The best one is shown", "No place is known", "none of the days", "is not on the list")
    assert [words for words in unmet if words in known] == []


def test_the_hours_of_one_person_are_told_by_shape_and_words_and_not_by_colour_alone(organiser):
    page = organiser.get(PAGE, query_string={"at": AT}).text
    own = re.findall(r'<span class="status [^"]*own[^"]*">(.*?)</span>\s*</td>', page)
    assert len(own) == 24 * 3
    assert [one for one in own if 'href="#disc-' not in one or 'class="unseen"' not in one] == []
    assert page.count(" own at") == 3  # the column of the start that is looked at


def test_a_near_miss_says_who_cannot_and_why_beside_the_hour(organiser, event):
    facts = {"place": "Tokyo, Japan", "need": "must", "hours_kind": "usual"}
    facts["busy"] = "1 Jan 2027 to 30 Apr 2027"
    organiser.post(CHIE, data=facts)
    text = text_of(organiser.get(PAGE))
    assert "The nearest misses" in text
    assert re.search(r"cannot come\s+busy", text)
    assert re.search(r"Chie Tanabe rules out \d+ starts\. What if Chie Tanabe need not come\?", text)


def test_what_if_shows_both_changes(organiser):
    text = text_of(organiser.get(PAGE, query_string={"without": "bo"}))
    assert "Without Bo Lindqvist:" in text
    assert "If Bo Lindqvist is optional:" in text


def test_the_search_and_the_people_are_kept(organiser, event):
    facts = {"need-bo": "optional", "place-chie": "London, United Kingdom"}
    answer = organiser.post(PAGE, data=search_facts(measure="take-turns") | facts)
    assert (answer.status_code, answer.location) == (303, PAGE)
    search = kept(event)
    assert (search.minutes, search.measure, search.zone) == (60, "take-turns", "Africa/Lagos")
    lines = {line.key: line for line in db.session.query(HourLine)}
    assert (lines["bo"].need, lines["chie"].zone, lines["amara"].zone) == ("optional", "Europe/London", None)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"last": "2027-03-01"}, "The last day is before the first."),
        ({"last": "2037-03-01"}, "Look through at most 180 days at a time."),
        ({"first": "8 March"}, "Give the date as year-month-day"),
        ({"minutes": "1"}, "Give a number from 5 to 720."),
        ({"minutes": "many"}, "Give a whole number"),
        ({"place": "Springfield on the Moon"}, "No place of this name is known."),
        ({"place": "EST"}, "names a rule, not a place"),
        ({"place": "United States"}, "Write one of these: Washington, United States"),
        ({"measure": "bribery"}, "Choose from what is offered here."),
        ({"avoid_dates": "soon"}, "Give days as year-month-day"),
        ({"place-chie": "Nowhere at all, Atlantis"}, "Some places are not clear"),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_is_kept(organiser, facts, words):
    token = organiser.get(PAGE)
    answer = organiser.post(PAGE, data=search_facts() | facts)
    assert (token.status_code, answer.status_code) == (200, 422)
    assert words.lower() in answer.text.lower()
    assert db.session.query(HourSearch).count() == 0


def test_nobody_at_all_is_an_invitation(client, sign_in, amara):
    desk.event(team={Role.LEAD: amara})
    text = text_of(sign_in(client, amara).get(PAGE))
    assert "Nobody to find an hour for" in text


def test_when_no_hour_suits_all_the_nearest_misses_say_who_blocks(organiser, event):
    line = HourLine(event_id=event.id, key="g", name="Night shift", zone="Asia/Tokyo", need="must")
    line.hours_kind, line.hours = "good", "0" * 167 + "1"
    db.session.add(line)
    text = text_of(organiser.get(PAGE))
    assert "No start has room for everybody who must come." in text
    assert re.search(r"Night shift rules out \d+ starts", text)
    assert "The nearest misses" in text


def test_all_optional_is_told(organiser):
    people = {f"need-{key}": "optional" for key in ("amara", "bo", "chie")}
    organiser.post(PAGE, data=search_facts() | people)
    assert "Nobody is marked as a must" in organiser.get(PAGE).text


def test_a_vanished_zone_is_told(organiser, event):
    organiser.post(PAGE, data=search_facts())
    kept(event).zone = "Asia/Gone"
    answer = organiser.get(PAGE)
    assert answer.status_code == 200
    assert "No hour could be looked for" in answer.text


def test_500_people_are_too_many(organiser, event):
    for number in range(500):
        db.session.add(HourLine(event_id=event.id, key=f"g{number}", name=f"G{number}", zone="Asia/Tokyo"))
    answer = organiser.get(PAGE)
    assert answer.status_code == 200
    assert "people are too many: the limit is 200" in answer.text


def test_a_group_is_added_changed_and_removed(organiser, event):
    facts = {"group-name": "Audience", "group-size": "200", "group-place": "Accra", "group-need": "should"}
    answer = organiser.post(f"{PAGE}/groups", data=facts)
    assert answer.status_code == 303
    group = kept(event, HourLine)
    assert (group.name, group.size, group.zone) == ("Audience", 200, "Africa/Accra")
    assert "Audience (200)" in organiser.get(PAGE).text
    organiser.post(f"{PAGE}/people/{group.key}/remove")
    assert db.session.query(HourLine).count() == 0


def test_a_group_without_a_place_is_refused_and_keeps_its_words(organiser):
    answer = organiser.post(f"{PAGE}/groups", data={"group-name": "Audience", "group-size": "0"})
    assert answer.status_code == 422
    assert 'value="Audience"' in answer.text


def test_own_hours_and_busy_times_are_kept(organiser, event):
    facts = {"place": "Tokyo, Japan", "need": "must", "hours_kind": "good", "hours": ["9", "10", "33"]}
    facts |= {"busy": "2027-03-10 09:00-12:00", "lead_minutes": "30", "most_minutes": "60"}
    assert organiser.post(CHIE, data=facts).status_code == 303
    line = kept(event, HourLine)
    assert [hour for hour, mark in enumerate(line.hours) if mark == "1"] == [9, 10, 33]
    assert (line.hours_kind, line.lead_minutes, line.most_minutes, line.zone) == ("good", 30, 60, None)
    again = organiser.get(CHIE).text
    assert again.count(" checked") >= 4
    assert "2027-03-10 09:00-12:00" in again


def test_busy_times_in_peoples_own_words_are_kept_as_days_and_hours_only(organiser, event):
    facts = {"place": "Tokyo, Japan", "need": "must", "hours_kind": "usual"}
    facts |= {"busy": "2 Feb 2027 10am-noon surgery\r\n- 3 Feb 2027"}
    page = organiser.post(CHIE, data=facts, follow_redirects=True).text
    assert kept(event, HourLine).busy_text == "2027-02-02 10:00-12:00\n2027-02-03"
    assert "only days and hours are kept, not “surgery”" in page


ODD = calendar(
    "DTSTART;TZID=Old Office:20270310T090000\nDURATION:PT1H\nSUMMARY:Secret surgery",
    "DTSTART:20270311T090000Z\nDURATION:PT1H\nRRULE:FREQ=SECONDLY\nSUMMARY:Secret choir",
    "DTSTART:soon\nSUMMARY:Secret date",
    "DTSTART:20270312T090000Z\nDURATION:PT1H",
)


def upload(client, key, data):
    address, file = f"{PAGE}/people/{key}/calendar", (io.BytesIO(data), "mine.ics")
    return client.post(
        address, data={"calendar": file}, content_type="multipart/form-data", follow_redirects=True
    )


def test_what_of_a_calendar_was_not_understood_is_told_and_stays_told(organiser, event):
    said = (
        "3 of 4 entries could not be read in full: one has a time that cannot be read; "
        "one repeats too often to be worked out, so only its first time counts; "
        "one is in a time zone that nobody knows, and was read by this person&#39;s own clock. "
        "Add what is missing under “Busy times”."
    )
    answer = text_of(upload(organiser, "chie", ODD))
    assert "3 busy times are noted" in answer
    assert f"{said} Nobody knows the time zone “Old Office”." in answer
    again = text_of(organiser.get(CHIE))
    assert (again.count(said), "Old Office" in again) == (1, False)
    assert "calendar read in part" in text_of(organiser.get(PAGE))
    organiser.post(f"{CHIE}/calendar/forget")
    assert "could not be read" not in organiser.get(CHIE).text


def test_which_entries_were_not_understood_is_told_to_their_owner_alone(organiser, new_client, sign_in, bo):
    named = (
        "It is about “Secret surgery” on Wednesday, 10 March 2027, "
        "“Secret choir” on Thursday, 11 March 2027, “Secret date”."
    )
    assert named in text_of(upload(organiser, "amara", ODD))
    assert "Secret" not in organiser.get(f"{PAGE}/people/amara").text
    assert "Secret" not in upload(sign_in(new_client(), bo), "amara", ODD).text


def test_what_its_owner_declined_is_free(organiser, event):
    declined = "DTSTART:20270310T090000Z\nDURATION:PT1H\nATTENDEE;PARTSTAT=DECLINED:mailto:{}"
    emails = [finder_people.find(event, key).person.email for key in ("amara", "bo")]
    found = upload(organiser, "amara", calendar(*(declined.format(email) for email in emails)))
    assert "One busy time is noted" in found.text


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"busy": "every Monday"}, "is not a busy time"),
        ({"hours_kind": "within"}, "Mark at least one hour"),
        ({"lead_minutes": "999"}, "Give a number from 0 to 240."),
        ({"need": "maybe"}, "Choose from what is offered here."),
        ({"country": "Atlantis"}, "No country goes by this name"),
    ],
)
def test_bad_hours_are_told(organiser, facts, words):
    answer = organiser.post(CHIE, data={"need": "must", "hours_kind": "usual", "place": "Tokyo"} | facts)
    assert answer.status_code == 422
    assert words in answer.text


def test_a_calendar_file_leaves_only_busy_hours(organiser, event):
    data = {"calendar": (io.BytesIO(ICS), "mine.ics")}
    answer = organiser.post(f"{CHIE}/calendar", data=data, content_type="multipart/form-data")
    assert answer.status_code == 303
    assert kept(event, HourLine).busy_read == ["2027-03-10T09:00:00+00:00/2027-03-10T11:00:00+00:00"]
    page = organiser.get(CHIE).text
    assert "One busy time from a calendar is noted" in page
    assert "Secret surgery" not in page


def test_a_feed_is_read_once_and_its_address_is_not_kept(organiser, event, world):
    address = "https://feeds.example.org/private-7/basic.ics"
    world.feeds.answers[address] = ICS
    assert organiser.post(f"{CHIE}/calendar", data={"feed": address}).status_code == 303
    line = kept(event, HourLine)
    assert len(line.busy_read) == 1
    assert "private-7" not in str([getattr(line, column.name) for column in HourLine.__table__.columns])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose a file, or give an address."),
        ({"calendar": (io.BytesIO(b"<html>"), "mine.ics")}, "This is no calendar file"),
        ({"feed": "https://large.example.org/"}, "at most 2 MB"),
        ({"feed": "https://feeds.example.org/gone.ics"}, "Nothing could be read at this address (HTTP 404)"),
        ({"feed": "http://10.0.0.1/a.ics"}, "private network"),
        ({"feed": "http://localhost:5000/"}, "private network"),
        ({"feed": "file:///etc/passwd"}, "Only addresses that begin with https://"),
        ({"feed": "https://rebind.example.org/"}, "does not lead to the public net"),
    ],
)
def test_calendars_that_cannot_be_read(organiser, world, data, words):
    world.feeds.answers["https://rebind.example.org/"] = FeedRefused()
    world.feeds.answers["https://large.example.org/"] = b"x" * 50_000_000
    data = {name: (io.BytesIO(value[0].getvalue()), value[1]) if isinstance(value, tuple) else value
            for name, value in data.items()}  # fmt: skip
    answer = organiser.post(f"{CHIE}/calendar", data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert words in answer.text
    assert db.session.query(HourLine).count() == 0


@pytest.mark.parametrize("field", ["calendar", "feed"])
def test_what_is_wrong_in_a_calendar_is_said_where_it_came_from(organiser, world, field):
    world.feeds.answers["https://feeds.example.org/a.ics"] = b"<html>"
    given = {"calendar": (io.BytesIO(b"<html>"), "mine.ics"), "feed": "https://feeds.example.org/a.ics"}
    answer = organiser.post(
        f"{CHIE}/calendar", data={field: given[field]}, content_type="multipart/form-data"
    )
    assert re.findall(r'id="(calendar|feed)-error"', answer.text) == [field]
    assert ("https://feeds.example.org/a.ics" in answer.text) == (field == "feed")


def test_what_was_read_can_be_forgotten(organiser, event, world):
    world.feeds.answers["https://feeds.example.org/a.ics"] = ICS
    organiser.post(f"{CHIE}/calendar", data={"feed": "https://feeds.example.org/a.ics"})
    organiser.post(f"{CHIE}/calendar/forget")
    assert kept(event, HourLine).busy_read == []


def test_one_click_fixes_the_hour_after_saying_what_it_does(organiser, event):
    page = organiser.get(f"{PAGE}/propose", query_string={"at": AT})
    assert "Nobody is told yet" in page.text
    answer = organiser.post(f"{PAGE}/propose", data={"at": AT})
    assert (answer.status_code, answer.location) == (303, "/desk/events/twelve-reefs")
    db.session.expire_all()
    fixed = db.session.get(Event, event.id)
    assert (fixed.starts_at, fixed.zone) == (datetime(2027, 3, 10, 9, 0, tzinfo=UTC), "Africa/Lagos")
    assert fixed.wall_start == datetime(2027, 3, 10, 10, 0)  # noqa: DTZ001 - by the clock in Lagos
    assert organiser.post(f"{PAGE}/propose", data={"at": AT}).status_code == 303


def test_an_announced_event_moves_only_with_a_reason(organiser, event):
    event.state, event.published_at = EventState.PUBLISHED, event.created_at
    answer = organiser.post(f"{PAGE}/propose", data={"at": AT})
    assert 'Why it moves<span class="must"' in answer.text
    assert answer.status_code == 422
    assert "Say why in a few words" in answer.text
    assert organiser.post(f"{PAGE}/propose", data={"at": AT, "reason": "Fairer"}).status_code == 303


@pytest.mark.parametrize("at", ["", "now", "20271399T0000Z"])
def test_a_start_that_is_none_cannot_be_proposed(organiser, at):
    assert organiser.get(f"{PAGE}/propose", query_string={"at": at}).status_code == 404


@pytest.mark.parametrize("path", ["", "/people/chie", "/propose?at=" + AT, "/ask", "/poll"])
def test_hours_are_for_those_who_may_set_the_time(new_client, sign_in, event, bo, chie, path):
    assert new_client().get(PAGE + path).status_code == 303
    assert sign_in(new_client(), bo).get(PAGE + path).status_code == 403
    assert sign_in(new_client(), chie).get(PAGE + path).status_code == 404
    assert db.session.query(HourPoll).count() == 0
