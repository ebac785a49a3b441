"""Questions about the hour: asked once, reminded once, answered until closed."""

from datetime import timedelta

import pytest

from app.domain.poll import NobodyToAsk, NoStartChosen, PollAnswer, PollOver, TooManyStarts
from app.extensions import db
from app.models import HourPollPerson, OutboxMessage
from app.services.finder import people as finder_people
from app.services.finder import poll_links, polls
from tests.support import desk
from tests.support.attendees import deliver
from tests.support.finder import with_people
from tests.support.personas import BO
from tests.support.world import START

FIRST, SECOND = START + timedelta(days=9), START + timedelta(days=10, hours=12)


@pytest.fixture
def event(app):
    return with_people(desk.event())


def ask(event, starts=(FIRST, SECOND), **more):
    facts = {"minutes": 90, "zone": "Africa/Lagos", "note": "", "actor": desk.AMARA, "now": START}
    return polls.ask(event, lines=finder_people.lines_of(event), starts=list(starts), **(facts | more))


def person(poll, name):
    return next(one for one in poll.people if one.name.startswith(name))


def answers(poll, *given):
    return {start.id: answer for start, answer in zip(poll.starts, given, strict=True)}


def kinds(app):
    return sorted(message.kind for message in db.session.query(OutboxMessage))


def sent(app, outgoing):
    db.session.commit()
    deliver(app)
    mails, outgoing.sent = outgoing.sent, []
    return mails


def test_everybody_is_asked_once_in_the_own_time(app, event, outgoing):
    ask(event)
    mails = sent(app, outgoing)
    assert sorted(mail.to_email for mail in mails) == [
        "amara@example.org", "bo@example.org", "chie@example.org",
    ]  # fmt: skip
    text = next(mail.text for mail in mails if mail.to_email == BO.email)
    assert "Wednesday, 10 March 2027, 01:00 – 02:30 Los Angeles (PST, UTC−8)" in text
    assert "Lagos" not in text
    assert "Tokyo" not in text


def test_asking_twice_asks_nobody_twice(app, event):
    poll = ask(event)
    assert ask(event, starts=[FIRST]) is poll
    assert kinds(app) == ["poll_asked"] * 3 + ["poll_reminder"] * 3


def test_who_has_not_answered_is_reminded(app, event, outgoing, clock):
    poll = ask(event)
    sent(app, outgoing)
    yes = PollAnswer.YES
    polls.answer(person(poll, "Bo"), answers=answers(poll, yes, yes), comment="", now=START)
    clock.set(START + timedelta(days=3, minutes=1))
    assert sorted(mail.to_email for mail in sent(app, outgoing)) == ["amara@example.org", "chie@example.org"]


def test_one_reminder_a_day_by_hand(app, event):
    poll = ask(event)
    assert [polls.remind(poll, now=START), polls.remind(poll, now=START)] == [3, 0]
    assert polls.remind(poll, now=START + timedelta(days=1)) == 3


def test_nothing_is_sent_about_a_closed_question(app, event, outgoing):
    poll = ask(event)
    polls.close(poll, now=START)
    assert sent(app, outgoing) == []
    with pytest.raises(PollOver):
        polls.remind(poll, now=START)


def test_answers_can_be_changed_until_it_is_closed(app, event):
    poll = ask(event)
    bo, yes, no = person(poll, "Bo"), PollAnswer.YES, PollAnswer.NO
    polls.answer(bo, answers=answers(poll, yes, no), comment="", now=START)
    polls.answer(bo, answers=answers(poll, no, no), comment="Sorry", now=START)
    counted = polls.tallies(poll)
    assert [(one.yes, one.no) for one in counted.values()] == [(0, 1), (0, 1)]
    polls.close(poll, now=START)
    with pytest.raises(PollOver):
        polls.answer(bo, answers=answers(poll, yes, yes), comment="", now=START)


def test_after_closing_one_can_ask_again(app, event):
    first = ask(event)
    polls.close(first, now=START)
    assert ask(event, starts=[SECOND]) is not first


def test_who_has_no_address_gets_no_mail_and_a_link(app, event):
    bo = finder_people.find(event, "bo")
    bo.person.email = None
    poll = ask(event)
    assert kinds(app) == ["poll_asked"] * 2 + ["poll_reminder"] * 2
    assert poll_links.url(person(poll, "Bo")).startswith("http://localhost/poll/")


def test_questions_that_cannot_be_asked(app, event):
    with pytest.raises(NoStartChosen):
        ask(event, starts=[])
    with pytest.raises(TooManyStarts):
        ask(event, starts=[FIRST + timedelta(hours=number) for number in range(9)])
    with pytest.raises(NobodyToAsk):
        ask(desk.event("empty-reefs"))
    assert db.session.query(HourPollPerson).count() == 0


def test_who_has_answered_is_counted_and_who_has_not_can_be_reminded(app, event):
    poll = ask(event)
    chie = person(poll, "Chie")
    chie.email = None
    polls.answer(person(poll, "Bo"), answers={}, comment="Any.", now=START)
    assert polls.answered(poll) == 1
    assert [one.name for one in polls.silent(poll)] == ["Amara Okafor"]


def test_the_newest_question_is_the_current_one(app, event):
    assert polls.current(event) is None
    first = ask(event)
    polls.close(first, now=START)
    polls.close(first, now=START + timedelta(hours=1))
    assert (polls.current(event), first.closed_at) == (first, START)
    assert polls.current(event) is not ask(event)
