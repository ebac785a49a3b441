"""A mail that came in is a report, a calendar's reply, or neither; reading one never raises."""

import pytest

from app.domain.mail import incoming
from app.domain.mail.itip_answers import ReplyRefusal
from tests.support.answers import bounce
from tests.support.breaking_mails import MAILS, nested

LETTER = b"From: chie@example.org\r\nTo: calendar+r17-abcdefgh@example.org\r\n\r\nIs there tea?\r\n"


def test_a_letter_is_neither_and_tells_whom_it_came_to():
    mail = incoming.read(LETTER)
    assert (mail.report, mail.plain_bounce, mail.reply) == (None, None, ReplyRefusal.NO_ANSWER)
    assert mail.marks == ("r17-abcdefgh",)


def test_a_report_is_a_report():
    mail = incoming.read(bounce(1, to="calendar+b1-aaaaaaaaaaaaaaaa@localhost"))
    assert (mail.report.status, mail.report.final, mail.report.marks) == (
        "5.1.1",
        True,
        ("b1-aaaaaaaaaaaaaaaa",),
    )


def test_what_is_built_to_break_a_reader_is_nothing():
    assert incoming.read(nested(3000)) is None


@pytest.mark.parametrize("raw", [*MAILS.values(), b"", b"\xff\x00\r\n\r\n", b"From"])
def test_no_bytes_make_it_raise(raw):
    assert isinstance(incoming.read(raw), incoming.Incoming | None)
