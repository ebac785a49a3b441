"""What mail servers say becomes a sentence for people, and stays readable as it was said (row R4)."""

import pytest

from app.domain.mail.mail_trouble import WORDS, Trouble, reply_of, trouble_of


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ("5.1.1 smtp; 550 5.1.1 no such user", Trouble.NO_SUCH_ADDRESS),
        ("PermanentMailFailure: 5.1.10 RESOLVER.ADR.RecipientNotFound", Trouble.NO_SUCH_ADDRESS),
        ("PermanentMailFailure: Unknown user", Trouble.NO_SUCH_ADDRESS),
        ("5.2.2 smtp; 552 5.2.2 over quota", Trouble.FULL),
        ("TemporaryMailFailure: Mailbox full, later", Trouble.FULL),
        ("PermanentMailFailure: 5.2.3 message too big", Trouble.TOO_LARGE),
        ("PermanentMailFailure: 5.7.26 unauthenticated mail", Trouble.DISTRUSTED),
        ("TemporaryMailFailure: 4.7.0 try later", Trouble.DISTRUSTED),
        ("Undeliverable: 5.1.1 no such user", Trouble.SPARED),
        ("TemporaryMailFailure: timed out", Trouble.AWAY),
        ("TemporaryMailFailure: connection to 10.1.2.3 lost", Trouble.AWAY),
        ("PermanentMailFailure: not today", Trouble.REFUSED),
        ("5.0.0 smtp; 554 something", Trouble.REFUSED),
        ("UndefinedError: 'x' is undefined", Trouble.OURS),
        ("the worker ended at every attempt", Trouble.OURS),
    ],
)
def test_every_reply_has_its_words(said, trouble):
    assert trouble_of(said) is trouble
    assert set(WORDS) == set(Trouble)


def test_the_reply_stays_as_it_was_said():
    assert reply_of("PermanentMailFailure: 5.7.1 no") == "5.7.1 no"
    assert reply_of("5.1.1 smtp; nobody") == "5.1.1 smtp; nobody"
