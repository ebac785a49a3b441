"""What people write to the robot's mailbox reaches the organisers, once, and no robot's words do."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from app.extensions import db
from app.models import Letter
from app.queries import letters as query
from app.services.calendars import inbound, participant_entries
from app.services.mail import addresses
from app.worker.inbox import read_mail
from tests.support.answers import reply, reply_address
from tests.support.attendees import delivered, public_event, queued, register
from tests.support.letters import LATER, QUESTION, led, letter, take, the_letter
from tests.support.participants import entry_of, speaker
from tests.support.received import received


def test_words_to_the_reply_address_reach_whoever_leads_the_event(app, outgoing):
    event = led(public_event(), "amara@example.org", "bo@example.org")
    chie = register(event)
    (invitation,) = delivered(app, outgoing)
    raw = received("words-of-a-person", to=invitation["Reply-To"])
    assert take(raw) == "letter"
    found = the_letter()
    assert (found.registration_id, found.known_email, found.email) == (
        chie.id,
        "chie@example.org",
        "boof@example.org",
    )
    first, second = delivered(app, outgoing)
    assert (first["To"], second["To"]) == ("amara@example.org", "bo@example.org")
    assert (first["Reply-To"], first["From"]) == (
        "boof@example.org",
        '"boof@example.org via Sidestage" <calendar@localhost>',
    )
    assert first["Subject"] == "boof@example.org wrote: Re: Your seat: H5 Live now"
    words = outgoing.sent[-1].text
    assert "> Dear organisers, I need captions in Spanish" in words
    assert "It answers this mail: Invitation" in words
    assert "Our mail went to another address of theirs: chie@example.org" in words


def test_words_reach_the_event_s_contact_alone_where_there_is_one(app, outgoing):
    event = led(public_event(contact_email="office@example.org"))
    register(event)
    (invitation,) = delivered(app, outgoing)
    take(letter(invitation["Reply-To"]))
    assert [mail["To"] for mail in delivered(app, outgoing)] == ["office@example.org"]


def test_without_the_address_a_known_message_id_says_which_event_but_not_who_writes(app, outgoing):
    register(led(public_event()))
    (invitation,) = delivered(app, outgoing)
    stranger = letter(
        "calendar@localhost", sender="Mal <mal@example.net>", in_reply_to=invitation["Message-ID"]
    )
    assert take(stranger) == "letter"
    assert (the_letter().known_email, the_letter().registration_id) == ("", None)


@pytest.mark.parametrize("header", ["in_reply_to", "references"])
def test_the_reader_themselves_is_known_by_the_message_that_they_answer(app, outgoing, header):
    chie = register(led(public_event()))
    (invitation,) = delivered(app, outgoing)
    thread = f"<other@example.org> {invitation['Message-ID']}"
    assert take(letter("calendar@localhost", **{header: thread})) == "letter"
    assert the_letter().registration_id == chie.id


@pytest.mark.parametrize(
    "raw",
    [
        letter("calendar@localhost"),
        letter("calendar@localhost", in_reply_to="<registration_confirmed.1.0.1@elsewhere.example.org>"),
        letter("calendar+r1-aaaaaaaaaaaaaaaa@localhost"),
        letter("calendar@localhost", in_reply_to="<nothing.of.ours@localhost>"),
    ],
    ids=range(4),
)
def test_what_belongs_to_nobody_is_counted_and_left(app, raw):
    register(led(public_event()))
    assert (take(raw), inbound.tally()) == ("no_answer", {"no_answer": 1})
    assert db.session.query(Letter).count() == 0


@pytest.mark.parametrize(
    ("headers", "fate"),
    [
        ({"auto_submitted": "auto-replied"}, "automatic"),
        ({"auto_submitted": "auto-generated; owner-email=a@example.org"}, "automatic"),
        ({"precedence": "bulk"}, "automatic"),
        ({"precedence": "auto_reply"}, "automatic"),
        ({"x_auto_response_suppress": "All"}, "automatic"),
        ({"return_path": "<>"}, "automatic"),
        ({"subject": "Out of office: Re: Your seat"}, "automatic"),
        ({"subject": "Automatic reply: Your seat"}, "automatic"),
        ({"sender": "MAILER-DAEMON@mx.example.org"}, "automatic"),
        ({"list_id": "<all.example.org>"}, "mailing_list"),
        ({"precedence": "list"}, "mailing_list"),
        ({"sender": "Sidestage <calendar@localhost>"}, "ours"),
        ({"sender": "calendar+b1-abc@localhost"}, "ours"),
    ],
)
def test_what_robots_write_is_kept_and_not_sent_on(app, headers, fate):
    chie = register(led(public_event()))
    assert take(letter(reply_address(registration_id=chie.id), **headers)) == "letter_kept"
    assert (the_letter().fate.value, queued(kind="letter_arrived")) == (fate, [])


@pytest.mark.parametrize(
    "headers",
    [{"auto_submitted": "no"}, {"precedence": "first-class"}, {"return_path": "<chie@example.org>"}],
)
def test_a_person_may_write_with_any_program(app, headers):
    chie = register(led(public_event()))
    assert take(letter(reply_address(registration_id=chie.id), **headers)) == "letter"


def test_an_absence_note_to_the_envelope_address_is_no_bounce(app):
    chie = register(led(public_event()))
    (row,) = [one for one in queued(registration_id=chie.id) if one.kind == "registration_confirmed"]
    away = {"return_path": "<>", "auto_submitted": "auto-replied", "subject": "I am away"}
    assert take(letter(addresses.return_path(row.id), **away)) == "letter_kept"
    db.session.refresh(row)
    assert row.bounced_at is None


def test_a_quoted_link_of_the_writer_says_who_they_are(app, outgoing):
    chie = register(led(public_event()))
    delivered(app, outgoing)
    quoted = "\n".join(f"> {line}" for line in outgoing.sent[-1].text.splitlines())
    assert take(letter("calendar@localhost", f"{QUESTION}\n\n{quoted}", sender="c@example.net")) == "letter"
    assert (the_letter().registration_id, the_letter().known_email) == (chie.id, chie.email)


def test_a_link_of_a_speaker_says_who_they_are(app, outgoing):
    speaker(led(public_event()))
    delivered(app, outgoing)
    link = participant_entries.join_url(entry_of())
    assert take(letter("calendar@localhost", f"{QUESTION}\n\n> {link}", sender="e@example.net")) == "letter"
    assert the_letter().known_email == entry_of().email


def test_more_letters_of_strangers_than_are_sent_on_are_left_in_the_mailbox(app, outgoing):
    register(led(public_event()))
    (invitation,) = delivered(app, outgoing)
    strangers = [
        letter("calendar@localhost", f"No. {n}", sender="m@example.net", in_reply_to=invitation["Message-ID"])
        for n in range(7)
    ]
    assert [take(raw) for raw in strangers] == ["letter"] * 5 + ["no_answer"] * 2
    assert db.session.query(Letter).count() == 5


def test_a_question_beside_a_calendar_s_answer_reaches_the_organisers(app):
    chie = register(led(public_event()))
    raw = reply(chie, "ACCEPTED").replace(b"\n\nAccepted\n", b"\n\nYes. Can I bring somebody?\n")
    assert take(raw) == "answered"
    assert (the_letter().text, the_letter().registration_id) == ("Yes. Can I bring somebody?", chie.id)


def test_the_same_mail_twice_is_one_letter_and_another_one_is_another(app):
    chie = register(led(public_event()))
    to = reply_address(registration_id=chie.id)
    assert [take(letter(to)), take(letter(to)), take(letter(to, "And a second one?"))] == ["letter"] * 3
    assert len(queued(kind="letter_arrived")) == 2


def test_no_more_than_five_an_hour_of_one_writer_are_sent_on_and_none_is_lost(app):
    chie = register(led(public_event()))
    to = reply_address(registration_id=chie.id)
    aliases = [f"a{number}@example.org" for number in range(7)]
    fates = [take(letter(to, f"No. {alias}", sender=alias)) for alias in aliases]
    assert fates == ["letter"] * 5 + ["letter_kept"] * 2
    assert (db.session.query(Letter).count(), len(queued(kind="letter_arrived"))) == (7, 5)
    assert take(letter(to, "Later"), LATER + timedelta(hours=2)) == "letter"


def test_nobody_finds_another_person_s_links_in_what_is_quoted(app, outgoing):
    event = led(public_event())
    chie = register(event)
    delivered(app, outgoing)
    quoted = "Thanks!\n\n" + "\n".join(f"> {line}" for line in outgoing.sent[-1].text.splitlines())
    assert "/join/" in quoted
    assert "/my/" in quoted
    to = reply_address(registration_id=chie.id)
    take(letter(to, f"{quoted}\n> Reply-To: {to}"))
    delivered(app, outgoing)
    told = outgoing.sent[-1]
    for secret in (to, *(word for word in quoted.split() if "/join/" in word or "/my/" in word)):
        assert secret not in told.text + told.html + the_letter().text


def test_only_text_goes_on_and_little_of_it(app, outgoing):
    chie = register(led(public_event()))
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Chie <chie@example.org>", "Two things"
    mail["To"] = reply_address(registration_id=chie.id)
    mail.set_content("<p>Is there <b>tea</b>?</p><script>alert(1)</script>" + "<p>so</p>" * 30_000, "html")
    mail.add_attachment(b"MZ", maintype="application", subtype="exe", filename="tea.exe")
    take(mail.as_bytes())
    found = the_letter()
    assert found.text.startswith("Is there tea?\n\nso")
    assert (len(found.text), found.is_cut, found.files) == (20_000, True, ["tea.exe"])
    delivered(app, outgoing)
    told = outgoing.sent[-1]
    assert "Came along, and lies in the mailbox: tea.exe" in told.text
    assert "<script>" not in told.html


def test_a_writer_with_an_impossible_address_breaks_nothing(app, outgoing):
    chie = register(led(public_event()))
    take(letter(reply_address(registration_id=chie.id), sender="x@-a-.example"))
    (told,) = [mail for mail in delivered(app, outgoing) if mail["To"] == "amara@example.org"]
    assert told["Reply-To"].startswith("calendar+r")


def test_a_comment_in_a_calendar_s_answer_reaches_the_organisers_too(app, outgoing):
    chie = register(led(public_event()))
    assert take(reply(chie, "DECLINED", comment=QUESTION)) == "answered"
    assert take(reply(chie, "DECLINED", comment=QUESTION, stamp="20270301T094000Z")) == "answered"
    found = the_letter()
    assert (found.way.value, found.registration_id, found.text) == ("calendar", chie.id, QUESTION)
    told = [mail for mail in delivered(app, outgoing) if mail["To"] == "amara@example.org"]
    assert [mail["Reply-To"] for mail in told] == ["chie@example.org"]


def test_an_answer_that_cannot_be_read_reaches_people(app):
    chie = register(led(public_event()))
    assert take(reply(chie, "NEEDS-ACTION", proof="address")) == "letter"
    assert (the_letter().text, chie.calendar_answer) == ("Accepted", None)


def test_a_speaker_s_words_are_found_by_their_address(app, outgoing):
    event = led(public_event())
    speaker(event)
    delivered(app, outgoing)
    to = reply_address(to_email=entry_of().email)
    take(letter(to, sender="secretary@example.net"))
    assert [one.text for one in query.of_address(event.id, entry_of().email)] == [QUESTION]


def test_what_people_wrote_stays_unread_in_the_mailbox(app, world):
    chie = register(led(public_event()))
    world.inbox.mails = {"1": letter(reply_address(registration_id=chie.id)), "2": reply(chie)}
    db.session.commit()
    assert read_mail(app) == 2
    assert world.inbox.read == {"1": False, "2": True}
