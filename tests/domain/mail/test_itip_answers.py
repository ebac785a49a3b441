"""Answers as Outlook, Google and Apple write them, and what attackers write instead (row R4)."""

import base64
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.clocks.zones import use_packaged_zone_data
from app.domain.mail import incoming
from app.domain.mail.itip_answers import AttendeeAnswer, CalendarReply, ReplyRefusal
from app.domain.mail.mime import PART_LIMIT
from tests.support.breaking_mails import MAILS

UID = "5f0c9b1e-side@example.org"
OUTLOOK = f"""BEGIN:VCALENDAR
METHOD:REPLY
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Eastern Standard Time
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT=ACCEPTED;CN="Okafor; Amara: Lagos":mailto:Amara@Example.ORG
COMMENT;LANGUAGE=en-US:I will be late\\, sorry\\n
UID:{UID}
SUMMARY;LANGUAGE=en-US:Accepted: Social innovation experiences
DTSTART;TZID=Eastern Standard Time:20230502T100000
DTEND;TZID=Eastern Standard Time:20230502T113000
DTSTAMP:20230421T070102Z
SEQUENCE:2
END:VEVENT
END:VCALENDAR
"""
ANSWER = CalendarReply(
    method="REPLY",
    uid=UID,
    said=(AttendeeAnswer("amara@example.org", "ACCEPTED"),),
    sequence=2,
    stamp=datetime(2023, 4, 21, 7, 1, 2, tzinfo=UTC),
    sender="amara@example.org",
    marks=("SeCrEt-token_1",),
    comment="I will be late, sorry",
    starts_at=datetime(2023, 5, 2, 14, 0, tzinfo=UTC),
)


@pytest.fixture(autouse=True, scope="module")
def _packaged_zone_data():
    use_packaged_zone_data()


def mail(calendar, *, kind="text/calendar", **headers):
    message = EmailMessage()
    message["From"] = "Amara Okafor <Amara@example.org>"
    message["To"] = "Sidestage <rsvp+SeCrEt-token_1@example.org>"
    message["Subject"] = "Accepted: Social innovation experiences"
    for name, value in headers.items():
        del message[name]
        message[name] = value
    message.set_content("Accepted")
    maintype, subtype = kind.split("/")
    data = calendar.replace("\n", "\r\n").encode()
    message.add_alternative(
        data, maintype=maintype, subtype=subtype, params={"charset": "utf-8", "method": "REPLY"}
    )
    return message.as_bytes()


def changed(*pairs):
    calendar = OUTLOOK
    for old, new in pairs:
        assert old in calendar
        calendar = calendar.replace(old, new)
    return calendar


def answer(**changes):
    return CalendarReply(**({name: getattr(ANSWER, name) for name in CalendarReply.__slots__} | changes))


def parse_reply(raw):
    return incoming.read(raw).reply


def said(partstat):
    return (AttendeeAnswer("amara@example.org", partstat),)


def test_an_outlook_reply_without_an_organiser():
    assert parse_reply(mail(OUTLOOK)) == ANSWER


def test_a_google_reply_with_folded_lines_as_an_attachment_type():
    exchange = 'ATTENDEE;PARTSTAT=ACCEPTED;CN="Okafor; Amara: Lagos":mailto:Amara@Example.ORG'
    here = """ORGANIZER;CN=Sidestage:mailto:rsvp@example.org
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=Amara
  Okafor;X-NUM-GUESTS=0:mailto:amara@exam
 ple.org"""
    google = changed((exchange, here), ("COMMENT;LANGUAGE=en-US:I will be late\\, sorry\\n\n", ""))
    assert parse_reply(mail(google, kind="application/ics")) == answer(said=said("DECLINED"), comment="")


@pytest.mark.parametrize("partstat", ["ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"])
def test_every_answer_a_person_can_give(partstat):
    assert parse_reply(mail(changed(("ACCEPTED", partstat.lower())))) == answer(said=said(partstat))


def test_a_missing_sequence_is_the_first():
    assert parse_reply(mail(changed(("SEQUENCE:2\n", "")))) == answer(sequence=0)


COUNTER = (("METHOD:REPLY", "METHOD:COUNTER"), ("PARTSTAT=ACCEPTED", "PARTSTAT=TENTATIVE"))


def proposal(*pairs):
    found = parse_reply(mail(changed(*COUNTER, *pairs)))
    return found.method, found.said[0].partstat, found.counter_start, found.counter_end


def test_a_proposed_time_is_read_by_our_own_zone_data_whatever_the_file_defines():
    assert proposal(("TZOFFSETTO:-0500", "TZOFFSETTO:+1400")) == (
        "COUNTER",
        "TENTATIVE",
        datetime(2023, 5, 2, 14, 0, tzinfo=UTC),
        datetime(2023, 5, 2, 15, 30, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (":20230502T150000Z", datetime(2023, 5, 2, 15, 0, tzinfo=UTC)),
        (";TZID=Africa/Lagos:20230502T150000", datetime(2023, 5, 2, 14, 0, tzinfo=UTC)),
        (';TZID="tokyo standard time":20230502T150000', datetime(2023, 5, 2, 6, 0, tzinfo=UTC)),
        (":20230502T150000", None),
        (";VALUE=DATE:20230502", None),
        (";TZID=Customized Time Zone:20230502T150000", None),
        (";TZID=America/New_York:20231105T013000", None),
        (";TZID=America/New_York:20230312T023000", None),
        (";TZID=America/New_York:00010101T000000", None),
        (":soon", None),
    ],
)
def test_a_time_in_doubt_is_no_proposal(written, read):
    assert proposal((";TZID=Eastern Standard Time:20230502T100000", written))[2] == read


def test_of_several_attendees_in_a_counter_the_sender_speaks():
    others = ("SEQUENCE:2", "SEQUENCE:2\nATTENDEE;PARTSTAT=ACCEPTED:mailto:bo@example.org")
    found = parse_reply(mail(changed(*COUNTER, others)))
    assert found.alone() == AttendeeAnswer("amara@example.org", "TENTATIVE")
    assert parse_reply(mail(changed(*COUNTER, others), From="chie@example.org")).alone() is None


def test_tokens_come_from_every_address_the_mail_was_sent_to():
    headers = {"Delivered-To": "rsvp+AAAAAAAA@example.org", "Cc": '"x+FAKEFAKE@" <bo+BBBBBBBB@example.org>'}
    assert parse_reply(mail(OUTLOOK, **headers)).marks == ("AAAAAAAA", "SeCrEt-token_1", "BBBBBBBB")


@pytest.mark.parametrize(
    ("pairs", "refusal"),
    [
        ([("METHOD:REPLY", "METHOD:REQUEST")], ReplyRefusal.NO_ANSWER),
        ([("METHOD:REPLY\n", "")], ReplyRefusal.NO_ANSWER),
        ([("END:VCALENDAR\n", "")], ReplyRefusal.NO_ANSWER),
        ([("BEGIN:VEVENT", "BEGIN:VTODO"), ("END:VEVENT", "END:VTODO")], ReplyRefusal.BROKEN),
        ([("SEQUENCE:2", "SEQUENCE:-2")], ReplyRefusal.BROKEN),
        ([(f"UID:{UID}\n", "")], ReplyRefusal.NO_UID),
        ([(f"UID:{UID}", "UID: ")], ReplyRefusal.NO_UID),
        ([("ATTENDEE;", "X-ATTENDEE;")], ReplyRefusal.NOT_ONE_ATTENDEE),
        ([(";PARTSTAT=ACCEPTED", "")], ReplyRefusal.UNKNOWN_PARTSTAT),
        ([("ACCEPTED", "NEEDS-ACTION")], ReplyRefusal.UNKNOWN_PARTSTAT),
        ([("ACCEPTED", "X-MAYBE")], ReplyRefusal.UNKNOWN_PARTSTAT),
    ],
)
def test_what_is_no_answer_is_refused_with_its_reason(pairs, refusal):
    assert parse_reply(mail(changed(*pairs))) == refusal


def test_a_mail_without_a_calendar_or_over_the_limit():
    assert parse_reply(b"") == ReplyRefusal.NO_ANSWER
    assert parse_reply(b"Subject: hi\r\n\r\nI accept") == ReplyRefusal.NO_ANSWER


def test_the_limit_is_on_the_calendar_and_not_on_the_pictures_around_it():
    message = message_from_bytes(mail(OUTLOOK), policy=default)
    message.make_mixed()
    message.add_attachment(b"\x89PNG" * 500_000, maintype="image", subtype="png", filename="logo.png")
    assert parse_reply(message.as_bytes()) == ANSWER
    long = changed(("COMMENT;LANGUAGE=en-US:", "COMMENT;LANGUAGE=en-US:" + "ha " * PART_LIMIT))
    assert parse_reply(mail(long)) == ReplyRefusal.TOO_LARGE


def test_the_first_part_that_answers_counts():
    message = EmailMessage()
    message["From"] = "amara@example.org"
    message.set_content("x")
    for calendar in (changed(("METHOD:REPLY", "METHOD:REQUEST")), OUTLOOK, changed(("ACCEPTED", "DECLINED"))):
        message.add_attachment(calendar.encode(), maintype="text", subtype="calendar")
    assert parse_reply(message.as_bytes()) == answer(marks=())


EXCHANGE_SAID = 'ATTENDEE;PARTSTAT=ACCEPTED;CN="Okafor; Amara: Lagos":mailto:Amara@Example.ORG'


@pytest.mark.parametrize(
    ("written", "email"),
    [
        ("ATTENDEE;PARTSTAT=DECLINED:MAILTO:amara@example.org", "amara@example.org"),
        ("ATTENDEE;PARTSTAT=DECLINED:amara@example.org", "amara@example.org"),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:<amara@example.org>", "amara@example.org"),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:amara%40example.org", "amara@example.org"),
        ("ATTENDEE;PARTSTAT=DECLINED;EMAIL=a@example.org:urn:uuid:2F1C8D0A-1111", "a@example.org"),
        ('ATTENDEE;EMAIL="mailto:a@example.org";PARTSTAT=DECLINED:/aMTY/principal/', "a@example.org"),
        ("ATTENDEE;PARTSTAT=DECLINED:invalid:nomail", ""),
        ("ATTENDEE;PARTSTAT=DECLINED:tel:+4712345", ""),
    ],
)
def test_an_attendee_is_named_in_many_ways_and_answers_in_all(written, email):
    found = parse_reply(mail(changed((EXCHANGE_SAID, written))))
    assert found.said == (AttendeeAnswer(email, "DECLINED"),)
    assert found.said_by("somebody.else@example.org", organiser="rsvp@example.org") == "DECLINED"


ORGANISER = "ATTENDEE;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:RSVP@example.org"
ME = "ATTENDEE;PARTSTAT=DECLINED:mailto:amara@example.org"
ALIAS = "ATTENDEE;PARTSTAT=DECLINED:mailto:am.okafor@example.net"
GAVE_IT_ON = 'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:bo@example.org":mailto:amara@example.org'
GOT_IT = 'ATTENDEE;PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:amara@example.org":mailto:bo@example.org'
SILENT = "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bo@example.org"
OTHER = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:bo@example.org"


@pytest.mark.parametrize(
    ("lines", "partstat"),
    [
        ([ME, ORGANISER], "DECLINED"),
        ([ORGANISER, ALIAS], "DECLINED"),
        ([OTHER, ME], "DECLINED"),
        ([GOT_IT, GAVE_IT_ON], "DELEGATED"),
        ([GOT_IT, GAVE_IT_ON.replace("amara", "am.okafor")], "DELEGATED"),
        ([GOT_IT], "ACCEPTED"),
        ([SILENT, ALIAS], "DECLINED"),
        ([OTHER, ALIAS], None),
        ([ORGANISER], None),
        ([ORGANISER, SILENT], None),
    ],
)
def test_of_several_attendees_the_person_who_is_proven_to_write_is_found(lines, partstat):
    raw = mail(changed((EXCHANGE_SAID, "\n".join(lines))), From="secretary@example.org")
    assert parse_reply(raw).said_by("Amara@example.org", organiser="rsvp@example.org") == partstat


def test_of_two_strange_attendees_the_sender_is_meant():
    raw = mail(changed((EXCHANGE_SAID, f"{OTHER}\n{ALIAS}")), From="AM.Okafor@example.net")
    assert parse_reply(raw).said_by("amara@example.org", organiser="rsvp@example.org") == "DECLINED"


@pytest.mark.parametrize("sequence", ["1796125799", "9" * 300])
def test_a_sequence_that_is_a_moment_or_nonsense_is_only_high(sequence):
    assert parse_reply(mail(changed(("SEQUENCE:2", f"SEQUENCE:{sequence}")))).sequence == 10**9


def built(data, *headers):
    head = ["From: amara@example.org", "To: rsvp+SeCrEt-token_1@example.org", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + data


@pytest.mark.parametrize(
    "headers",
    [
        ["Content-Type: text/calendar; charset=x-nonsense; method=REPLY"],
        ['Content-Type: text/calendar; charset=""; method=REPLY'],
        ["Content-Type: text/calendar; charset=utf8mb4"],
        ["Content-Type: text/calendar; charset=us-ascii"],
        ["Content-Type: text/calendar; charset=utf-16"],
        ["Content-Type: text/calendar; charset=punycode"],
        ["Content-Type: text/calendar; charset=base64"],
        ["Content-Type: text/x-vcalendar"],
        ["Content-Type: application/ics"],
        ["Content-Type: application/octet-stream"],
        ["Content-Type: application/octet-stream; name=INVITE.ICS"],
        ["Content-Type: application/x-unknown", "Content-Disposition: attachment; filename=a.ics"],
        ["Content-Type: text/plain"],
        [],
    ],
)
@pytest.mark.parametrize("name", ["Amara", "Amára Ọkafọ"])
def test_a_wrong_type_or_charset_hides_no_answer(headers, name):
    calendar = changed(('CN="Okafor; Amara: Lagos"', f"CN={name}"), ("I will be late", f"From {name}"))
    found = parse_reply(built(calendar.encode(), *headers))
    assert found == answer(comment=f"From {name}, sorry")


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace("\n", "\r\r\n").encode(),
        lambda text: text.replace("\n", "\n\n").encode(),
        lambda text: text.replace("PARTSTAT", "PART\r\r\n STAT").encode(),
        lambda text: ("Here it is:\n\n" + text).encode(),
    ],
    ids=range(10),
)
def test_marks_of_byte_order_and_broken_line_ends_hide_no_answer(encode):
    data = base64.encodebytes(encode(OUTLOOK))
    assert (
        parse_reply(built(data, "Content-Type: text/calendar", "Content-Transfer-Encoding: base64")) == ANSWER
    )


def test_an_answer_of_somebody_else_that_is_attached_is_not_this_mails():
    message = EmailMessage()
    message["From"], message["To"] = "bo@example.org", "rsvp+SeCrEt-token_1@example.org"
    message.set_content("See what Amara's calendar says.")
    message.add_attachment(message_from_bytes(mail(OUTLOOK), policy=default))
    assert parse_reply(message.as_bytes()) == ReplyRefusal.NO_ANSWER


@pytest.mark.parametrize("raw", MAILS.values(), ids=MAILS)
def test_mails_built_to_break_a_reader_are_read_or_refused(raw):
    """How long each may take is held by benchmarks/breaking_mails.py."""
    assert incoming.read(raw) is None or isinstance(parse_reply(raw), CalendarReply | ReplyRefusal)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(OUTLOOK)), st.integers(0, 60))
def test_no_bytes_make_it_raise(noise, position, cut):
    broken = OUTLOOK.encode()[:position] + noise + OUTLOOK.encode()[position + cut :]
    assert isinstance(parse_reply(noise), ReplyRefusal)
    for raw in (b"Content-Type: text/calendar\r\n\r\n" + broken, b"From: " + noise + b"\r\n" + mail(OUTLOOK)):
        assert isinstance(parse_reply(raw), CalendarReply | ReplyRefusal)
