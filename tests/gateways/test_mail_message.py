"""The bytes of a mail: the tree clients expect, CRLF everywhere, no header of anyone's making but ours."""

import base64
import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import SMTP
from email.utils import parseaddr

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.calendars.calendar_entry import Mailbox
from app.domain.calendars.content_lines import many_lines, one_line
from app.domain.calendars.personal_entry import personal
from app.domain.calendars.vevent import vevent
from app.gateways.mail import PermanentMailFailure, mailbox, to_message
from tests.support.entries import AMARA, LATER, ORGANISER, entry
from tests.support.hostile import hostile_text
from tests.support.mails import INVITATION, mail

SENDER = Mailbox("Sidestage", "calendar@example.org")
NOW = datetime(2023, 4, 20, 12, 0, 5, tzinfo=UTC)


def written(**changes):
    data = to_message(mail(**changes), sender=SENDER, now=NOW).as_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    data.decode("ascii")
    return data


def headers(data):
    """Return the header block as names and unfolded values."""
    block = data.split(b"\r\n\r\n", 1)[0].decode("ascii")
    return [tuple(line.split(": ", 1)) for line in re.sub(r"\r\n(?=[ \t])", "", block).split("\r\n")]


def name_in(value):
    """Return the name before an address by RFC 2047; the policy reader adds blanks between words."""
    return str(make_header(decode_header(parseaddr(value)[0])))


def tree(part):
    if part.is_multipart():
        return [part.get_content_type(), *(tree(child) for child in part.iter_parts())]
    return part.get_content_type()


def test_an_invitation_has_the_tree_and_the_parameters_that_show_buttons():
    data = written(calendar=INVITATION, method="REQUEST")
    message = message_from_bytes(data, policy=SMTP)

    assert tree(message) == [
        "multipart/mixed",
        ["multipart/alternative", "text/plain", "text/html", "text/calendar"],
        "application/ics",
    ]
    inline, attached = (part for part in message.walk() if part.get_content_subtype() in {"calendar", "ics"})
    assert dict(inline["Content-Type"].params) == {
        "charset": "utf-8",
        "method": "REQUEST",
        "component": "VEVENT",
    }
    assert inline["Content-Disposition"] is None
    assert dict(attached["Content-Type"].params) == {"name": "invite.ics"}
    assert attached["Content-Disposition"].params["filename"] == "invite.ics"
    assert attached.get_content_disposition() == "attachment"
    assert inline.get_payload(decode=True) == attached.get_payload(decode=True) == INVITATION


def test_the_calendar_travels_in_base64_with_crlf_inside_and_short_lines():
    data = written(calendar=INVITATION, method="REQUEST")
    blocks = re.findall(
        rb"Content-Transfer-Encoding: base64\r\n(?:[^\r]+\r\n)*?\r\n([A-Za-z0-9+/=\r\n]+)", data
    )

    assert [base64.b64decode(block) for block in blocks] == [INVITATION, INVITATION]
    assert max(len(row) for block in blocks for row in block.split(b"\r\n")) == 76


def test_a_cancellation_carries_no_file_that_invites():
    cancelled = personal(
        vevent(entry(status="CANCELLED")), method="CANCEL", organiser=ORGANISER, attendee=AMARA, stamp=LATER
    )
    message = message_from_bytes(written(calendar=cancelled, method="CANCEL"), policy=SMTP)
    files = [part for part in message.walk() if part.get_content_subtype() in {"calendar", "ics"}]
    assert [part.get_payload(decode=True) for part in files] == [cancelled, cancelled]
    assert [part.get_filename() for part in files] == [None, "cancel.ics"]


def test_the_parameter_and_the_calendar_must_say_the_same_method():
    with pytest.raises(ValueError, match="METHOD:CANCEL"):
        written(calendar=INVITATION, method="CANCEL")


def test_a_calendar_without_a_method_is_an_attachment_alone():
    message = message_from_bytes(written(calendar=b"BEGIN:VCALENDAR\r\n"), policy=SMTP)
    assert tree(message) == [
        "multipart/mixed",
        ["multipart/alternative", "text/plain", "text/html"],
        "text/calendar",
    ]


def test_the_headers_of_a_plain_mail():
    assert headers(written())[:-1] == [
        ("From", "Sidestage <calendar@example.org>"),
        ("To", "Amara Okafor <amara@example.org>"),
        ("Subject", "You are registered"),
        ("Date", "Thu, 20 Apr 2023 12:00:05 +0000"),
        ("Message-ID", "<1.0.amara.confirm@example.org>"),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "OOF, AutoReply"),
        ("MIME-Version", "1.0"),
    ]


def test_the_organiser_speaks_through_our_address_and_is_answered_directly():
    found = dict(headers(written(from_name="Jane Doe via Sidestage", reply_to="Jane Doe <jane@example.org>")))
    assert found["From"] == "Jane Doe via Sidestage <calendar@example.org>"
    assert found["Reply-To"] == "Jane Doe <jane@example.org>"


def test_a_mail_joins_the_thread_of_the_first():
    first, second = f"<{'a' * 90}@example.org>", f"<{'b' * 90}@example.org>"
    found = dict(headers(written(in_reply_to=second, references=(first, second))))
    assert found["In-Reply-To"] == second
    assert found["References"] == f"{first} {second}"
    assert dict(headers(written(in_reply_to=first)))["References"] == first


def test_a_long_thread_keeps_its_first_and_its_latest_in_one_line():
    known = tuple(f"<{number}-{'a' * 60}@example.org>" for number in range(40))
    data = written(references=known)
    line = next(row for row in data.split(b"\r\n") if row.startswith(b"References"))
    assert len(line) <= 998
    assert line.decode().split()[1] == known[0]
    assert line.decode().split()[-1] == known[-1]


def test_a_message_id_is_valid_and_the_same_at_every_attempt():
    made = dict(headers(written(message_id="<event:3/confirm one@example.org>")))["Message-ID"]
    assert made == "<event%3A3/confirm%20one@example.org>"
    with pytest.raises(ValueError, match="Message-ID"):
        written(message_id="nonsense")


def test_one_click_unsubscribing_stays_one_plain_line():
    url = "https://side.example.org/unsubscribe/" + "t" * 200
    rows = written(unsubscribe_url=url).decode().split("\r\n")
    assert f"List-Unsubscribe: <{url}>" in rows
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in rows


def test_lines_of_people_stay_short_whatever_the_script():
    data = written(subject="Соціальні інновації " * 12, to_name="田中 千恵" * 12)
    block = data.split(b"\r\n\r\n", 1)[0]
    assert max(len(word) for word in re.findall(rb"=\?[^ ?]+\?[bq]\?[^ ?]*\?=", block)) <= 75
    assert max(map(len, block.split(b"\r\n"))) <= 78
    message = message_from_bytes(data, policy=SMTP)
    assert message["Subject"] == ("Соціальні інновації " * 12).strip()
    assert name_in(dict(headers(data))["To"]) == "田中 千恵" * 12


@pytest.mark.parametrize(
    "email",
    [
        "",
        "amara",
        "amara@",
        "@example.org",
        "amára@example.org",
        "a b@example.org",
        "a@example.org, b@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "a@exa mple.org",
        "<a@example.org>",
        "a@" + "b" * 64 + ".org",
    ],
)
def test_an_address_that_no_server_takes_is_refused_for_good(email):
    with pytest.raises(PermanentMailFailure) as refused:
        written(to_email=email)
    assert refused.value.about_recipient


def test_an_international_domain_travels_in_its_ascii_form():
    assert dict(headers(written(to_email="amara@bücher.example")))["To"] == (
        "Amara Okafor <amara@xn--bcher-kva.example>"
    )


NAMES = {
    "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted",
    "X-Auto-Response-Suppress", "List-Unsubscribe", "List-Unsubscribe-Post", "MIME-Version", "Content-Type",
}  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(hostile_text(), hostile_text(), hostile_text(), hostile_text(), hostile_text(), st.booleans())
def test_no_text_makes_a_header_a_part_or_a_recipient(to_name, subject, from_name, body, url, invites):
    data = written(
        to_name=to_name,
        subject=subject,
        from_name=from_name,
        text=body,
        html=body,
        reply_to="Jane <jane@example.org>",
        in_reply_to="<0@example.org>",
        unsubscribe_url=f"https://example.org/{url}",
        calendar=INVITATION if invites else None,
        method="REQUEST" if invites else None,
    )
    message = message_from_bytes(data, policy=SMTP)

    assert [name for name, _ in headers(data)] == list(message.keys())
    assert set(message.keys()) == NAMES
    assert len(message.keys()) == len(NAMES)
    assert [address.addr_spec for address in message["To"].addresses] == ["amara@example.org"]
    assert [address.addr_spec for address in message["From"].addresses] == ["calendar@example.org"]
    assert name_in(dict(headers(data))["To"]) == one_line(to_name)
    assert one_line(message["Subject"]) == one_line(subject)
    assert message["Date"].datetime == NOW
    assert max(map(len, data.split(b"\r\n"))) <= 998
    text = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert text.rstrip("\n") == many_lines(body).rstrip("\n")
    assert sum(1 for _ in message.walk()) == (6 if invites else 3)


def test_reading_a_mailbox():
    assert mailbox("Sidestage <calendar@example.org>") == SENDER
    assert mailbox("calendar@example.org") == Mailbox("", "calendar@example.org")
    with pytest.raises(ValueError, match="no mail address"):
        mailbox("Sidestage")
