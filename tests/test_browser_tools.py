"""The tools for journeys, tested: a page opens, complaints are heard, people are signed in."""

import pytest


def test_a_visitor_lives_in_a_zone_of_their_own(new_page, chie):
    page = new_page(zone=chie.zone)
    page.goto("/")
    assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == "Asia/Tokyo"


def test_what_a_page_complains_about_is_heard(page, visits):
    page.goto("/")
    page.evaluate("import('https://elsewhere.example/x.js').catch(() => 0)")
    with page.expect_event("pageerror"):
        page.evaluate("setTimeout(() => { throw new Error('broken') })")
    heard = " ".join(visits.complaints)
    visits.complaints.clear()
    assert "https://elsewhere.example/x.js" in heard
    assert "script error: broken" in heard


def test_axe_hears_what_is_wrong(page, assert_no_axe_violations):
    page.goto("/")
    page.evaluate("document.querySelector('main').innerHTML = '<img src=\"data:,\">'")
    with pytest.raises(AssertionError, match="image-alt"):
        assert_no_axe_violations(page)


def test_a_persona_is_signed_in(page, sign_in_page, bo, base_url):
    sign_in_page(page, bo).goto("/sign-out")
    assert page.url == f"{base_url}/sign-out"
