"""An upgrade of the zone data from 2025b to the one in use, as organisers and attendees see it (row T9)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.domain.clocks.zones import WallTimeMissing, WallTimeTwice, wall_at, zone_data_version
from app.domain.lifecycle import EventState, ParticipationState
from app.extensions import db
from app.models import Event, EventChange
from app.services.calendars import event_entries
from app.services.scheduling import clock_rules, events
from app.services.speakers import people
from app.services.speakers.people import PrintedPart
from app.wording.when_in_full import when_in_full
from app.worker.zone_watch import watch_zone_data
from tests.support import zone_rules
from tests.support.attendees import after_quiet, delivered, kinds, queued
from tests.support.desk import AMARA
from tests.support.zone_rules import MOVED, NOW, TEN, december, event_in, older_rules, register

REASON = "The clock rules in Vancouver have changed."
TOLD = "clock_rules_changed"


@pytest.fixture(autouse=True)
def in_november(clock):
    clock.set(NOW)


@pytest.fixture
def vancouver(app):
    with older_rules():
        return event_in("America/Vancouver")


def keep(how, event, **more):
    how(event, reason=REASON, actor=AMARA, now=NOW, **more)
    db.session.commit()


def watched(app):
    db.session.commit()  # the test's own reading would keep the worker waiting
    return watch_zone_data(app)


def found():
    return clock_rules.undecided(now=NOW)


def test_every_moved_event_is_listed_with_old_and_new_instant_and_nobody_is_told(app):
    with older_rules():
        for zone in (*MOVED, "America/New_York"):
            register(event_in(zone))
    assert watched(app) == len(MOVED)
    rows = {one.time.zone: (one.verdict.kind, one.verdict.old, one.verdict.new) for one in found()}
    assert rows == {zone: ("moved", december(old), december(new)) for zone, (old, new) in MOVED.items()}
    assert clock_rules.count(now=NOW) == len(MOVED)
    assert queued(kind=TOLD) == []
    assert {event.sequence for event in db.session.query(Event)} == {0}


def test_an_unchanged_instant_only_gets_the_new_version_and_readers_see_no_difference(app):
    with older_rules():
        events_before = [event_in("America/New_York"), event_in("Asia/Tokyo", state=EventState.DRAFT)]
    seen = [(one.revision, one.revised_at, one.sequence, one.starts_at) for one in events_before]
    assert {one.zone_data for one in events_before} == {"2025b"}
    assert watched(app) == 0
    db.session.expire_all()
    assert {one.zone_data for one in events_before} == {zone_data_version()}
    assert [(one.revision, one.revised_at, one.sequence, one.starts_at) for one in events_before] == seen
    assert db.session.query(EventChange).count() == 0


@pytest.mark.parametrize("state", [EventState.HELD, EventState.ARCHIVED, EventState.CANCELLED])
def test_what_is_over_never_moves(app, state):
    with older_rules():
        event = event_in("America/Vancouver", state=state)
    assert (watched(app), found()) == (0, [])
    assert (event.starts_at, event.zone_data) == (december(18), "2025b")


def test_what_has_begun_never_moves(app, vancouver, clock):
    clock.set(vancouver.starts_at)
    assert (watched(app), clock_rules.undecided(now=vancouver.starts_at)) == (0, [])
    assert vancouver.zone_data == "2025b"


def test_keeping_the_hour_moves_the_instant_and_tells_everyone_once(app, vancouver, outgoing):
    chie, bo = register(vancouver, "Chie"), register(vancouver, "Bo", zone="America/Vancouver")
    delivered(app, outgoing)
    keep(clock_rules.keep_hour, vancouver)
    assert (vancouver.wall_start, vancouver.starts_at) == (TEN, december(17))
    assert vancouver.ends_at - vancouver.starts_at == timedelta(minutes=90)
    assert (vancouver.zone_data, vancouver.sequence) == (zone_data_version(), 1)
    assert b"DTSTART:20261201T170000Z" in event_entries.current(vancouver.id).vevent
    assert [(old.wall_start, old.starts_at, old.reason) for old in vancouver.earlier_times] == [
        (TEN, december(18), REASON)
    ]
    assert [kinds(one).count(TOLD) for one in (chie, bo)] == [1, 1]
    mails = {mail["To"].addresses[0].display_name: mail for mail in after_quiet(app, outgoing)}
    text = " ".join(mails["Chie"].get_body(("plain",)).get_content().split())
    assert "keeps its hour there, 10:00 – 11:30" in text
    assert "at 17:00 – 18:30 UTC instead of 18:00 – 19:30 UTC" in text
    assert "In Tokyo that is 02:00 – 03:30 instead of 03:00 – 04:30." in text
    assert REASON in text
    assert "In Vancouver that is" not in mails["Bo"].get_body(("plain",)).get_content()
    assert found() == []


def test_keeping_the_instant_changes_the_hour_and_tells_everyone_once(app, vancouver, outgoing):
    chie = register(vancouver)
    delivered(app, outgoing)
    keep(clock_rules.keep_instant, vancouver)
    assert (vancouver.wall_start, vancouver.starts_at) == (TEN + timedelta(hours=1), december(18))
    assert (vancouver.sequence, chie.invited_sequence) == (1, 1)
    assert "11:00–12:30 Vancouver (MST\\, UTC−7)" in _unfolded(vancouver)
    (old,) = vancouver.earlier_times
    assert (old.wall_start, old.starts_at) == (TEN, december(18))
    (mail,) = after_quiet(app, outgoing)
    text = " ".join(mail.get_body(("plain",)).get_content().split())
    assert "takes place at the moment that was announced, 18:00 – 19:30 UTC" in text
    assert "clocks in Vancouver then show 11:00 – 12:30 instead of 10:00 – 11:30" in text
    assert found() == []


@pytest.mark.parametrize(
    ("how", "says"),
    [
        (clock_rules.keep_hour, "keeps its hour there, 10:00 – 11:30"),
        (clock_rules.keep_instant, "clocks in Vancouver then show 11:00 – 12:30 instead of 10:00 – 11:30"),
    ],
)
def test_whoever_is_on_the_programme_is_told_once_either_way(app, vancouver, outgoing, how, says):
    part = PrintedPart(name="Eve Okoro", state=ParticipationState.ACCEPTED, email="eve@example.org")
    people.add_participation(vancouver, part=part, actor=AMARA, now=NOW)
    asked = PrintedPart(name="Not yet", state=ParticipationState.INVITED, email="not-yet@example.org")
    people.add_participation(vancouver, part=asked, actor=AMARA, now=NOW)
    db.session.commit()
    delivered(app, outgoing)
    keep(how, vancouver)
    (mail,) = after_quiet(app, outgoing)
    assert (mail["To"], mail["Subject"]) == (
        "Eve Okoro <eve@example.org>",
        "Clock rules changed: Talks in vancouver, Tue 1 Dec, Vancouver",
    )
    text = " ".join(mail.get_body(("plain",)).get_content().split())
    assert says in text
    assert REASON in text
    assert "Clock rules changed" in mail.get_body(("html",)).get_content()
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert "SEQUENCE:1" in part.get_payload(decode=True).decode()


def test_a_speaker_whose_place_vanished_is_still_told(app, vancouver, outgoing):
    part = PrintedPart(name="Eve Okoro", state=ParticipationState.ACCEPTED, email="eve@example.org")
    person = people.add_participation(vancouver, part=part, actor=AMARA, now=NOW).person
    person.zone = "Asia/Gone"
    db.session.commit()
    keep(clock_rules.keep_hour, vancouver)
    assert [mail["To"].addresses[0].addr_spec for mail in after_quiet(app, outgoing)] == ["eve@example.org"]


def test_the_old_time_is_shown_as_it_was_promised(vancouver):
    keep(clock_rules.keep_hour, vancouver)
    when = when_in_full(vancouver, None, now=NOW)
    assert (when.host.time_text, when.host.zone_text) == ("10:00 – 11:30", "MST, UTC−7")
    assert [old.text for old in when.old] == ["Tuesday, 1 December 2026, 10:00 – 11:30 Vancouver (UTC−8)"]


def test_until_somebody_decides_the_page_shows_the_promise_and_says_what_is_open(app, vancouver):
    when = when_in_full(vancouver, None, now=NOW)
    assert (when.host.time_text, when.host.zone_text, when.utc.time_text) == (
        "10:00 – 11:30",
        "UTC−8",
        "18:00 – 19:30",
    )
    assert "10:00 there is no longer 18:00 UTC" in when.unsettled
    keep(clock_rules.keep_hour, vancouver)
    assert when_in_full(vancouver, None, now=NOW).unsettled == ""


def test_a_held_event_keeps_the_hour_it_had(app):
    with older_rules():
        event = event_in("America/Vancouver", state=EventState.HELD)
    when = when_in_full(event, None, now=NOW)
    assert (when.host.time_text, when.host.zone_text, when.unsettled) == ("10:00 – 11:30", "UTC−8", "")


def test_a_decision_is_taken_once(vancouver):
    keep(clock_rules.keep_hour, vancouver)
    for again in (clock_rules.keep_hour, clock_rules.keep_instant):
        with pytest.raises(clock_rules.NothingToDecide):
            keep(again, vancouver)
    assert (vancouver.sequence, len(vancouver.earlier_times)) == (1, 1)


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.POSTPONED])
def test_a_draft_and_a_postponed_event_are_decided_without_telling_anybody(app, state):
    with older_rules():
        event = event_in("America/Vancouver", state=state)
    assert [one.event for one in found()] == [event]
    keep(clock_rules.keep_hour, event)
    assert (event.starts_at, event.state, event.earlier_times) == (december(17), state, [])
    assert queued(kind=TOLD) == []


def test_the_history_has_old_and_new_instant_with_the_reason(vancouver):
    keep(clock_rules.keep_hour, vancouver)
    (change,) = db.session.query(EventChange).filter_by(field="time")
    assert (change.by, change.old, change.new, change.reason) == (
        "Amara Okafor",
        "2026-12-01 10:00 America/Vancouver (90 min) = 2026-12-01 18:00 UTC",
        "2026-12-01 10:00 America/Vancouver (90 min) = 2026-12-01 17:00 UTC",
        REASON,
    )


def test_setting_the_hour_anew_decides_as_well(vancouver):
    time = replace(vancouver.announced_time, starts_at=december(17), zone_data=zone_data_version())
    time = replace(time, ends_at=time.starts_at + timedelta(minutes=90))
    events.schedule(vancouver, time=time, reason=REASON, actor=AMARA, now=NOW)
    assert found() == []


def test_a_rule_that_is_taken_back_takes_its_findings_back(app, vancouver):
    assert len(found()) == 1
    vancouver.starts_at, vancouver.ends_at = december(17), december(17) + timedelta(minutes=90)
    assert (found(), watched(app), vancouver.zone_data) == ([], 0, zone_data_version())


def test_older_data_than_the_promise_knew_decides_nothing_and_renews_nothing(app, vancouver):
    keep(clock_rules.keep_hour, vancouver)
    with older_rules():
        assert (found(), watched(app)) == ([], 0)
        assert when_in_full(vancouver, None, now=NOW).host.time_text == "10:00 – 11:30"
    assert vancouver.zone_data == zone_data_version()


def moved_by_hand(event, wall, zone, starts_at):
    """Promise what newer rules have made a gap, an overlap or a place that is gone."""
    event.wall_start, event.zone, event.starts_at = wall, zone, starts_at
    event.ends_at = starts_at + timedelta(minutes=90)
    db.session.commit()


def test_an_hour_that_fell_into_a_gap_can_keep_its_instant(vancouver):
    wall, starts = datetime.fromisoformat("2027-03-28T02:30"), datetime.fromisoformat("2027-03-28T01:30Z")
    moved_by_hand(vancouver, wall, "Europe/Zurich", starts)
    assert [one.verdict.kind for one in found()] == ["gap"]
    with pytest.raises(WallTimeMissing):
        keep(clock_rules.keep_hour, vancouver)
    db.session.rollback()
    keep(clock_rules.keep_instant, vancouver)
    assert (vancouver.wall_start.hour, vancouver.starts_at) == (3, starts)


def test_an_hour_that_happens_twice_now_is_asked(vancouver):
    wall, first = datetime.fromisoformat("2027-10-31T02:30"), datetime.fromisoformat("2027-10-31T00:30Z")
    moved_by_hand(vancouver, wall, "Europe/Zurich", first)
    assert [one.verdict.kind for one in found()] == ["overlap"]
    with pytest.raises(WallTimeTwice):
        keep(clock_rules.keep_hour, vancouver)
    db.session.rollback()
    keep(clock_rules.keep_hour, vancouver, fold=1)
    assert (vancouver.fold, vancouver.starts_at) == (1, first + timedelta(hours=1))


def test_a_place_that_vanished_breaks_no_list_and_another_one_can_keep_the_instant(client, vancouver):
    moved_by_hand(vancouver, TEN, "America/Ciudad_Gone", december(18))
    assert [one.verdict.kind for one in found()] == ["vanished"]
    programme = client.get("/").text
    assert ("10:00 – 11:30" in programme, "Ciudad Gone (UTC−8)" in programme) == (True, True)
    assert client.get(f"/events/{vancouver.slug}.ics").status_code == 200
    keep(clock_rules.keep_instant, vancouver, zone="America/Ojinaga")
    assert vancouver.wall_start == wall_at(december(18), "America/Ojinaga")


def _unfolded(event):
    return event_entries.current(event.id).vevent.decode().replace("\r\n ", "")


def test_the_data_of_this_test_is_older_than_the_one_in_use():
    assert zone_rules.OLDER.is_dir()
    assert zone_data_version() > "2025b"
