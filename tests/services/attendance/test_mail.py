"""What attendees read: each mail taken apart again, its calendar read by another library (rows R4, R7)."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest

from app.domain.clocks import zones
from app.domain.lifecycle import EventState
from app.extensions import db
from app.models import Registration
from app.services.attendance import registrations
from app.services.scheduling import events, publishing
from tests.support.attendees import MEETING, after_quiet, delivered, public_event, queued, register, token
from tests.support.changes import IN_ZURICH, SUNDAY
from tests.support.desk import AMARA
from tests.support.world import START

LATER = START  # the clock stands, so that the worker finds what was queued
TREE = [
    "multipart/mixed",
    "multipart/alternative",
    "text/plain",
    "text/html",
    "text/calendar",
    "application/ics",
]


def entry(mail):
    """Return the mail's one VEVENT and its method, after checking that every place says the same."""
    calendar = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    twin = next(part for part in mail.walk() if part.get_content_type() == "application/ics")
    data = calendar.get_payload(decode=True)
    assert data == twin.get_payload(decode=True)
    assert b"\n" not in data.replace(b"\r\n", b"")
    read = icalendar.Calendar.from_ical(data)
    assert read["METHOD"] == calendar.get_param("method")
    (event,) = read.walk("VEVENT")
    return str(read["METHOD"]), event


def texts(mail):
    """Return both texts of a mail."""
    return [mail.get_body((kind,)).get_content() for kind in ("plain", "html")]


def test_a_confirmation_is_an_invitation_to_one_person(app, outgoing):
    event = public_event()
    chie = register(event, "Chie Tanabe")
    (mail,) = delivered(app, outgoing)
    assert [part.get_content_type() for part in mail.walk()] == TREE
    method, invited = entry(mail)
    assert (method, invited["SEQUENCE"], invited["UID"]) == ("REQUEST", 0, event.uid)
    assert invited["DTSTART"].dt == datetime(2027, 3, 11, 9, 0, tzinfo=UTC)
    assert invited["ATTENDEE"] == "mailto:chie@example.org"
    assert dict(invited["ATTENDEE"].params) == {
        "CUTYPE": "INDIVIDUAL",
        "ROLE": "OPT-PARTICIPANT",
        "PARTSTAT": "ACCEPTED",
        "RSVP": "FALSE",
        "CN": "Chie Tanabe",
    }
    assert invited["ORGANIZER"] == "mailto:calendar@localhost"
    assert mail["From"].addresses[0].addr_spec == "calendar@localhost"
    assert invited["LOCATION"] == f"http://localhost/join/{token(chie, 'join')}"
    assert (mail["To"], mail["In-Reply-To"]) == ("Chie Tanabe <chie@example.org>", None)


def test_it_tells_the_hour_in_all_three_ways_and_both_links(app, outgoing):
    chie = register(public_event(), "Chie Tanabe")
    (mail,) = delivered(app, outgoing)
    for text in texts(mail):
        for words in (
            "Thursday, 11 March 2027, 10:00 – 11:30",
            "Lagos (WAT, UTC+1)",
            "09:00 – 10:30 UTC",
            "Thursday, 11 March 2027, 18:00 – 19:30",
            "Your time, Tokyo (JST, UTC+9)",
            f"http://localhost/my/{token(chie)}",
            f"http://localhost/join/{token(chie, 'join')}",
            "http://localhost/events/twelve-reefs",
            "You receive this because chie@example.org is registered for this event.",
        ):
            assert words in text, (words, text)


def test_no_mail_holds_the_raw_address_of_the_meeting(app, outgoing):
    event = public_event()
    chie = register(event)
    events.schedule(event, time=IN_ZURICH, reason="A strike", actor=AMARA, now=LATER)
    registrations.cancel(chie, now=LATER)
    db.session.commit()
    for mail in [*delivered(app, outgoing)]:
        for part in mail.walk():
            assert MEETING.encode() not in (part.get_payload(decode=True) or b"")
            assert b"secret-address" not in (part.get_payload(decode=True) or b"")


def test_a_waiting_person_gets_words_and_never_a_calendar(app, outgoing):
    event = public_event(capacity=1)
    register(event, "Bo")
    for name in ("Chie", "Dov"):
        register(event, name)
    events.schedule(event, time=IN_ZURICH, reason="A strike", actor=AMARA, now=LATER)
    db.session.commit()
    mails = [mail for mail in after_quiet(app, outgoing) if "bo@" not in mail["To"]]
    publishing.cancel(event, reason="No room", actor=AMARA, now=LATER)
    db.session.commit()
    mails += [mail for mail in after_quiet(app, outgoing) if "bo@" not in mail["To"]]
    assert len(mails) == 6
    assert {tuple(part.get_content_type() for part in mail.walk()) for mail in mails} == {
        ("multipart/alternative", "text/plain", "text/html")
    }
    chie, dov = (mail.get_body(("plain",)).get_content() for mail in mails[:2])
    assert "You are the first in the list." in chie
    assert "One person is before you." in dov


def test_a_move_is_an_update_that_shows_old_and_new_and_threads(app, outgoing):
    event = public_event()
    register(event)
    (first,) = delivered(app, outgoing)
    events.schedule(event, time=IN_ZURICH, reason="A strike", actor=AMARA, now=LATER)
    db.session.commit()
    (moved,) = after_quiet(app, outgoing)
    method, invited = entry(moved)
    assert (method, invited["SEQUENCE"], invited["UID"]) == ("REQUEST", 1, event.uid)
    assert invited["DTSTART"].dt == datetime(2027, 3, 28, 8, 0, tzinfo=UTC)
    assert moved["In-Reply-To"] == first["Message-ID"]
    assert moved["Subject"] == "New time: Twelve reefs, Sun 28 Mar, Tokyo"
    plain, html = texts(moved)
    assert "Old time: Thursday, 11 March 2027, 10:00 – 11:30 Lagos (WAT, UTC+1)" in plain
    assert "<s>Thursday, 11 March 2027, 10:00 – 11:30 Lagos (WAT, UTC+1)</s>" in html
    for text in (plain, html):
        assert "Sunday, 28 March 2027, 10:00 – 11:00" in text
        assert "The reason: A strike" in text


def test_giving_back_takes_the_entry_off_one_calendar(app, outgoing):
    event = public_event(capacity=1)
    chie = register(event, "Chie")
    register(event, "Bo")
    delivered(app, outgoing)
    registrations.cancel(chie, now=LATER)
    db.session.commit()
    gone, freed = delivered(app, outgoing)
    method, cancelled = entry(gone)
    assert (method, cancelled["STATUS"], cancelled["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert cancelled["ATTENDEE"] == "mailto:chie@example.org"
    method, invited = entry(freed)
    assert (method, invited["STATUS"], invited["SEQUENCE"]) == ("REQUEST", "CONFIRMED", 0)
    assert invited["ATTENDEE"] == "mailto:bo@example.org"


def test_who_came_back_is_invited_above_the_sequence_of_the_cancellation(app, outgoing):
    event = public_event()
    chie = register(event)
    delivered(app, outgoing)
    registrations.cancel(chie, now=LATER)
    db.session.commit()
    delivered(app, outgoing)
    registrations.register_again(chie, now=LATER)
    db.session.commit()
    (again,) = delivered(app, outgoing)
    assert (entry(again)[0], entry(again)[1]["SEQUENCE"], event.sequence) == ("REQUEST", 2, 0)
    events.schedule(event, time=IN_ZURICH, reason="A strike", actor=AMARA, now=LATER)
    db.session.commit()
    (moved,) = after_quiet(app, outgoing)
    assert (entry(moved)[1]["SEQUENCE"], event.sequence) == (3, 1)


def test_a_cancelled_event_cancels_every_entry_with_the_reason(app, outgoing):
    event = public_event()
    register(event)
    delivered(app, outgoing)
    publishing.cancel(event, reason="The hall burnt down", actor=AMARA, now=LATER)
    db.session.commit()
    (mail,) = after_quiet(app, outgoing)
    method, cancelled = entry(mail)
    assert (method, cancelled["STATUS"], cancelled["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert all("The reason: The hall burnt down" in text for text in texts(mail))


def test_a_postponed_event_keeps_its_entry_but_frees_the_day(app, outgoing):
    event = public_event()
    register(event)
    delivered(app, outgoing)
    publishing.postpone(event, reason="A storm", actor=AMARA, now=LATER)
    db.session.commit()
    (mail,) = after_quiet(app, outgoing)
    method, tentative = entry(mail)
    assert (method, tentative["STATUS"], tentative["TRANSP"]) == ("REQUEST", "TENTATIVE", "TRANSPARENT")


def test_the_mails_of_one_person_are_those_of_the_language_and_zone_kept(app, outgoing):
    chie = register(public_event(), locale="fr", zone=None)
    (mail,) = delivered(app, outgoing)
    plain, html = texts(mail)
    assert "jeudi 11 mars 2027, 10:00" in plain
    assert "jeudi 11 mars 2027, 10:00" in html
    assert "Tokyo" not in plain + html
    assert chie.locale == "fr"


@pytest.mark.parametrize(
    ("before", "subject"),
    [
        (timedelta(hours=24), "In 1 day: Twelve reefs"),
        (timedelta(hours=1), "In 1 hour: Twelve reefs"),
        (timedelta(0), "Now: Twelve reefs"),
    ],
)
def test_reminders_come_at_true_instants_with_one_click_to_stop_them(app, outgoing, clock, before, subject):
    event = public_event()
    register(event)
    delivered(app, outgoing)
    clock.set(event.starts_at - before - timedelta(seconds=1))
    delivered(app, outgoing)
    clock.set(event.starts_at - before)
    (mail,) = delivered(app, outgoing)
    stop = f"http://localhost/unsubscribe/{token(db.session.query(Registration).one(), 'unsubscribe')}"
    assert mail["Subject"] == subject
    assert mail["List-Unsubscribe"] == f"<{stop}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "text/calendar" not in [part.get_content_type() for part in mail.walk()]


def test_reminders_follow_a_move_and_the_old_ones_are_silent(app, outgoing, clock):
    event = public_event()
    register(event)
    events.schedule(event, time=IN_ZURICH, reason="A strike", actor=AMARA, now=LATER)
    db.session.commit()
    waiting = [row.due_at for row in queued(kind="reminder", state="queued")]
    day_before = zones.instant_of(SUNDAY - timedelta(hours=25), "Europe/Zurich")  # clocks change between
    assert waiting == [day_before, IN_ZURICH.starts_at - timedelta(hours=1), IN_ZURICH.starts_at]
    after_quiet(app, outgoing)
    clock.set(datetime(2027, 3, 11, 9, 0, tzinfo=UTC))
    assert delivered(app, outgoing) == []
    clock.set(day_before)
    assert [mail["Subject"] for mail in delivered(app, outgoing)] == ["In 1 day: Twelve reefs"]


def test_no_reminder_for_who_stopped_them_gave_back_or_was_reached_too_late(app, outgoing, clock):
    event = public_event()
    chie, bo, _dov = (register(event, name) for name in ("Chie", "Bo", "Dov"))
    delivered(app, outgoing)
    registrations.stop_reminders(chie, now=LATER)
    registrations.cancel(bo, now=LATER)
    db.session.commit()
    delivered(app, outgoing)
    clock.set(event.starts_at - timedelta(minutes=90))  # the mail server was away for a day
    assert delivered(app, outgoing) == []
    clock.set(event.starts_at - timedelta(minutes=40))
    assert [mail["To"] for mail in delivered(app, outgoing)] == ["Dov <dov@example.org>"]
    assert outgoing.sent[-1].subject == "In 40 minutes: Twelve reefs"


@pytest.mark.parametrize(
    "name",
    [
        "x\r\nATTENDEE:mailto:mallory@example.org",
        'Amara";X-EVIL="1',
        "Zoë 🎤 田中",
        "\u202eevil\u202c",
        "مريم",
        "a" * 400,
        "Semi;colon, comma: ^n",
        "\x01\x07bell",
    ],
)
def test_no_name_reaches_a_header_or_a_content_line(app, outgoing, name):
    event = public_event()
    register(event, name, "chie@example.org")
    (mail,) = delivered(app, outgoing)
    assert [one.addr_spec for one in mail["To"].addresses] == ["chie@example.org"]
    assert mail["Bcc"] is None
    _method, invited = entry(mail)
    assert invited["ATTENDEE"] == "mailto:chie@example.org"
    assert "X-EVIL" not in invited["ATTENDEE"].params
    assert "X-EVIL" not in invited


def test_a_new_time_that_nobody_has_read_yet_is_not_told_once_the_event_was_held(app, outgoing):
    event = public_event()
    register(event)
    delivered(app, outgoing)
    events.schedule(event, time=IN_ZURICH, reason="The hall burnt down.", actor=AMARA, now=START)
    event.state = EventState.HELD
    assert after_quiet(app, outgoing) == []


@pytest.mark.parametrize(
    ("state", "said", "parts"),
    [
        ("published", None, TREE),
        ("postponed", "This time no longer holds:", TREE),
        ("cancelled", "The event does not take place. This was its time:", TREE[1:4]),
        ("held", None, TREE[1:4]),
        ("archived", None, TREE[1:4]),
    ],
)
def test_a_new_link_arrives_whatever_became_of_the_event(app, outgoing, state, said, parts):
    event = public_event()
    chie = register(event)
    delivered(app, outgoing)
    event.state = EventState(state)
    registrations.replace_link(chie, now=LATER)
    (mail,) = delivered(app, outgoing)
    assert (mail["Subject"], [part.get_content_type() for part in mail.walk()]) == (
        "Your link: Twelve reefs",
        parts,
    )
    doors = [f"/my/{token(chie)}", f"/join/{token(chie, 'join')}"]
    for text in texts(mail):
        assert [door in text for door in doors] == [True, state not in {"postponed", "cancelled"}]
        assert said is None or said in text
