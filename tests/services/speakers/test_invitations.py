"""People are asked by a personal link, reminded once, and only of what is still ahead."""

from datetime import date, timedelta

import pytest

from app.domain.access import Role
from app.domain.lifecycle import EventState
from app.domain.lifecycle import ParticipationState as State
from app.models import OutboxState
from app.services.speakers import invitations
from app.services.speakers import links as speaker_links
from tests.support import desk, speaking
from tests.support.attendees import queued
from tests.support.desk import AMARA
from tests.support.world import START

LATER = START + timedelta(days=1)


@pytest.fixture
def event(app, amara):
    return desk.event(team={Role.LEAD: amara})


def invite(event, *people, now=START, **more):
    return invitations.invite(event, people, actor=AMARA, now=now, **more)


def mails():
    return [(row.kind, row.to_email, row.due_at) for row in queued(state=OutboxState.QUEUED)]


def test_who_is_invited_gets_a_link_now_and_a_reminder_in_five_days(event):
    chie = speaking.somebody(event)
    assert invite(event, chie, note="About reefs, please.", answer_by=date(2027, 3, 11)) == 1
    link = speaker_links.link_of(chie)
    assert (chie.state, link.note, link.answer_by, link.invited_by, link.sent_at) == (
        State.INVITED,
        "About reefs, please.",
        date(2027, 3, 11),
        "Amara Okafor",
        START,
    )
    assert mails() == [
        ("speaker_invitation", "chie@example.org", START),
        ("speaker_reminder", "chie@example.org", START + invitations.REMIND_AFTER),
    ]


def test_a_reminder_comes_a_day_before_the_answer_is_due_where_that_is_sooner(event):
    invite(event, speaking.somebody(event), answer_by=date(2027, 3, 4))
    assert mails()[1][2] == START + timedelta(days=2)


def test_a_double_click_is_one_mail_and_a_minute_later_it_is_sent_again(event):
    chie = speaking.somebody(event)
    assert [invite(event, chie, now=now) for now in (START, START, START + timedelta(minutes=1))] == [1, 0, 1]


def test_who_has_answered_gets_the_link_again_and_keeps_the_answer(event):
    chie = speaking.invited(event).participation
    chie.state = State.ACCEPTED
    invite(event, chie, now=LATER)
    assert (chie.state, [kind for kind, _to, due in mails() if due == LATER]) == (
        State.ACCEPTED,
        ["speaker_link"],
    )


def test_who_declined_is_asked_anew_and_what_they_said_no_longer_holds(event):
    link = speaking.invited(event)
    link.participation.state, link.answer_note, link.answered_at = State.DECLINED, "No time.", START
    invite(event, link.participation, now=LATER)
    assert (link.participation.state, link.answer_note, link.answered_at) == (State.INVITED, "", None)


def test_somebody_without_an_address_is_named(event):
    with pytest.raises(invitations.NoAddress, match="Bo has no e-mail address here"):
        invite(event, speaking.somebody(event, "Bo", None))
    assert mails() == []


@pytest.mark.parametrize("day", [date(2027, 2, 27), date(2027, 3, 12)])
def test_an_answer_is_due_between_today_and_the_event(event, day):
    with pytest.raises(invitations.AnswerDayNotAhead) as refusal:
        invite(event, speaking.somebody(event), answer_by=day)
    assert (refusal.value.field, mails()) == ("answer_by", [])


@pytest.mark.parametrize(
    "change",
    [
        {"state": EventState.CANCELLED},
        {"state": EventState.HELD},
        {"state": EventState.ARCHIVED},
        {"starts_at": START},
    ],
)
def test_nobody_is_invited_to_what_is_over(event, change):
    chie = speaking.somebody(event)
    for name, value in change.items():
        setattr(event, name, value)
    with pytest.raises(invitations.EventIsOver):
        invitations.require_ahead(event, START)
    with pytest.raises(invitations.EventIsOver):
        invite(event, chie)


def test_asking_somebody_by_hand_sends_nothing(event):
    bo = speaking.somebody(event, "Bo", None)
    invitations.ask(event, bo, actor=AMARA, now=START)
    assert (bo.state, mails()) == (State.INVITED, [])


def test_one_mail_of_a_mark_is_queued_once(event):
    link = speaking.invited(event)
    sent = [invitations.send(event, link, kind="speaker_link", mark="x", now=LATER) for _ in range(2)]
    assert (sent, link.sent_at) == ([True, False], LATER)
    invitations.send(event, link, kind="speaker_link", mark="y", now=START, due_at=LATER)
    assert link.sent_at == LATER
