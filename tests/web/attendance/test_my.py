"""The attendee's own page: state, calendar, change, give back, new link, data (rows R6, R8, R10, X3)."""

import json
import re

import pytest

from app.domain.attendance import admission
from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import Registration
from app.services.scheduling import publishing
from tests.support.attendees import MEETING, kinds, public_event, register, token
from tests.support.desk import AMARA
from tests.support.world import START


def my(registration):
    return f"/my/{token(registration)}"


def reloaded(registration):
    db.session.refresh(registration)
    return registration


def test_the_page_tells_the_hour_in_the_own_place_and_offers_every_calendar(client):
    chie = register(public_event())
    page = client.get(my(chie)).text
    assert "Your time, Tokyo (JST, UTC+9)" in page
    assert "18:00 – 19:30" in page
    for address in (
        "http://localhost/events/twelve-reefs.ics",
        "webcal://localhost/events/twelve-reefs.ics",
        "https://calendar.google.com/calendar/render?",
        "https://outlook.live.com/calendar/0/action/compose?",
        "https://outlook.office.com/calendar/0/action/compose?",
        "https://calendar.yahoo.com/?",
        f"http://localhost/join/{token(chie, 'join')}",
    ):
        assert f'href="{address}' in page, address
    assert "<svg" in page.split("Open this page on your phone")[1]
    assert MEETING not in page


def test_personal_pages_are_kept_out_of_caches_indexes_and_referrers(client):
    answer = client.get(my(register(public_event())))
    assert (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("wrong", ["x", "x" * 3000, "%00", "..%2f..", "🎤"])
@pytest.mark.parametrize("address", ["/my/", "/join/", "/unsubscribe/"])
def test_an_unknown_link_is_said_to_be_unknown(client, address, wrong):
    answer = client.get(address + wrong)
    assert answer.status_code == 404
    if "%2f" not in wrong:
        assert "This personal link is not known." in answer.text


def test_a_link_for_one_thing_does_not_open_another(client):
    chie = register(public_event())
    assert client.get(f"/my/{token(chie, 'join')}").status_code == 404
    assert client.get(f"/my/{token(chie, 'unsubscribe')}").status_code == 404
    assert client.get(f"/unsubscribe/{token(chie)}").status_code == 404


def test_change_what_was_said(client):
    chie = register(public_event())
    answer = client.submit(
        f"{my(chie)}/change",
        {"name": "Tanabe Chie", "country": "KR", "zone": "Asia/Seoul", "access_needs": "captions"},
    )
    assert (answer.status_code, answer.location) == (303, my(chie))
    kept = reloaded(chie)
    assert (kept.name, kept.country, kept.zone, kept.access_needs) == (
        "Tanabe Chie",
        "KR",
        "Asia/Seoul",
        "captions",
    )


def test_a_wrong_change_is_refused_with_everything_kept(client):
    chie = register(public_event())
    answer = client.post(
        f"{my(chie)}/change", data={"name": "", "country": "ZZ", "zone": "EST", "organisation": "Deep Sea"}
    )
    assert answer.status_code == 422
    assert re.findall(r'id="(\w+)-error"', answer.text) == ["name", "country", "zone"]
    assert 'value="Deep Sea"' in answer.text
    assert reloaded(chie).name == "Chie Tanabe"


def test_an_old_zone_name_survives_a_change_of_something_else(client):
    chie = register(public_event(), zone="Asia/Calcutta")
    client.submit(f"{my(chie)}/change", {"name": "Tanabe Chie"})
    assert reloaded(chie).zone == "Asia/Calcutta"


def test_give_the_seat_back_after_a_question_and_come_again(client):
    event = public_event(capacity=1)
    chie, bo = register(event, "Chie"), register(event, "Bo")
    asked = client.get(f"{my(chie)}/cancel").text
    assert "The first on the waiting list gets it at once" in asked
    assert reloaded(chie).state.value == "confirmed"
    answer = client.submit(f"{my(chie)}/cancel", button="Give my seat back")
    assert (answer.status_code, answer.location) == (303, my(chie))
    assert (reloaded(chie).state.value, reloaded(bo).state.value) == ("cancelled", "confirmed")
    answer = client.submit(my(chie), button="Register again")
    assert (answer.status_code, reloaded(chie).state.value) == (303, "waiting")
    page = client.get(my(chie)).text
    assert "You are on the waiting list" in page
    assert "Leave the waiting list" in page
    assert "/events/twelve-reefs.ics" not in page


def test_a_repeated_post_changes_nothing(client):
    chie = register(public_event())
    for _ in range(2):
        assert client.post(f"{my(chie)}/cancel").status_code == 303
    assert kinds(chie) == ["registration_confirmed", "registration_cancelled"]
    for _ in range(2):
        assert client.post(f"{my(chie)}/register-again").status_code == 303
    assert kinds(chie).count("registration_confirmed") == 2


def test_too_late_is_said_and_changes_nothing(client, clock):
    event = public_event()
    chie = register(event)
    clock.set(event.ends_at)
    answer = client.post(f"{my(chie)}/cancel")
    assert (answer.status_code, "there is no seat to give back" in answer.text) == (409, True)
    assert reloaded(chie).state.value == "confirmed"


@pytest.mark.parametrize(
    ("change", "words", "gone"),
    [
        (publishing.cancel, "This event was cancelled", "Give my seat back"),
        (publishing.postpone, "Postponed: the hour below no longer holds", "Join the session"),
    ],
)
def test_the_page_explains_what_became_of_the_event(client, change, words, gone):
    event = public_event()
    chie = register(event)
    change(event, reason="A storm", actor=AMARA, now=START)
    page = client.get(my(chie)).text
    assert (words in page, "A storm" in page, gone in page) == (True, True, False)


def test_a_page_taken_back_leaves_the_registration(client):
    event = public_event()
    chie = register(event)
    event.state = EventState.DRAFT
    page = client.get(my(chie))
    assert (page.status_code, "taken the event" in page.text) == (200, True)


def test_after_the_end_it_leads_to_the_record(client, clock):
    event = public_event()
    chie = register(event)
    clock.set(event.ends_at)
    clock.move(admission.STAYS_OPEN)
    page = client.get(my(chie)).text
    assert ("Recording and materials" in page, "Join the session" in page) == (True, False)


def test_reminders_stop_and_start_on_the_page(client):
    chie = register(public_event())
    client.post(f"{my(chie)}/reminders", data={"reminders": "stop"})
    assert reloaded(chie).reminders_stopped_at == START
    client.submit(my(chie), button="Remind me")
    # the browser sends the pressed button's value, too; without one the harmless side is taken
    assert reloaded(chie).reminders_stopped_at is None


def test_one_click_from_a_mail_program_stops_reminders_and_nothing_else(careful_app):
    chie = register(public_event())
    careful = careful_app.test_client()
    stop = f"/unsubscribe/{token(chie, 'unsubscribe')}"
    db.session.commit()
    shown = careful.get(stop)
    assert (shown.status_code, "Stop reminders?" in shown.text) == (200, True)
    assert reloaded(chie).reminders_stopped_at is None
    db.session.commit()
    assert careful.post(stop, data={"anything": "else"}).status_code == 400
    answer = careful.post(stop, data={"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, "No more reminders" in answer.text) == (200, True)
    kept = reloaded(chie)
    assert (kept.reminders_stopped_at, kept.state.value) == (START, "confirmed")


def test_the_button_on_the_page_stops_them_too(client):
    chie = register(public_event())
    answer = client.submit(f"/unsubscribe/{token(chie, 'unsubscribe')}")
    assert (answer.status_code, reloaded(chie).reminders_stopped_at) == (200, START)


def test_a_new_link_voids_the_old_one(client):
    chie = register(public_event())
    old = my(chie)
    answer = client.submit(f"{old}/new-link")
    assert answer.status_code == 303
    new = answer.location.removeprefix("http://localhost")
    assert (client.get(old).status_code, client.get(new).status_code, new == old) == (404, 200, False)


def test_all_that_is_kept_as_a_file(client):
    chie = register(public_event(), access_needs="captions")
    answer = client.get(f"{my(chie)}/data.json")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-registration.json"'
    assert json.loads(answer.text)["registration"]["access_needs"] == "captions"


def test_erase_after_a_question(client):
    event = public_event(capacity=1)
    chie = register(event)
    link = my(chie)
    assert "Your seat is given back first." in client.get(f"{link}/erase").text
    answer = client.submit(f"{link}/erase", button="Erase my data")
    assert (answer.status_code, answer.location) == (303, "/events/twelve-reefs")
    assert client.get(link).status_code == 404
    row = db.session.query(Registration).one()
    assert (row.name, row.email, row.country) == ("", f"{row.id}@erased.invalid", "JP")


def test_a_name_of_another_with_the_same_mailbox_is_refused_at_its_field_and_nothing_typed_is_lost(client):
    event = public_event()
    register(event, "Amara Okafor", "office@example.org")
    bo = register(event, "Bo Lindqvist", "office@example.org")
    address = f"{my(bo)}/change"
    answer = client.submit(address, {"name": "OKAFOR, Amara", "organisation": "Deep Sea Institute"})
    assert (answer.status_code, re.findall(r'id="(\w+)-error"', answer.text)) == (422, ["name"])
    assert "Another registration with your address has this name." in answer.text
    assert 'value="OKAFOR, Amara"' in answer.text
    assert 'value="Deep Sea Institute"' in answer.text
    assert reloaded(bo).name == "Bo Lindqvist"
    assert client.submit(address, {"name": "Bo L. Lindqvist"}).status_code == 303
    assert reloaded(bo).name == "Bo L. Lindqvist"
