"""The desk reads what people wrote; a lead answers, puts aside, and says where it goes (rows O5, R4)."""

import pytest

from app.domain.access import Role
from app.extensions import db
from app.models import Letter
from app.services.mail import letters
from app.services.mail.letters import Writer
from tests.support import desk
from tests.support.attendees import MEETING, delivered, public_event, queued, register
from tests.support.letters import QUESTION
from tests.support.world import START, installed_with

LIST = "/desk/events/twelve-reefs/messages/letters"


@pytest.fixture
def event(amara, bo, chie):
    made = public_event(team={Role.LEAD: amara, Role.CO_ORGANISER: bo, Role.PRODUCER: chie})
    db.session.commit()
    return made


def written(event, text=QUESTION, key="k", **more):
    writer = Writer(**({"email": "dan@example.org", "name": "Dan"} | more))
    made = letters.write(event, writer=writer, text=text, form_key=key, now=START)
    db.session.commit()
    return made


def test_a_lead_reads_answers_and_finds_the_letter_done(client, sign_in, amara, event, app, outgoing):
    one = written(event)
    sign_in(client, amara)
    assert f"{LIST}/{one.key}" in client.get(LIST).text
    page = client.get(f"{LIST}/{one.key}").text
    assert QUESTION in page
    assert "the address was not checked" in page
    answer = client.submit(f"{LIST}/{one.key}", {"text": "Yes, bring them."})
    assert (answer.status_code, answer.location) == (303, LIST)
    (mail,) = [mail for mail in delivered(app, outgoing) if mail["To"] == "Dan <dan@example.org>"]
    assert mail["From"] == "Sidestage <calendar@localhost>"
    assert outgoing.sent[-1].text.startswith("Yes, bring them.")
    assert f"{LIST}/{one.key}" in client.get(f"{LIST}?stand=settled").text
    assert "Yes, bring them." in client.get(f"{LIST}/{one.key}").text


def test_the_answer_of_the_second_organiser_is_refused_and_not_lost(client, sign_in, amara, event):
    one = written(event)
    sign_in(client, amara)
    letters.answer(one, text="No.", actor=desk.AMARA, now=START)
    db.session.commit()
    answer = client.post(f"{LIST}/{one.key}", data={"text": "Yes, bring them."})
    assert answer.status_code == 422
    assert "Amara Okafor has answered this letter already." in answer.text
    assert [row.kind for row in queued(kind="letter_answered")] == ["letter_answered"]


@pytest.mark.parametrize("text", ["", f"Come to {MEETING}", "x" * 5001])
def test_an_answer_that_cannot_go_keeps_what_was_typed(client, sign_in, amara, event, text):
    one = written(event)
    sign_in(client, amara)
    answer = client.submit(f"{LIST}/{one.key}", {"text": text})
    assert (answer.status_code, queued(kind="letter_answered")) == (422, [])
    assert text in answer.text


def test_a_letter_is_put_aside_without_an_answer(client, sign_in, amara, event):
    one = written(event, "Thank you!")
    sign_in(client, amara)
    settle = f"{LIST}/{one.key}/settle"
    assert f'formaction="{settle}"' in client.get(f"{LIST}/{one.key}").text
    assert client.post(settle).location == LIST
    db.session.refresh(one)
    assert (one.settled_by, one.stand) == ("Amara Okafor", "settled")


@pytest.mark.parametrize("who", ["bo", "chie"])
def test_co_organisers_and_producers_read_and_do_not_answer(client, sign_in, event, request, who):
    one = written(event)
    sign_in(client, request.getfixturevalue(who))
    assert QUESTION in client.get(f"{LIST}/{one.key}").text
    assert "Send the answer" not in client.get(f"{LIST}/{one.key}").text
    for address in (f"{LIST}/{one.key}", f"{LIST}/{one.key}/settle", LIST):
        assert client.post(address, data={"text": "Yes"}).status_code == 403


def test_nobody_else_reads_it(client, new_client, sign_in, bo):
    one = written(public_event())
    sign_in(client, bo)
    assert client.get(f"{LIST}/{one.key}").status_code == 404
    assert new_client().get(f"{LIST}/{one.key}").status_code == 303


def test_a_letter_of_another_event_is_not_found_here(client, sign_in, amara, event):
    one = written(public_event("ten-reefs"))
    sign_in(client, amara)
    assert client.get(f"{LIST}/{one.key}").status_code == 404
    assert client.get(f"{LIST}/nothing").status_code == 404


def test_a_lead_says_where_it_goes_and_the_history_knows(client, sign_in, amara, event):
    sign_in(client, amara)
    assert "amara" in client.get(LIST).text.lower()
    client.submit(LIST, {"contact_email": "office@example.org"})
    assert letters.readers_of(event) == [("office@example.org", "")]
    assert desk.history(event)[-1] == ("contact", "", "office@example.org")
    assert "office@example.org" not in client.get("/events/twelve-reefs").text
    client.submit(LIST, {"contact_email": ""})
    assert letters.readers_of(event) == [("amara@example.org", "Amara Okafor")]


@pytest.mark.parametrize("email", ["calendar@localhost", "calendar+r1-a@localhost", "nobody"])
def test_an_address_that_cannot_be_read_by_people_is_refused(client, sign_in, amara, event, email):
    sign_in(client, amara)
    answer = client.submit(LIST, {"contact_email": email})
    assert (answer.status_code, event.contact_email) == (422, "")
    assert email in answer.text


def test_what_a_person_wrote_stands_at_the_person(client, sign_in, amara, event):
    dan = register(event, "Dan")
    written(event, registration_id=dan.id, email="alias@example.net")
    sign_in(client, amara)
    page = client.get(f"/desk/events/twelve-reefs/registrations/{dan.queue_number}").text
    assert "What this person wrote" in page
    assert QUESTION in page


def test_while_no_mail_is_read_the_desk_says_that_answers_reach_nobody(
    app, client, sign_in, amara, event, monkeypatch
):
    sign_in(client, amara)
    warning = "This installation reads no mail"
    assert warning not in client.get(LIST).text
    installed_with(app, monkeypatch, reads_mail=False)
    assert warning in client.get(LIST).text
    event.contact_email = "office@example.org"
    db.session.commit()
    assert warning not in client.get(LIST).text


def test_robots_are_listed_apart(client, sign_in, amara, event):
    one = written(event)
    one.fate = "automatic"
    db.session.commit()
    sign_in(client, amara)
    assert one.key not in client.get(LIST).text
    assert one.key in client.get(f"{LIST}?stand=automatic").text
    assert db.session.query(Letter).count() == 1
