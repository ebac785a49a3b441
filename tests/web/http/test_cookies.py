"""What browsers are told about our cookies: who may read them, where they travel, how long they stay."""

import re

import pytest

from tests.support.attendees import deliver

TO_PAGES_OF_OURS = {"Path=/", "SameSite=Lax"}
FOR_A_YEAR = {"Max-Age=31536000", "Expires"}


@pytest.fixture(params=["http", "https"])
def visitor(request, client):
    """Return a client and what https adds to each cookie."""
    if request.param == "http":
        return client, set()
    return request.getfixturevalue("https_client"), {"Secure"}


def cookies(answer):
    """Return name -> attributes; of a date only that there is one."""
    found = {}
    for header in answer.headers.getlist("Set-Cookie"):
        cookie, *attributes = header.split("; ")
        found[cookie.partition("=")[0]] = {re.sub(r"^Expires=.+", "Expires", one) for one in attributes}
    return found


def test_the_session_of_a_visitor_is_no_script_s_business_and_ends_with_the_browser(visitor):
    browser, secure = visitor
    assert cookies(browser.get("/sign-in")) == {"sidestage_session": {"HttpOnly"} | TO_PAGES_OF_OURS | secure}


def test_the_session_of_who_signs_in_stays_and_is_no_script_s_business_either(visitor, app, outgoing):
    browser, secure = visitor
    browser.submit("/sign-in", {"email": "amara@example.org"})
    deliver(app)
    code = re.search(r"\b\d{6}\b", outgoing.sent[-1].text).group(0)
    signed_in = browser.submit("/sign-in/code", {"code": code})
    assert (signed_in.status_code, cookies(signed_in)) == (
        303,
        {"sidestage_session": {"HttpOnly", "Expires"} | TO_PAGES_OF_OURS | secure},
    )


def test_the_zone_is_kept_for_a_year_and_scripts_read_it(visitor):
    browser, secure = visitor
    chosen = browser.submit("/zone?q=Tokyo", {"zone": "Asia/Tokyo"})
    assert (chosen.status_code, cookies(chosen)) == (
        303,
        {"sidestage_zone": FOR_A_YEAR | TO_PAGES_OF_OURS | secure},
    )


@pytest.mark.parametrize("path", ["/", "/events.ics", "/styles.css", "/static/css/base.css", "/nowhere"])
def test_who_only_reads_gets_no_cookie(client, path):
    assert cookies(client.get(path, buffered=True)) == {}
