"""A pasted sentence fills the form of the hour and asks what it leaves open; nothing is saved (row T3)."""

import pytest

from app.extensions import db
from tests.support import events
from tests.support.hour_form import answers, at, filled, offered, seen_revision


@pytest.fixture
def desk(client, sign_in, amara):
    return sign_in(client, amara)


@pytest.fixture
def event(app):
    return events.draft()


def read(desk, event, text, **more):
    return desk.get(f"/desk/events/{event.slug}/time/read", query_string={"text": text, **more})


def test_a_pasted_sentence_fills_the_fields_asks_what_needs_asking_and_saves_nothing(desk, event):
    page = read(desk, event, "2 May 2023 10:00-11:30 EST")
    assert page.status_code == 200
    fields = {
        "date": "2023-05-02",
        "wall_time": "10:00",
        "minutes": "90",
        "place": "",
        "printed_label": "EST",
    }
    assert filled(page.text) == fields
    assert "Nothing is saved yet" in page.text
    assert "“EST” is used in several places" in page.text
    places = answers(page.text, "zone")
    assert places["America/New_York"] == "New York, United States|EDT, UTC−4 on that day"
    assert places["America/Panama"] == "Panama City, Panama|EST, UTC−5 on that day"
    assert event.wall_start is None


def test_where_the_place_is_known_the_label_is_asked_at_once(desk, event):
    events.schedule(event, wall=at("2023-04-01T10:00"), zone="America/New_York")
    page = read(desk, event, "2 May 2023 10:00-11:30 EST").text
    assert filled(page)["place"] == "New York, United States"
    assert next(iter(answers(page, "reading"))) == "place"
    assert event.wall_start == at("2023-04-01T10:00")
    typed = {**filled(page), **seen_revision(page), "reading": "place", "label_note": "As on their page."}
    assert desk.post(f"/desk/events/{event.slug}/time", data=typed).status_code == 303
    db.session.expire_all()
    assert event.starts_at == at("2023-05-02T14:00Z")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tuesday 2 May 2023, 14h30 BST",
            {"wall_time": "14:30", "printed_label": "BST", "date": "2023-05-02"},
        ),
        (
            "3pm-4:15pm CET on 12 December 2027",
            {"wall_time": "15:00", "minutes": "75", "printed_label": "CET"},
        ),
        (
            "10:00 Tokyo time, 5 March 2027",
            {"place": "Tokyo, Japan", "wall_time": "10:00", "printed_label": ""},
        ),
        ("5 March 2027 19:00 JST", {"place": "Tokyo, Japan", "printed_label": "JST"}),
        ("5 March 2027 23:30-00:30 in Rome", {"place": "Rome, Italy", "minutes": "60"}),
    ],
)
def test_other_sentences(desk, event, text, expected):
    page = read(desk, event, text).text
    assert {name: filled(page)[name] for name in expected} == expected


def test_a_date_that_reads_two_ways_is_asked_with_a_button_for_each(desk, event):
    page = read(desk, event, "5/2/2027 9:00-10:00 in Rome").text
    assert filled(page)["date"] == ""
    assert offered(page, "day") == ["2027-02-05", "2027-05-02"]
    answered = read(desk, event, "5/2/2027 9:00-10:00 in Rome", day="2027-05-02").text
    assert (filled(answered)["date"], "Day and month" in answered) == ("2027-05-02", False)


def test_the_half_of_the_day_and_midnight_are_asked(desk, event):
    page = read(desk, event, "3 May 2027 at 2:00-3:30 in Rome").text
    assert offered(page, "hour") == ["02:00", "14:00"]
    answered = read(desk, event, "3 May 2027 at 2:00-3:30 in Rome", hour="14:00").text
    assert (filled(answered)["wall_time"], filled(answered)["minutes"]) == ("14:00", "90")
    night = read(desk, event, "midnight, 3 May 2027, Rome").text
    assert offered(night, "day") == ["2027-05-03", "2027-05-04"]
    after = read(desk, event, "midnight, 3 May 2027, Rome", day="2027-05-04").text
    assert (filled(after)["date"], filled(after)["wall_time"]) == ("2027-05-04", "00:00")


def test_a_pasted_hour_in_a_gap_offers_the_neighbours(desk, event):
    page = read(desk, event, "28 March 2027 02:30-03:30 in Zurich").text
    assert offered(page, "use_wall") == ["2027-03-28T01:30", "2027-03-28T03:30"]


@pytest.mark.parametrize("text", ["", "hello", "\0", "<script>alert(1)</script>", "9" * 2000, "🕙" * 600])
def test_a_sentence_without_a_time_says_so_and_keeps_the_form(desk, event, text):
    page = read(desk, event, text)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert filled(page.text)["minutes"] == "90"


def test_the_page_of_a_stranger_does_not_exist(new_client, sign_in, bo, event):
    stranger = sign_in(new_client(), bo)
    for part in ("time", "time/read?text=x", "time/line"):
        assert stranger.get(f"/desk/events/{event.slug}/{part}").status_code == 404


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2 May 2023 10:00 EST", "It names no place, so New York, United States stays."),
        ("2 May 2023 10:00 EST Springfield", "New York, United States stays as the place."),
    ],
)
def test_that_a_sentence_names_no_place_is_said_only_when_it_names_none(desk, event, text, said):
    events.schedule(event, wall=at("2023-04-01T10:00"), zone="America/New_York")
    page = read(desk, event, text).text
    assert said in page
    assert ("names no place" in page) == ("Springfield" not in text)


def test_a_name_of_windows_gives_the_place_and_its_season_is_asked(desk, event):
    page = read(desk, event, "Wednesday, August 18, 2027 10:00 AM-11:30 AM W. Europe Standard Time").text
    assert filled(page)["place"] == "Berlin, Germany"
    assert next(iter(answers(page, "reading"))) == "place"
