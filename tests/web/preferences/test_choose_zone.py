"""The reader's place: detected, chosen, followed again; whatever a cookie says is checked (row T5)."""

import re
from urllib.parse import quote

import pytest

from tests.support import events
from tests.support.hour_form import answers


def known_place(client):
    """Return what the header says of the reader's zone."""
    found = re.search(r"Your time zone: </span>([^<]+)<", client.get("/").text)
    return found[1] if found else None


def detected(client, name):
    client.set_cookie("sidestage_zone", quote(f"auto:{name}"))


@pytest.mark.parametrize(
    ("search", "first"),
    [
        ("Auckland", "Auckland, New Zealand|NZDT, UTC+13 today"),
        ("bombay", "Mumbai, India|IST, UTC+5:30 today"),
        ("são paulo", "São Paulo, Brazil|UTC−3 today"),
        ("Kenya", "Nairobi, Kenya|EAT, UTC+3 today"),
        ("NP", "Kathmandu, Nepal|UTC+5:45 today"),
        ("EST", "New York, United States|EST, UTC−5 today"),
        ("Brazil", "Brasília, Brazil|UTC−3 today"),
    ],
)
def test_a_city_or_a_country_is_found_with_the_offset_of_today(client, search, first):
    page = client.get("/zone", query_string={"q": search})
    assert page.status_code == 200
    assert next(iter(answers(page.text, "zone").values())) == first


def test_a_country_with_many_zones_offers_each_once(client):
    offered = answers(client.get("/zone?q=Canada").text, "zone")
    assert {"America/Toronto", "America/St_Johns", "America/Vancouver", "America/Regina"} <= set(offered)
    assert len(offered) > 12


def test_letters_offer_places_that_use_them_and_no_names_that_begin_alike(client):
    offered = answers(client.get("/zone?q=EST").text, "zone")
    assert next(iter(offered)) == "America/New_York"
    assert [zone for zone in offered if zone in {"Europe/Tallinn", "America/Denver", "Asia/Dili"}] == []
    assert "Europe/Tallinn" in answers(client.get("/zone?q=est").text, "zone")


def test_a_place_is_chosen_kept_and_given_up_without_scripts(client):
    assert known_place(client) is None
    chosen = client.submit("/zone?q=Auckland&next=/search", {})
    assert (chosen.status_code, chosen.location) == (303, "/search")
    assert known_place(client) == "Auckland"
    page = client.get("/zone").text
    assert "Auckland (NZDT, UTC+13 today)" in page
    assert "You chose this place." in page
    given_up = client.submit("/zone", {}, button="Follow my device instead")
    assert given_up.status_code == 303
    assert known_place(client) is None


def test_nothing_chosen_is_an_error_at_the_field(client):
    refused = client.submit("/zone?q=Kenya&next=/search", {"zone": ""})
    assert (refused.status_code, 'id="zone-error"' in refused.text) == (422, True)


@pytest.mark.parametrize(
    "zone", ["EST", "UTC", "America/Nowhere", "../etc/passwd", "\0", "x" * 5000, "localtime"]
)
def test_what_is_no_place_is_not_kept(client, zone):
    refused = client.post("/zone", data={"zone": zone, "next": "/"})
    assert (refused.status_code, "sidestage_zone" in str(refused.headers)) == (422, False)


@pytest.mark.parametrize(
    "back", ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"]
)
def test_nobody_is_led_away(client, back):
    for path in ("/zone", "/zone/detected"):
        answer = client.post(path, data={"zone": "Asia/Tokyo", "next": back})
        assert (answer.status_code, answer.location) == (303, "/")


@pytest.mark.parametrize("query", ["", " ", "\0", "zzzzqqq", "9" * 5000, "<b>", "%", "🕙"])
def test_a_search_that_finds_nothing_says_so_or_shows_the_page(client, query):
    page = client.get("/zone", query_string={"q": query})
    assert page.status_code == 200
    assert ("No place of that name is known" in page.text) == (query in {"zzzzqqq", "<b>", "%", "🕙"})


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("UTC", "Africa/Accra"),
        ("Etc/GMT+5", "America/Bogota"),
        ("GMT", "Europe/London"),
        ("EST", "America/New_York"),
    ],
)
def test_a_device_that_names_no_place_is_told_so_with_places_to_choose(client, name, first):
    detected(client, name)
    assert known_place(client) is None
    page = client.get("/zone").text
    assert f"Your device only says “{name}”" in page
    assert next(iter(answers(page, "zone"))) == first


@pytest.mark.parametrize(
    ("name", "city"), [("Asia/Calcutta", "Kolkata"), ("Europe/Kiev", "Kyiv"), ("US/Eastern", "New York")]
)
def test_a_browser_with_older_names_is_understood(client, name, city):
    detected(client, name)
    assert known_place(client) == city


@pytest.mark.parametrize(
    "cookie",
    [
        *(
            "auto:America/Nowhere",
            "chosen:America/Nowhere",
            "auto:Mars/Olympus",
            "auto:",
            "chosen",
            ":",
            "auto",
        ),
        *(
            "other:Asia/Tokyo",
            "auto:../../etc/passwd",
            "auto:Asia/Tokyo\0",
            "auto:America",
            "auto:" + "A" * 900,
        ),
        *("auto:Europe/Zürich", "%00", "auto:%00", "auto:<script>", "auto:asia/tokyo"),
    ],
)
def test_a_cookie_is_never_trusted(client, cookie):
    event = events.published()
    client.set_cookie("sidestage_zone", quote(cookie))
    for page in ("/", "/zone", f"/events/{event.slug}"):
        answer = client.get(page)
        assert (answer.status_code, "<script>" in answer.text) == (200, False)
    assert known_place(client) is None
