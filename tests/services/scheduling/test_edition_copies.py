"""A forum held again: its days moved, and drafts of the events that one leads, at the same wall times."""

from datetime import date, datetime, timedelta

import pytest

from app.domain.access import Role
from app.domain.clocks.zones import WallTimeMissing
from app.extensions import db
from app.models import ClosedPeriod, Edition, Event
from app.queries.duplicates import Viewer
from app.services.scheduling import edition_copies, editions
from tests.support import desk
from tests.support.desk import AMARA, WALL
from tests.support.personas import BO
from tests.support.world import START


@pytest.fixture
def forum(app):
    made = editions.create(name="Rain Forum", short_name="RF", zone="Africa/Lagos", actor=AMARA)
    made.number = 7
    made.starts_on, made.ends_on = date(2027, 3, 10), date(2027, 3, 12)
    made.closed_periods.append(
        ClosedPeriod(edition_id=made.id, wall_start=WALL, wall_end=WALL + timedelta(hours=2), title="Plenary")
    )
    db.session.flush()
    return made


@pytest.fixture
def viewer(amara):
    return Viewer(amara.account.id)


def event(forum, slug, who, **more):
    return desk.event(slug, team={Role.LEAD: who}, edition_id=forum.id, title=slug, **more)


def copy(forum, viewer, name="Rain Forum 8", begins=date(2028, 3, 8), key="form-1"):
    return edition_copies.copy_edition(
        forum,
        name=name,
        short_name="",
        begins=begins,
        viewer=viewer,
        creation_key=key,
        actor=AMARA,
        now=START,
    )


def test_a_forum_begins_on_its_own_day_or_its_window_s_or_that_of_its_first_event(forum, amara):
    assert edition_copies.first_day(forum) == date(2027, 3, 10)
    forum.starts_on, forum.window_starts_on = None, date(2027, 3, 9)
    assert edition_copies.first_day(forum) == date(2027, 3, 9)
    forum.window_starts_on = None
    assert edition_copies.first_day(forum) is None
    event(forum, "reefs", amara)
    assert edition_copies.first_day(forum) == date(2027, 3, 11)


def test_only_the_events_that_one_leads_are_copied_in_their_order(forum, amara, viewer):
    event(forum, "late", amara, wall=WALL + timedelta(hours=3))
    event(forum, "early", amara)
    event(forum, "theirs", BO)
    desk.event("elsewhere", team={Role.LEAD: amara})
    assert [one.slug for one in edition_copies.events_to_copy(forum, viewer=viewer)] == ["early", "late"]


def test_an_hour_moves_by_days_on_the_wall_and_one_that_clocks_skip_is_asked(forum, amara):
    kept, undated = event(forum, "kept", amara), event(forum, "undated", amara, wall=None)
    skipped = event(forum, "skipped", amara)
    skipped.zone, skipped.wall_start = "Europe/Zurich", datetime(2027, 3, 21, 2, 30)  # noqa: DTZ001
    gone = event(forum, "gone", amara)
    gone.zone = "Mars/Olympus"
    found = edition_copies.moved([kept, undated, skipped, gone], days=7)
    assert [one.event.slug for one in found] == ["kept", "undated", "skipped", "gone"]
    assert found[0].time.wall_start == WALL + timedelta(days=7)
    assert [one.time for one in found[1:]] == [None, None, None]
    assert [type(one.asked) for one in found] == [type(None), type(None), WallTimeMissing, type(None)]


def test_the_next_forum_has_its_days_moved_and_drafts_of_one_s_events(forum, amara, viewer):
    event(forum, "reefs", amara)
    made = copy(forum, viewer)
    assert (made.name, made.zone, made.number, made.starts_on, made.ends_on) == (
        "Rain Forum 8",
        "Africa/Lagos",
        8,
        date(2028, 3, 8),
        date(2028, 3, 10),
    )
    assert [(one.title, one.wall_start) for one in made.closed_periods] == [
        ("Plenary", datetime(2028, 3, 9, 10, 0))  # noqa: DTZ001
    ]
    [draft] = db.session.query(Event).filter_by(edition_id=made.id)
    assert (draft.title, draft.state.value, draft.wall_start) == (
        "reefs",
        "draft",
        datetime(2028, 3, 9, 10, 0),  # noqa: DTZ001
    )


def test_the_same_form_sent_twice_makes_one_forum_and_another_of_that_name_is_refused(forum, amara, viewer):
    event(forum, "reefs", amara)
    assert copy(forum, viewer) is copy(forum, viewer)
    with pytest.raises(editions.EditionExists):
        copy(forum, viewer, key="form-2")
    assert (db.session.query(Edition).count(), db.session.query(Event).count()) == (2, 2)


def test_without_any_day_there_is_nothing_to_move(forum, viewer):
    forum.starts_on = forum.ends_on = None
    with pytest.raises(edition_copies.NoDays):
        copy(forum, viewer)
