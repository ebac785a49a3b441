"""What people write is told apart from what they quote, and kept free of secrets (row R4)."""

from email.message import EmailMessage

import pytest

from app.domain.mail import incoming
from app.domain.mail.html_words import without_markup
from app.domain.mail.letters import asks, harmless, own_words

SECRET = "A" * 43


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Yes, I accept.\n\n> You have a seat", "Yes, I accept."),
        ("Yes.\n\nOn Mon, 1 Mar 2027 at 10:00, Sidestage wrote:\n> You", "Yes."),
        ("Oui.\n\nLe lun. 1 mars 2027 à 10:00, Sidestage a écrit :\n> Vous", "Oui."),
        ("Ja.\n\nAm 01.03.2027 um 10:00 schrieb Sidestage:\n> Sie", "Ja."),
        ("Yes.\n\n-----Original Message-----\nFrom: Sidestage", "Yes."),
        ("Yes.\n________________________________\nFrom: Sidestage", "Yes."),
        ("> Will you come?\nYes.", "> Will you come?\nYes."),
        ("On Monday I wrote you a letter, and on Tuesday", "On Monday I wrote you a letter, and on Tuesday"),
        ("", ""),
    ],
)
def test_own_words_stand_before_what_is_quoted(text, own):
    assert own_words(text) == own


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Can I bring a colleague?", True),
        ("可以带同事吗？", True),
        ("هل يمكنني إحضار زميل؟", True),
        ("Chie has accepted this invitation.", False),
        ("Accepted\nhttps://calendar.example.org/event?eid=abc", False),
        ("Accepted\n\n> Going?", False),
    ],
)
def test_a_question_is_told_from_what_a_calendar_writes(text, asked):
    assert asks(text) == asked


def test_links_and_addresses_that_open_something_are_taken_out():
    text = (
        f"See http://localhost/my/{SECRET} and /join/{SECRET}?a=1,\ncalendar+r12-abcdefghijklmnop@localhost"
    )
    assert harmless(text) == "See http://localhost/my/… and /join/…?a=1,\ncalendar@localhost"
    assert harmless(f"/files/{SECRET}longer") == f"/files/{SECRET}longer"


def test_many_empty_lines_are_one_and_control_characters_go():
    assert harmless("One\r\n\r\n\r\n\r\nTwo\x00\x1b[2J") == "One\n\nTwo[2J"


def test_html_becomes_lines():
    html = "<head><title>No</title></head><p>Hi &amp; <b>good</b>\nday,</p><ul><li>one<li>two</ul>"
    assert [line for line in without_markup(html).split("\n") if line] == ["Hi & good day,", "one", "two"]


def read(**headers):
    mail = EmailMessage()
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content("Hello")
    return incoming.read(mail.as_bytes()).letter


@pytest.mark.parametrize(
    ("sender", "name", "address"),
    [
        ("Chie Tanabe <chie@example.org>", "Chie Tanabe", "chie@example.org"),
        ("田辺 千恵 <Chie@example.org>", "田辺 千恵", "chie@example.org"),
        ('"ada@example.org" <chie@example.org>', "", "chie@example.org"),
        ("chie@example.org", "", "chie@example.org"),
        ("nobody", "", ""),
    ],
)
def test_a_name_is_kept_where_it_is_one(sender, name, address):
    found = read(From=sender)
    assert (found.name, found.sender) == (name, address)


def test_the_newest_mail_that_is_referred_to_comes_first():
    found = read(In_Reply_To="<c@x>", References="<a@x> <b@x> <c@x>", Message_ID="<d@y>")
    assert (found.about, found.message_id) == (("c@x", "b@x", "a@x"), "d@y")


def test_plain_text_is_preferred_and_attached_texts_are_only_named():
    mail = EmailMessage()
    mail.set_content("Plain")
    mail.add_alternative("<p>Marked up</p>", subtype="html")
    mail.add_attachment("Attached", filename="notes.txt")
    found = incoming.read(mail.as_bytes()).letter
    assert (found.text, found.files) == ("Plain", ("notes.txt",))
