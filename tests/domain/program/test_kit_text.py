"""What partners copy into their pages and mails: text and HTML that needs nothing from us."""

from dataclasses import replace
from datetime import datetime

import pytest

from app.domain.clocks.promised_time import promise
from app.domain.program.kit_text import KitFacts, KitWords, frame, html, label_at, short, whole

FACTS = KitFacts(
    title="Twelve <reefs> & “one” dataset",
    aim="Count them.",
    day="Thursday, 11 March 2027",
    lines=("10:00 Lagos", "09:00 UTC", "18:00 Tokyo"),
    machine="2027-03-11T09:00:00Z",
    organisers="Reef Watch",
    address="https://events.example.org/events/reefs?a=1&b=2",
    words=KitWords("Organised by", "Read more:"),
    language="en",
)
BARE = replace(FACTS, aim="", lines=(), organisers="")


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("America/New_York", "EST (UTC−5)"),
        ("Asia/Kathmandu", "UTC+5:45"),
        ("Etc/UTC", "UTC"),
    ],
)
def test_a_clock_is_labelled_with_its_letters_where_it_has_any(zone, label):
    time = promise(wall_start=datetime(2027, 3, 11, 10), zone="Africa/Lagos", minutes=90)  # noqa: DTZ001
    assert label_at(time, zone) == label


def test_the_announcement_as_text():
    assert whole(FACTS) == (
        "Twelve <reefs> & “one” dataset\nCount them.\n\n"
        "Thursday, 11 March 2027\n10:00 Lagos\n09:00 UTC\n18:00 Tokyo\n\n"
        "Organised by Reef Watch\nRead more: https://events.example.org/events/reefs?a=1&b=2"
    )
    assert whole(BARE) == (
        "Twelve <reefs> & “one” dataset\n\nRead more: https://events.example.org/events/reefs?a=1&b=2"
    )


def test_a_short_message_has_two_hours():
    assert short(FACTS).splitlines() == [
        "Twelve <reefs> & “one” dataset",
        "Thursday, 11 March 2027, 10:00 Lagos / 09:00 UTC",
        "https://events.example.org/events/reefs?a=1&b=2",
    ]
    assert short(replace(BARE, day="")).count("\n") == 1


def test_html_is_escaped_and_loads_nothing():
    text = html(FACTS)
    assert (
        '<h3><a href="https://events.example.org/events/reefs?a=1&amp;b=2">Twelve &lt;reefs&gt; &amp; “one”'
        in text
    )
    assert '<time datetime="2027-03-11T09:00:00Z">Thursday, 11 March 2027<br>10:00 Lagos<br>' in text
    assert [word for word in ("<script", "<style", "<img", "<link", "src=") if word in text] == []
    assert html(BARE).count("<p>") == 0


def test_a_frame_is_a_frame_whatever_the_title():
    text = frame("https://events.example.org/e?a=1&b=2", '"><script>')
    assert text.startswith(
        '<iframe src="https://events.example.org/e?a=1&amp;b=2" title="&quot;&gt;&lt;script&gt;"'
    )
    assert text.endswith('referrerpolicy="no-referrer"></iframe>')
