"""The door for mail: open only with the secret, and for nothing too large."""

from dataclasses import replace

import pytest

from app.domain.mail.itip_answers import ReplyRefusal
from app.domain.mail.mime import READ_LIMIT
from app.extensions import db
from app.services.calendars import inbound
from app.services.calendars.replies import Taken
from app.web.words.incoming import OUTCOMES
from tests.support.answers import reply
from tests.support.attendees import public_event, register
from tests.support.world import INBOUND_SECRET

DOOR = "/inbound/mail"
KEY = {"X-Inbound-Secret": INBOUND_SECRET}


def test_an_answer_comes_in(client):
    raw = reply(register(public_event()), "DECLINED")
    answer = client.post(DOOR, data=raw, headers=KEY, content_type="message/rfc822")
    assert (answer.status_code, answer.json) == (200, {"outcome": "answered"})


def test_who_runs_the_installation_sees_what_came_in(client, sign_in, amara):
    client.post(DOOR, data=b"nothing of ours", headers=KEY)
    assert "Mail that came in" not in client.get("/status").text
    amara.account.is_operator = True
    db.session.commit()
    sign_in(client, amara)
    words = "<dt>Mail that came in: belongs to nobody, left unread</dt><dd>1</dd>"
    assert words in client.get("/status").text


def test_every_outcome_has_its_words():
    named = (*Taken, *ReplyRefusal, inbound.BOUNCED, inbound.DELAYED, inbound.UNKNOWN_BOUNCE)
    named += (inbound.COMPLAINED, inbound.LETTER, inbound.LETTER_KEPT)
    assert {str(outcome) for outcome in named} == set(OUTCOMES)


@pytest.mark.parametrize("headers", [{}, {"X-Inbound-Secret": "guessed"}, {"X-Inbound-Secret": "ü"}])
def test_without_the_secret_nothing_is_even_counted(client, headers):
    raw = reply(register(public_event()))
    assert client.post(DOOR, data=raw, headers=headers).status_code == 403
    assert inbound.tally() == {}


def test_the_door_is_not_there_while_no_secret_is_set(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], inbound_secret=None))
    assert client.post(DOOR, data=b"", headers=KEY).status_code == 404


def test_of_a_huge_mail_the_beginning_is_read(client):
    chie = register(public_event())
    raw = reply(chie, "DECLINED") + b"x" * READ_LIMIT
    answer = client.post(DOOR, data=raw, headers=KEY)
    assert (answer.status_code, answer.json) == (200, {"outcome": "answered"})
