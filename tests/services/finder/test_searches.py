"""What is asked of the finder: people as their records say, the edition's closed hours, and turns."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.clocks.zone_names import ZoneRefused
from app.domain.fair_hours.measure import Need
from app.domain.fair_hours.request import NobodyToMeet, RangeTooLong, TooManyParticipants
from app.domain.span import Span
from app.extensions import db
from app.models import ClosedPeriod, Edition, HourLine
from app.queries import editions
from app.services.finder import people as finder_people
from app.services.finder import searches
from tests.support import desk
from tests.support.finder import with_people
from tests.support.world import START


@pytest.fixture
def event(app):
    return with_people(desk.event())


def edition(**more):
    made = Edition(slug="forum-2027", name="Forum", zone="Africa/Lagos", **more)
    db.session.add(made)
    db.session.flush()
    return made


def asked(event):
    search, lines = searches.search_of(event, now=START), finder_people.lines_of(event)
    search.last = date(2027, 3, 25)
    return searches.request_of(event, search, lines, now=START)


def test_people_come_from_their_records(event):
    people = asked(event).people
    assert [(one.ident, one.zone, one.country, one.need) for one in people] == [
        ("amara", "Africa/Lagos", "NG", Need.MUST),
        ("bo", "America/Los_Angeles", "US", Need.MUST),
        ("chie", "Asia/Tokyo", "JP", Need.MUST),
    ]
    assert date(2027, 3, 21) in people[2].days_off  # the spring equinox, a holiday in Japan only
    assert date(2027, 3, 21) not in people[0].days_off


def test_looking_keeps_nothing(event):
    searches.ask_finder(event, now=START)
    db.session.flush()
    assert (db.session.query(HourLine).count(), list(db.session.new)) == (0, [])


def test_days_are_those_around_the_present_date_and_never_past(event):
    search = searches.search_of(event, now=START)
    assert (search.first, search.last, search.zone) == (date(2027, 3, 4), date(2027, 3, 18), "Africa/Lagos")
    late = searches.search_of(event, now=START + timedelta(days=8))
    assert late.first == date(2027, 3, 9)


def test_the_window_of_the_edition_wins(app):
    window = {"window_starts_on": date(2027, 5, 3), "window_ends_on": date(2027, 5, 7)}
    event = desk.event(edition_id=edition(**window).id, wall=None)
    search = searches.search_of(event, now=START)
    assert (search.first, search.last) == (date(2027, 5, 3), date(2027, 5, 7))


def test_closed_hours_of_the_edition_are_left_out(event):
    event.edition = edition()
    closed = ClosedPeriod(
        edition_id=event.edition.id,
        wall_start=datetime(2027, 3, 10, 9, 0),  # noqa: DTZ001 - by the edition's clock
        wall_end=datetime(2027, 3, 10, 12, 0),  # noqa: DTZ001
    )
    event.edition.closed_periods.append(closed)
    db.session.flush()
    [span] = asked(event).closed
    assert (span.start, span.end) == (
        datetime(2027, 3, 10, 8, 0, tzinfo=UTC),
        datetime(2027, 3, 10, 11, 0, tzinfo=UTC),
    )


def test_who_is_in_no_known_place_is_named_and_not_counted(event):
    bo = finder_people.find(event, "bo")
    bo.person.zone = "Mars/Olympus"
    db.session.flush()
    answer = searches.ask_finder(event, now=START)
    assert [line.name for line in answer.left_out] == ["Bo Lindqvist"]
    assert [one.ident for one in answer.found.search.request.people] == ["amara", "chie"]


def test_what_the_finder_refuses_stands_in_the_answer(event):
    search = searches.search_of(event, now=START)
    searches.keep(event, search, finder_people.lines_of(event))
    search.last = search.first + timedelta(days=3650)
    assert isinstance(searches.ask_finder(event, now=START).problem, RangeTooLong)
    search.last, search.zone = search.first, "Asia/Gone"
    assert isinstance(searches.ask_finder(event, now=START).problem, ZoneRefused)


def test_nobody_and_too_many_are_told(app):
    event = desk.event()
    assert isinstance(searches.ask_finder(event, now=START).problem, NobodyToMeet)
    for number in range(500):
        db.session.add(HourLine(event_id=event.id, key=f"g{number}", name="Group", zone="Asia/Tokyo"))
    db.session.flush()
    assert isinstance(searches.ask_finder(event, now=START).problem, TooManyParticipants)
    with pytest.raises(finder_people.GroupFull):
        finder_people.add_group(event, name="More", zone="Asia/Tokyo", size=2, need="should", country=None)


def test_keeping_twice_keeps_once(event):
    for _ in range(2):
        search = searches.search_of(event, now=START)
        searches.keep(event, search, finder_people.lines_of(event))
    assert db.session.query(HourLine).count() == 3


def test_busy_times_matter_within_the_days_asked_for_and_around_them(event):
    search = searches.search_of(event, now=START)
    search.first = search.last = date(2027, 3, 10)
    assert searches.window(search) == Span(
        datetime(2027, 3, 8, tzinfo=UTC), datetime(2027, 3, 13, tzinfo=UTC)
    )


def test_closed_hours_are_instants_and_overlapping_ones_are_one(app):
    assert editions.closed_spans(None) == ()
    forum = edition()
    for start, end in ((9, 12), (11, 14), (16, 17)):
        day = {"wall_start": datetime(2027, 3, 10, start), "wall_end": datetime(2027, 3, 10, end)}  # noqa: DTZ001
        forum.closed_periods.append(ClosedPeriod(edition_id=forum.id, **day))
    hours = [(span.start.hour, span.end.hour) for span in editions.closed_spans(forum)]
    assert hours == [(8, 13), (15, 16)]  # Lagos is an hour ahead of UTC
    forum.zone = "Mars/Olympus"
    assert editions.closed_spans(forum) == ()
