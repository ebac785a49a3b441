"""The page that gives an event its hour, row by row: what is unclear is asked, never guessed (T1, T3, T4)."""

import json
import re
from datetime import time

import pytest

from app.domain.clocks.typed_place import place_text
from app.extensions import db
from app.models import EventChange, OutboxMessage
from tests.support import events, forms
from tests.support.hour_form import NEW_YORK, answers, at, offered, seen_revision
from tests.support.sources import DATA

CASES = json.loads((DATA / "tz_cases.json").read_text(encoding="utf-8"))["cases"]


def rows(kind):
    found = [case for case in CASES if case.get("kind") == kind]
    assert found
    return pytest.mark.parametrize("case", found, ids=[case["id"] for case in found])


@pytest.fixture
def desk(client, sign_in, amara):
    return sign_in(client, amara)


@pytest.fixture
def event(app):
    return events.draft()


@pytest.fixture
def set_hour(desk, event):
    """Open the page, type, send, as a person would; answers of an earlier page may be sent along."""

    def do(typed, **more):
        address = f"/desk/events/{event.slug}/time"
        return desk.post(address, data={**seen_revision(desk.get(address).text), **typed, **more})

    return do


def saved(event):
    db.session.expire_all()
    return event.wall_start, event.zone, event.fold, event.starts_at


# --- T1: places


@pytest.mark.parametrize(
    "name", ["EST", "CET", "EST5EDT", "GMT0", "localtime", "Factory", "UTC", "Etc/GMT+5"]
)
def test_what_is_no_place_is_refused_with_a_choice_of_places(set_hour, event, name):
    refused = set_hour({**NEW_YORK, "place": name})
    assert refused.status_code == 422
    assert 'id="zone-error"' in refused.text
    assert 'href="#zone"' in refused.text
    places = answers(refused.text, "zone")
    assert places
    assert saved(event) == (None, None, None, None)
    zone = next(iter(places))
    assert set_hour({**NEW_YORK, "place": name}, zone=zone).status_code == 303
    assert saved(event)[1] == zone


def test_a_zone_that_is_no_place_is_not_saved_when_sent_as_the_answer_either(set_hour, event):
    assert set_hour({**NEW_YORK, "place": "EST"}, zone="EST").status_code == 422
    assert set_hour({**NEW_YORK, "place": ""}, zone="EST").status_code == 422
    assert saved(event)[1] is None


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("America/New_York", "America/New_York"),
        ("New York", "America/New_York"),
        ("New York, United States", "America/New_York"),
        ("bombay", "Asia/Kolkata"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("Europe/Kiev", "Europe/Kiev"),
        ("Kyiv", "Europe/Kyiv"),
    ],
)
def test_a_place_is_taken_by_city_by_zone_and_by_its_old_names(set_hour, event, typed, zone):
    assert set_hour({**NEW_YORK, "place": typed}).status_code == 303
    assert saved(event)[1] == zone


def test_an_old_name_stays_as_given_when_the_page_is_saved_again(set_hour, event):
    set_hour({**NEW_YORK, "place": "Asia/Calcutta"})
    changes = db.session.query(EventChange).filter_by(field="time").count()
    assert place_text("Asia/Calcutta") == "Kolkata, India"
    assert set_hour({**NEW_YORK, "place": "Kolkata, India"}).status_code == 303
    assert saved(event)[1] == "Asia/Calcutta"
    assert db.session.query(EventChange).filter_by(field="time").count() == changes


def test_a_name_of_several_places_is_asked_and_that_answer_is_for_that_name_only(set_hour, event):
    refused = set_hour({**NEW_YORK, "place": "United States"})
    assert (refused.status_code, "Several places are called “United States”" in refused.text) == (422, True)
    denver = "America/Denver"
    assert "Denver, United States|MDT, UTC−6 on that day" in answers(refused.text, "zone")[denver]
    assert set_hour({**NEW_YORK, "place": "Tokyo"}, zone=denver).status_code == 303
    assert saved(event)[1] == "Asia/Tokyo"
    assert set_hour({**NEW_YORK, "place": "United States"}, zone=denver).status_code == 303
    assert saved(event)[1] == denver


@pytest.mark.parametrize(
    ("typed", "near"),
    [("Perth, Scotland", "Europe/London"), ("Atlantis", "America/New_York"), ("Bostn", "America/New_York")],
)
def test_a_place_that_is_only_like_one_we_know_is_offered_and_never_saved(set_hour, event, typed, near):
    refused = set_hour({**NEW_YORK, "place": typed})
    assert (refused.status_code, f"We know no place called “{typed}”" in refused.text) == (422, True)
    assert 'href="#zone"' in refused.text
    assert near in answers(refused.text, "zone")
    assert saved(event)[1] is None
    assert set_hour({**NEW_YORK, "place": typed}, zone=near).status_code == 303
    assert saved(event)[1] == near


def test_nothing_typed_is_lost_and_everything_missing_is_named_at_once(set_hour, event):
    refused = set_hour({"date": "", "wall_time": "", "place": "", "minutes": "", "printed_label": "EST"})
    assert refused.status_code == 422
    for field in ("date", "wall_time", "place", "minutes"):
        assert f'id="{field}-error"' in refused.text
        assert f'href="#{field}"' in refused.text
    assert 'value="EST"' in refused.text
    assert saved(event)[0] is None


@pytest.mark.parametrize("minutes", ["0", "4", "1441", "-5", "9" * 40, "many", "1e3"])
def test_a_length_is_that_of_one_session(set_hour, minutes):
    refused = set_hour({**NEW_YORK, "minutes": minutes})
    assert (refused.status_code, 'id="minutes-error"' in refused.text) == (422, True)


@pytest.mark.parametrize(
    "field", ["date", "wall_time", "place", "zone", "fold", "reading", "use_wall", "printed_label"]
)
def test_rubbish_is_refused_or_passed_over_and_never_fails(set_hour, field):
    for rubbish in ("\0", "9" * 400, "2027-02-30", "-1", "%s", "<b>", "٣", "0001-01-01T00:00", "Z" * 5000):
        assert set_hour({**NEW_YORK, field: rubbish}).status_code in {303, 422}


# --- T4: gaps and overlaps


def typed_for(case):
    day, _, hour = case["local"].partition("T")
    return {"date": day, "wall_time": hour, "place": case["zone"], "minutes": "90"}


@rows("gap")
def test_an_hour_that_is_skipped_is_refused_with_its_neighbours_as_buttons(set_hour, event, case):
    refused = set_hour(typed_for(case))
    assert (refused.status_code, 'id="wall_time-error"' in refused.text) == (422, True)
    assert saved(event)[0] is None
    earlier, later = offered(refused.text, "use_wall")
    assert later == case["shifted_local"]
    assert set_hour(typed_for(case), use_wall=later).status_code == 303
    assert saved(event)[::3] == (at(later), at(case["shifted_utc"]))
    event.wall_start = event.zone = event.starts_at = event.ends_at = event.zone_data = None
    db.session.commit()
    assert set_hour(typed_for(case), use_wall=earlier).status_code == 303
    skipped = at(case["shifted_local"]) - at(case["local"])
    assert saved(event)[::3] == (at(case["local"]) - skipped, at(case["shifted_utc"]) - skipped)


@rows("overlap")
def test_an_hour_that_happens_twice_is_asked_with_both_offsets(set_hour, event, case):
    refused = set_hour(typed_for(case))
    assert (refused.status_code, 'id="fold-error"' in refused.text) == (422, True)
    assert saved(event)[0] is None
    both = answers(refused.text, "fold")
    instants = [case["utc_fold0"], case["utc_fold1"]]
    assert len(both) == 2
    for text, instant in zip(both.values(), instants, strict=True):
        assert f"{at(instant):%H:%M} UTC" in text
    for fold, (answer, instant) in enumerate(zip(both, instants, strict=True)):
        assert set_hour(typed_for(case), fold=answer).status_code == 303
        assert saved(event) == (at(case["local"]), case["zone"], fold, at(instant))


def test_the_chosen_one_of_two_is_shown_again_and_another_day_asks_again(desk, set_hour, event):
    november = {"date": "2027-11-07", "wall_time": "01:30", "place": "New York", "minutes": "90"}
    second = list(answers(set_hour(november).text, "fold"))[1]
    assert set_hour(november, fold=second).status_code == 303
    page = desk.get(f"/desk/events/{event.slug}/time").text
    assert re.search(rf'checked id="[^"]+" name="fold" type="radio" value="{second}"', page)
    assert set_hour({**november, "date": "2028-11-05"}, fold=second).status_code == 422
    assert set_hour(november, fold=second).status_code == 303
    assert saved(event)[2] == 1


# --- T3: labels


def test_a_label_that_contradicts_the_place_is_caught_and_decided_with_a_reason(set_hour, desk, event):
    typed = {**NEW_YORK, "printed_label": "EST"}
    refused = set_hour(typed)
    assert (refused.status_code, 'id="reading-error"' in refused.text) == (422, True)
    own, literal = answers(refused.text, "reading").items()
    assert own == ("place", "10:00 EDT (UTC−4), what clocks in New York show|= 14:00 UTC")
    assert literal[1].startswith(
        "10:00 EST (UTC−5), as the label says|= 15:00 UTC, when clocks in New York show 11:00"
    )
    unexplained = set_hour(typed, reading="place")
    assert (unexplained.status_code, 'id="label_note-error"' in unexplained.text) == (422, True)
    assert saved(event)[0] is None

    assert set_hour(typed, reading="place", label_note="The invitation says so.").status_code == 303
    assert saved(event)[::3] == (at("2023-05-02T10:00"), at("2023-05-02T14:00Z"))
    assert (event.printed_label, event.label_note) == ("EST", "The invitation says so.")
    page = desk.get(f"/desk/events/{event.slug}/time").text
    assert "The announcement printed “EST”. New York was on EDT, UTC−4 that day" in page
    assert "The invitation says so." in page
    # Saved again as it stands, nothing is asked again.
    again = set_hour(typed, label_note="The invitation says so.")
    assert again.status_code == 303


def test_times_on_other_days_are_written_out_and_not_in_figures(set_hour):
    apia = {**NEW_YORK, "date": "2028-05-02", "place": "Apia, Samoa"}
    asked = set_hour({**apia, "printed_label": "EST"}).text
    assert "10:00 there is Monday, 1 May 2028, 21:00 UTC" in asked
    assert "when clocks in Apia show Wednesday, 3 May 2028, 04:00" in asked
    assert "when clocks in Apia show Wed 3 May, 04:00" in asked
    left_out = set_hour({**apia, "date": "2011-12-30"}).text
    assert "Choose Thursday, 29 December 2011, 10:00 or Saturday, 31 December 2011, 10:00." in left_out


def test_the_letters_may_be_what_was_meant(set_hour, event):
    typed = {**NEW_YORK, "printed_label": "EST"}
    literal = list(answers(set_hour(typed).text, "reading"))[1]
    assert set_hour(typed, reading=literal, label_note="The host confirmed it.").status_code == 303
    assert saved(event)[::3] == (at("2023-05-02T11:00"), at("2023-05-02T15:00Z"))
    stays = {**typed, "wall_time": "11:00", "label_note": "The host confirmed it."}
    assert set_hour(stays).status_code == 303
    assert saved(event)[0] == at("2023-05-02T11:00")


def test_an_answer_about_one_day_does_not_answer_for_another(set_hour):
    typed = {**NEW_YORK, "printed_label": "EST"}
    literal = list(answers(set_hour(typed).text, "reading"))[1]
    other_day = set_hour({**typed, "date": "2023-06-02"}, reading=literal, label_note="Confirmed.")
    assert (other_day.status_code, 'id="reading-error"' in other_day.text) == (422, True)


@pytest.mark.parametrize("label", ["EDT", "ET", "UTC-4", "(EDT)"])
def test_a_label_that_agrees_is_neither_asked_nor_noted(set_hour, desk, event, label):
    assert set_hour({**NEW_YORK, "printed_label": label}).status_code == 303
    assert "The announcement printed" not in desk.get(f"/desk/events/{event.slug}/time").text


def test_letters_nobody_uses_are_asked_about(set_hour):
    refused = set_hour({**NEW_YORK, "printed_label": "QQT"})
    assert (refused.status_code, "We do not know “QQT”" in refused.text) == (422, True)


# --- moving


def test_a_public_event_moves_with_a_reason_and_an_error_keeps_it(desk, set_hour, app):
    event = events.published("Public")
    page = f"/desk/events/{event.slug}/time"
    refused = desk.submit(page, {"wall_time": "11:00"})
    assert (refused.status_code, 'id="reason-error"' in refused.text) == (422, True)
    assert 'Why it moves<span class="must"' in desk.get(page).text
    assert event.wall_start.time() == time(9, 30)
    assert desk.submit(page, {"wall_time": "11:00", "reason": "The plenary moved."}).status_code == 303
    db.session.expire_all()
    assert (event.wall_start.time(), event.earlier_times[0].reason) == (time(11), "The plenary moved.")
    assert db.session.query(OutboxMessage).count() == 0
    assert "11:00 – 12:30 in Tokyo is JST, UTC+9" in desk.get(f"/desk/events/{event.slug}").text


def test_a_public_event_moves_into_the_past_only_when_that_is_meant(desk, app):
    event = events.published("Public")
    page = f"/desk/events/{event.slug}/time"
    yesterday = {"date": "2020-03-10", "reason": "A slip of the hand."}
    refused = desk.submit(page, yesterday)
    assert (refused.status_code, 'id="past_meant-error"' in refused.text) == (422, True)
    assert 'href="#past_meant"' in refused.text
    db.session.expire_all()
    assert (event.wall_start.year, event.earlier_times) == (2027, [])
    assert 'name="past_meant"' not in desk.get(page).text
    _action, again = forms.filled(refused.text, {"past_meant": "y"}, button="Move the event")
    assert desk.post(page, data=again).status_code == 303
    db.session.expire_all()
    assert event.wall_start.year == 2020


def test_a_draft_may_lie_in_the_past(set_hour, event):
    assert set_hour({**NEW_YORK, "date": "2001-05-02"}).status_code == 303
    assert saved(event)[0] == at("2001-05-02T10:00")
