"""Links that open a filled-in form in a web calendar, each under its limits (row R6)."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings

from app.domain.calendars.add_to_calendar import Links, links, subscription
from app.domain.calendars.content_lines import one_line
from tests.support.hostile import hostile_text

START = datetime(2023, 5, 2, 14, 0, tzinfo=UTC)
PAGE = "https://side.example.org/events/sse"
NAMES = Links.__slots__


def made(**changes):
    facts = {
        "title": "Cities & towns",
        "starts_at": START,
        "ends_at": START + timedelta(minutes=90),
        "description": "10:00 New York\nWith <friends>",
        "location": "https://meet.example.org/a?b=1",
        "page_url": PAGE,
    }
    return links(**(facts | changes))


def fields(link):
    return {name: value for name, (value,) in parse_qs(urlsplit(link).query, strict_parsing=True).items()}


def test_google():
    link = made().google
    assert link.startswith("https://calendar.google.com/calendar/render?action=TEMPLATE&")
    assert fields(link) == {
        "action": "TEMPLATE",
        "text": "Cities & towns",
        "dates": "20230502T140000Z/20230502T153000Z",
        "details": f"10:00 New York\nWith <friends>\n\n{PAGE}",
        "location": "https://meet.example.org/a?b=1",
    }


OUTLOOK = {
    "rru": "addevent",
    "startdt": "2023-05-02T14:00:00Z",
    "enddt": "2023-05-02T15:30:00Z",
    "subject": "Cities & towns",
    "location": "https://meet.example.org/a?b=1",
    "body": f"10:00 New York<br>With &lt;friends&gt;<br><br>{PAGE}",
}


@pytest.mark.parametrize(
    ("name", "start", "more"),
    [
        ("outlook", "https://outlook.live.com/calendar/0/action/compose?rru=addevent&", {}),
        (
            "outlook_phone",
            "https://outlook.live.com/calendar/0/deeplink/compose?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent&",
            {"path": "/calendar/action/compose"},
        ),
        ("office365", "https://outlook.office.com/calendar/0/action/compose?rru=addevent&", {}),
    ],
)
def test_outlook_and_microsoft_365(name, start, more):
    link = getattr(made(), name)
    assert link.startswith(start)
    assert fields(link) == {**OUTLOOK, **more}
    assert "+" not in link


def test_yahoo():
    link = made().yahoo
    assert link.startswith("https://calendar.yahoo.com/?v=60&")
    assert fields(link) == {
        "v": "60",
        "title": "Cities & towns",
        "st": "20230502T140000Z",
        "et": "20230502T153000Z",
        "desc": f"10:00 New York\nWith <friends>\n\n{PAGE}",
        "in_loc": "https://meet.example.org/a?b=1",
    }


def test_times_are_in_utc_whatever_offset_they_came_with():
    local = START.astimezone()
    assert made(starts_at=local, ends_at=local + timedelta(minutes=90)) == made()


def test_nothing_said_leaves_no_empty_fields():
    assert fields(made(description="", location="", page_url="").google) == {
        "action": "TEMPLATE",
        "text": "Cities & towns",
        "dates": "20230502T140000Z/20230502T153000Z",
    }


def test_a_long_description_ends_at_a_word_and_keeps_the_page():
    found = fields(made(description="Solidarity economy " * 300).google)["details"]
    text, page = found.split("\n\n")
    assert page == PAGE
    assert text.endswith(("Solidarity…", "economy…"))
    assert 1200 < len(text) < 2000


def test_a_location_that_would_fill_the_link_is_left_out_whole():
    found = fields(made(location="https://meet.example.org/" + "x" * 700).google)
    assert "location" not in found


@settings(max_examples=100, deadline=None)
@given(hostile_text(), hostile_text(), hostile_text())
def test_every_link_is_short_whole_and_says_only_what_it_should(title, description, location):
    found = made(title=title * 9, description=description * 40, location=location)
    for name in NAMES:
        link = getattr(found, name)
        assert len(link) < 2000
        assert link.isascii()
        assert link.isprintable()
        assert " " not in link
        assert set(fields(link)) <= {*fields(getattr(made(), name))}
        body = next(value for key, value in fields(link).items() if key in {"details", "body", "desc"})
        assert body.endswith(PAGE)
    if one_line(title) and len(one_line(title * 9)) < 40:
        assert fields(found.google)["text"] == one_line(title * 9)


def test_subscribing_to_a_feed():
    found = subscription("https://side.example.org/events.ics?lang=fr", name="Side events & more")
    assert (found.webcal, found.copy) == (
        "webcal://side.example.org/events.ics?lang=fr",
        "https://side.example.org/events.ics?lang=fr",
    )
    assert found.google == "https://calendar.google.com/calendar/u/0/r/settings/addbyurl"
    for link, host in ((found.outlook, "outlook.live.com"), (found.office365, "outlook.office.com")):
        assert link.startswith(f"https://{host}/calendar/0/addfromweb/?url=https%3A%2F%2F")
        assert fields(link) == {"url": found.copy, "name": "Side events & more"}


@pytest.mark.parametrize(
    "wrong", ["/events.ics", "javascript:alert(1)", "https://", "webcal://side.example.org/a"]
)
def test_a_feed_has_an_absolute_web_address(wrong):
    with pytest.raises(ValueError, match="absolute"):
        subscription(wrong, name="x")
