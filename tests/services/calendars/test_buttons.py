"""The calendar buttons of an event: absolute addresses, and a code that leads a phone to the page."""

from urllib.parse import parse_qs, urlsplit

from app.services.calendars import buttons
from tests.support.attendees import public_event

PAGE = "http://localhost/events/twelve-reefs"
JOIN = "http://localhost/join/secret"


def asked(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_each_program_is_told_the_hour_the_title_and_where(app):
    made = buttons.of(public_event(aim="Count them."))
    assert (made.file, made.copy, made.page) == (f"{PAGE}.ics", f"{PAGE}.ics", PAGE)
    assert made.webcal.startswith("webcal://localhost/events/twelve-reefs.ics")
    google = asked(made.google)
    assert (google["text"], google["location"]) == ("Twelve reefs", PAGE)
    assert google["dates"] == "20270311T090000Z/20270311T103000Z"
    for address in (made.outlook, made.office365):
        assert asked(address)["subject"] == "Twelve reefs"
    assert asked(made.yahoo)["title"] == "Twelve reefs"


def test_a_person_s_own_buttons_name_their_way_in_and_their_page(app):
    made = buttons.of(public_event(), location=JOIN, page="http://localhost/my/secret")
    assert (asked(made.google)["location"], made.page) == (JOIN, "http://localhost/my/secret")


def test_the_code_is_a_drawing_that_differs_by_page(app):
    event = public_event()
    first, second = buttons.of(event).qr, buttons.of(event, page="http://localhost/my/secret").qr
    assert (first.startswith("<svg"), first == second, first == buttons.of(event).qr) == (True, False, True)
