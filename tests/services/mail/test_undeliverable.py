"""Addresses that take no mail are spared, except for what their owner has just asked for."""

import pytest

from app.domain.mail.bounces import Bounce
from app.extensions import db
from app.models import OutboxState, UndeliverableAddress
from app.services.mail import outbox, undeliverable
from tests.support.world import START

GONE = Bounce(marks=(), status="5.1.1", words="no such user", final=True)
FULL = Bounce(marks=(), status="5.2.2", words="mailbox full", final=True)
DELAYED = Bounce(marks=(), status="4.4.1", words="still trying", final=False)


def message(kind="note", email="Bo@example.org", state=OutboxState.SENT):
    made = outbox.enqueue(key=kind + email, kind=kind, to_email=email, now=START)
    made.state = state
    return made


def marked():
    return {row.email: row.why for row in db.session.query(UndeliverableAddress)}


def test_an_address_is_marked_once_and_the_mark_is_lifted(app):
    undeliverable.mark("Bo@example.org", why="550 no such user", now=START)
    undeliverable.mark("bo@example.org", why="again", now=START)
    undeliverable.mark("", why="nobody", now=START)
    assert marked() == {"bo@example.org": "550 no such user"}
    for _ in range(2):
        undeliverable.lift("BO@example.org")
    assert marked() == {}


def test_only_what_nobody_asked_for_is_spared_in_one_query(app, count_queries):
    undeliverable.mark("bo@example.org", why="gone", now=START)
    messages = [message(kind) for kind in ("note", "sign_in", "registration_link")]
    messages += [message("reminder"), message("note", "ana@example.org")]
    db.session.flush()
    with count_queries() as asked:
        reasons = undeliverable.reasons(messages)
    assert (reasons, len(asked)) == ({messages[0].id: "gone", messages[3].id: "gone"}, 1)


def test_those_among_many_that_are_marked_are_told(app):
    undeliverable.mark("bo@example.org", why="gone", now=START)
    assert undeliverable.among(["BO@example.org", "ana@example.org"]) == {"bo@example.org"}
    assert undeliverable.among([]) == set()


@pytest.mark.parametrize(
    ("bounce", "final", "why"),
    [(GONE, True, {"bo@example.org": "5.1.1 no such user"}), (FULL, True, {}), (DELAYED, False, {})],
)
def test_a_report_is_noted_and_only_an_address_that_is_gone_is_marked(app, bounce, final, why):
    returned = message()
    assert undeliverable.take(bounce, returned, now=START) is final
    assert (returned.bounced_at, returned.last_error) == ((START, bounce.said) if final else (None, ""))
    assert marked() == why


def test_a_report_about_what_was_never_sent_marks_nobody(app):
    """Whoever knows the address of a mail that still waits could otherwise silence its reader."""
    waiting = message(state=OutboxState.QUEUED)
    assert undeliverable.take(GONE, waiting, now=START) is True
    assert marked() == {}
