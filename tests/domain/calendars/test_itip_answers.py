"""Answers as Outlook, Google and Apple write them, and what attackers write instead (row R4)."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.calendars.itip_answers import SIZE_LIMIT, CalendarReply, ReplyRefusal, parse_reply
from app.domain.clocks.zones import use_packaged_zone_data
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
    attendee="amara@example.org",
    partstat="ACCEPTED",
    sequence=2,
    stamp=datetime(2023, 4, 21, 7, 1, 2, tzinfo=UTC),
    sender="amara@example.org",
    tokens=("SeCrEt-token_1",),
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


def test_an_outlook_reply_without_an_organiser():
    assert parse_reply(mail(OUTLOOK)) == ANSWER


def test_a_google_reply_with_folded_lines_as_an_attachment_type():
    exchange = 'ATTENDEE;PARTSTAT=ACCEPTED;CN="Okafor; Amara: Lagos":mailto:Amara@Example.ORG'
    here = """ORGANIZER;CN=Sidestage:mailto:rsvp@example.org
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=Amara
  Okafor;X-NUM-GUESTS=0:mailto:amara@exam
 ple.org"""
    google = changed((exchange, here), ("COMMENT;LANGUAGE=en-US:I will be late\\, sorry\\n\n", ""))
    assert parse_reply(mail(google, kind="application/ics")) == answer(partstat="DECLINED", comment="")


@pytest.mark.parametrize("partstat", ["ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"])
def test_every_answer_a_person_can_give(partstat):
    assert parse_reply(mail(changed(("ACCEPTED", partstat.lower())))) == answer(partstat=partstat)


def test_a_missing_sequence_is_the_first():
    assert parse_reply(mail(changed(("SEQUENCE:2\n", "")))) == answer(sequence=0)


COUNTER = (("METHOD:REPLY", "METHOD:COUNTER"), ("PARTSTAT=ACCEPTED", "PARTSTAT=TENTATIVE"))


def proposal(*pairs):
    found = parse_reply(mail(changed(*COUNTER, *pairs)))
    return found.method, found.partstat, found.counter_start, found.counter_end


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
    assert (found.attendee, found.partstat) == ("amara@example.org", "TENTATIVE")
    assert (
        parse_reply(mail(changed(*COUNTER, others), From="chie@example.org")) == ReplyRefusal.NOT_ONE_ATTENDEE
    )


def test_tokens_come_from_every_address_the_mail_was_sent_to():
    headers = {"Delivered-To": "rsvp+AAAAAAAA@example.org", "Cc": '"x+FAKEFAKE@" <bo+BBBBBBBB@example.org>'}
    assert parse_reply(mail(OUTLOOK, **headers)).tokens == ("AAAAAAAA", "SeCrEt-token_1", "BBBBBBBB")


@pytest.mark.parametrize(
    ("pairs", "refusal"),
    [
        ([("METHOD:REPLY", "METHOD:REQUEST")], ReplyRefusal.NO_ANSWER),
        ([("METHOD:REPLY\n", "")], ReplyRefusal.NO_ANSWER),
        ([("END:VCALENDAR\n", "")], ReplyRefusal.NO_ANSWER),
        ([("BEGIN:VEVENT", "BEGIN:VTODO"), ("END:VEVENT", "END:VTODO")], ReplyRefusal.BROKEN),
        ([("SEQUENCE:2", "SEQUENCE:-2")], ReplyRefusal.BROKEN),
        ([("SEQUENCE:2", "SEQUENCE:" + "9" * 30)], ReplyRefusal.BROKEN),
        ([(f"UID:{UID}\n", "")], ReplyRefusal.NO_UID),
        ([(f"UID:{UID}", "UID: ")], ReplyRefusal.NO_UID),
        ([("ATTENDEE;", "X-ATTENDEE;")], ReplyRefusal.NOT_ONE_ATTENDEE),
        ([("mailto:Amara@Example.ORG", "tel:+4712345")], ReplyRefusal.NOT_ONE_ATTENDEE),
        (
            [("SEQUENCE:2", "SEQUENCE:2\nATTENDEE;PARTSTAT=ACCEPTED:mailto:b@example.org")],
            ReplyRefusal.NOT_ONE_ATTENDEE,
        ),
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
    full = mail(OUTLOOK)
    assert parse_reply(full + b" " * (SIZE_LIMIT - len(full))) == ANSWER
    assert parse_reply(full + b" " * (SIZE_LIMIT + 1 - len(full))) == ReplyRefusal.TOO_LARGE


def test_the_first_part_that_answers_counts():
    message = EmailMessage()
    message["From"] = "amara@example.org"
    message.set_content("x")
    for calendar in (changed(("METHOD:REPLY", "METHOD:REQUEST")), OUTLOOK, changed(("ACCEPTED", "DECLINED"))):
        message.add_attachment(calendar.encode(), maintype="text", subtype="calendar")
    assert parse_reply(message.as_bytes()) == answer(tokens=())


def test_newer_and_older_answers():
    later = datetime(2023, 4, 21, 7, 1, 3, tzinfo=UTC)
    assert ANSWER.is_newer_than(1, later)
    assert ANSWER.is_newer_than(2, datetime(2023, 4, 21, 7, 1, 1, tzinfo=UTC))
    assert ANSWER.is_newer_than(2, None)
    assert not ANSWER.is_newer_than(2, ANSWER.stamp)
    assert not ANSWER.is_newer_than(2, later)
    assert not ANSWER.is_newer_than(3, None)


@pytest.mark.parametrize("raw", MAILS.values(), ids=MAILS)
def test_mails_built_to_break_a_reader_are_read_or_refused(raw):
    """How long each may take is held by benchmarks/breaking_mails.py."""
    assert len(raw) <= SIZE_LIMIT
    assert isinstance(parse_reply(raw), CalendarReply | ReplyRefusal)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(OUTLOOK)), st.integers(0, 60))
def test_no_bytes_make_it_raise(noise, position, cut):
    broken = OUTLOOK.encode()[:position] + noise + OUTLOOK.encode()[position + cut :]
    assert isinstance(parse_reply(noise), ReplyRefusal)
    assert isinstance(
        parse_reply(b"Content-Type: text/calendar\r\n\r\n" + broken), CalendarReply | ReplyRefusal
    )
    assert isinstance(parse_reply(b"From: " + noise + b"\r\n" + mail(OUTLOOK)), CalendarReply | ReplyRefusal)
