"""A mail taken apart: headers, addresses and texts, whatever its sender did wrong, never too much of it."""

from email.message import EmailMessage

import pytest

from app.domain.mail import mime


def mail(raw):
    return mime.parse(raw.encode() if isinstance(raw, str) else raw)


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("Größe".encode(), "", "Größe"),
        ("Größe".encode("latin-1"), "iso-8859-1", "Größe"),
        ("Größe".encode("latin-1"), "nonsense", "Größe"),
        ("Größe".encode("latin-1"), "", "Größe"),
        ("Größe".encode(), "iso-8859-1", "Größe"),  # the name is wrong, the bytes are plain
        ("千恵".encode("iso-2022-jp"), "iso-2022-jp", "千恵"),
        ("Größe".encode("utf-16"), "", "Größe"),
        ("Größe".encode("utf-16-le"), "us-ascii", "Größe"),
        (b"\xef\xbb\xbfhello", "utf-8", "hello"),
        (b"hello", "idna", "hello"),
        (b"hello", "unicode-escape", "hello"),
        (b"", "", ""),
    ],
)
def test_text_is_read_by_its_mark_its_bytes_then_its_name(data, charset, text):
    assert mime.decoded(data, charset) == text


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        ("Subject: =?utf-8?q?Gr=C3=B6=C3=9Fe?=\r\n\r\n", "Größe"),
        ("Subject: =?nonsense?q?x?=\r\n\r\n", "=?nonsense?q?x?="),
        ("Subject: one\r\n two\r\n\r\n", "one two"),
        ("\r\n", ""),
    ],
)
def test_a_header_is_read_as_people_read_it(raw, subject):
    assert mime.header(mail(raw), "Subject") == subject


def test_a_header_without_end_is_cut():
    assert len(mime.header(mail(f"Subject: {'x' * 100_000}\r\n\r\n"), "Subject")) == 4000


def test_addresses_and_their_marks_come_from_every_header_each_once():
    found = mail(
        "To: Side <calendar+r17-abcdefgh@example.org>, nobody\r\n"
        "Cc: calendar+r17-abcdefgh@example.org\r\nDelivered-To: calendar+b18-abcdefgh@example.org\r\n"
        "From: chie+notours1@example.org\r\n\r\n"
    )
    assert mime.addresses(found, "To", "Cc") == ["calendar+r17-abcdefgh@example.org"] * 2
    assert mime.marks(found) == ("b18-abcdefgh", "r17-abcdefgh")
    assert mime.marks(found, "From") == ("notours1",)


def test_marks_in_a_text_are_long_enough_to_be_ours():
    assert mime.marks_in("a+short@example.org a+longenough_1@example.org a+longenough_1@example.net") == (
        "longenough_1",
    )


def test_parts_are_those_that_hold_something_and_not_an_attached_mail_s():
    inner, outer = EmailMessage(), EmailMessage()
    inner.set_content("inside")
    outer.set_content("plain")
    outer.add_alternative("<p>html</p>", subtype="html")
    outer.add_attachment(inner)
    found = list(mime.parts(mail(outer.as_bytes())))
    assert [part.get_content_type() for part in found] == ["text/plain", "text/html", "message/rfc822"]
    assert [mime.text(part).strip() for part in found] == ["plain", "<p>html</p>", ""]
    assert mime.content(found[0]).strip() == b"plain"


def test_parts_without_end_are_bounded():
    many = EmailMessage()
    many.make_mixed()
    for _ in range(10):
        many.add_attachment("x")
    assert len(list(mime.parts(mail(many.as_bytes())))) == 10
    with pytest.raises(ValueError, match="parts within parts"):
        mime.parse(b"boundary" * 201)


def test_a_costly_mail_is_read_as_far_as_it_may_cost():
    body = b"x" * 400 + b"\n"
    long = b"Subject: a\r\n\r\n" + body * 2000
    assert len(mime.content(mail(long))) > 800_000
    report = b"Content-Type: text/plain\r\n\r\ndelivery-status " + body * 2000
    assert len(mime.content(mail(report))) < mime.PART_LIMIT
