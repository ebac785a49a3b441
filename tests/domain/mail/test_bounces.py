"""Reports of mail servers and complaints of readers, as they are written in the wild (rows R4, X6)."""

from email.message import EmailMessage

import pytest

from app.domain.mail import mime
from app.domain.mail.bounces import Bounce, Complaint, plain_bounce_in, report_in

PATH = "calendar+b7-abcdefghijklmnop@example.org"
MARKS = ("b7-abcdefghijklmnop",)
REPORT = """From: MAILER-DAEMON@mx.example.net
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="edge"

--edge
Content-Type: text/plain

{text}
--edge
Content-Type: {kind}

Reporting-MTA: dns; mx.example.net

{fields}

--edge
Content-Type: message/rfc822

Subject: You have a seat
To: chie@example.org

--edge--
"""
FIELDS = "Final-Recipient: rfc822; chie@example.org\nAction: failed\nStatus: 5.1.1"


def report(fields=FIELDS, *, kind="message/delivery-status", text="I am sorry.", to=PATH):
    raw = REPORT.format(to=to, fields=fields, kind=kind, text=text).replace("\n", "\r\n").encode()
    return report_in(mime.parse(raw))


def failed(status, diagnostic=""):
    lines = ["Final-Recipient: rfc822; chie@example.org", "Action: failed"]
    lines += [f"Status: {status}"] if status else []
    lines += [f"Diagnostic-Code: {diagnostic}"] if diagnostic else []
    return report("\n".join(lines))


@pytest.mark.parametrize(
    ("status", "diagnostic", "named", "is_gone"),
    [
        ("5.1.1", "smtp; 550 5.1.1 no such user", "5.1.1", True),
        ("5.0.0", "smtp; 550 5.1.1 <chie@example.org>: user unknown", "5.1.1", True),
        ("5.0.0", "smtp; 550-5.1.10 RESOLVER.ADR.RecipientNotFound", "5.1.10", True),
        ("", "smtp; 550 5.1.2 no such host", "5.1.2", True),
        ("5.0.0", "smtp; 550 No such user here", "5.0.0", True),
        ("5.0.0", "smtp; 550 unknown recipient", "5.0.0", True),
        ("5.0.0", "X-Unix; 67", "5.0.0", False),
        ("5.0.0", "", "5.0.0", False),
        ("", "", "", False),
        ("5.0.0", "smtp; 552 5.2.2 over quota", "5.2.2", False),
        ("5.2.2", "smtp; 552 5.2.2 no such space for this user", "5.2.2", False),
        ("5.1.1", "smtp; 550 5.1.1 mailbox is full", "5.1.1", False),
        ("5.0.0", "smtp; 550 Message refused as spam", "5.0.0", False),
        ("5.7.1", "smtp; 550 5.7.1 unknown user or policy", "5.7.1", False),
        ("5.0.0", "smtp; 554 5.7.26 unauthenticated", "5.7.26", False),
        ("5.1.8", "smtp; 550 5.1.8 sender domain unknown", "5.1.8", False),
        ("5.2.1", "smtp; 550 5.2.1 receives mail at a rate that prevents more", "5.2.1", False),
        ("5.2.1", "smtp; 550 5.2.1 the account is disabled", "5.2.1", True),
        ("5.4.1", "smtp; 550 5.4.1 Recipient address rejected: Access denied", "5.4.1", False),
        ("5.4.4", "smtp; host not found", "5.4.4", True),
        ("4.4.7", "smtp; 4.4.7 delivery time expired", "4.4.7", False),
        ("4.1.1", "smtp; 450 4.1.1 user unknown", "4.1.1", False),
        ("5.0.0", "smtp; connection from 5.1.1.7 refused", "5.0.0", False),
    ],
)
def test_an_address_is_given_up_only_for_a_reason_that_names_it(status, diagnostic, named, is_gone):
    found = failed(status, diagnostic)
    assert (found.status, found.is_gone, found.marks) == (named, is_gone, MARKS)


def test_a_report_about_a_delay_is_not_final():
    found = report("Final-Recipient: rfc822; chie@example.org\nAction: delayed\nStatus: 4.4.1")
    assert (found.final, found.is_gone) == (False, False)


def test_of_several_recipients_the_one_that_failed_is_told():
    fields = "Final-Recipient: rfc822; a@example.org\nAction: relayed\nStatus: 2.0.0\n\n" + FIELDS
    assert report(fields).final


def test_a_missing_action_is_told_by_its_status():
    assert report("Final-Recipient: rfc822; chie@example.org\nStatus: 5.1.1").is_gone


def test_an_international_report_is_read_too():
    assert report(kind="message/global-delivery-status").is_gone


def test_without_a_diagnostic_the_words_for_people_tell_why():
    found = report(
        "Final-Recipient: rfc822; chie@example.org\nAction: failed\nStatus: 5.0.0",
        text="Sorry.\n<chie@example.org>: host mx said: 550 5.2.2 full",
    )
    assert (found.status, found.words) == ("5.2.2", "<chie@example.org>: host mx said: 550 5.2.2 full")


def test_the_fields_of_a_mail_that_is_attached_are_no_report():
    message = EmailMessage()
    message["To"] = PATH
    message.set_content("Look at what I got.")
    inner = EmailMessage()
    inner["Action"], inner["Status"] = "failed", "5.1.1"
    message.add_attachment(inner)
    assert report_in(mime.parse(message.as_bytes())) is None


QMAIL = """From: MAILER-DAEMON@mx.example.net
To: {to}
Subject: failure notice

Hi. This is the qmail-send program at mx.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<chie@example.org>:
{why}

--- Below this line is a copy of the message.

Return-Path: <{to}>
Subject: 550 5.1.1 is no reason of the server
"""


def plain(text, to=PATH):
    return plain_bounce_in(mime.parse(text.format(to=to, why="{why}").replace("\n", "\r\n").encode()))


def qmail(why):
    return plain(QMAIL.replace("{why}", why))


@pytest.mark.parametrize(
    ("why", "status", "is_gone"),
    [
        ("Sorry, no mailbox here by that name. (#5.1.1)", "5.1.1", True),
        ("Sorry, no mailbox here by that name.", "", True),
        ("This mailbox is over quota. (#5.2.2)", "5.2.2", False),
        ("198.51.100.7 does not like recipient.", "", False),
    ],
)
def test_a_letter_of_qmail_says_why(why, status, is_gone):
    found = qmail(why)
    assert (found.words, found.status, found.final, found.is_gone) == (why, status, True, is_gone)
    assert found.marks == MARKS


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (
            "From: Mail System <Mailer-Daemon@mx.example.net>\nX-Failed-Recipients: chie@example.org",
            "550 5.1.1 unknown",
        ),
        ("From: postmaster@example.org\nSubject: Undeliverable: Your seat", "Not accepted: 550 unknown user"),
        ("From: robot@example.org\nReturn-Path: <>\nSubject: Returned mail: see transcript", "550 5.1.1 no"),
    ],
)
def test_other_plain_bounces_are_told_too(head, words):
    found = plain(f"{head}\nTo: {{to}}\n\nIt failed.\n\n{words}\n\n------ This is a copy of the message\n")
    assert (found.words, found.final) == (words, True)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Warning: message delayed 24 hours", "It is still in the queue."),
        ("Delivery Status Notification (Delay)", "chie@example.org"),
        ("Undelivered so far", "This is a warning only. Your message has not yet been delivered."),
    ],
)
def test_a_plain_warning_is_no_end(subject, text):
    found = plain(f"From: MAILER-DAEMON@mx.example.net\nTo: {{to}}\nSubject: {subject}\n\n{text}\n")
    assert (found.final, found.is_gone) == (False, False)


@pytest.mark.parametrize(
    "head",
    [
        "From: chie@example.org\nSubject: Re: Your seat",
        "From: chie@example.org\nReturn-Path: <>\nAuto-Submitted: auto-replied\nSubject: Out of office",
    ],
)
def test_what_people_and_their_robots_write_to_the_envelope_address_is_no_bounce(head):
    assert plain(f"{head}\nTo: {{to}}\n\nI am away.\n") is None


COMPLAINT = """From: feedback@provider.example
To: {to}
Subject: FW: Reminder
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="edge"

--edge
Content-Type: text/plain

This is an email abuse report.
--edge
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: SomeGenerator/1.0
Version: 1
{more}
--edge
Content-Type: {attached}

Return-Path: <{inside}>
Subject: It starts in an hour

--edge--
"""


@pytest.mark.parametrize(
    ("where", "is_spam"),
    [
        ({"to": PATH}, True),
        ({"inside": PATH}, True),
        ({"inside": PATH, "attached": "text/rfc822-headers"}, True),
        ({"more": f"Original-Mail-From: <{PATH}>\n"}, True),
        ({"to": PATH, "kind": "Opt-Out"}, True),
        ({"to": PATH, "kind": "not-spam"}, False),
        ({"to": PATH, "kind": "auth-failure"}, False),
    ],
)
def test_a_complaint_names_its_mail_wherever_the_mark_stands(where, is_spam):
    facts = {
        "to": "abuse@example.org",
        "kind": "abuse",
        "more": "",
        "attached": "message/rfc822",
        "inside": "",
    }
    raw = COMPLAINT.format(**facts | where).encode()
    assert report_in(mime.parse(raw)) == Complaint(MARKS, is_spam)


def test_a_letter_is_no_report():
    assert report_in(mime.parse(b"From: chie@example.org\r\n\r\nIs there tea?")) is None
    assert Bounce(marks=(), status="", words="", final=True).said == "5.0.0"
