"""Whatever is typed, a calendar keeps its lines: nothing can add, cut or hide a property (rows R3, X5)."""

import re
import subprocess
import sys

import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from app.domain.calendars.calendar_entry import Attendee, Mailbox
from app.domain.calendars.calendar_file import calendar
from app.domain.calendars.content_lines import many_lines, one_line
from app.domain.calendars.personal_entry import personal
from app.domain.calendars.vevent import vevent
from tests.support.entries import LATER, entry
from tests.support.hostile import INJECTIONS, LINE_ENDS, SIGNS, hostile_text

CONTROL = re.compile(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]")
ALWAYS = ["BEGIN", "UID", "DTSTAMP", "SEQUENCE", "CREATED", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY"]
CLOSING = ["STATUS", "TRANSP", "CLASS"]


def properties(data):
    """Check what every reader relies on, line by line; return names and values after unfolding."""
    assert data.endswith(b"\r\n")
    rows = data[:-2].split(b"\r\n")
    for row in rows:
        assert len(row) <= 75
        assert not CONTROL.search(row)
        row.decode("utf-8")  # each row by itself: no fold inside a character
    unfolded = data.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]
    pairs = [re.match(r"([A-Z-]+)((?:;[A-Z-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(.*)", line) for line in unfolded]
    assert all(pairs)
    return [(pair[1], pair[3]) for pair in pairs]


def unescaped(value):
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def place():
    return st.tuples(st.sampled_from(("", "https://meet.example.org/")), hostile_text()).map("".join)


def test_a_typed_backslash_before_a_capital_n_is_no_new_line():
    found = dict(properties(vevent(entry(title=r"C:\New\N", description=r"a\Nb", categories=(r"x\N",)))))
    said = [unescaped(found[name]) for name in ("SUMMARY", "DESCRIPTION", "CATEGORIES")]
    assert said == [r"C:\New\N", r"a\Nb", r"x\N"]


@settings(max_examples=300)
@given(hostile_text(), hostile_text(), place(), hostile_text(), hostile_text())
def test_an_entry_holds_exactly_its_own_properties(title, description, location, url, category):
    one = entry(title=title, description=description, location=location, url=url, categories=(category,))
    found = properties(vevent(one))
    filled = [
        *(["DESCRIPTION"] if many_lines(description).strip() else []),
        *(["LOCATION"] if one_line(location) else []),
        *(["CONFERENCE"] if one_line(location).startswith("https://") else []),
        *(["URL"] if one_line(url) else []),
        *CLOSING,
        *(["CATEGORIES"] if one_line(category) else []),
        "END",
    ]

    assert [name for name, _ in found] == [*ALWAYS, *filled]
    values = dict(found)
    assert unescaped(values["SUMMARY"]) == one_line(title)
    assert unescaped(values.get("DESCRIPTION", "")) == many_lines(description).strip()
    assert unescaped(values.get("LOCATION", "")) == one_line(location)
    assert unescaped(values.get("CATEGORIES", "")) == one_line(category)
    assert re.fullmatch(r"[!-~]*", values.get("URL", "") + values.get("CONFERENCE", ""))


@settings(max_examples=300)
@given(hostile_text(), hostile_text(), hostile_text(), hostile_text())
def test_a_message_holds_exactly_its_own_properties(organiser, attendee, email, way_in):
    data = personal(
        vevent(entry()),
        method="REQUEST",
        organiser=Mailbox(organiser, "calendar@example.org"),
        attendee=Attendee(name=attendee, email=email),
        stamp=LATER,
        location=f"https://side.example.org/join/{way_in}",
    )
    names = [name for name, _ in properties(data)]

    assert names[:8] == ["BEGIN", "VERSION", "PRODID", "CALSCALE", "METHOD", "BEGIN", "DTSTAMP", "ORGANIZER"]
    assert names[8:] == [
        "ATTENDEE",
        "LOCATION",
        "CONFERENCE",
        *[name for name in ALWAYS[1:] if name != "DTSTAMP"],
        *CLOSING,
        "END",
        "END",
    ]


@settings(max_examples=100)
@given(hostile_text(), hostile_text(), hostile_text())
def test_a_calendar_holds_exactly_its_own_properties(name, description, source):
    data = calendar([], name=f"a{name}", description=f"a{description}", source_url=f"https://a/{source}")
    assert [name for name, _ in properties(data)][4:9] == [
        "NAME",
        "X-WR-CALNAME",
        "DESCRIPTION",
        "X-WR-CALDESC",
        "SOURCE",
    ]


@settings(max_examples=100)
@given(hostile_text(), hostile_text())
def test_two_other_readers_see_one_entry_with_the_title_as_cleaned(title, description):
    one = entry(title=f"a{title}", description=description)
    data = calendar([vevent(one)])

    by_vobject = vobject.readOne(data.decode())
    assert [event.summary.value for event in by_vobject.vevent_list] == [one_line(one.title)]
    assert [event.dtstart.value for event in by_vobject.vevent_list] == [one.starts_at]
    by_ical = IcsCalendarStream.calendar_from_ics(data.decode())
    assert [(event.summary, event.dtend) for event in by_ical.events] == [(one_line(one.title), one.ends_at)]


PROBE = """
import sys
from datetime import UTC, datetime
from app.domain.calendars.calendar_entry import Attendee, Entry, Mailbox
from app.domain.calendars.calendar_file import calendar
from app.domain.calendars.personal_entry import personal
from app.domain.calendars.vevent import vevent
moment = datetime(2023, 5, 2, 14, 0, tzinfo=UTC)
for text in eval(sys.stdin.read()):
    times = dict.fromkeys(("stamp", "created", "modified", "starts_at", "ends_at"), moment)
    words = dict.fromkeys(("title", "description", "location", "url"), text)
    one = Entry(uid="a@example.org", sequence=0, categories=(text,), **times, **words)
    sender, person = Mailbox(text, "a@example.org"), Attendee(name=text, email=text)
    data = personal(vevent(one), method="CANCEL", organiser=sender, attendee=person, stamp=moment)
    sys.stdout.buffer.write(data + calendar([vevent(one)], name=text, description=text))
"""


def test_an_interpreter_that_skips_assertions_writes_the_same_bytes():
    texts = repr([*INJECTIONS, *(f"a{sign}b" for sign in (*SIGNS, *LINE_ENDS))])
    written = [
        subprocess.run(
            [sys.executable, *flags, "-c", PROBE],
            input=texts.encode("ascii", "backslashreplace"),
            capture_output=True,
            check=True,
        ).stdout
        for flags in ([], ["-O"])
    ]
    assert written[0] == written[1]
    names = {name for name, _ in properties(written[1])}
    assert names == {
        *ALWAYS,
        *CLOSING,
        "END",
        "VERSION",
        "PRODID",
        "CALSCALE",
        "METHOD",
        "ORGANIZER",
        "ATTENDEE",
        "DESCRIPTION",
        "LOCATION",
        "URL",
        "CATEGORIES",
        "NAME",
        "X-WR-CALNAME",
        "X-WR-CALDESC",
    }
