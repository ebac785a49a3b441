"""The board says what calendars answered, and who proposes another time (row R4)."""

import re

import pytest

from app.domain.access import Role
from app.extensions import db
from app.services.calendars import inbound
from tests.support.answers import reply
from tests.support.attendees import public_event, register
from tests.support.pages import folded
from tests.support.world import START

PAGE = "/desk/events/twelve-reefs/registrations"


@pytest.fixture
def event(client, sign_in, amara):
    sign_in(client, amara)
    return public_event(team={Role.LEAD: amara})


def answers(page):
    return dict(re.findall(r"\?answer=(\w+)\".*?</a> (\d+)", folded(page.text)))


def test_accepted_maybe_declined_and_silent_are_counted(client, event):
    for name, partstat in (("Ann", "ACCEPTED"), ("Ben", "ACCEPTED"), ("Cleo", "DECLINED"), ("Dov", None)):
        one = register(event, name)
        if partstat:
            inbound.take(reply(one, partstat), now=START)
    db.session.commit()
    assert answers(client.get(PAGE)) == {"accepted": "2", "tentative": "0", "declined": "1", "silent": "1"}
    shown = client.get(f"{PAGE}?answer=declined").text
    assert [name for name in ("Ann", "Ben", "Cleo", "Dov") if f"<bdi>{name}</bdi>" in shown] == ["Cleo"]


def test_a_proposed_time_is_shown_until_it_is_put_aside(client, event):
    one = register(event, "Chie")
    times = "DTSTART:20270312T090000Z\nDTEND:20270312T103000Z\n"
    inbound.take(reply(one, method="COUNTER", more=times, comment="A day <b>later"), now=START)
    db.session.commit()
    shown = client.get(PAGE).text
    assert "Chie proposes another time:" in shown
    assert "A day &lt;b&gt;later" in shown
    address = f"{PAGE}/{one.queue_number}/proposal-seen"
    assert client.post(address).status_code == 303
    assert "proposes another time" not in client.get(PAGE).text
