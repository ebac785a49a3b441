"""Deciding what is kept after an upgrade of the zone data, at the desk (row T9)."""

import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState, ParticipationState
from app.extensions import db
from app.models import OutboxMessage
from app.services.speakers import people
from app.services.speakers.people import PrintedPart
from app.worker.zone_watch import watch_zone_data
from tests.support.desk import AMARA
from tests.support.hour_form import answers, at
from tests.support.zone_rules import NOW, TEN, december, event_in, older_rules, register

TOLD = "clock_rules_changed"


@pytest.fixture(autouse=True)
def in_november(clock):
    clock.set(NOW)


@pytest.fixture
def desk(client, sign_in, amara):
    return sign_in(client, amara)


@pytest.fixture
def vancouver(app, amara):
    with older_rules():
        return event_in("America/Vancouver", team={Role.LEAD: amara})


def told():
    return db.session.query(OutboxMessage).filter_by(kind=TOLD).count()


def test_the_desk_leads_to_what_moved_and_says_that_nobody_is_told_yet(desk, app, amara, vancouver):
    with older_rules():
        event_in("America/New_York", team={Role.LEAD: amara})
        event_in("America/Havana", team={Role.LEAD: amara}, state=EventState.DRAFT)
        event_in("America/Winnipeg")  # on somebody else's desk
    watch_zone_data(app)
    page = desk.get("/desk").text
    assert "2 coming events are no longer at the moments that were announced" in page
    assert 'href="/desk/clock-rules"' in page
    listed = desk.get("/desk/clock-rules").text
    slugs = ("vancouver", "havana", "new-york", "winnipeg")
    assert [slug for slug in slugs if f"/events/{slug}/" in listed] == ["vancouver", "havana"]
    for text in ("18:00 UTC (zone data 2025b)", "17:00 UTC (zone data 2026f)", "1 hour earlier than"):
        assert text in listed
    overview = desk.get("/desk/events/vancouver").text
    assert 'href="/desk/events/vancouver/clock-rules"' in overview
    assert "Rules changed" in overview
    assert told() == 0


def test_an_empty_list_says_so(desk):
    assert "No event waits for a decision" in desk.get("/desk/clock-rules").text
    assert "Clock rules have changed" not in desk.get("/desk").text


def test_both_ways_are_shown_with_what_follows(desk, vancouver):
    register(vancouver, "Chie")
    register(vancouver, "Bo")
    desk.set_cookie("sidestage_zone", "chosen:Asia/Tokyo")
    page = desk.get("/desk/events/vancouver/clock-rules").text
    assert answers(page, "keep") == {
        "hour": "Keep the local hour: 10:00 in Vancouver|17:00 UTC instead of 18:00 UTC. "
        "For you in Tokyo: 02:00 – 03:30.",
        "instant": "Keep the moment: 18:00 UTC|Clocks in Vancouver then show 11:00.",
    }
    assert "2 registered people get one message each" in page
    assert "of the programme" not in page


def test_people_of_the_programme_are_counted_among_those_who_are_told(desk, vancouver):
    eve = PrintedPart(name="Eve Okoro", state=ParticipationState.ACCEPTED, email="eve@example.org")
    people.add_participation(vancouver, part=eve, actor=AMARA, now=NOW)
    page = desk.get("/desk/events/vancouver/clock-rules").text
    assert "One person of the programme gets a message and an updated calendar entry." in page
    assert "Nobody has registered yet" not in page


def test_nothing_is_chosen_for_anybody(desk, vancouver):
    register(vancouver)
    refused = desk.submit("/desk/events/vancouver/clock-rules")
    assert (refused.status_code, 'id="keep-error"' in refused.text) == (422, True)
    for rubbish in ("", "both", "20261201T1800Z"):
        answer = desk.post("/desk/events/vancouver/clock-rules", data={"keep": rubbish, "reason": "x"})
        assert answer.status_code == 422
    db.session.expire_all()
    assert (vancouver.starts_at, told()) == (december(18), 0)


@pytest.mark.parametrize(
    ("keep", "wall", "starts_at"), [("hour", TEN, 17), ("instant", at("2026-12-01T11:00"), 18)]
)
def test_the_decision_is_saved_and_told_once(desk, vancouver, keep, wall, starts_at):
    register(vancouver)
    page = "/desk/events/vancouver/clock-rules"
    assert desk.submit(page, {"keep": keep}).status_code == 303
    db.session.expire_all()
    assert (vancouver.wall_start, vancouver.starts_at, told()) == (wall, december(starts_at), 1)
    assert vancouver.earlier_times[0].reason == "The clock rules in Vancouver have changed."
    again = desk.post(page, data={"keep": keep, "reason": "Twice."})
    assert (again.status_code, again.location) == (303, "/desk/events/vancouver")
    assert told() == 1
    public = desk.get("/events/vancouver").text
    assert "Tuesday, 1 December 2026, 10:00 – 11:30 Vancouver (UTC−8)" in public


def test_an_hour_that_happens_twice_now_offers_both(desk, vancouver):
    first = at("2027-10-31T00:30Z")
    vancouver.wall_start, vancouver.zone = at("2027-10-31T02:30"), "Europe/Zurich"
    vancouver.starts_at, vancouver.ends_at = first, at("2027-10-31T02:00Z")
    page = "/desk/events/vancouver/clock-rules"
    offered = answers(desk.get(page).text, "keep")
    assert list(offered) == ["20271031T0030Z", "20271031T0130Z"]
    assert desk.submit(page, {"keep": "20271031T0130Z"}).status_code == 303
    db.session.expire_all()
    assert (vancouver.fold, vancouver.starts_at) == (1, at("2027-10-31T01:30Z"))


def test_an_hour_in_a_gap_and_a_place_that_is_gone_have_a_way_out(desk, vancouver):
    page = "/desk/events/vancouver/clock-rules"
    vancouver.wall_start, vancouver.zone = at("2027-03-28T02:30"), "Europe/Zurich"
    vancouver.starts_at, vancouver.ends_at = at("2027-03-28T01:30Z"), at("2027-03-28T03:00Z")
    gap = desk.get(page).text
    assert "is skipped in Zurich" in gap
    assert list(answers(gap, "keep")) == ["instant"]
    vancouver.zone = "America/Ciudad_Gone"
    gone = desk.get(page).text
    assert "does not know this place any more" in gone
    assert 'href="/desk/events/vancouver/time"' in gone
    refused = desk.submit(page, {"place": ""})
    assert (refused.status_code, 'id="place-error"' in refused.text) == (422, True)
    for part in ("/desk", "/desk/clock-rules", "/desk/events/vancouver", "/desk/events/vancouver/time"):
        assert desk.get(part).status_code == 200
    refused = desk.submit("/desk/events/vancouver/time", {"wall_time": "02:30", "reason": "Gone."})
    assert (refused.status_code, 'id="place-error"' in refused.text or 'id="zone-error"' in refused.text) == (
        422,
        True,
    )
    moved = {"place": "Zurich", "wall_time": "04:00", "reason": "The place is gone."}
    assert desk.submit("/desk/events/vancouver/time", moved).status_code == 303


def test_another_place_keeps_the_moment_of_one_that_is_gone(desk, vancouver):
    vancouver.zone = "America/Ciudad_Gone"
    register(vancouver)
    page = "/desk/events/vancouver/clock-rules"
    shown = desk.get(page).text
    assert "Ciudad Gone is no longer known" in shown
    assert desk.submit(page, {"place": "Denver, United States", "reason": "Renamed."}).status_code == 303
    db.session.expire_all()
    assert (vancouver.zone, vancouver.wall_start.hour, vancouver.starts_at) == (
        *("America/Denver", 11, december(18)),
    )
    assert told() == 1


def test_only_those_who_may_schedule_decide(new_client, sign_in, app, amara, bo, chie):
    with older_rules():
        event_in("America/Vancouver", team={Role.LEAD: amara, Role.CO_ORGANISER: bo})
    page = "/desk/events/vancouver/clock-rules"
    codes = [sign_in(new_client(), who).get(page).status_code for who in (amara, bo, chie)]
    assert codes == [200, 403, 404]
    assert "Decide what is kept" not in sign_in(new_client(), bo).get("/desk/events/vancouver").text


def test_readers_see_the_promise_and_what_is_open_until_the_decision(client, desk, vancouver, new_client):
    reader = new_client()
    page = reader.get("/events/vancouver").text
    assert "10:00 – 11:30" in page
    assert "The clock rules in Vancouver have changed since this hour was set." in page
    desk.submit("/desk/events/vancouver/clock-rules", {"keep": "hour"})
    assert "have changed since this hour was set" not in reader.get("/events/vancouver").text


def test_the_status_page_counts_for_signed_in_operators_only(new_client, sign_in, amara, bo, vancouver):
    bo.account.is_operator = True
    db.session.commit()
    row = "Events that newer clock rules moved, not yet decided</dt><dd>1</dd>"
    pages = [new_client(), sign_in(new_client(), amara), sign_in(new_client(), bo)]
    assert [row in one.get("/status").text for one in pages] == [False, False, True]
