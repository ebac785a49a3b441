"""Asking the people: the organiser's pages and everybody's own page."""

import re
from datetime import timedelta

import pytest

from app.domain.access import Role
from app.extensions import db
from app.models import Event, HourPoll, HourPollPerson, OutboxMessage, Person
from app.services.finder import poll_links
from tests.support import desk
from tests.support.finder import with_people
from tests.support.pages import folded
from tests.support.world import START

PAGE = "/desk/events/twelve-reefs/fair-hours"
STARTS = ["20270310T0900Z", "20270310T2200Z"]


@pytest.fixture
def event(app, amara):
    return with_people(desk.event(team={Role.LEAD: amara}))


@pytest.fixture
def organiser(client, sign_in, amara, event):
    return sign_in(client, amara)


@pytest.fixture
def poll(organiser, event):
    organiser.post(f"{PAGE}/ask", data={"starts": STARTS, "note": "Any of these."})
    return db.session.query(HourPoll).one()


def link_of(name):
    person = db.session.query(HourPollPerson).filter(HourPollPerson.name.startswith(name)).one()
    return poll_links.url(person).removeprefix("http://localhost")


def said(poll, *answers):
    return {f"start_{start.id}": answer for start, answer in zip(poll.starts, answers, strict=True)}


def test_the_different_hours_are_offered_and_marked(organiser):
    page = organiser.get(f"{PAGE}/ask", query_string={"at": STARTS[0]}).text
    assert f'value="{STARTS[0]}"' in page
    assert page.count(" checked") == 4
    assert "By mail to 3 people:" in page


def test_asking_sends_one_mail_each_however_often_one_clicks(organiser, poll):
    again = organiser.post(f"{PAGE}/ask", data={"starts": STARTS})
    assert (again.status_code, again.location) == (303, f"{PAGE}/poll")
    assert db.session.query(HourPoll).count() == 1
    asked = db.session.query(OutboxMessage).filter_by(kind="poll_asked").count()
    assert asked == 3


def test_while_people_are_being_asked_another_question_waits(organiser, poll):
    page = organiser.get(f"{PAGE}/ask", follow_redirects=True).text
    assert "The people are being asked already." in page
    page = organiser.post(f"{PAGE}/ask", data={"starts": STARTS[:1]}, follow_redirects=True).text
    assert ("The people are being asked already." in page, "are asked by mail" in page) == (True, False)
    assert len(poll.starts) == 2
    organiser.post(f"{PAGE}/poll/close")
    assert "Ask the people" in organiser.get(f"{PAGE}/ask").text


def test_each_start_says_what_it_asks_of_people(organiser):
    assert re.search(r"All points: \d+\. \w[^<]+ pays most\.", organiser.get(f"{PAGE}/ask").text)


@pytest.mark.parametrize(
    ("starts", "words"),
    [
        ([], "Choose at least one start"),
        (["nonsense"], "Choose at least one start"),
        ([f"20270310T{hour:02}00Z" for hour in range(9)], "at most 8 starts"),
    ],
)
def test_questions_that_cannot_be_asked(organiser, starts, words):
    answer = organiser.post(f"{PAGE}/ask", data={"starts": starts})
    assert answer.status_code == 422
    assert words in answer.text


def test_everybody_sees_only_the_own_hours(poll, new_client):
    page = new_client().get(link_of("Bo")).text
    assert "Wednesday, 10 March 2027, 01:00 – 02:30" in page
    assert "Los Angeles (PST, UTC−8)" in page
    assert "Lagos" not in page
    assert "Chie" not in page
    assert "Any of these." in page


def test_answers_are_kept_and_can_be_changed(poll, new_client, organiser):
    visitor, link = new_client(), link_of("Bo")
    assert visitor.post(link, data=said(poll, "no", "yes")).status_code == 303
    assert visitor.post(link, data=said(poll, "if_need_be", "yes") | {"comment": "Early."}).status_code == 303
    page = visitor.get(link).text
    assert page.count(" checked") == 2
    assert "Change my answers" in page
    board = folded(organiser.get(f"{PAGE}/poll").text)
    assert "1 of 3 have answered" in board
    assert "Early." in board
    assert re.findall(r"<td>(\d / \d / \d)", board) == ["0 / 1 / 0", "1 / 0 / 0"]


def test_what_is_left_open_is_asked_for(poll, new_client):
    link = link_of("Bo")
    answer = new_client().post(link, data={})
    assert answer.status_code == 422
    assert answer.text.count("Say yes, if need be, or no.") >= 2
    assert new_client().post(link, data=said(poll, "perhaps", "yes")).status_code == 422


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "é" * 20])
def test_a_foreign_link_is_explained(client, token):
    answer = client.get(f"/poll/{token}")
    assert answer.status_code == 404
    assert "This personal link is not known." in answer.text


def test_personal_pages_stay_out_of_caches_and_indexes(poll, new_client):
    headers = new_client().get(link_of("Bo")).headers
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_fixing_the_hour_closes_the_question_and_tells_on_its_page(poll, organiser, new_client, event):
    link = link_of("Chie")
    organiser.post(f"{PAGE}/propose", data={"at": STARTS[0]})
    db.session.expire_all()
    assert db.session.get(Event, event.id).starts_at.isoformat() == "2027-03-10T09:00:00+00:00"
    page = new_client().get(link).text
    assert "The hour is fixed." in page
    assert "18:00 – 19:30" in page
    assert new_client().post(link, data=said(poll, "yes", "yes")).status_code == 409
    assert db.session.query(HourPollPerson).filter(HourPollPerson.answered_at.is_not(None)).count() == 0


def test_reminders_go_to_who_has_not_answered(poll, organiser, new_client, clock):
    new_client().post(link_of("Bo"), data=said(poll, "yes", "yes"))
    clock.set(START + timedelta(days=1))
    assert "Remind 2 people" in organiser.get(f"{PAGE}/poll").text
    for _ in range(2):
        assert organiser.post(f"{PAGE}/poll/remind").status_code == 303
    due = db.session.query(OutboxMessage).filter_by(kind="poll_reminder", due_at=START + timedelta(days=1))
    assert sorted(message.to_name for message in due) == ["Amara Okafor", "Chie Tanabe"]


def test_closed_by_hand(poll, organiser, new_client):
    for _ in range(2):
        assert organiser.post(f"{PAGE}/poll/close").status_code == 303
    assert "This question is closed" in new_client().get(link_of("Bo")).text
    assert organiser.post(f"{PAGE}/poll/remind").status_code == 409


def test_answers_stand_in_the_heat_map(poll, organiser, new_client):
    new_client().post(link_of("Bo"), data=said(poll, "yes", "no"))
    assert "; asked: yes 1, if need be 0, no 0" in organiser.get(PAGE).text


def test_who_has_no_address_is_reached_by_hand(organiser):
    db.session.query(Person).filter_by(slug="bo").one().email = None
    organiser.post(f"{PAGE}/ask", data={"starts": STARTS})
    board = organiser.get(f"{PAGE}/poll").text
    assert "To hand on yourself" in board
    assert link_of("Bo") in board
