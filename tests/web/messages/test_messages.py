"""The delivery log says what became of every mail, sends now what waits, and again what was lost (R4, X6)."""

import re
from datetime import timedelta

import pytest

from app.domain.access import Role
from app.extensions import db
from app.gateways.mail import PermanentMailFailure
from app.mails.messages import MESSAGES
from app.services.calendars import inbound
from app.services.mail import undeliverable
from app.services.scheduling import events
from app.web.messages.message_views import KINDS
from tests.support.answers import bounce, reply
from tests.support.attendees import delivered, public_event, queued, register
from tests.support.changes import SECOND
from tests.support.desk import AMARA
from tests.support.pages import folded
from tests.support.world import START

LOG = "/desk/events/twelve-reefs/messages"


@pytest.fixture
def event(client, sign_in, amara):
    sign_in(client, amara)
    return public_event(team={Role.LEAD: amara})


def move(event):
    events.schedule(event, time=SECOND, reason="A strike", actor=AMARA, now=START)
    db.session.commit()


def numbers(page):
    return dict(re.findall(r"\?stand=(\w+)\".*?</span> (\d+)</a>", folded(page.text)))


def test_every_message_is_counted_where_it_stands(app, client, event, outgoing):
    chie, bo, dov, eve, fay = (register(event, name) for name in ("Chie", "Bo", "Dov", "Eve", "Fay"))
    outgoing.failures.append(PermanentMailFailure("no such mailbox", code=550, about_recipient=True))
    delivered(app, outgoing)  # Chie's is refused
    inbound.take(reply(bo), now=START)
    inbound.take(bounce(queued(registration_id=dov.id, state="sent")[0].id), now=START)
    db.session.commit()
    assert numbers(client.get(LOG)) == {
        "planned": "15", "sent": "2", "answered": "1", "bounced": "1", "failed": "1",
    }  # fmt: skip
    move(event)
    assert numbers(client.get(LOG))["quiet"] == "5"
    shown = client.get(f"{LOG}?stand=bounced").text
    assert [name for name in ("Chie", "Bo", "Dov", "Eve", "Fay") if f"<bdi>{name}</bdi>" in shown] == ["Dov"]
    assert "There is no such mailbox. Ask the person for another address." in shown
    assert '<code dir="ltr">5.1.1 smtp; 5.1.1 no such user</code>' in shown
    assert undeliverable.among([one.email for one in (chie, bo, dov, eve, fay)]) == {chie.email, dov.email}


def test_who_is_found_by_name_and_address(client, event):
    for name in ("Chie", "Bo"):
        register(event, name)
    assert "<bdi>Bo</bdi>" not in client.get(f"{LOG}?q=chie@").text
    assert "Nothing is found" in client.get(f"{LOG}?q=%25").text


def test_send_now_ends_the_quiet_period(app, client, event, outgoing):
    register(event)
    delivered(app, outgoing)
    move(event)
    assert delivered(app, outgoing) == []
    answer = client.submit(LOG, button="Send now")
    assert answer.status_code == 303
    assert [mail["Subject"] for mail in delivered(app, outgoing)] == [
        "New time: Twelve reefs, Thu 18 Mar, Tokyo"
    ]
    assert "quiet" not in numbers(client.get(LOG))


def test_sent_again_it_is_the_same_entry_under_another_message_id(app, client, event, outgoing, clock):
    chie = register(event)
    (first,) = delivered(app, outgoing)
    undeliverable.mark(chie.email, why="550", now=START)
    key = queued(registration_id=chie.id, state="sent")[0].key
    clock.move(timedelta(minutes=1))
    assert client.post(f"{LOG}/send-again", data={"key": key}).status_code == 303
    (again,) = delivered(app, outgoing)
    entries = [mail.calendar.replace(b"\r\n ", b"") for mail in outgoing.sent]
    same = [re.findall(rb"(?:UID|SEQUENCE|METHOD):\S+", entry) for entry in entries]
    assert same[0] == same[1]
    assert first["Message-ID"] != again["Message-ID"]
    assert again["In-Reply-To"] == first["Message-ID"]


def test_what_waits_is_not_doubled_and_another_event_s_is_not_found(client, event):
    other = register(public_event("other-event"), "Eve")
    waiting = register(event)
    keys = [queued(registration_id=one.id)[0].key for one in (waiting, other)]
    answers = [
        client.post(f"{LOG}/send-again", data={"key": key}).status_code for key in (*keys, "", "x" * 999)
    ]
    assert answers == [303, 404, 404, 404]
    assert len(queued(kind="registration_confirmed")) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_costs_the_same_at_1_and_3_people(client, event, count_queries, count):
    for number in range(count):
        register(event, f"Person{number}")
    with count_queries() as statements:
        client.get(LOG)
    assert len(statements) == 7


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("time", ["1 gets an update of their calendar entry.", "1 has no seat yet and gets words alone"]),
        ("postpone", ["1 gets an update of their calendar entry.", "1 has no seat yet and gets words alone"]),
        (
            "cancel",
            [
                "1 gets a cancellation: the entry leaves their calendar.",
                "1 has no seat yet and gets words alone",
            ],
        ),
    ],
)
def test_before_a_change_the_page_says_exactly_who_gets_what(client, event, page, said):
    event.capacity = 2
    for name in ("Chie", "Bo", "Dov"):
        register(event, name)
    undeliverable.mark("bo@example.org", why="550", now=START)
    db.session.commit()
    shown = folded(client.get(f"/desk/events/twelve-reefs/{page}").text)
    assert [
        line for line in ("2 people will be told", *said, "1 address takes no mail") if line not in shown
    ] == []
    assert re.findall(r"<li><bdi>(\w+)</bdi>(.*?)</li>", shown) == [
        ("Chie", ""), ("Bo", " (takes no mail)"), ("Dov", " (no seat yet)"),
    ]  # fmt: skip


@pytest.mark.parametrize(("role", "status"), [(Role.PARTNER, 403), (Role.PRODUCER, 200)])
def test_the_log_is_for_those_who_see_registrations(client, sign_in, bo, role, status):
    sign_in(client, bo)
    public_event(team={role: bo})
    assert client.get(LOG).status_code == status


def test_every_kind_of_message_about_an_event_has_a_name():
    assert set(MESSAGES) - set(KINDS) == {"sign_in"}
