"""Registering on the public page: plain HTML, every refusal at its field, nothing said about anybody else."""

import re
from datetime import timedelta

import pytest

from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import EventSlug, Registration
from tests.support.attendees import delivered, kinds, public_event, queued, register

ADDRESS = "/events/twelve-reefs/register"
CHIE = {"name": "Chie Tanabe", "email": "chie@example.org", "country": "JP"}


def people():
    db.session.expire_all()
    return db.session.query(Registration).order_by(Registration.queue_number).all()


def test_somebody_in_another_zone_registers_without_an_account(app, client, outgoing):
    public_event()
    client.set_cookie("sidestage_zone", "auto:Asia/Tokyo")
    answer = client.submit(ADDRESS, CHIE | {"organisation": "Deep Sea Institute", "access_needs": "captions"})
    assert (answer.status_code, answer.location) == (303, "/events/twelve-reefs/registered")
    (chie,) = people()
    assert (chie.name, chie.email, chie.country, chie.zone, chie.locale, chie.state.value) == (
        "Chie Tanabe",
        "chie@example.org",
        "JP",
        "Asia/Tokyo",
        "en_GB",
        "confirmed",
    )
    page = client.get(answer.location).text
    assert "We have written to chie@example.org." in page
    assert "We have written to the address you gave." in client.get(answer.location).text
    (mail,) = delivered(app, outgoing)
    link = re.search(r"http://localhost(/my/\S+)", mail.get_body(("plain",)).get_content())[1]
    assert client.get(link).status_code == 200


def test_no_page_between_form_and_mail_holds_the_link(client):
    public_event()
    answer = client.submit(ADDRESS, CHIE)
    assert "/my/" not in answer.location + answer.text + client.get(answer.location).text


def test_the_page_says_what_is_kept_for_how_long_and_that_it_may_be_recorded(client):
    public_event(capacity=30)
    page = client.get(ADDRESS).text
    assert "The session may be recorded and published." in page
    assert "Your name and address are erased on Wednesday, 9 June 2027" in page
    assert "30 seats of 30 are left." in page
    assert "Lagos time (WAT, UTC+1)" in page


@pytest.mark.parametrize(("name", "kinds_of_chie"), [("Chie TANABE", ["registration_link"]), ("Mallory", [])])
def test_a_stranger_learns_nothing_about_an_address_that_is_registered(
    app, client, clock, outgoing, name, kinds_of_chie
):
    event = public_event()
    chie = register(event, "Chie Tanabe", "chie@example.org", organisation="Deep Sea Institute")
    clock.move(timedelta(hours=1))
    known = client.submit(ADDRESS, CHIE | {"name": name, "email": "CHIE@example.org"})
    known_page = client.get(known.location).text
    new = client.submit(ADDRESS, CHIE | {"name": name, "email": "new@example.org"})
    new_page = client.get(new.location).text
    assert (known.status_code, known.location) == (new.status_code, new.location)
    assert known_page.replace("CHIE@", "new@") == new_page
    assert (chie.name, chie.organisation) == ("Chie Tanabe", "Deep Sea Institute")
    assert kinds(chie) == ["registration_confirmed", *kinds_of_chie]
    assert {mail["To"].addresses[0].addr_spec for mail in delivered(app, outgoing)} == {
        "chie@example.org",
        "new@example.org",
    }


def test_a_double_click_is_one_registration_and_one_mail(client):
    public_event()
    for _ in range(2):
        assert client.post(ADDRESS, data=CHIE).status_code == 303
    assert (
        len(people()),
        len(queued(kind="registration_confirmed")),
        len(queued(kind="registration_link")),
    ) == (
        1,
        1,
        0,
    )


def test_a_full_event_offers_the_waiting_list_plainly(app, client, outgoing):
    event = public_event(capacity=1)
    register(event, "Bo")
    page = client.get(ADDRESS).text
    assert "<h1>Join the waiting list</h1>" in page
    assert "All seats are taken." in page
    answer = client.submit(ADDRESS, CHIE, button="Join the waiting list")
    assert "most likely says that you are on the waiting list" in client.get(answer.location).text
    assert [(one.name, one.state.value) for one in people()] == [
        ("Bo", "confirmed"),
        ("Chie Tanabe", "waiting"),
    ]


def test_who_holds_the_last_seat_and_sends_again_is_told_nothing_false(client):
    public_event(capacity=1)
    first = client.get(client.submit(ADDRESS, CHIE).location).text
    assert "The mail holds your seat" in first
    again = client.get(client.submit(ADDRESS, CHIE, button="Join the waiting list").location).text
    assert "One that you hold already stays yours; otherwise the mail most likely says" in again
    assert "sends the form twice within a few minutes gets one mail, the first." in again
    assert [one.state.value for one in people()] == ["confirmed"]
    assert len(queued(kind="registration_confirmed") + queued(kind="registration_link")) == 1
    stranger = CHIE | {"email": "bo@example.org"}
    other = client.get(client.submit(ADDRESS, stranger, button="Join the waiting list").location).text
    assert other == again.replace("chie@", "bo@")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"registration_open": False}, "Registration is closed."),
        ({"state": EventState.CANCELLED}, "This event has been cancelled"),
        ({"state": EventState.POSTPONED}, "This event is postponed."),
        ({"state": EventState.HELD}, "This event is over"),
    ],
)
def test_refused_with_one_sentence_and_the_form_intact(client, change, words):
    event = public_event()
    for name, value in change.items():
        setattr(event, name, value)
    page = client.get(ADDRESS)
    assert (page.status_code, words in page.text, '<form method="post"' in page.text) == (200, True, False)
    answer = client.post(ADDRESS, data=CHIE | {"access_needs": "sign language"})
    assert answer.status_code == 422
    for kept in (words, "Chie Tanabe", "chie@example.org", "sign language", 'value="JP" selected'):
        assert kept in answer.text.replace('selected value="JP"', 'value="JP" selected')
    assert people() == []


def test_over_means_after_the_last_minute(client, clock):
    event = public_event()
    clock.set(event.ends_at)
    assert client.post(ADDRESS, data=CHIE).status_code == 422
    clock.move(-timedelta(minutes=1))
    assert client.post(ADDRESS, data=CHIE).status_code == 303


def test_drafts_are_not_there_and_old_addresses_lead_on(client):
    event = public_event()
    public_event("not-yet", state=EventState.PUBLISHED).state = EventState.DRAFT
    db.session.add(EventSlug(slug="eleven-reefs", event_id=event.id))
    assert client.get("/events/not-yet/register").status_code == 404
    assert client.post("/events/not-yet/register", data=CHIE).status_code == 404
    assert client.get("/events/nothing/register").status_code == 404
    moved = client.get("/events/eleven-reefs/register")
    assert (moved.status_code, moved.location) == (301, ADDRESS)


BAD = {
    "nothing": ({"name": "", "email": "", "country": ""}, ["name", "email", "country"]),
    "blanks": ({"name": " \t ", "email": "  "}, ["name", "email"]),
    "controls only": ({"name": "\x00\x01\x1f"}, ["name"]),
    "unseen only": ({"name": "\u200b\u200d\u2060"}, ["name"]),
    "combining only": ({"name": "\u0301\u0301"}, ["name"]),
    "huge": ({"name": "x" * 5_000_000}, ["name"]),
    "a huge address": ({"email": "x" * 70_000 + "@example.org"}, ["email"]),
    "a huge organisation": ({"organisation": "x" * 201}, ["organisation"]),
    "huge needs": ({"access_needs": "x" * 1001}, ["access_needs"]),
    "no address": ({"email": "chie"}, ["email"]),
    "two addresses": ({"email": "chie@example.org, bo@example.org"}, ["email"]),
    "a header": ({"email": "chie@example.org\r\nBcc: mallory@example.org"}, ["email"]),
    "a host alone": ({"email": "@example.org"}, ["email"]),
    "no such country": ({"country": "ZZ"}, ["country"]),
    "a huge country": ({"country": "J" * 4000}, ["country"]),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_refused_at_its_field_with_everything_kept(client, what):
    public_event()
    fields, refused = BAD[what]
    answer = client.post(ADDRESS, data=CHIE | {"organisation": "Deep Sea Institute"} | fields)
    assert answer.status_code == 422
    assert re.findall(r'id="(\w+)-error"', answer.text) == sorted(
        refused, key=["name", "email", "country", "organisation", "access_needs"].index
    )
    if "organisation" not in fields:
        assert 'value="Deep Sea Institute"' in answer.text
    assert people() == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Zoë 🎤 田中", "Zoë 🎤 田中"),
        ("مريم", "مريم"),
        ("\u202eevil\u202c Bo", "evil Bo"),
        ("Bo\r\nBcc: mallory@example.org", "Bo Bcc: mallory@example.org"),
        ("  Bo \t Lindqvist ", "Bo Lindqvist"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("e\u0301lan", "\u00e9lan"),
    ],
)
def test_names_of_any_script_are_kept_and_nothing_hidden_in_them(app, client, outgoing, typed, kept):
    public_event()
    assert client.post(ADDRESS, data=CHIE | {"name": typed}).status_code == 303
    (one,) = people()
    assert one.name == kept
    (mail,) = delivered(app, outgoing)
    assert [address.addr_spec for address in mail["To"].addresses] == ["chie@example.org"]
    assert "<script>" not in mail.get_body(("html",)).get_content()


def test_an_unknown_zone_in_the_cookie_is_nothing(client):
    public_event()
    client.set_cookie("sidestage_zone", "auto:Mars/Olympus")
    client.post(ADDRESS, data=CHIE)
    assert people()[0].zone is None


def test_an_office_registers_three_colleagues_one_after_the_other(app, client, outgoing):
    public_event()
    links = {}
    for name in ("Amara Okafor", "Bo Lindqvist", "Chie Tanabe"):
        answer = client.submit(ADDRESS, CHIE | {"name": name, "email": "office@example.org"})
        page = client.get(answer.location).text
        assert "We have written to office@example.org." in page
        assert f'href="{ADDRESS}"' in page
        (mail,) = delivered(app, outgoing)
        assert mail["To"].addresses[0].display_name == name
        link = re.search(r"http://localhost(/my/\S+)", mail.get_body(("plain",)).get_content())[1]
        links[link] = name
    assert [(one.name, one.state.value) for one in people()] == [
        ("Amara Okafor", "confirmed"),
        ("Bo Lindqvist", "confirmed"),
        ("Chie Tanabe", "confirmed"),
    ]
    assert len(links) == 3
    for link, name in links.items():
        page = client.get(link).text
        assert [other in page for other in links.values()] == [other == name for other in links.values()]


def test_the_eleventh_person_of_a_mailbox_sees_the_page_of_everybody(app, client, outgoing):
    event = public_event()
    for number in range(10):
        register(event, f"Person {number}", "office@example.org")
    delivered(app, outgoing)
    full = client.submit(ADDRESS, CHIE | {"email": "office@example.org"})
    other = client.submit(ADDRESS, CHIE | {"email": "other@example.org"})
    assert (full.status_code, full.location) == (other.status_code, other.location)
    assert len(people()) == 11
    (refused, _seat) = delivered(app, outgoing)
    assert refused["Subject"] == "Not registered: Chie Tanabe, for Twelve reefs"
