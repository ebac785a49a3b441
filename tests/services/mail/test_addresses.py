"""Addresses of our one mailbox that tell which mail comes back or is answered, and that nobody can forge."""

import pytest

from app.services import tokens
from app.services.attendance import links
from app.services.mail import addresses
from tests.support.attendees import public_event, register
from tests.support.participants import entry_of, takes_part
from tests.support.world import installed_with


@pytest.fixture
def reading(app, monkeypatch):
    installed_with(app, monkeypatch, reads_mail=True, mail_from="Side <calendar@example.org>")


def mark(address):
    return address.partition("+")[2].partition("@")[0]


def test_the_one_mailbox_is_a_bare_address(reading):
    assert addresses.our_mailbox() == "calendar@example.org"


def test_each_message_has_an_address_to_come_back_to_and_one_to_be_answered_at(reading):
    back, answer = addresses.return_path(17), addresses.reply_to(17)
    assert all(one.startswith("calendar+") and one.endswith("@example.org") for one in (back, answer))
    assert len({back, answer, addresses.return_path(18), addresses.reply_to(18)}) == 4
    assert addresses.returned_message(["x", mark(back)]) == 17
    assert addresses.answered_message([mark(answer).upper(), "x"]) == 17


def test_one_way_back_is_not_the_other(reading):
    assert addresses.answered_message([mark(addresses.return_path(17))]) is None
    assert addresses.returned_message([mark(addresses.reply_to(17))]) is None


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "b17",
        "b17-",
        "b17-aaaaaaaaaaaaaaaa",
        "b18-{seal}",
        "r17-{seal}",
        "b17-{seal}x",
        "b-{seal}",
        "\ud800",
    ],
)
def test_a_mark_that_we_did_not_make_names_no_message(reading, forged):
    seal = mark(addresses.return_path(17)).partition("-")[2]
    assert addresses.returned_message([forged.format(seal=seal)]) is None


def test_while_nobody_reads_what_comes_in_no_address_says_more_than_the_mailbox(app, monkeypatch):
    installed_with(app, monkeypatch, reads_mail=False)
    assert (addresses.return_path(17), addresses.reply_to(17)) == (None, None)


def test_a_mark_of_an_earlier_release_still_names_its_person(reading):
    event = public_event()
    chie, bo = register(event), register(event, "Bo")
    takes_part(event)
    entry = entry_of()
    ours = [
        "r" + addresses._short(tokens.token_for(purpose, salt), 32)
        for purpose, salt in (("reply", chie.token_salt), ("reply-entry", f"{entry.id}.{entry.salt}"))
    ]
    assert [addresses.is_of(one, ours[:1]) for one in (chie, bo, entry)] == [True, False, False]
    assert [addresses.is_of(one, ["x", ours[1].upper()]) for one in (chie, bo, entry)] == [False, False, True]
    assert addresses.is_of(chie, [links.person_url(chie)]) is False
