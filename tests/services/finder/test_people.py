"""Who an hour is looked for: the people of the event as their records say, and groups."""

from datetime import date

import pytest

from app.domain.calendars.foreign.refusals import Why
from app.domain.clocks.zone_names import ZoneRefused
from app.domain.fair_hours.busy_calendar import BusyTimes, UnreadEntry
from app.domain.lifecycle import ParticipationState
from app.domain.span import Span
from app.extensions import db
from app.models import HourLine, Participation
from app.services.finder import people as finder_people
from tests.support import desk
from tests.support.finder import with_people
from tests.support.personas import BO
from tests.support.world import START


@pytest.fixture
def event(app):
    return with_people(desk.event())


def test_who_declined_is_not_asked(event):
    db.session.query(Participation).order_by(Participation.id).first().state = ParticipationState.DECLINED
    db.session.flush()
    assert [line.key for line in finder_people.lines_of(event)] == ["bo", "chie"]


def test_of_a_calendar_only_the_busy_hours_are_kept_and_how_much_was_not_read(event):
    line, hour = finder_people.find(event, "amara"), Span.lasting(START, 60)
    unread = [UnreadEntry(Why.NO_START, title="Surgery"), UnreadEntry(Why.REPEATS), UnreadEntry(Why.NO_START)]
    finder_people.keep_calendar(line, BusyTimes((hour,), 5, tuple(unread), ("Ward 7",)), now=START)
    db.session.expire(line)
    assert finder_people.busy_spans(line) == (hour,)
    assert (line.busy_entries, line.busy_unread) == (5, {"no_start": 2, "repeats": 1})
    kept = str([getattr(line, column.name) for column in HourLine.__table__.columns])
    assert ("Surgery" in kept, "Ward 7" in kept) == (False, False)
    finder_people.forget_calendar(line)
    db.session.expire(line)
    assert (line.busy_read, line.busy_read_at, line.busy_entries, line.busy_unread) == ([], None, 0, {})


def test_a_calendar_knows_its_owner_by_the_address_of_the_record(event):
    event_line = finder_people.find(event, "amara")
    event_line.person.email = "Amara@Example.org"
    assert finder_people.owners(event_line) == {"amara@example.org"}
    event_line.person.email = None
    assert finder_people.owners(event_line) == frozenset()
    assert finder_people.owners(HourLine(event_id=event.id, key="g", name="Group")) == frozenset()


def test_a_line_is_no_row_until_it_is_kept_and_forgetting_it_restores_the_record(event):
    bo = finder_people.find(event, "bo")
    assert (bo.id, finder_people.find(event, "nobody")) == (None, None)
    bo.need = "optional"
    assert finder_people.keep(bo).id is not None
    assert finder_people.find(event, "bo").need == "optional"
    finder_people.remove(bo)
    assert (finder_people.find(event, "bo").need, db.session.query(HourLine).count()) == ("must", 0)


@pytest.mark.parametrize(
    ("roles", "need", "most"),
    [
        (["speaker"], "must", None),
        (["backup"], "optional", None),
        (["rapporteur", "producer"], "should", None),
        (["rapporteur", "chair"], "must", None),
        (["interpreter"], "must", 60),
        ([], "must", None),
    ],
)
def test_the_need_for_somebody_follows_from_their_roles(app, roles, need, most):
    [line] = finder_people.lines_of(with_people(desk.event(), BO, roles=tuple(roles)))
    assert (line.need, line.most_minutes) == (need, most)


def test_a_group_stands_behind_the_people_and_needs_a_place_that_is_known(event):
    group = {"name": "Students", "size": 30, "need": "should", "country": "PE"}
    made = finder_people.add_group(event, zone="America/Lima", **group)
    assert [line.key for line in finder_people.lines_of(event)] == ["amara", "bo", "chie", made.key]
    assert (made.size, made.person_id, made.own_zone) == (30, None, "America/Lima")
    with pytest.raises(ZoneRefused):
        finder_people.add_group(event, zone="Mars/Olympus", **group)


def test_a_line_is_taken_as_the_finder_wants_it(event):
    line = finder_people.find(event, "chie")
    line.hours_kind, line.hours = "good", "1" + "0" * 167
    line.busy_text, line.lead_minutes = "2027-03-02 10:00-11:00", 15
    days = (date(2027, 3, 20), date(2027, 3, 22))
    one = finder_people.participant(line, days=days, earlier=(3, 1))
    assert (one.ident, one.zone, one.country, one.size, one.lead_minutes, one.earlier_points) == (
        "chie",
        "Asia/Tokyo",
        "JP",
        1,
        15,
        (3, 1),
    )
    assert (one.grid is None, len(one.busy), date(2027, 3, 21) in one.days_off) == (False, 1, True)
    plain = finder_people.participant(finder_people.find(event, "bo"), days=None)
    assert (plain.grid, plain.busy, plain.days_off) == (None, (), frozenset())


@pytest.mark.parametrize("change", [{"need": finder_people.NOT_ASKED}, {"zone": "Mars/Olympus"}])
def test_who_is_not_asked_or_in_no_known_place_is_nobody_to_the_finder(event, change):
    line = finder_people.find(event, "chie")
    for name, value in change.items():
        setattr(line, name, value)
    assert finder_people.participant(line, days=None) is None
