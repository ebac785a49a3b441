"""A commit that brought messages wakes the worker: after it, once, and not for what was taken back."""

import pytest

from app.extensions import db
from app.services.mail import outbox
from tests.support.attendees import public_event, register
from tests.support.world import START


@pytest.fixture
def event(app):
    return public_event()


def queue_one(key):
    outbox.enqueue(key=key, kind="sign_in", to_email="bo@example.org", now=START)


def test_a_commit_with_messages_wakes_once(world, event):
    before = world.queue.wakes
    queue_one("a")
    queue_one("b")
    assert world.queue.wakes == before
    db.session.commit()
    assert world.queue.wakes == before + 1
    db.session.commit()
    assert world.queue.wakes == before + 1


def test_a_verb_that_mails_wakes_and_one_that_does_not_lets_it_sleep(world, event):
    before = world.queue.wakes
    event.title = "Thirteen reefs"
    db.session.commit()
    assert world.queue.wakes == before
    register(event, "Chie")
    assert world.queue.wakes == before + 1


def test_what_was_rolled_back_wakes_nobody(world, event):
    before = world.queue.wakes
    queue_one("a")
    db.session.rollback()
    db.session.commit()
    assert world.queue.wakes == before


def test_rows_that_were_there_already_can_ask_for_it(world, event):
    before = world.queue.wakes
    outbox.wake_after_commit()
    db.session.commit()
    assert world.queue.wakes == before + 1
