"""The organisers' list: numbers, people, export, the two switches, one person (rows R2, R9, R11)."""

import csv
import io
import re

import pytest

from app.domain.access import Role
from app.extensions import db
from app.models import EventChange
from tests.support.attendees import kinds, public_event, register, token
from tests.support.world import START

ADDRESS = "/desk/events/twelve-reefs/registrations"


@pytest.fixture
def desk(client, sign_in, amara):
    return sign_in(client, amara)


@pytest.fixture
def event(amara, bo):
    return public_event(capacity=2, team={Role.LEAD: amara, Role.CO_ORGANISER: bo})


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_numbers_countries_and_people(desk, event):
    register(event, "Chie Tanabe", country="JP")
    bo = register(event, "Bo Lindqvist", country="US", organisation="Deep Sea Institute")
    bo.joined_at = START
    register(event, "Dov", country="JP")
    page = words(desk.get(ADDRESS).text)
    assert "2 of 2 seats taken" in page
    assert "1 person waits. 0 cancelled. 1 joined." in page
    assert "Japan: 1 United States: 1 (1 joined.)" in page
    assert "1 Chie Tanabe chie@example.org Japan Confirmed – –" in page
    assert "2 Bo Lindqvist Deep Sea Institute bo@example.org United States Confirmed – Yes" in page
    assert "3 Dov dov@example.org Japan On the waiting list – –" in page


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("?q=tanabe", ["Chie Tanabe"]),
        ("?q=DEEP", ["Bo Lindqvist"]),
        ("?q=%25", []),
        ("?q=_", []),
        ("?q=%00example.org", ["Chie Tanabe", "Bo Lindqvist", "Dov"]),
        ("?state=waiting", ["Dov"]),
        ("?state=nonsense", ["Chie Tanabe", "Bo Lindqvist", "Dov"]),
        ("?page=0", ["Chie Tanabe", "Bo Lindqvist", "Dov"]),
        ("?page=99999999999999999999", []),
        ("?page=x", ["Chie Tanabe", "Bo Lindqvist", "Dov"]),
    ],
)
def test_people_are_found(desk, event, search, found):
    register(event, "Chie Tanabe")
    register(event, "Bo Lindqvist", organisation="Deep Sea Institute")
    register(event, "Dov")
    page = desk.get(ADDRESS + search)
    assert page.status_code == 200
    assert re.findall(r"<bdi>([^<]+)</bdi></a>", page.text) == found


def test_the_list_asks_the_same_number_of_questions_for_three_and_sixty(desk, event, count_queries):
    event.capacity = None
    asked = []
    for number in range(60):
        register(event, f"p{number}")
        if number in {2, 59}:
            db.session.commit()
            with count_queries() as statements:
                desk.get(ADDRESS)
            asked.append(len(statements))
    assert asked[0] == asked[1]
    assert "Page 2 of 2" in words(desk.get(f"{ADDRESS}?page=2").text)


def test_nobody_yet_says_what_to_do(desk, event):
    assert "Nobody has registered yet" in desk.get(ADDRESS).text


def test_an_export_in_which_nothing_runs(desk, event):
    register(event, "=cmd()", "chie@example.org", organisation="@SUM(A1)", access_needs='+1 "x"\nnext')
    answer = desk.get(f"{ADDRESS}.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="twelve-reefs-registrations.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"), newline="")))
    assert [(row["name"], row["organisation"], row["access needs"], row["state"]) for row in rows] == [
        ("'=cmd()", "'@SUM(A1)", '\'+1 "x"\nnext', "confirmed")
    ]
    assert token(db.session.query(event.__class__).one() and register(event, "Bo")) not in answer.text


def test_more_seats_raise_the_list_at_once_and_the_history_knows(desk, event):
    people = [register(event, name) for name in ("Chie", "Bo", "Dov", "Eve")]
    answer = desk.submit(ADDRESS, {"capacity": "3", "registration_open": "y"}, button="Save")
    assert answer.status_code == 303
    assert "1 person from the waiting list has a seat now" in words(desk.get(ADDRESS).text)
    db.session.expire_all()
    assert [one.state.value for one in people] == ["confirmed"] * 3 + ["waiting"]
    changes = db.session.query(EventChange).filter_by(field="capacity")
    assert [(change.old, change.new, change.by) for change in changes] == [("2", "3", "Amara Okafor")]


@pytest.mark.parametrize("typed", ["1", "0", "-1", "many", "1.5", "9" * 40])
def test_seats_that_cannot_be_are_refused_at_the_field(desk, event, typed):
    register(event, "Chie")
    register(event, "Bo")
    answer = desk.post(ADDRESS, data={"capacity": typed, "registration_open": "y"})
    assert answer.status_code == 422
    assert 'id="capacity-error"' in answer.text
    assert f'value="{typed}"' in answer.text
    db.session.refresh(event)
    assert event.capacity == 2


def test_close_and_open_the_registration(desk, event):
    desk.post(ADDRESS, data={"capacity": "2"})
    db.session.refresh(event)
    assert event.registration_open is False
    desk.post(ADDRESS, data={"capacity": "", "registration_open": "y"})
    db.session.refresh(event)
    assert (event.registration_open, event.capacity) == (True, None)


def test_one_person_is_cancelled_with_a_reason_or_gets_a_new_link(desk, event):
    chie = register(event, "Chie Tanabe", access_needs="captions")
    page = desk.get(f"{ADDRESS}/1")
    assert "captions" in page.text
    old = chie.token_hash
    assert desk.submit(f"{ADDRESS}/1", button="Send a new link").status_code == 303
    db.session.refresh(chie)
    assert chie.token_hash != old
    answer = desk.submit(
        f"{ADDRESS}/1", {"reason": "Registered twice"}, button="Cancel it and tell the person"
    )
    assert (answer.status_code, answer.location) == (303, ADDRESS)
    db.session.refresh(chie)
    assert (chie.state.value, kinds(chie)[-1]) == ("cancelled", "registration_cancelled")


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999"])
def test_nobody_of_that_number(desk, event, number):
    register(event)
    assert desk.get(f"{ADDRESS}/{number}").status_code == 404


def test_co_organisers_see_and_do_not_change_and_strangers_see_nothing(new_client, sign_in, event, bo, chie):
    register(event)
    reader = sign_in(new_client(), bo)
    page = reader.get(ADDRESS)
    assert (page.status_code, "Who can register" in page.text) == (200, False)
    assert reader.get(f"{ADDRESS}.csv").status_code == 200
    for address in (ADDRESS, f"{ADDRESS}/1/cancel", f"{ADDRESS}/1/new-link"):
        assert reader.post(address, data={"capacity": "9"}).status_code == 403
    stranger = sign_in(new_client(), chie)
    for address in (ADDRESS, f"{ADDRESS}.csv", f"{ADDRESS}/1"):
        assert stranger.get(address).status_code == 404
